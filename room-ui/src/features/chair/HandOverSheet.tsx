/** Gives the chair to somebody who is present, or seats somebody while nobody chairs: deputies first. */
import type { PersonId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { formalName } from '../attendance/model.ts';
import { mayChair } from './authority-model.ts';

export function HandOverSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const { actingChairId } = useSlice('meeting').head;
  const isOnline = useIsOnline();
  const command = useCommand();
  const people = mayChair(names, actingChairId);
  const give = async (personId: PersonId) => {
    const isDone =
      actingChairId === null
        ? await command('authority.seat', { personId })
        : await command('authority.handOver', { personId, fromId: actingChairId });
    if (isDone) onClose();
  };
  return (
    <Sheet
      title={t(actingChairId === null ? 'chair.seat' : 'chair.handOver')}
      onClose={onClose}
      testId="hand-over-sheet"
    >
      <p className="soft">{t(actingChairId === null ? 'chair.seatText' : 'chair.handOverText')}</p>
      {people.length === 0 && <p>{t('chair.nobodyToChair')}</p>}
      <div className="choices">
        {people.map((row) => (
          <Button
            key={row.personId}
            testId={`chair-${row.personId}`}
            isDisabled={!isOnline}
            onPress={() => void give(row.personId)}
          >
            <span className="person">
              <strong>{formalName(row)}</strong>
              <span className="soft small">
                {[t(`role.${row.role}`), row.title, row.siteName].filter(Boolean).join(' · ')}
              </span>
            </span>
          </Button>
        ))}
      </div>
    </Sheet>
  );
}
