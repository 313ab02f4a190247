import { describe, expect, it } from 'vitest';
import type { AttendanceRow, PersonId } from '#contract';
import { countsOf, formalName, isStaff, rowsInOrder, stateOf, substitutedName } from './model.ts';

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

describe('attendance', () => {
  it('tells presence in the room from presence online', () => {
    expect(stateOf(row('A', { status: 'present', mode: 'online' }))).toBe('online');
    expect(stateOf(row('A', { status: 'left' }))).toBe('left');
  });

  it('counts every state', () => {
    const rows = [row('A', { status: 'present', mode: 'inPerson' }), row('B', { status: 'absent' }), row('C')];
    expect(countsOf(rows)).toEqual({ inPerson: 1, online: 0, absent: 1, left: 0, unmarked: 1 });
  });

  it('calls a person by rank and name', () => {
    expect(formalName(row('Ba X', { rank: 'Đại tá' }))).toBe('Đại tá Ba X');
    expect(formalName(row('Ba X'))).toBe('Ba X');
    expect(formalName(undefined)).toBe('');
  });

  it('names the one for whom a person stands in', () => {
    const rows = { a: row('An Đ', { rank: 'Đại tá' }) };
    expect(substitutedName(row('Ba X', { substituteForId: 'a' as PersonId }), rows)).toBe('Đại tá An Đ');
    expect(substitutedName(row('Ba X', { substituteForId: 'gone' as PersonId }), rows)).toBe('');
    expect(substitutedName(row('Ba X'), rows)).toBe('');
  });

  it('knows those who run the meeting by what they may do', () => {
    expect(isStaff({ may: ['floor.grant'] })).toBe(true);
    expect(isStaff({ may: ['attendance.mark', 'floor.request'] })).toBe(false);
  });

  it('puts the chair first and the others by given name', () => {
    const rows = { a: row('An Đ'), b: row('Zô Ă'), c: row('Ba X', { role: 'chair' }) };
    expect(rowsInOrder(rows).map(({ name }) => name)).toEqual(['Ba X', 'Zô Ă', 'An Đ']);
  });
});
