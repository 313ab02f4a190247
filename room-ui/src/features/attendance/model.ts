/** Who is here: names as they are shown formally, counts, and an order in which a clerk finds a name. */
import type { AttendanceRow, Me } from '#contract';
import { compareNames } from '../../ui/format.ts';

/** The five things that attendance can say of a person. */
export type AttendanceState = 'inPerson' | 'online' | 'absent' | 'left' | 'unmarked';

export const attendanceStates: readonly AttendanceState[] = ['inPerson', 'online', 'absent', 'left', 'unmarked'];

export function stateOf(row: AttendanceRow): AttendanceState {
  if (row.status === 'present') return row.mode ?? 'inPerson';
  return row.status;
}

export function countsOf(rows: readonly AttendanceRow[]): Record<AttendanceState, number> {
  const counts: Record<AttendanceState, number> = { inPerson: 0, online: 0, absent: 0, left: 0, unmarked: 0 };
  for (const row of rows) counts[stateOf(row)] += 1;
  return counts;
}

/** The chair first, then the Vietnamese way: by given name. */
export function rowsInOrder(rows: Record<string, AttendanceRow>): AttendanceRow[] {
  return Object.values(rows).sort(
    (one, other) => Number(other.role === 'chair') - Number(one.role === 'chair') || compareNames(one.name, other.name),
  );
}

/** With the rank before the name, as a person is called in a meeting. */
export function formalName(row: Pick<AttendanceRow, 'name' | 'rank'> | undefined): string {
  return row ? [row.rank, row.name].filter(Boolean).join(' ') : '';
}

/** For whom a person stands in; empty for everybody who speaks for themselves. */
export function substitutedName(
  row: Pick<AttendanceRow, 'substituteForId'> | undefined,
  rows: Record<string, AttendanceRow>,
): string {
  return row?.substituteForId ? formalName(rows[row.substituteForId]) : '';
}

/** Those who run the meeting mark everybody; the server decides again. */
export function isStaff(me: Pick<Me, 'may'>): boolean {
  return me.may.includes('floor.grant');
}
