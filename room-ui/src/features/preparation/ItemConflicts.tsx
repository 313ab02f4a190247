/** What another clerk wrote at the same time: both texts in sight, and one tap to choose. */

import type { AgendaRow, ItemVisibility } from '#contract';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { clockTime, minutes } from '../../ui/format.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { minutesOf } from './forecast.ts';
import { visibilityTexts } from './labels.ts';
import { type Preparation, usePreparation } from './PreparationContext.tsx';

type Conflict = AgendaRow['conflicts'][number];

export function ItemConflicts({ row }: { row: AgendaRow }) {
  const { t } = useTranslation();
  const preparation = usePreparation();
  const ownId = useDesk().home.account.personId;
  if (row.conflicts.length === 0) return null;
  const resolve = (conflictId: string, keep: 'current' | 'other') => {
    const label = t('preparation.undoConflict', { title: row.title });
    void preparation.edit([{ name: 'agenda.resolveConflict', input: { itemId: row.id, conflictId, keep } }], { label });
  };
  return (
    <ul className="conflicts">
      {row.conflicts.map((conflict) => (
        <li key={conflict.id} className="callout" data-testid={`conflict-${conflict.id}`}>
          <WarningIcon />
          <div>
            <span>
              {t('preparation.conflict', {
                name: conflict.personId === ownId ? t('preparation.yourself') : nameOf(t, conflict, preparation),
                time: clockTime(conflict.at),
                text: valuesOf(t, conflict, preparation),
              })}
            </span>
            {!preparation.isReadOnly && (
              <span className="choices">
                <Button
                  size="compact"
                  testId={`conflict-other-${conflict.id}`}
                  onPress={() => resolve(conflict.id, 'other')}
                >
                  {t('preparation.useOther')}
                </Button>
                <Button
                  size="compact"
                  testId={`conflict-current-${conflict.id}`}
                  onPress={() => resolve(conflict.id, 'current')}
                >
                  {t('preparation.keepCurrent')}
                </Button>
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function nameOf(t: TFunction, { personId }: Conflict, { prepared, body }: Preparation): string {
  const delegate = prepared.delegates.find((row) => row.personId === personId);
  const person = delegate ?? body.persons.find(({ id }) => id === personId);
  return person?.name ?? t('preparation.someone');
}

function valuesOf(t: TFunction, { changes }: Conflict, { prepared }: Preparation): string {
  const { title, plannedMs, visibility, startsAt, responsibleIds } = changes;
  const name = (id: string) => prepared.delegates.find(({ personId }) => personId === id)?.name;
  const people = responsibleIds?.map(name).filter(Boolean).join(', ');
  return [
    title,
    plannedMs !== undefined && minutes(minutesOf(plannedMs)),
    visibility && t(visibilityTexts[visibility as ItemVisibility]),
    startsAt !== undefined &&
      (startsAt === null ? t('preparation.noFixedStart') : t('preparation.fixedAt', { time: clockTime(startsAt) })),
    responsibleIds && (people || t('preparation.nobodyResponsible')),
  ]
    .filter(Boolean)
    .join(' · ');
}
