import { describe, expect, it } from 'vitest';
import { nextInTree, treeRows } from './tree-model.ts';

type Site = { id: string; below?: Site[] };
const sites: Site[] = [{ id: 'a', below: [{ id: 'b', below: [{ id: 'c' }] }, { id: 'd' }] }, { id: 'e' }];
const rowsOf = (...closed: string[]) =>
  treeRows(sites, {
    childrenOf: ({ below = [] }) => below,
    itemKey: ({ id }) => id,
    closed: new Set(closed),
  });

describe('tree model', () => {
  it('lists what is open with level, place and number of siblings', () => {
    expect(rowsOf().map(({ key, level, place, siblings }) => `${key}${level}${place}${siblings}`)).toEqual([
      'a112',
      'b212',
      'c311',
      'd222',
      'e122',
    ]);
    expect(rowsOf('b').map(({ key }) => key)).toEqual(['a', 'b', 'd', 'e']);
    expect(rowsOf('a').map(({ key }) => key)).toEqual(['a', 'e']);
  });

  it('goes up and down through what is in sight and stops at the ends', () => {
    const rows = rowsOf('b');
    expect(nextInTree(rows, 'b', 'ArrowDown')).toEqual({ focus: 'd' });
    expect(nextInTree(rows, 'b', 'ArrowUp')).toEqual({ focus: 'a' });
    expect(nextInTree(rows, 'e', 'ArrowDown')).toEqual({ focus: undefined });
    expect(nextInTree(rows, 'e', 'Home')).toEqual({ focus: 'a' });
    expect(nextInTree(rows, 'a', 'End')).toEqual({ focus: 'e' });
  });

  it('opens to the right, closes to the left, then goes in and out', () => {
    expect(nextInTree(rowsOf('a'), 'a', 'ArrowRight')).toEqual({ open: true });
    expect(nextInTree(rowsOf(), 'a', 'ArrowRight')).toEqual({ focus: 'b' });
    expect(nextInTree(rowsOf(), 'b', 'ArrowLeft')).toEqual({ open: false });
    expect(nextInTree(rowsOf(), 'c', 'ArrowLeft')).toEqual({ focus: 'b' });
    expect(nextInTree(rowsOf(), 'c', 'ArrowRight')).toBe(null);
  });

  it('chooses with Enter and space and leaves other keys alone', () => {
    expect(nextInTree(rowsOf(), 'c', 'Enter')).toEqual({ select: true });
    expect(nextInTree(rowsOf(), 'c', ' ')).toEqual({ select: true });
    expect(nextInTree(rowsOf(), 'c', 'Tab')).toBe(null);
  });
});
