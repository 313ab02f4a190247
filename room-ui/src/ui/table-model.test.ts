import { describe, expect, it } from 'vitest';
import { startCpuClock } from '../../../test/harness/cpu-time.ts';
import { compareNames } from './format.ts';
import {
  type Column,
  filterRows,
  headerColumn,
  nextRow,
  nextSort,
  searchTexts,
  shownColumns,
  sortRows,
  tickedState,
  toggled,
  toggledAll,
} from './table-model.ts';

type Row = { id: string; name: string; seat: string; spoken: number };

const columns: Column<Row>[] = [
  { id: 'seat', title: 'Ghế', cell: ({ seat }) => seat, text: ({ seat }) => seat, shownFrom: 'medium' },
  {
    id: 'name',
    title: 'Tên',
    cell: ({ name }) => name,
    text: ({ name }) => name,
    compare: (one, other) => compareNames(one.name, other.name),
    isRowHeader: true,
  },
  { id: 'spoken', title: 'Lượt', cell: ({ spoken }) => spoken, compare: (one, other) => one.spoken - other.spoken },
  { id: 'actions', title: '', cell: () => null, shownFrom: 'wide' },
];
const rows: Row[] = [
  { id: '1', name: 'Mẫu Ửng', seat: 'Ghế 10', spoken: 1 },
  { id: '2', name: 'Mẫu Ánh', seat: 'Ghế 2', spoken: 1 },
  { id: '3', name: 'Đỗ Mẫu Đan', seat: 'Ghế 1', spoken: 0 },
];
const ids = (list: readonly Row[]) => list.map(({ id }) => id).join('');
const texts = searchTexts(rows, columns);

describe('table model', () => {
  it('sorts by the order of the Vietnamese alphabet, and by numbers within words', () => {
    expect(ids(sortRows(rows, columns, { id: 'name' }))).toBe('231');
    expect(ids(sortRows(rows, columns, { id: 'seat' }))).toBe('321');
    expect(ids(sortRows(rows, columns, { id: 'seat', isDescending: true }))).toBe('123');
  });

  it('keeps the order of equal rows in both directions, and the order given without a sort', () => {
    expect(ids(sortRows(rows, columns, { id: 'spoken' }))).toBe('312');
    expect(ids(sortRows(rows, columns, { id: 'spoken', isDescending: true }))).toBe('123');
    expect(sortRows(rows, columns, null)).toBe(rows);
    expect(sortRows(rows, columns, { id: 'actions' })).toBe(rows);
  });

  it('turns the order round with the second tap on a title', () => {
    const first = nextSort(null, 'name');
    expect(first).toEqual({ id: 'name' });
    const second = nextSort(first, 'name');
    expect(second).toEqual({ id: 'name', isDescending: true });
    expect(nextSort(second, 'name').isDescending).toBe(false);
    expect(nextSort(second, 'seat')).toEqual({ id: 'seat' });
  });

  it('finds rows by words without their marks, in any column and any order', () => {
    expect(ids(filterRows(rows, texts, 'ung'))).toBe('1');
    expect(ids(filterRows(rows, texts, ' DO  dan '))).toBe('3');
    expect(ids(filterRows(rows, texts, '10 mau'))).toBe('1');
    expect(ids(filterRows(rows, texts, 'mau 99'))).toBe('');
    expect(filterRows(rows, texts, '  ')).toBe(rows);
  });

  it('leaves out columns where the page is too narrow for them', () => {
    const shown = (layout: 'narrow' | 'medium' | 'wide') => shownColumns(columns, layout).map(({ id }) => id);
    expect(shown('narrow')).toEqual(['name', 'spoken']);
    expect(shown('medium')).toEqual(['seat', 'name', 'spoken']);
    expect(shown('wide')).toEqual(['seat', 'name', 'spoken', 'actions']);
    expect(headerColumn(columns)?.id).toBe('name');
  });

  it('ticks all that is in sight and leaves other ticks alone', () => {
    const other = new Set(['9']);
    const all = toggledAll(other, ['1', '2']);
    expect([...all].sort()).toEqual(['1', '2', '9']);
    expect(tickedState(all, ['1', '2'])).toBe('all');
    expect([...toggledAll(all, ['1', '2'])]).toEqual(['9']);
    expect(tickedState(toggled(all, '1'), ['1', '2'])).toBe('some');
    expect([...toggledAll(new Set(['1']), ['1', '2'])]).toEqual(['1', '2']);
    expect(tickedState(other, [])).toBe('none');
  });

  it('goes from row to row with the keys and stops at both ends', () => {
    expect(nextRow(0, 'ArrowDown', 3, 10)).toBe(1);
    expect(nextRow(2, 'ArrowDown', 3, 10)).toBe(2);
    expect(nextRow(0, 'ArrowUp', 3, 10)).toBe(0);
    expect(nextRow(5, 'Home', 2_000, 10)).toBe(0);
    expect(nextRow(5, 'End', 2_000, 10)).toBe(1_999);
    expect(nextRow(5, 'PageDown', 2_000, 10)).toBe(15);
    expect(nextRow(5, 'a', 2_000, 10)).toBe(null);
    expect(nextRow(0, 'End', 0, 10)).toBe(null);
  });

  it('sorts and searches two thousand rows fast enough to follow the typing', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({
      id: String(index),
      name: `Đại biểu Mẫu ${(index * 7_919) % 2_000}`,
      seat: `Ghế ${index}`,
      spoken: index % 5,
    }));
    const clock = startCpuClock();
    const sorted = sortRows(many, columns, { id: 'name' });
    const found = filterRows(sorted, searchTexts(many, columns), 'mau 1999');
    expect(clock.elapsedMs()).toBeLessThan(500);
    expect(sorted[1_999]?.name).toBe('Đại biểu Mẫu 1999');
    expect(found.map(({ name }) => name)).toContain('Đại biểu Mẫu 1999');
  });
});
