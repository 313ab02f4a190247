import { describe, expect, it } from 'vitest';
import type { ImportPreview } from '#contract';
import { countsOf, type ImportRow, rowsInOrder, takenOver } from './import-model.ts';

function row(line: number, change: ImportRow['change']): ImportRow {
  const words = { name: `Đại biểu Mẫu ${line}`, rank: '', title: '', siteName: '', seatLabel: '', substituteFor: '' };
  return { line, change, role: 'delegate', ...words };
}

const fault = { code: 'UNKNOWN_SITE', field: 'site', value: 'Xã Không Có', otherLine: null } as const;
const preview: ImportPreview = {
  importId: 'i-1',
  encoding: 'utf-8',
  columns: [],
  rows: [row(2, 'known'), row(3, 'new'), row(4, 'already'), row(5, 'changed'), row(6, 'new')],
  faults: [
    { ...fault, line: 7 },
    { ...fault, line: 7, code: 'UNKNOWN_ROLE', field: 'role' },
    { ...fault, line: 9 },
  ],
};

describe('the preview of an import', () => {
  it('counts lines, also when one of them has two faults', () => {
    expect(countsOf(preview)).toEqual({ new: 2, changed: 1, known: 1, already: 1, faults: 2 });
  });

  it('takes known persons into a meeting but not into the register again', () => {
    const counts = countsOf(preview);
    expect(takenOver(counts, true)).toBe(4);
    expect(takenOver(counts, false)).toBe(3);
  });

  it('shows first what will change', () => {
    expect(rowsInOrder(preview.rows).map(({ line }) => line)).toEqual([3, 5, 6, 2, 4]);
  });
});
