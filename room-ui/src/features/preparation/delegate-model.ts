/** Adding delegates, and finding them again in a long list. */
import type { AttendanceRow, PersonRole } from '#contract';
import { type Body, type Choice, choiceOf, isUsuallyMember } from './model.ts';
import type { Call } from './undo.ts';

/** One message must stay well below what the wire takes. */
const mostAtOnce = 500;

/** Persons of the register with their usual role; a meeting has one chair, so a second one comes as a delegate. */
export function choicesFor(persons: Body['persons'], delegates: readonly AttendanceRow[]): Choice[] {
  let hasChair = delegates.some(({ role }) => role === 'chair');
  return persons.map(({ id, usualRole }) => {
    const role: PersonRole = usualRole === 'chair' && hasChair ? 'delegate' : usualRole;
    hasChair ||= role === 'chair';
    return { personId: id, role, isMember: isUsuallyMember(role), seatId: null, substituteForId: null };
  });
}

export function addCalls(choices: readonly Choice[]): Call[] {
  const calls: Call[] = [];
  for (let start = 0; start < choices.length; start += mostAtOnce) {
    calls.push({ name: 'participant.add', input: { participants: choices.slice(start, start + mostAtOnce) } });
  }
  return calls;
}

/** Those of the register who do not take part yet. */
export function absentPersons(persons: Body['persons'], delegates: readonly AttendanceRow[]): Body['persons'] {
  const present = new Set<string>(delegates.map(({ personId }) => personId));
  return persons.filter(({ id }) => !present.has(id));
}

/** Gives each the role and what it means for the quorum; who has both already is left alone. */
export function roleCalls(rows: readonly AttendanceRow[], role: PersonRole): Call[] {
  return changeCalls(rows, { role, isMember: isUsuallyMember(role) });
}

export function memberCalls(rows: readonly AttendanceRow[], isMember: boolean): Call[] {
  return changeCalls(rows, { isMember });
}

function changeCalls(rows: readonly AttendanceRow[], changes: Partial<Choice>): Call[] {
  return rows
    .map((row) => ({ before: choiceOf(row), after: { ...choiceOf(row), ...changes } }))
    .filter(({ before, after }) => before.role !== after.role || before.isMember !== after.isMember)
    .map(({ after }) => ({ name: 'participant.change', input: after }));
}

export const noSite = 'none';
/** `ids`: only these, where the check list led to them. An empty text lets all pass. */
export type DelegateFilter = { role: PersonRole | ''; siteId: string; ids: readonly string[] | null };
export const everybody: DelegateFilter = { role: '', siteId: '', ids: null };

export function filterDelegates(delegates: readonly AttendanceRow[], filter: DelegateFilter): AttendanceRow[] {
  const { role, siteId, ids } = filter;
  return delegates.filter(
    (row) =>
      (role === '' || row.role === role) &&
      (siteId === '' || (row.siteId ?? noSite) === siteId) &&
      (ids === null || ids.includes(row.personId)),
  );
}

export type DelegateCounts = { all: number; members: number; guests: number };

export function countDelegates(delegates: readonly AttendanceRow[]): DelegateCounts {
  const isGuest = ({ role, isGuest: fromOutside }: AttendanceRow) => fromOutside || role === 'guest';
  return {
    all: delegates.length,
    members: delegates.filter(({ isMember }) => isMember).length,
    guests: delegates.filter(isGuest).length,
  };
}
