/** The desk: the register as a tree, and a meeting that is being prepared until the server has all of it. */
import type { AgendaItemId, CommandInput, CommandOutput, MeetingId, PersonId, PersonRole, SeatId } from '#contract';
import type { SendCommand } from '../../session/command-sender.ts';

export type DeskData = CommandOutput<'desk.read'>;
export type Body = DeskData['bodies'][number];
export type Site = Body['sites'][number];
export type Person = Body['persons'][number];
export type Seat = Body['seats'][number];
export type MeetingSummary = DeskData['meetings'][number];
export type QuorumRuleId = CommandInput<'meeting.create'>['quorumRuleId'];

export const quorumRuleIds: readonly QuorumRuleId[] = ['simpleMajority', 'peoplesCommittee', 'peoplesCouncil'];
export const choosableRoles: readonly PersonRole[] = [
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

/** The persons who take part, with their role and seat in this meeting. */
export type Chosen = Readonly<Record<string, { role: PersonRole; seatId: SeatId | null }>>;

/** From so many on, a name is looked for rather than scrolled to. */
export const manyPersons = 20;

export type MeetingDraft = {
  title: string;
  plannedStartAt: number;
  quorumRuleId: QuorumRuleId;
  items: readonly { itemId: AgendaItemId; title: string; minutes: number }[];
  chosen: Chosen;
};

/** What the server has taken already: another attempt goes on from there. */
export type Progress = { meetingId?: MeetingId; hasParticipants?: boolean; itemCount: number; linkCount: number };

/** The tree as rows in reading order. */
export function siteRows(sites: readonly Site[]): { site: Site; depth: number }[] {
  const below = (parentId: string | null, depth: number): { site: Site; depth: number }[] =>
    sites
      .filter((site) => site.parentId === parentId)
      .flatMap((site) => [{ site, depth }, ...below(site.id, depth + 1)]);
  return below(null, 0);
}

/** Where a site may lie: anywhere but below itself. */
export function possibleParents(sites: readonly Site[], siteId: string | undefined): Site[] {
  const isBelow = (site: Site | undefined): boolean =>
    site !== undefined && (site.id === siteId || isBelow(sites.find(({ id }) => id === site.parentId)));
  return sites.filter((site) => !isBelow(site));
}

/** The seats at a person's site that nobody else was given. */
export function freeSeats(seats: readonly Seat[], person: Person, chosen: Chosen): Seat[] {
  const taken = Object.entries(chosen)
    .filter(([personId]) => personId !== person.id)
    .map(([, { seatId }]) => seatId);
  return seats.filter((seat) => seat.siteId === person.siteId && !taken.includes(seat.id));
}

/** Those to come by time; those that are over apart, the last one first. */
export function meetingsInOrder(meetings: readonly MeetingSummary[]): {
  current: MeetingSummary[];
  closed: MeetingSummary[];
} {
  const byTime = meetings.toSorted((one, other) => one.plannedStartAt - other.plannedStartAt);
  return {
    current: byTime.filter(({ status }) => status !== 'closed'),
    closed: byTime.filter(({ status }) => status === 'closed').reverse(),
  };
}

/** A meeting that is over or damaged is only read. */
export function isRunnable({ status, isQuarantined }: MeetingSummary): boolean {
  return status !== 'closed' && !isQuarantined;
}

export function isDeviceLink({ role }: { role: string }): boolean {
  return role === 'room' || role === 'display';
}

/** Makes the meeting with all that belongs to it, and a link for each person. */
export async function makeMeeting(
  send: SendCommand,
  body: Body,
  draft: MeetingDraft,
  progress: Progress,
): Promise<MeetingId> {
  const { title, plannedStartAt, quorumRuleId } = draft;
  progress.meetingId ??= (
    await send('meeting.create', { bodyId: body.id, title, plannedStartAt, quorumRuleId })
  ).meetingId;
  const { meetingId } = progress;
  const chosen = Object.entries(draft.chosen) as [PersonId, Chosen[string]][];
  if (!progress.hasParticipants && chosen.length > 0) {
    const participants = chosen.map(([personId, { role, seatId }]) => ({
      personId,
      role,
      isMember: memberRoles.includes(role),
      seatId,
    }));
    await send('participant.add', { participants }, { meetingId });
    progress.hasParticipants = true;
  }
  for (const { itemId, title: itemTitle, minutes } of draft.items.slice(progress.itemCount)) {
    const item = { itemId, title: itemTitle, plannedMs: minutes * 60_000, visibility: 'public' } as const;
    await send('agenda.add', item, { meetingId });
    progress.itemCount += 1;
  }
  for (const [personId] of chosen.slice(progress.linkCount)) {
    await send('link.issue', { for: { kind: 'person', personId }, isOneTime: false }, { meetingId });
    progress.linkCount += 1;
  }
  return meetingId;
}
