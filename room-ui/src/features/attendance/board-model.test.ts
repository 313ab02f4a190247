import { describe, expect, it } from 'vitest';
import type { AttendanceRow, PersonId, SiteId } from '#contract';
import { foundRows, groupsBySite, markOf, marksBack } from './board-model.ts';
import type { AttendanceState } from './model.ts';

function row(name: string, part: Partial<AttendanceRow> = {}): AttendanceRow {
  return {
    personId: name as PersonId,
    name,
    rank: '',
    title: '',
    role: 'delegate',
    isMember: true,
    isGuest: false,
    substituteForId: null,
    groupName: '',
    siteId: null,
    siteName: '',
    seatId: null,
    seatLabel: '',
    status: 'unmarked',
    mode: null,
    since: null,
    isLate: false,
    reason: null,
    ...part,
  };
}

const hall = { siteId: 's1' as SiteId, siteName: 'Hội trường' };
const north = { siteId: 's2' as SiteId, siteName: 'Xã Bắc' };
const inPerson = { status: 'present', mode: 'inPerson' } as const;

describe('attendance by site', () => {
  it('begins with the chair’s site and ends with those who have none', () => {
    const rows = [row('a'), row('b', north), row('c', { ...hall, role: 'chair' })];
    expect(groupsBySite(rows).map((group) => group.siteName)).toEqual(['Hội trường', 'Xã Bắc', '']);
  });

  it('counts who is here and marks as a whole only those of whom nothing was said', () => {
    const rows = [
      row('a', { ...north, ...inPerson }),
      row('b', north),
      row('c', { ...north, status: 'absent', reason: 'Ốm' }),
      row('d', { ...north, status: 'left' }),
    ];
    expect(groupsBySite(rows)[0]).toMatchObject({ presentCount: 1, unmarkedIds: ['b'] });
  });

  it('takes people as present in person at the chair’s site and online elsewhere', () => {
    const rows = [row('a', north), row('c', { ...hall, role: 'chair' })];
    expect(groupsBySite(rows).map((group) => group.mode)).toEqual(['inPerson', 'online']);
    expect(groupsBySite([row('a', north)])[0]?.mode).toBe('inPerson');
  });
});

describe('search on the board', () => {
  const rows = [row('Đỗ Mẫu', { rank: 'Đại tá', ...north }), row('Ba Mẫu', { ...inPerson, title: 'Giám đốc Sở' })];
  const all = new Set<AttendanceState>();

  it('finds by name, rank, office and site without marks', () => {
    expect(foundRows(rows, 'do mau', all)).toHaveLength(1);
    expect(foundRows(rows, 'dai ta', all)).toHaveLength(1);
    expect(foundRows(rows, 'giam doc', all)).toHaveLength(1);
    expect(foundRows(rows, 'xa bac', all)).toHaveLength(1);
    expect(foundRows(rows, '', all)).toHaveLength(2);
  });

  it('shows only the states that were chosen', () => {
    expect(foundRows(rows, '', new Set<AttendanceState>(['unmarked'])).map(({ name }) => name)).toEqual(['Đỗ Mẫu']);
    expect(foundRows(rows, 'ba mau', new Set<AttendanceState>(['unmarked']))).toEqual([]);
  });

  it('stays quick with two thousand persons', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => row(`Đại biểu Mẫu ${index}`, index % 2 ? north : hall));
    expect(groupsBySite(foundRows(many, 'mau 19', all))).toHaveLength(2);
    expect(foundRows(many, 'mau 1999', all)).toHaveLength(1);
  });
});

describe('a tap on a state', () => {
  it('marks it, and takes the mark away where it stood already', () => {
    expect(markOf('online', row('a'))).toEqual({ status: 'present', mode: 'online' });
    expect(markOf('inPerson', row('a', inPerson))).toEqual({ status: 'unmarked' });
    expect(markOf('left', row('a', inPerson))).toEqual({ status: 'left' });
    expect(markOf('unmarked', row('a', inPerson))).toEqual({ status: 'unmarked' });
  });

  it('says nothing where there is nothing to say, and asks for a reason first', () => {
    expect(markOf('unmarked', row('a'))).toBeNull();
    expect(markOf('absent', row('a'))).toBeNull();
  });
});

describe('taking back', () => {
  it('brings each row back to what it said, with as few commands as there are kinds of marks', () => {
    const rows = [
      row('a'),
      row('b'),
      row('c', inPerson),
      row('d', { status: 'absent', reason: 'Ốm' }),
      row('e', { status: 'left' }),
    ];
    expect(marksBack(rows)).toEqual([
      { personIds: ['a', 'b'], mark: { status: 'unmarked' } },
      { personIds: ['c'], mark: inPerson },
      { personIds: ['d'], mark: { status: 'absent', reason: 'Ốm' } },
      { personIds: ['e'], mark: { status: 'left' } },
    ]);
  });
});
