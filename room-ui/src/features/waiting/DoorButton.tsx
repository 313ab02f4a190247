/** In the header of those who run the meeting: who comes straight in, and the way to change it. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { LockIcon, UnlockIcon } from '../../ui/icons.tsx';
import { NewCount } from '../controls/NewCount.tsx';
import { askingCount } from './model.ts';
import { waitingPart } from './parts.ts';
import './door.css';

export function DoorButton() {
  const { t } = useTranslation();
  const { head, rows } = useSlice('waiting');
  const { rule } = head;
  if (rule === null) return null;
  const count = askingCount(rows);
  const words = t(`waiting.door_${rule}`);
  return (
    <Button
      look="quiet"
      className={`door ${rule === 'nobody' ? 'locked' : ''}`}
      testId="door-button"
      label={
        count > 0 ? t('waiting.doorLabelWaiting', { state: words, count }) : t('waiting.doorLabel', { state: words })
      }
      onPress={() => waitingPart.set({ name: 'door' })}
    >
      <NewCount count={count} testId="waiting-count">
        {rule === 'nobody' ? <LockIcon size="1.25rem" /> : <UnlockIcon size="1.25rem" />}
      </NewCount>
      <span className="words" data-testid="door" data-rule={rule}>
        {words}
      </span>
    </Button>
  );
}
