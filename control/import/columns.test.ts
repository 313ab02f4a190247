import { describe, expect, it } from 'vitest';
import { readHeading } from './columns.ts';
import { roleOf } from './role-words.ts';

const fieldsOf = (cells: string[]) => readHeading(cells)?.columns.map(({ field }) => field) ?? null;

describe('a heading', () => {
  it.each([
    ['Họ và tên', 'name'],
    ['HỌ TÊN', 'name'],
    ['Ho va ten (*)', 'name'],
    ['Full name', 'name'],
  ])('%s names the column of names', (heading, field) => {
    expect(fieldsOf([heading])).toEqual([field]);
  });

  it.each([
    ['Cấp bậc', 'rank'],
    ['Học hàm, học vị', 'rank'],
    ['Chức vụ hiện nay', 'title'],
    ['Position', 'title'],
    ['Điểm cầu', 'site'],
    ['Đơn vị', 'site'],
    ['Tên đơn vị', 'site'],
    ['Cơ quan, đơn vị', 'site'],
    ['Tổ', 'group'],
    ['Đoàn', 'group'],
    ['Khối', 'group'],
    ['Ghế', 'seat'],
    ['Số ghế', 'seat'],
    ['Vai trò', 'role'],
    ['Dự thay', 'substituteFor'],
    ['Dự thay cho đồng chí', 'substituteFor'],
    ['STT', null],
    ['Ghi chú', null],
  ])('%s is known beside names as %s', (heading, field) => {
    expect(fieldsOf(['Họ và tên', heading])).toEqual(['name', field]);
    expect(fieldsOf(['Họ và tên', heading.normalize('NFD').replaceAll(/\p{M}/gu, '')])).toEqual(['name', field]);
  });

  it('may have family and given names apart', () => {
    const heading = readHeading(['STT', 'Họ và tên đệm', 'Tên', 'Chức vụ']);
    expect(heading?.cellsOf).toEqual({ name: [1, 2], title: [3] });
    expect(heading?.columns.map(({ field }) => field)).toEqual([null, 'name', 'name', 'title']);
  });

  it('counts the first of two columns that mean the same', () => {
    expect(fieldsOf(['Họ và tên', 'Đơn vị', 'Điểm cầu'])).toEqual(['name', 'site', null]);
  });

  it('is none without names, nor where a role stands beside a name', () => {
    expect([fieldsOf(['Chức vụ', 'Đơn vị']), fieldsOf(['Nguyễn Văn Mẫu', 'Đại biểu']), fieldsOf([])]).toEqual([
      null,
      null,
      null,
    ]);
    expect(fieldsOf(['Đại biểu', 'Đơn vị'])).toEqual(['name', 'site']);
  });
});

it.each([
  ['Chủ tọa', 'chair'],
  ['CHỦ TRÌ', 'chair'],
  ['Phó chủ tọa', 'deputy'],
  ['Thư ký', 'clerk'],
  ['Kỹ thuật', 'operator'],
  ['Dai bieu', 'delegate'],
  ['Khách mời', 'guest'],
  ['Observer', 'observer'],
  ['Phiên dịch', 'interpreter'],
  ['Lái xe', null],
])('the word %s means the role %s', (word, role) => {
  expect(roleOf(word)).toBe(role);
});
