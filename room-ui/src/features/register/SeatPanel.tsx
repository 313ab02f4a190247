/** The seat that was chosen: its name, whether it is on the plan, and its removal. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { TrashIcon } from '../../ui/icons.tsx';
import { placeOf } from './seat-plan.ts';
import type { Seat } from './tree.ts';

type SeatPanelProps = {
  seat: Seat;
  onRename: (label: string) => void;
  /** Onto the plan, or off it. */
  onPlace: () => void;
  onRemove: () => void;
};

export function SeatPanel({ seat, onRename, onPlace, onRemove }: SeatPanelProps) {
  const { t } = useTranslation();
  return (
    <div className="seat-panel" data-testid="seat-panel">
      <TextField
        label={t('register.seatLabel')}
        problem={seat.label.trim() === '' ? t('register.needsName') : undefined}
        value={seat.label}
        onChange={onRename}
        maxLength={200}
        testId="seat-edit-label"
      />
      <Button testId="seat-place" onPress={onPlace}>
        {t(placeOf(seat) ? 'register.takeOff' : 'register.putOn')}
      </Button>
      <Button look="danger" testId="remove-seat" onPress={onRemove}>
        <TrashIcon />
        {t('register.removeSeat')}
      </Button>
    </div>
  );
}
