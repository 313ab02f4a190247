import { describe, expect, it } from 'vitest';
import { diffSlice, type SliceValue } from './slice-diff.ts';

const a = { text: 'a' };
const b = { text: 'b' };
const before: SliceValue = { head: { count: 2 }, rows: { a, b } };

describe('the difference of two values of a slice', () => {
  it('is nothing when head and rows are equal', () => {
    expect(diffSlice(before, before)).toBeNull();
    expect(diffSlice(before, { head: { count: 2 }, rows: { b, a } })).toBeNull();
  });

  it('is the new head alone when only that changed', () => {
    expect(diffSlice(before, { head: { count: 3 }, rows: { a, b } })).toEqual({ head: { count: 3 } });
  });

  it('is the rows that are new or another object, and null for those that are gone', () => {
    const [a2, c] = [{ text: 'a' }, { text: 'c' }];
    const change = diffSlice(before, { head: { count: 2 }, rows: { a: a2, c } });
    expect(change).toEqual({ rows: { a: a2, b: null, c } });
    expect(change?.rows?.a).toBe(a2);
  });

  it('is both when both changed', () => {
    expect(diffSlice(before, { head: {}, rows: {} })).toEqual({ head: {}, rows: { a: null, b: null } });
  });
});
