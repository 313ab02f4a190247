import { describe, expect, it } from 'vitest';
import { startCpuClock } from '../../test/harness/cpu-time.ts';
import { splitText } from './delimited-text.ts';

describe('a list as text', () => {
  it.each([
    ['commas', 'Họ và tên,Chức vụ\nA B,C\n'],
    ['semicolons', 'Họ và tên;Chức vụ\nA B;C\n'],
    ['tabs', 'Họ và tên\tChức vụ\nA B\tC\n'],
    ['semicolons and commas in the texts', 'Họ và tên;Chức vụ\n"A, B";"C, D, E"\n'],
    ['commas in the texts and no quotes', 'Họ và tên;Chức vụ\nA B;Chủ tịch, Bí thư, Đại biểu\n'],
    ['quoted headings', '"Họ và tên","Chức vụ"\n"A B","C; D"\n'],
  ])('is split at %s', (_what, text) => {
    expect(splitText(text).lines.map(({ cells }) => cells.length)).toEqual([2, 2]);
  });

  it('numbers its lines as an editor does, over empty lines and texts of several lines', () => {
    const text = 'Họ tên;Chức vụ\r\n\r\n"A\r\nB";"C\r\n\r\nD"\r\nE;F\r\n';
    const { lines } = splitText(text);
    expect(lines.filter(({ cells }) => cells.some(Boolean))).toEqual([
      { line: 1, cells: ['Họ tên', 'Chức vụ'] },
      { line: 3, cells: ['A\nB', 'C\n\nD'] },
      { line: 7, cells: ['E', 'F'] },
    ]);
  });

  it('may have quotes within a text, and doubled ones within quotes', () => {
    const { lines } = splitText('Họ tên;Chức vụ\nA "B" C;"D ""E"""\n "F" ; "G" \n');
    expect(lines.slice(1).map(({ cells }) => cells)).toEqual([
      ['A "B" C', 'D "E"'],
      ['F', 'G'],
    ]);
  });

  it('with a quote that never closes loses that line only', () => {
    const { lines, unclosedQuotes } = splitText('Họ tên;Chức vụ\nA;B\n"C;D\nE;F\nG;H\n');
    expect(lines.slice(1)).toEqual([
      { line: 2, cells: ['A', 'B'] },
      { line: 4, cells: ['E', 'F'] },
      { line: 5, cells: ['G', 'H'] },
    ]);
    expect(unclosedQuotes).toEqual([{ line: 3, text: '"C;D' }]);
  });

  it('of nothing but quotes ends', () => {
    const clock = startCpuClock();
    expect(splitText('"a\n'.repeat(20_001)).unclosedQuotes.length).toBeGreaterThan(0);
    expect(clock.elapsedMs()).toBeLessThan(2_000);
  });
});
