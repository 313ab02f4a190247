import { describe, expect, it } from 'vitest';
import { parseQuickLines } from './quick-line.ts';

const one = (line: string) => parseQuickLines(line).items[0];

describe('quick lines', () => {
  it.each([
    ['Khai mạc 10 phút', 'Khai mạc', 10],
    ['Khai mạc [10]', 'Khai mạc', 10],
    ['Khai mạc (10 phút)', 'Khai mạc', 10],
    ['Khai mạc - 10p', 'Khai mạc', 10],
    ['Khai mạc: 10’', 'Khai mạc', 10],
    ['Thảo luận 45', 'Thảo luận', 45],
    ['Thảo luận 1 giờ', 'Thảo luận', 60],
    ['Thảo luận, 1 giờ 30 phút', 'Thảo luận', 90],
    ['Thảo luận 1h30', 'Thảo luận', 90],
    ['Discussion 20 minutes', 'Discussion', 20],
    ['2. Báo cáo\t25', 'Báo cáo', 25],
    ['III. Bế mạc 5 phút', 'Bế mạc', 5],
    ['- Bế mạc 5 phút', 'Bế mạc', 5],
  ])('reads the minutes of "%s"', (line, title, minutes) => {
    expect(one(line)).toEqual({ title, minutes });
  });

  it.each(['Dự toán năm 2026', 'Báo cáo quý 3', 'Nghị quyết số 12', 'Kế hoạch 2026', 'Báo cáo tháng 11/2026'])(
    'leaves the number of "%s" in the title',
    (line) => {
      expect(one(line)).toEqual({ title: line, minutes: 15 });
    },
  );

  it('takes the cell of a spreadsheet as minutes even after a word that numbers something', () => {
    expect(one('Dự toán năm 2026\t30')).toEqual({ title: 'Dự toán năm 2026', minutes: 30 });
  });

  it('reads every line that is not empty, whatever ends the lines', () => {
    const { items } = parseQuickLines('Khai mạc 5 phút\r\n\r\nBáo cáo 20\rBế mạc\n');
    expect(items.map(({ title, minutes }) => [title, minutes])).toEqual([
      ['Khai mạc', 5],
      ['Báo cáo', 20],
      ['Bế mạc', 15],
    ]);
  });

  it('says what is wrong with a line instead of changing it', () => {
    const { items, faults } = parseQuickLines(
      ['Khai mạc 0 phút', '25 phút', 'Thảo luận 3000 phút', 'dài '.repeat(60)].join('\n'),
    );
    expect(items).toEqual([]);
    expect(faults.map(({ code }) => code)).toEqual(['zeroMinutes', 'noTitle', 'tooManyMinutes', 'tooLong']);
  });

  it('keeps tags and pictures as the text that they are', () => {
    expect(one('<script>alert(1)</script> 🎉 10 phút')).toEqual({ title: '<script>alert(1)</script> 🎉', minutes: 10 });
  });
});
