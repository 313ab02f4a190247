/** Speaking time by person, site and group, and what sites and groups may use of it. */
import { useState } from 'react';
import type { BudgetScope } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { duration, minutes } from '../../ui/format.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { notices } from '../../ui/notices.ts';
import { QuickChoices } from '../../ui/QuickChoices.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { TabbedPanels } from '../../ui/TabbedPanels.tsx';
import { briefSiteName } from '../stage/brief-name.ts';
import { inOrder, type SpokenBy, type SpokenRow, spokenBy } from './spoken-model.ts';

const budgetMinutes = [10, 15, 20, 30, 45, 60] as const;

/** What can be limited comes first, sites and groups together: from the opening of the sheet a limit is one tap away. */
export function TimesSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const panels = [
    {
      id: 'places',
      title: t('chair.timesPlaces'),
      content: (
        <>
          <TimesTable by="site" />
          <TimesTable by="group" />
        </>
      ),
    },
    { id: 'person', title: t('chair.timesBy_person'), content: <TimesTable by="person" /> },
  ];
  return (
    <Sheet title={t('chair.times')} onClose={onClose} isWide testId="times-sheet">
      <TabbedPanels label={t('chair.times')} panels={panels} />
    </Sheet>
  );
}

function TimesTable({ by }: { by: SpokenBy }) {
  const { t } = useTranslation();
  const now = useNow();
  const latest = spokenBy(by, useSlice('attendance').rows, useSlice('speaking').rows, useSlice('floor').head, now);
  // Whoever is about to tap must not have the row move away while somebody speaks.
  const [firstOrder] = useState(() => latest.map(({ id }) => id));
  const rows = inOrder(latest, firstOrder);
  const mayLimit = useSlice('me').head.may.includes('floor.setBudget') && by !== 'person';
  if (rows.length === 0) return <p className="soft empty">{t(`chair.timesNone_${by}`)}</p>;
  return (
    <table className="times-table" data-by={by}>
      <thead>
        <tr>
          <th scope="col">{t(`chair.timesBy_${by}`)}</th>
          <th scope="col">{t('chair.timesCount')}</th>
          <th scope="col">{t('chair.timesOpen')}</th>
          {by !== 'person' && <th scope="col">{t('chair.budget')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid={`times-${row.id}`}>
            <th scope="row">{by === 'site' ? briefSiteName(row.name) : row.name}</th>
            <td>{row.count}</td>
            <td>
              {duration(row.openMs)}
              {row.budgetMs !== null && row.openMs > row.budgetMs && (
                <Mark icon={<WarningIcon size="1.25rem" />} look="warning">
                  {t('agenda.over', { time: duration(row.openMs - row.budgetMs) })}
                </Mark>
              )}
            </td>
            {by !== 'person' && (
              <td className="budget">
                {mayLimit && row.scope ? <BudgetChoices row={row} scope={row.scope} /> : <BudgetWords row={row} />}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BudgetWords({ row }: { row: SpokenRow }) {
  const { t } = useTranslation();
  return row.budgetMs === null ? t('chair.budgetNone') : minutes(row.budgetMs / 60_000);
}

/** In minutes, as the column says. */
function BudgetChoices({ row, scope }: { row: SpokenRow; scope: BudgetScope }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const set = async (budgetMs: number | null) => {
    const before = row.budgetMs;
    if (!(await command('floor.setBudget', { scope, budgetMs }))) return;
    const words = budgetMs === null ? t('chair.budgetNone') : minutes(budgetMs / 60_000);
    notices.undo(t('chair.budgetSet', { name: row.name, words }), async () => {
      await command('floor.setBudget', { scope, budgetMs: before });
    });
  };
  const counts = budgetMinutes.map((count) => count * 60_000);
  // A limit that was set by other means stands among the usual ones.
  const offered = row.budgetMs === null || counts.includes(row.budgetMs) ? counts : [...counts, row.budgetMs];
  return (
    <QuickChoices
      label={t('chair.budgetLabel', { name: row.name })}
      value={row.budgetMs}
      choices={[
        { value: null, text: t('chair.budgetNone'), testId: 'budget-none' },
        ...offered
          .toSorted((one, other) => one - other)
          .map((budgetMs) => ({
            value: budgetMs,
            text: String(Math.round(budgetMs / 6_000) / 10),
            label: minutes(budgetMs / 60_000),
            testId: `budget-${budgetMs / 60_000}-minutes`,
          })),
      ]}
      isDisabled={!isOnline}
      onChoose={(budgetMs) => void set(budgetMs)}
    />
  );
}
