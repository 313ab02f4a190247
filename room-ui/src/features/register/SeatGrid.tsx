/** The drawing: the chair's side on top, a square for each seat. A seat is dragged, or moved with the arrow keys. */
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type Place, placeAfterKey, placeOf, planSize, seatsOnPlan } from './seat-plan.ts';
import type { Seat } from './tree.ts';

type SeatGridProps = {
  seats: readonly Seat[];
  chosenId: string | null;
  onChoose: (seatId: string) => void;
  onMove: (seatId: string, to: Place) => void;
};

/** From so many pixels on, a press is a drag. */
const dragPixels = 8;

type Drag = { seatId: string; startX: number; startY: number; x: number; y: number; to: Place | null };

export function SeatGrid({ seats, chosenId, onChoose, onMove }: SeatGridProps) {
  const { t } = useTranslation();
  const plan = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const [drag, setDrag] = useState<Drag | null>(null);
  const size = planSize(seats, 1);
  const placed = seatsOnPlan(seats);
  const say = (seat: Seat, { row, column }: Place) =>
    setSaid(t('register.seatAt', { label: seat.label, row: row + 1, column: column + 1 }));
  const move = (seat: Seat, to: Place) => {
    onMove(seat.id, to);
    say(seat, to);
  };
  const onKeyDown = (event: KeyboardEvent, seat: Seat) => {
    const place = placeOf(seat);
    const to = place && placeAfterKey(place, event.key);
    if (!to) return;
    event.preventDefault();
    move(seat, to);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag || !plan.current) return;
    const isFar = Math.hypot(event.clientX - drag.startX, event.clientY - drag.startY) > dragPixels;
    if (!isFar && !drag.to) return;
    setDrag({ ...drag, x: event.clientX, y: event.clientY, to: placeUnder(plan.current, size, event) });
  };
  const onPointerUp = (seat: Seat) => {
    if (drag?.to) move(seat, drag.to);
    else onChoose(seat.id);
    setDrag(null);
  };
  return (
    <div className="seat-drawing">
      <p className="chair-side">{t('register.chairSide')}</p>
      <div className="seat-scroll">
        <div
          ref={plan}
          className="seat-grid"
          role="application"
          aria-label={t('register.planLabel')}
          aria-describedby="plan-hint"
          style={{ '--rows': size.rows, '--places': size.columns } as CSSProperties}
          data-testid="seat-plan"
        >
          {drag?.to && <span className="seat-target" style={gridPlace(drag.to)} aria-hidden="true" />}
          {placed.map((seat) => (
            <SeatSquare
              key={seat.id}
              seat={seat}
              isChosen={seat.id === chosenId}
              drag={drag?.seatId === seat.id ? drag : null}
              onKeyDown={(event) => onKeyDown(event, seat)}
              onChoose={() => onChoose(seat.id)}
              onPointerDown={({ clientX: x, clientY: y }) =>
                setDrag({ seatId: seat.id, startX: x, startY: y, x, y, to: null })
              }
              onPointerMove={onPointerMove}
              onPointerUp={() => onPointerUp(seat)}
              onPointerCancel={() => setDrag(null)}
            />
          ))}
        </div>
      </div>
      <p id="plan-hint" className="soft small">
        {t('register.planHint')}
      </p>
      <p className="unseen" role="status">
        {said}
      </p>
    </div>
  );
}

type SeatSquareProps = {
  seat: Seat;
  isChosen: boolean;
  drag: Drag | null;
  onChoose: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
};

function SeatSquare({ seat, isChosen, drag, onChoose, onKeyDown, onPointerDown, ...pointer }: SeatSquareProps) {
  const { t } = useTranslation();
  const place = placeOf(seat);
  if (!place) return null;
  const isDragged = drag?.to != null;
  const style: CSSProperties = {
    ...gridPlace(place),
    ...(isDragged ? { translate: `${drag.x - drag.startX}px ${drag.y - drag.startY}px` } : {}),
  };
  return (
    <button
      type="button"
      className="seat"
      style={style}
      aria-pressed={isChosen}
      aria-label={t('register.seatAt', { label: seat.label, row: place.row + 1, column: place.column + 1 })}
      data-dragged={isDragged}
      data-testid={`seat-${seat.id}`}
      onKeyDown={onKeyDown}
      // A press of a key or of a screen reader; that of a finger or mouse ends with the pointer.
      onClick={(event) => event.detail === 0 && onChoose()}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        onPointerDown(event);
      }}
      {...pointer}
    >
      <span>{seat.label}</span>
    </button>
  );
}

function gridPlace({ row, column }: Place): CSSProperties {
  return { gridRow: row + 1, gridColumn: column + 1 };
}

/** The place of the plan under the pointer; its edge when the pointer is outside. */
function placeUnder(plan: HTMLElement, { rows, columns }: { rows: number; columns: number }, at: PointerEvent): Place {
  const { left, top, width, height } = plan.getBoundingClientRect();
  const index = (offset: number, length: number, count: number) =>
    Math.max(0, Math.min(count - 1, Math.floor((offset / length) * count)));
  return { row: index(at.clientY - top, height, rows), column: index(at.clientX - left, width, columns) };
}
