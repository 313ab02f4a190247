/** What a meeting that is being prepared consists of, as rows in the order in which a clerk reads them. */
import type {
  AgendaRow,
  AttendanceRow,
  CommandInput,
  CommandOutput,
  ItemVisibility,
  MeetingHead,
  PersonRole,
  SeatId,
  SiteId,
} from '#contract';
import { compareNames } from '../../ui/format.ts';

export type Prepared = {
  head: MeetingHead;
  items: readonly AgendaRow[];
  delegates: readonly AttendanceRow[];
};

export type Choice = CommandInput<'participant.add'>['participants'][number];
export type ItemFields = Omit<CommandInput<'agenda.add'>, 'itemId' | 'position'>;
export type ItemChanges = CommandInput<'agenda.change'>['changes'];
export type MeetingChanges = CommandInput<'meeting.change'>['changes'];
export type MeetingSummary = CommandOutput<'desk.read'>['meetings'][number];
export type Template = CommandOutput<'desk.read'>['templates'][number];
export type Body = CommandOutput<'desk.read'>['bodies'][number];
export type Link = CommandOutput<'link.list'>['links'][number];
export type QuorumRuleId = CommandInput<'meeting.create'>['quorumRuleId'];

export const parts = ['general', 'agenda', 'delegates', 'invitation', 'check'] as const;
export type Part = (typeof parts)[number];

export const minuteMs = 60_000;
export const maxItemMinutes = 1_440;
export const maxNameLength = 200;

export const quorumRuleIds = ['simpleMajority', 'peoplesCommittee', 'peoplesCouncil'] as const;
export const visibilities: readonly ItemVisibility[] = ['public', 'member', 'staff'];
export const personRoles: readonly PersonRole[] = [
  'chair',
  'deputy',
  'clerk',
  'operator',
  'delegate',
  'guest',
  'observer',
  'interpreter',
];
const memberRoles: readonly PersonRole[] = ['chair', 'deputy', 'delegate'];

/** What a role usually means for the quorum; the clerk may say otherwise. */
export function isUsuallyMember(role: PersonRole): boolean {
  return memberRoles.includes(role);
}

type PreparedSlices = {
  meeting: { head: MeetingHead };
  agenda: { rows: Record<string, AgendaRow> };
  attendance: { rows: Record<string, AttendanceRow> };
};

export function preparedOf({ meeting, agenda, attendance }: PreparedSlices): Prepared {
  return {
    head: meeting.head,
    items: Object.values(agenda.rows).sort((one, other) => one.position - other.position),
    delegates: Object.values(attendance.rows).sort((one, other) => compareNames(one.name, other.name)),
  };
}

export function partOf(segment: string | undefined): Part {
  return parts.find((part) => part === segment) ?? 'general';
}

/** A meeting that is over, cancelled or damaged is only read. */
export function isChangeable(status: string): boolean {
  return status === 'draft' || status === 'convened' || status === 'inSession' || status === 'adjourned';
}

export function choiceOf({ personId, role, isMember, seatId, substituteForId }: AttendanceRow): Choice {
  return { personId, role, isMember, seatId, substituteForId };
}

export function fieldsOf({ title, plannedMs, visibility, startsAt, responsibleIds }: AgendaRow): ItemFields {
  return { title, plannedMs, visibility, startsAt, responsibleIds: [...responsibleIds] };
}

/** The same value, whether it is a text, a number or a list of ids. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The seats of a site that nobody else was given. */
export function freeSeats(
  seats: Body['seats'],
  siteId: SiteId | null,
  delegates: readonly AttendanceRow[],
  ownSeatId: SeatId | null,
): Body['seats'] {
  const taken = new Set(delegates.map(({ seatId }) => seatId));
  return seats.filter((seat) => seat.siteId === siteId && (seat.id === ownSeatId || !taken.has(seat.id)));
}

/** For whom somebody can stand in: those who stand in for nobody and have no substitute yet. */
export function substitutable(delegates: readonly AttendanceRow[], self: AttendanceRow): AttendanceRow[] {
  const hasSubstitute = new Set(
    delegates.filter(({ personId }) => personId !== self.personId).map(({ substituteForId }) => substituteForId),
  );
  return delegates.filter(
    (other) => other.personId !== self.personId && other.substituteForId === null && !hasSubstitute.has(other.personId),
  );
}

/** How many come from each site, the largest first; the empty name stands for those without one. */
export function countBySite(delegates: readonly AttendanceRow[]): { siteName: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { siteName } of delegates) counts.set(siteName, (counts.get(siteName) ?? 0) + 1);
  return [...counts]
    .map(([siteName, count]) => ({ siteName, count }))
    .sort((one, other) => other.count - one.count || compareNames(one.siteName, other.siteName));
}

/** Those to come by time; those that are over apart, the last one first. */
export function meetingsInOrder(meetings: readonly MeetingSummary[]): {
  current: MeetingSummary[];
  past: MeetingSummary[];
} {
  const byTime = meetings.toSorted((one, other) => one.plannedStartAt - other.plannedStartAt);
  const isPast = ({ status }: MeetingSummary) => status === 'closed' || status === 'cancelled';
  return { current: byTime.filter((meeting) => !isPast(meeting)), past: byTime.filter(isPast).reverse() };
}
