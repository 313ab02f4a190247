import { describe, expect, it } from 'vitest';
import { comboMatches } from './combo-model.ts';

const items = [
  { id: '1', text: 'Đại biểu Mẫu An', hint: 'Đơn vị mẫu Đông' },
  { id: '2', text: 'Khách Mẫu Đạt' },
  { id: '3', text: 'Đạt Mẫu' },
];
const ids = (typed: string) => comboMatches(items, typed).map(({ id }) => id);

describe('combo model', () => {
  it('offers all at first and what fits to what was typed, without marks', () => {
    expect(ids('')).toEqual(['1', '2', '3']);
    expect(ids('mau dat')).toEqual(['2', '3']);
    expect(ids('đông')).toEqual(['1']);
    expect(ids('an dong')).toEqual(['1']);
    expect(ids('xyz')).toEqual([]);
  });

  it('offers what begins with the words before what only contains them', () => {
    expect(ids('dat')).toEqual(['3', '2']);
  });

  it('offers what is called so before what only its hint says', () => {
    const hinted = [
      { id: '8', text: 'Mẫu 8', hint: 'Tổ 1' },
      { id: '1', text: 'Đại biểu Mẫu 1' },
    ];
    expect(comboMatches(hinted, 'mau 1').map(({ id }) => id)).toEqual(['1', '8']);
  });

  it('never offers more than somebody reads', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({ id: String(index), text: `Mẫu ${index}` }));
    expect(comboMatches(many, '')).toHaveLength(50);
    expect(comboMatches(many, 'mau 1999').map(({ id }) => id)).toEqual(['1999']);
  });
});
