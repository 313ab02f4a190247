/**
 * What is still missing before a meeting can be convened (`blocking`, as the server would refuse it), what probably was
 * forgotten (`warning`), and what may be left open (`hint`). Each gap names the place where it is filled.
 */
import type { AttendanceRow } from '#contract';
import type { Body, Link, Part, Prepared } from './model.ts';

export const gapCodes = [
  'noChair',
  'noItems',
  'noDelegates',
  'quorumImpossible',
  'noClerk',
  'startInPast',
  'noPlace',
  'overlaps',
  'conflicts',
  'noChairSite',
  'withoutSite',
  'linksMissing',
  'withoutSeat',
  'withoutResponsible',
] as const;
export type GapCode = (typeof gapCodes)[number];
export type Gap = {
  code: GapCode;
  severity: 'blocking' | 'warning' | 'hint';
  /** How many are concerned, where that can be counted. */
  count: number;
  part: Part;
  /** The items or persons that are concerned; none where it is the meeting itself. */
  ids: readonly string[];
};

export type Surroundings = {
  nowMs: number;
  sites: Body['sites'];
  seats: Body['seats'];
  /** Null while they are not known: then nothing is said about them. */
  links: readonly Link[] | null;
};

const blocking: readonly GapCode[] = ['noChair', 'noItems'];
const hints: readonly GapCode[] = ['withoutSeat', 'withoutResponsible'];

const partOfGap: Record<GapCode, Part> = {
  noChair: 'delegates',
  noItems: 'agenda',
  noDelegates: 'delegates',
  quorumImpossible: 'delegates',
  noClerk: 'delegates',
  startInPast: 'general',
  noPlace: 'general',
  overlaps: 'agenda',
  conflicts: 'agenda',
  noChairSite: 'general',
  withoutSite: 'delegates',
  linksMissing: 'invitation',
  withoutSeat: 'delegates',
  withoutResponsible: 'agenda',
};

export function checklistOf(prepared: Prepared, around: Surroundings): Gap[] {
  const concerned = concernedBy(prepared, around);
  return gapCodes.flatMap((code) => {
    const ids = concerned[code];
    if (ids.length === 0) return [];
    const severity = blocking.includes(code) ? 'blocking' : hints.includes(code) ? 'hint' : 'warning';
    return [{ code, severity, count: ids.length, part: partOfGap[code], ids: ids.filter(Boolean) }];
  });
}

/** What the header counts: hints are nobody's task. */
export function openTasks(gaps: readonly Gap[]): number {
  return gaps.filter(({ severity }) => severity !== 'hint').length;
}

export function isBlocked(gaps: readonly Gap[]): boolean {
  return gaps.some(({ severity }) => severity === 'blocking');
}

/** For each gap the ids of those concerned; a gap of the meeting itself has one empty id. */
function concernedBy(prepared: Prepared, around: Surroundings): Record<GapCode, readonly string[]> {
  const { head, items, delegates } = prepared;
  const meetingItself = (isMissing: boolean) => (isMissing ? [''] : []);
  const personIds = (isConcerned: (row: AttendanceRow) => boolean) =>
    delegates.filter(isConcerned).map(({ personId }) => personId);
  const hasRole = (role: AttendanceRow['role']) => delegates.some((row) => row.role === role);
  const isBefore = head.status === 'draft' || head.status === 'convened';
  const sitesWithSeats = new Set(around.seats.map(({ siteId }) => siteId));
  const linked = new Set(around.links?.map(({ personId }) => personId));
  return {
    noChair: meetingItself(!hasRole('chair')),
    noItems: meetingItself(items.length === 0),
    noDelegates: meetingItself(delegates.length === 0),
    quorumImpossible: meetingItself(delegates.length > 0 && isQuorumImpossible(prepared)),
    noClerk: meetingItself(!hasRole('clerk')),
    startInPast: meetingItself(isBefore && head.plannedStartAt < around.nowMs),
    noPlace: meetingItself(head.place.trim() === ''),
    overlaps: items.filter(({ overlapMs }) => overlapMs > 0).map(({ id }) => id),
    conflicts: items.filter(({ conflicts }) => conflicts.length > 0).map(({ id }) => id),
    noChairSite: meetingItself(around.sites.length > 0 && !around.sites.some(({ isChairSite }) => isChairSite)),
    withoutSite: personIds(({ siteId, isGuest }) => siteId === null && !isGuest),
    linksMissing: around.links ? personIds(({ personId }) => !linked.has(personId)) : [],
    withoutSeat: personIds(
      ({ siteId, seatId, isMember }) => isMember && seatId === null && siteId !== null && sitesWithSeats.has(siteId),
    ),
    withoutResponsible: items.filter(({ responsibleIds }) => responsibleIds.length === 0).map(({ id }) => id),
  };
}

/** Also when so many are already known to be absent that the others are too few. */
function isQuorumImpossible({ head, delegates }: Prepared): boolean {
  const able = delegates.filter(({ isMember, status }) => isMember && status !== 'absent').length;
  return able === 0 || able < head.quorum.needed;
}
