/** The seats of the site: chosen here and then tapped on the picture, so that the camera knows where each face is. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, ClockIcon, CloseIcon, TrashIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import type { SeatRow } from './set-up-model.ts';
import type { PartProps } from './set-up-part.ts';

type SeatsPartProps = PartProps & {
  seats: readonly SeatRow[];
  chosen: SeatRow | null;
  onChoose: (seat: SeatRow | null) => void;
};

export function SeatsPart({ setUp: { cameraId }, seats, chosen, ask, isDisabled, onChange, onChoose }: SeatsPartProps) {
  const { t } = useTranslation();
  const remove = async ({ seatId }: SeatRow) => {
    if (await ask({ type: 'removeSeat', cameraId, seatId })) await onChange();
  };
  return (
    <section className="set-up-part">
      <h3>{t('cameraSetUp.seats')}</h3>
      <p className="soft">{t(seats.length > 0 ? 'cameraSetUp.seatsText' : 'cameraSetUp.seatsNone')}</p>
      <ul className="camera-seats">
        {seats.map((seat) => (
          <Seat
            key={seat.seatId}
            seat={seat}
            isChosen={chosen?.seatId === seat.seatId}
            isDisabled={isDisabled}
            onChoose={onChoose}
            onRemove={() => void remove(seat)}
          />
        ))}
      </ul>
    </section>
  );
}

type SeatProps = {
  seat: SeatRow;
  isChosen: boolean;
  isDisabled: boolean;
  onChoose: (seat: SeatRow | null) => void;
  onRemove: () => void;
};

function Seat({ seat, isChosen, isDisabled, onChoose, onRemove }: SeatProps) {
  const { t } = useTranslation();
  const { seatId, number, label, isPlaced } = seat;
  const name = seat.name || t('cameraSetUp.seatFree');
  return (
    <li data-testid={`seat-${seatId}`} data-placed={isPlaced}>
      <span className="seat-mark" data-chosen={isChosen} aria-hidden="true">
        {number}
      </span>
      <span className="who">
        <strong>{name}</strong>
        {label && <span className="soft small">{label}</span>}
        <Mark
          icon={isPlaced ? <CheckIcon size="1.25rem" /> : <ClockIcon size="1.25rem" />}
          look={isPlaced ? 'good' : 'soft'}
        >
          {t(isPlaced ? 'cameraSetUp.seatPlaced' : 'cameraSetUp.seatOpen')}
        </Mark>
      </span>
      <Button
        testId={`place-${seatId}`}
        isPressed={isChosen}
        isDisabled={isDisabled}
        label={t(isChosen ? 'cameraSetUp.seatCancelLabel' : 'cameraSetUp.seatPlaceLabel', { name })}
        onPress={() => onChoose(isChosen ? null : seat)}
      >
        {isChosen && <CloseIcon />}
        {t(isChosen ? 'cameraSetUp.seatCancel' : isPlaced ? 'cameraSetUp.seatMove' : 'cameraSetUp.seatPlace')}
      </Button>
      {isPlaced && (
        <Button look="quiet" isDisabled={isDisabled} label={t('cameraSetUp.seatRemove', { name })} onPress={onRemove}>
          <TrashIcon />
        </Button>
      )}
    </li>
  );
}
