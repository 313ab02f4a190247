/** Speaking time by person, site and group, and what sites and groups may use of it. */
import type { BudgetScope } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { duration, minutes } from '../../ui/format.ts';
import { ClockIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { TabbedPanels } from '../../ui/TabbedPanels.tsx';
import { briefSiteName } from '../stage/brief-name.ts';
import { type SpokenBy, type SpokenRow, spokenBy } from './spoken-model.ts';

const ways: readonly SpokenBy[] = ['person', 'site', 'group'];
const budgetMinutes = [5, 10, 15, 20, 30, 45, 60, 90] as const;

export function TimesSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const panels = ways.map((by) => ({ id: by, title: t(`chair.timesBy_${by}`), content: <TimesTable by={by} /> }));
  return (
    <Sheet title={t('chair.times')} onClose={onClose} isWide testId="times-sheet">
      <TabbedPanels label={t('chair.times')} panels={panels} />
    </Sheet>
  );
}

function TimesTable({ by }: { by: SpokenBy }) {
  const { t } = useTranslation();
  const now = useNow();
  const rows = spokenBy(by, useSlice('attendance').rows, useSlice('speaking').rows, useSlice('floor').head, now);
  const mayLimit = useSlice('me').head.may.includes('floor.setBudget') && by !== 'person';
  if (rows.length === 0) return <p className="soft empty">{t(`chair.timesNone_${by}`)}</p>;
  return (
    <table className="times-table">
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
              <td>{mayLimit && row.scope ? <BudgetMenu row={row} scope={row.scope} /> : <BudgetWords row={row} />}</td>
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

function BudgetMenu({ row, scope }: { row: SpokenRow; scope: BudgetScope }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const set = (budgetMs: number | null) => void command('floor.setBudget', { scope, budgetMs });
  return (
    <Menu
      icon={<ClockIcon size="1.25rem" />}
      text={<BudgetWords row={row} />}
      label={t('chair.budgetLabel', { name: row.name })}
      className="plain compact"
      testId={`budget-${row.id}`}
      isDisabled={!isOnline}
    >
      {[
        <MenuItem key="none" testId="budget-none" onAction={() => set(null)}>
          {t('chair.budgetNone')}
        </MenuItem>,
        ...budgetMinutes.map((count) => (
          <MenuItem key={count} testId={`budget-${count}-minutes`} onAction={() => set(count * 60_000)}>
            {minutes(count)}
          </MenuItem>
        )),
      ]}
    </Menu>
  );
}
