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

  it('is the rows that are new, whole, and null for those that are gone', () => {
    const c = { text: 'c' };
    const change = diffSlice(before, { head: { count: 2 }, rows: { a, c } });
    expect(change).toEqual({ rows: { b: null, c } });
    expect(change?.rows?.c).toBe(c);
  });

  it('is of a row only the fields that changed, a field that became null included', () => {
    const row = { name: 'Lan', status: 'absent', reason: 'ốm', ids: a };
    const rows = { a: { ...row, status: 'present', reason: null } };
    expect(diffSlice({ head: {}, rows: { a: row } }, { head: {}, rows })).toEqual({
      rows: { a: { status: 'present', reason: null } },
    });
    expect(diffSlice({ head: {}, rows: { a: row } }, { head: {}, rows: { a: { ...row } } })).toBeNull();
  });

  it('is both when both changed', () => {
    expect(diffSlice(before, { head: {}, rows: {} })).toEqual({ head: {}, rows: { a: null, b: null } });
  });
});
