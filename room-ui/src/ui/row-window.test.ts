import { describe, expect, it } from 'vitest';
import { drawnRows, rowAt, rowOffsets, rowsBetween } from './row-window.ts';

const keys = Array.from({ length: 2_000 }, (_, index) => String(index));
const even = rowOffsets(keys, new Map(), 50);

describe('row window', () => {
  it('adds up the heights that are known and takes the usual one for the others', () => {
    const offsets = rowOffsets(['a', 'b', 'c'], new Map([['b', 80]]), 50);
    expect([...offsets]).toEqual([0, 50, 130, 180]);
  });

  it('finds the row at a height', () => {
    expect(rowAt(even, -5)).toBe(0);
    expect(rowAt(even, 49)).toBe(0);
    expect(rowAt(even, 50)).toBe(1);
    expect(rowAt(even, 10_000_000)).toBe(1_999);
    expect(rowAt(rowOffsets([], new Map(), 50), 10)).toBe(0);
  });

  it('draws what is in sight and a margin, not the two thousand', () => {
    const { first, end } = rowsBetween(even, 50_000, 51_000);
    expect(first).toBe(988);
    expect(end).toBe(1_033);
  });

  it('draws the first rows of a list that is still below the page', () => {
    const { first, end } = rowsBetween(even, -9_000, -8_000);
    expect([first, end]).toEqual([0, 20]);
    expect(rowsBetween(rowOffsets(['a'], new Map(), 50), -9_000, -8_000)).toEqual({ first: 0, end: 1 });
  });

  it('keeps the height of the whole list, wherever it is', () => {
    for (const kept of [null, 3, 1_010, 1_900]) {
      const { rows, gapAfterPx } = drawnRows(even, { first: 1_000, end: 1_020 }, kept);
      const height = rows.reduce((sum, { gapBeforePx }) => sum + gapBeforePx + 50, gapAfterPx);
      expect(height).toBe(100_000);
    }
  });

  it('keeps the row with the focus drawn, above, within or below what is in sight', () => {
    const drawn = (kept: number) => drawnRows(even, { first: 1_000, end: 1_020 }, kept).rows.map(({ index }) => index);
    expect(drawn(3).slice(0, 2)).toEqual([3, 1_000]);
    expect(drawn(1_010)).toHaveLength(20);
    expect(drawn(1_900).slice(-2)).toEqual([1_019, 1_900]);
  });

  it('draws nothing of nothing', () => {
    expect(drawnRows(rowOffsets([], new Map(), 50), { first: 0, end: 30 }, null)).toEqual({ rows: [], gapAfterPx: 0 });
  });
});
