/** Setting up a site's cameras: whose seats there are, which of them a camera knows, and what is missing still. */
import type { AttendanceRow, CameraSetUp, SiteId } from '#contract';
import { compareText } from '../../ui/format.ts';
import { formalName } from '../attendance/model.ts';

/** Somebody without a seat of the register has one by themselves. */
export type SeatRow = { seatId: string; number: number; label: string; name: string; isPlaced: boolean };
type MissingStep = 'test' | 'overview' | 'wall' | 'seats';

/** The seats of a site whose people are in the meeting; and those that a camera knows though nobody is to sit there now. */
export function seatRows(
  siteId: SiteId,
  attendance: Record<string, AttendanceRow>,
  setUp: CameraSetUp | undefined,
): SeatRow[] {
  const placed = new Set(setUp?.seats.map(({ seatId }) => seatId));
  const here = Object.values(attendance)
    .filter((row) => row.siteId === siteId)
    .map((row) => {
      const seatId: string = row.seatId ?? row.personId;
      return { seatId, number: 0, label: row.seatLabel, name: formalName(row), isPlaced: placed.has(seatId) };
    })
    .sort((one, other) => compareText(one.label, other.label) || compareText(one.name, other.name));
  const known = new Set(here.map(({ seatId }) => seatId));
  const others = [...placed].filter((seatId) => !known.has(seatId));
  const free = others.map((seatId) => ({ seatId, number: 0, label: '', name: '', isPlaced: true }));
  return [...here, ...free].map((seat, index) => ({ ...seat, number: index + 1 }));
}

/** Which seat is to be placed after this one; null: none is left. */
export function nextOpenSeat(seats: readonly SeatRow[], after: SeatRow): SeatRow | null {
  const open = seats.filter(({ isPlaced, seatId }) => !isPlaced && seatId !== after.seatId);
  return open.find(({ number }) => number > after.number) ?? open[0] ?? null;
}

/** In the order in which they are done. A fixed camera needs none; one that shows the whole room has to know how. */
export function stepsOf(
  setUp: CameraSetUp,
  seats: readonly SeatRow[],
  canTurn = true,
): { step: MissingStep; isDone: boolean }[] {
  if (!canTurn) return [];
  const overview = { step: 'overview', isDone: setUp.hasOverview } as const;
  if (setUp.isOverview) return [overview];
  return [
    { step: 'test', isDone: setUp.isTested },
    overview,
    { step: 'wall', isDone: setUp.hasWall },
    { step: 'seats', isDone: seats.length > 0 && seats.every(({ isPlaced }) => isPlaced) },
  ];
}
