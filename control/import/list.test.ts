import { describe, expect, it } from 'vitest';
import { readList } from './list.ts';

const read = (text: string) => readList(Buffer.from(text));

describe('a list of persons', () => {
  it('is read by its headings; an empty cell is told from a column that is not there', () => {
    const list = read('STT;Họ và tên;Chức vụ;Vai trò\n1;Đại biểu  Mẫu 1;Giám đốc;\n2;Đại biểu Mẫu 2;;Khách mời\n');
    expect(list?.columns).toEqual([
      { heading: 'STT', field: null },
      { heading: 'Họ và tên', field: 'name' },
      { heading: 'Chức vụ', field: 'title' },
      { heading: 'Vai trò', field: 'role' },
    ]);
    expect(list?.rows).toEqual([
      { line: 2, name: 'Đại biểu Mẫu 1', title: 'Giám đốc', role: '' },
      { line: 3, name: 'Đại biểu Mẫu 2', title: '', role: 'Khách mời' },
    ]);
  });

  it('may have its own title above the headings, and empty columns to the right', () => {
    const list = read('DANH SÁCH ĐẠI BIỂU;;;\n;;;\nHọ tên;Đơn vị;;\nĐại biểu Mẫu 1;Xã Bắc;;\n');
    expect(list?.rows).toEqual([{ line: 4, name: 'Đại biểu Mẫu 1', site: 'Xã Bắc' }]);
  });

  it('may be names alone, numbered or not', () => {
    const list = read('Đại biểu Mẫu Một\n2. Đại biểu Mẫu Hai\n3) Đại biểu Mẫu Ba\n');
    expect(list?.rows.map(({ name }) => name)).toEqual(['Đại biểu Mẫu Một', 'Đại biểu Mẫu Hai', 'Đại biểu Mẫu Ba']);
    expect(list?.columns).toEqual([{ heading: '', field: 'name' }]);
  });

  it.each([
    ['nothing', ''],
    ['blank lines', '\n \n\t\n'],
    ['columns without a heading', 'Đại biểu Mẫu Một;Giám đốc\nĐại biểu Mẫu Hai;Phó Giám đốc\n'],
    ['columns without names', 'Chức vụ;Đơn vị\nGiám đốc;Sở\n'],
    ['a heading and nothing below it', 'Họ và tên;Chức vụ\n'],
    ['numbers', '1\n2\n3\n'],
    ['a spreadsheet that is no text', 'PK\u0003\u0004\u0014\0\u0006\0'],
  ])('is not %s', (_what, text) => {
    expect(read(text)).toBeNull();
  });

  it('names the lines that it cannot take, and takes the others', () => {
    const text = [
      'Họ và tên;Chức vụ',
      ';Giám đốc',
      `Đại biểu Mẫu 1;${'x'.repeat(301)}`,
      'Đại biểu Mẫu 2;Giám đốc;thừa',
      ';',
      '"Đại biểu Mẫu 3;Giám đốc',
      'Đại biểu Mẫu 4;Giám đốc',
    ].join('\n');
    const list = read(text);
    expect(list?.rows.map(({ line }) => line)).toEqual([7]);
    expect(list?.faults.map(({ line, code, field }) => [line, code, field])).toEqual([
      [2, 'NAME_MISSING', 'name'],
      [3, 'TEXT_TOO_LONG', 'title'],
      [4, 'TOO_MANY_CELLS', null],
      [6, 'UNCLOSED_QUOTE', null],
    ]);
    expect(list?.faults.every(({ value }) => value.length <= 200)).toBe(true);
  });

  it('keeps what a spreadsheet would compute as the text that it is', () => {
    const list = read('Họ và tên;Chức vụ\n=HYPERLINK("x");@SUM(A1)\n+Mẫu;-Mẫu\n');
    expect(list?.rows.map(({ name, title }) => [name, title])).toEqual([
      ['=HYPERLINK("x")', '@SUM(A1)'],
      ['+Mẫu', '-Mẫu'],
    ]);
  });

  it('loses marks that nobody sees', () => {
    const list = read('Họ và tên\n\u200BĐại\u00A0biểu \u00ADMẫu\u0007\n');
    expect(list?.rows).toEqual([{ line: 2, name: 'Đại biểu Mẫu' }]);
  });
});
