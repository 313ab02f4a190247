import { describe, expect, it } from 'vitest';
import { moved, positionUnder, shiftOf, stepLift } from './sortable-model.ts';

const boxes = [0, 1, 2, 3].map((place) => ({ top: place * 60, bottom: place * 60 + 50 }));

describe('sortable model', () => {
  it('moves a row down, up, and nowhere', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 0, 99)).toEqual(['b', 'c', 'a']);
    expect(moved(['a'], 7, 0)).toEqual(['a']);
  });

  it('steps with the arrows and stops at both ends', () => {
    expect(stepLift({ from: 1, to: 1 }, 'ArrowDown', 3)).toBe(2);
    expect(stepLift({ from: 1, to: 2 }, 'ArrowDown', 3)).toBe(2);
    expect(stepLift({ from: 1, to: 0 }, 'ArrowUp', 3)).toBe(0);
    expect(stepLift({ from: 1, to: 1 }, 'End', 3)).toBe(2);
    expect(stepLift({ from: 1, to: 1 }, 'Home', 3)).toBe(0);
    expect(stepLift({ from: 1, to: 1 }, 'Tab', 3)).toBe(null);
  });

  it('goes to the place under the finger, to the ends beyond them', () => {
    expect(positionUnder(-40, boxes)).toBe(0);
    expect(positionUnder(70, boxes)).toBe(1);
    expect(positionUnder(9_000, boxes)).toBe(3);
  });

  it('makes room: the rows between move by the height of the one that is dragged', () => {
    const shifts = (from: number, to: number) => boxes.map((_, place) => shiftOf(place, { from, to }, boxes, 7));
    expect(shifts(0, 2)).toEqual([7, -60, -60, 0]);
    expect(shifts(3, 1)).toEqual([0, 60, 60, 7]);
    expect(shifts(1, 1)).toEqual([0, 7, 0, 0]);
  });
});
