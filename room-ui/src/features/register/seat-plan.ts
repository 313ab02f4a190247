/** The plan of a site's seats: rows from the chair's side, places from the left. Only what changes goes to the server. */
import { compareText } from '../../ui/format.ts';
import type { Seat } from './tree.ts';

export type Place = { row: number; column: number };
export type PlanSize = { rows: number; columns: number };

/** The contract's limit in each direction. */
export const maxPlace = 99;
export const maxNewSeats = 500;
const longestLabel = 200;

export function placeOf({ row, column }: Seat): Place | null {
  return row === null || column === null ? null : { row, column };
}

export function seatsOnPlan(seats: readonly Seat[]): Seat[] {
  return seats
    .filter((seat) => placeOf(seat))
    .sort((one, other) => (one.row ?? 0) - (other.row ?? 0) || (one.column ?? 0) - (other.column ?? 0));
}

export function seatsOffPlan(seats: readonly Seat[]): Seat[] {
  return seats.filter((seat) => !placeOf(seat)).sort((one, other) => compareText(one.label, other.label));
}

/** The used part of the plan; `margin` adds free places around it to move seats to. */
export function planSize(seats: readonly Seat[], margin = 0): PlanSize {
  const size = { rows: 0, columns: 0 };
  for (const { row, column } of seats) {
    if (row === null || column === null) continue;
    size.rows = Math.max(size.rows, row + 1);
    size.columns = Math.max(size.columns, column + 1);
  }
  return { rows: Math.min(size.rows + margin, maxPlace + 1), columns: Math.min(size.columns + margin, maxPlace + 1) };
}

/** The seats that change when one goes to a place: where another stands, the two change places. */
export function moveSeat(seats: readonly Seat[], seatId: string, to: Place): Seat[] {
  const seat = seats.find(({ id }) => id === seatId);
  if (!seat || !isOnGrid(to) || (seat.row === to.row && seat.column === to.column)) return [];
  const other = seats.find(({ row, column }) => row === to.row && column === to.column);
  const moved = { ...seat, ...to };
  return other ? [moved, { ...other, row: seat.row, column: seat.column }] : [moved];
}

/** Where an arrow key takes a seat; null at the edge, and for other keys. */
export function placeAfterKey(place: Place, key: string): Place | null {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
  if (!step) return null;
  const next = { row: place.row + (step[0] ?? 0), column: place.column + (step[1] ?? 0) };
  return isOnGrid(next) ? next : null;
}

/** The first place that is free, in reading order; a new row when all are taken. */
export function freePlace(seats: readonly Seat[]): Place {
  const { rows, columns } = planSize(seats);
  const taken = new Set(seats.map(({ row, column }) => `${row},${column}`));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) if (!taken.has(`${row},${column}`)) return { row, column };
  }
  return { row: Math.min(rows, maxPlace), column: 0 };
}

export type SeatRows = { siteId: Seat['siteId']; prefix: string; rows: number; columns: number };

/** Whole rows of seats behind those that are there, numbered on from the highest number with the same word before it. */
export function newSeatRows(wanted: SeatRows, seats: readonly Seat[], makeId: () => string): Seat[] {
  const { siteId, rows, columns } = wanted;
  const prefix = wanted.prefix
    .normalize()
    .trim()
    .slice(0, longestLabel - 5);
  const first = planSize(seats).rows;
  let number = highestNumber(seats, prefix);
  const added: Seat[] = [];
  for (let row = first; row < Math.min(first + rows, maxPlace + 1); row += 1) {
    for (let column = 0; column < Math.min(columns, maxPlace + 1) && added.length < maxNewSeats; column += 1) {
      number += 1;
      const label = prefix ? `${prefix} ${number}` : String(number);
      added.push({ id: makeId() as Seat['id'], siteId, label, row, column });
    }
  }
  return added;
}

/** The plan as rows of places, for paper. */
export function planRows(seats: readonly Seat[]): (Seat | null)[][] {
  const { rows, columns } = planSize(seats);
  const plan = Array.from({ length: rows }, () => Array<Seat | null>(columns).fill(null));
  for (const seat of seats) {
    const place = placeOf(seat);
    const row = place && plan[place.row];
    if (row) row[place.column] = seat;
  }
  return plan;
}

function isOnGrid({ row, column }: Place): boolean {
  return row >= 0 && column >= 0 && row <= maxPlace && column <= maxPlace;
}

function highestNumber(seats: readonly Seat[], prefix: string): number {
  const numbers = seats.map(({ label }) => {
    const rest = label.startsWith(prefix) ? label.slice(prefix.length).trim() : '';
    return /^\d{1,5}$/.test(rest) ? Number(rest) : 0;
  });
  return Math.max(0, ...numbers);
}
