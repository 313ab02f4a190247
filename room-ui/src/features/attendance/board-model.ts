/** The attendance board: persons by site, what one tap marks, and how a mark for many is taken back. */
import type { AttendanceRow, CommandInput, PersonId, SiteId } from '#contract';
import { compareText, isNamed } from '../../ui/format.ts';
import { type AttendanceState, formalName, stateOf } from './model.ts';

export type Mark = CommandInput<'attendance.mark'>['mark'];
export type PresenceMode = 'inPerson' | 'online';

export type SiteGroup = {
  /** Stays the same while the meeting runs; persons without a site are one group. */
  key: string;
  siteId: SiteId | null;
  siteName: string;
  rows: readonly AttendanceRow[];
  presentCount: number;
  /** Whom "the whole site is present" marks: nobody about whom something was said already. */
  unmarkedIds: readonly PersonId[];
  /** How people take part from here: in person at the chair's site, online elsewhere. */
  mode: PresenceMode;
};

/** The chair's site first, then by name; those without a site last. `rows` are in the order in which they are shown. */
export function groupsBySite(rows: readonly AttendanceRow[]): SiteGroup[] {
  const chairSiteId = rows.find((row) => row.role === 'chair')?.siteId ?? null;
  const groups = new Map<string, AttendanceRow[]>();
  for (const row of rows) {
    const key = row.siteId ?? '';
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.entries()]
    .map(([key, members]) => groupOf(key, members, chairSiteId))
    .sort(
      (one, other) =>
        Number(one.siteId === null) - Number(other.siteId === null) ||
        Number(other.siteId === chairSiteId) - Number(one.siteId === chairSiteId) ||
        compareText(one.siteName, other.siteName),
    );
}

function groupOf(key: string, rows: readonly AttendanceRow[], chairSiteId: SiteId | null): SiteGroup {
  const siteId = rows[0]?.siteId ?? null;
  return {
    key,
    siteId,
    siteName: rows[0]?.siteName ?? '',
    rows,
    presentCount: rows.filter((row) => row.status === 'present').length,
    unmarkedIds: rows.filter((row) => row.status === 'unmarked').map((row) => row.personId),
    mode: chairSiteId !== null && siteId !== chairSiteId ? 'online' : 'inPerson',
  };
}

/** Finds by name, office or site, as typed in haste; without a state chosen all states are shown. */
export function foundRows(
  rows: readonly AttendanceRow[],
  query: string,
  states: ReadonlySet<AttendanceState>,
): AttendanceRow[] {
  return rows.filter(
    (row) =>
      (states.size === 0 || states.has(stateOf(row))) &&
      isNamed({ name: `${formalName(row)} ${row.title} ${row.siteName} ${row.seatLabel}` }, query),
  );
}

/** What a tap on a state means: the state, or nothing said any more where it is said already. */
export function markOf(state: AttendanceState, row: AttendanceRow): Mark | null {
  if (stateOf(row) === state) return state === 'unmarked' ? null : { status: 'unmarked' };
  switch (state) {
    case 'inPerson':
    case 'online':
      return { status: 'present', mode: state };
    case 'left':
    case 'unmarked':
      return { status: state };
    // An absence needs its reason first.
    case 'absent':
      return null;
  }
}

/** The marks that bring these rows back to what they say now, one command for each kind of mark. */
export function marksBack(rows: readonly AttendanceRow[]): { personIds: PersonId[]; mark: Mark }[] {
  const back = new Map<string, { personIds: PersonId[]; mark: Mark }>();
  for (const row of rows) {
    const mark = currentMark(row);
    const key = JSON.stringify(mark);
    const entry = back.get(key);
    if (entry) entry.personIds.push(row.personId);
    else back.set(key, { personIds: [row.personId], mark });
  }
  return [...back.values()];
}

function currentMark(row: AttendanceRow): Mark {
  if (row.status === 'present') return { status: 'present', mode: row.mode ?? 'inPerson' };
  if (row.status === 'absent' && row.reason) return { status: 'absent', reason: row.reason };
  return { status: row.status === 'left' ? 'left' : 'unmarked' };
}
