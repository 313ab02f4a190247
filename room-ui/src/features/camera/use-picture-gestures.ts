/** What a finger on a camera's picture means: a tap, the picture drawn along, or a seat that is carried to its place. */
import { type PointerEvent, useRef, useState } from 'react';
import {
  carriedTo,
  dragBetween,
  nearestWithin,
  type Part,
  type Place,
  partAt,
  pictureArea,
  type Size,
} from './picture-place.ts';

/** A stored seat in the picture. */
export type SeatMark = Part & { seatId: string; number: number; isChosen: boolean };

export type SeatMarks = {
  marks: readonly SeatMark[];
  /** Null while a tap means a place. */
  onChoose: ((seatId: string) => void) | null;
  onCarry: (seatId: string, to: Part) => Promise<void>;
};

type Gestures = {
  frame: Size;
  picture: Size;
  isDisabled: boolean;
  seats: SeatMarks | null;
  onTap: (at: Part) => void;
  onDrag: ((turn: { right: number; up: number }) => void) | undefined;
};

/** A seat's number hangs so far below its place, where it hides no face; see the style sheet. */
const numberBelowPx = 30;

/** `carried` is the seat that is on its way, and where. */
export function usePictureGestures({ frame, picture, isDisabled, seats, onTap, onDrag }: Gestures) {
  const start = useRef<{ from: Place; mark: SeatMark | null }>(null);
  const [carried, setCarried] = useState<(Part & { seatId: string }) | null>(null);
  const end = () => {
    start.current = null;
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const area = pictureArea(frame, picture);
    if (isDisabled || !area || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const from = placeOf(event);
    const at = partAt(from, frame, picture);
    const numbers = seats?.marks.map((mark) => ({ ...mark, y: mark.y + numberBelowPx / area.height, mark })) ?? [];
    start.current = { from, mark: (at && nearestWithin(at, numbers, area)?.mark) ?? null };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { from, mark } = start.current ?? {};
    const to = from && mark && carriedTo(mark, from, placeOf(event), frame, picture);
    if (to) setCarried({ seatId: mark.seatId, ...to });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const { from, mark } = start.current ?? {};
    end();
    if (!from) return;
    const to = placeOf(event);
    const carriedHere = mark && carriedTo(mark, from, to, frame, picture);
    if (carriedHere) return void seats?.onCarry(mark.seatId, carriedHere).finally(() => setCarried(null));
    const turn = dragBetween(from, to, frame, picture);
    const at = partAt(to, frame, picture);
    if (turn) onDrag?.(turn);
    else if (mark && seats?.onChoose) seats.onChoose(mark.seatId);
    else if (at) onTap(at);
  };
  const onPointerCancel = () => {
    end();
    setCarried(null);
  };
  return { carried, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } };
}

function placeOf(event: PointerEvent<HTMLElement>): Place {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { left: event.clientX - left, top: event.clientY - top };
}
