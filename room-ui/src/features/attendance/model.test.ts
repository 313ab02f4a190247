import { describe, expect, it } from 'vitest';
import type { AttendanceRow, PersonId } from '#contract';
import { countsOf, rowsInOrder, stateOf } from './model.ts';

function row(name: string, part: Partial<AttendanceRow> = {}): AttendanceRow {
  return {
    personId: name as PersonId,
    name,
    title: '',
    role: 'delegate',
    isMember: true,
    siteId: null,
    siteName: '',
    seatId: null,
    seatLabel: '',
    status: 'unmarked',
    mode: null,
    since: null,
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
  it('puts the chair first and the others by given name', () => {
    const rows = { a: row('An Đ'), b: row('Zô Ă'), c: row('Ba X', { role: 'chair' }) };
    expect(rowsInOrder(rows).map(({ name }) => name)).toEqual(['Ba X', 'Zô Ă', 'An Đ']);
  });
});
