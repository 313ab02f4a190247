import { describe, expect, it } from 'vitest';
import {
  freePlace,
  moveSeat,
  newSeatRows,
  placeAfterKey,
  planRows,
  planSize,
  seatsOffPlan,
  seatsOnPlan,
} from './seat-plan.ts';
import type { Seat } from './tree.ts';

const seat = (id: string, row: number | null, column: number | null, label = id) =>
  ({ id, siteId: 's', label, row, column }) as unknown as Seat;
const seats = [seat('b', 0, 1), seat('a', 0, 0), seat('c', 1, 3), seat('d10', null, null), seat('d2', null, null)];
const ids = (list: readonly Seat[]) => list.map(({ id }) => id);

describe('the plan', () => {
  it('has the seats in reading order, and those without a place apart', () => {
    expect(ids(seatsOnPlan(seats))).toEqual(['a', 'b', 'c']);
    expect(ids(seatsOffPlan(seats))).toEqual(['d2', 'd10']);
  });

  it('is as large as its seats need, with room around them to move to', () => {
    expect(planSize(seats)).toEqual({ rows: 2, columns: 4 });
    expect(planSize(seats, 1)).toEqual({ rows: 3, columns: 5 });
    expect(planSize([seat('x', 99, 99)], 1)).toEqual({ rows: 100, columns: 100 });
    expect(planSize([])).toEqual({ rows: 0, columns: 0 });
  });

  it('has rows of places for paper', () => {
    expect(planRows([seat('a', 0, 0), seat('c', 1, 1)]).map((row) => row.map((place) => place?.id ?? null))).toEqual([
      ['a', null],
      [null, 'c'],
    ]);
  });
});

describe('moving a seat', () => {
  it('changes that seat alone where the place is free', () => {
    expect(moveSeat(seats, 'a', { row: 2, column: 0 })).toEqual([seat('a', 2, 0)]);
  });

  it('lets two seats change places', () => {
    expect(moveSeat(seats, 'a', { row: 0, column: 1 })).toEqual([seat('a', 0, 1), seat('b', 0, 0)]);
  });

  it('takes the other one off the plan when the seat came from there', () => {
    expect(moveSeat(seats, 'd2', { row: 0, column: 0 })).toEqual([seat('d2', 0, 0), seat('a', null, null)]);
  });

  it('changes nothing when it stays or would leave the plan', () => {
    expect(moveSeat(seats, 'a', { row: 0, column: 0 })).toEqual([]);
    expect(moveSeat(seats, 'a', { row: -1, column: 0 })).toEqual([]);
    expect(moveSeat(seats, 'gone', { row: 0, column: 0 })).toEqual([]);
  });

  it('follows the arrow keys up to the edge', () => {
    expect(placeAfterKey({ row: 1, column: 1 }, 'ArrowLeft')).toEqual({ row: 1, column: 0 });
    expect(placeAfterKey({ row: 0, column: 1 }, 'ArrowUp')).toBeNull();
    expect(placeAfterKey({ row: 99, column: 1 }, 'ArrowDown')).toBeNull();
    expect(placeAfterKey({ row: 0, column: 1 }, 'a')).toBeNull();
  });

  it('finds the first place that is free', () => {
    expect(freePlace(seats)).toEqual({ row: 0, column: 2 });
    expect(freePlace([seat('a', 0, 0)])).toEqual({ row: 1, column: 0 });
    expect(freePlace([])).toEqual({ row: 0, column: 0 });
  });
});

describe('rows of new seats', () => {
  const makeId = () => 'new';
  const wanted = { siteId: 's' as Seat['siteId'], prefix: 'Ghế', rows: 2, columns: 2 };

  it('stand behind the last row and are numbered on', () => {
    const added = newSeatRows(wanted, [seat('x', 0, 0, 'Ghế 7')], makeId);
    expect(added.map(({ label, row, column }) => [label, row, column])).toEqual([
      ['Ghế 8', 1, 0],
      ['Ghế 9', 1, 1],
      ['Ghế 10', 2, 0],
      ['Ghế 11', 2, 1],
    ]);
  });

  it('count anew with another word, or without one', () => {
    const there = [seat('x', null, null, 'Ghế 7')];
    expect(newSeatRows({ ...wanted, prefix: 'Bàn' }, there, makeId)[0]?.label).toBe('Bàn 1');
    expect(newSeatRows({ ...wanted, prefix: ' ' }, there, makeId)[0]?.label).toBe('1');
  });

  it('never are more than one command takes', () => {
    expect(newSeatRows({ ...wanted, rows: 100, columns: 100 }, [], makeId)).toHaveLength(500);
  });
});
