/** The desk: the register as a tree, and a meeting that is being prepared until the server has all of it. */
import type { AgendaItemId, CommandInput, CommandOutput, MeetingId, PersonId, PersonRole } from '#contract';
import type { SendCommand } from '../../session/command-sender.ts';

export type DeskData = CommandOutput<'desk.read'>;
export type Body = DeskData['bodies'][number];
export type Site = Body['sites'][number];
export type Person = Body['persons'][number];
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

export type MeetingDraft = {
  title: string;
  plannedStartAt: number;
  quorumRuleId: QuorumRuleId;
  items: readonly { itemId: AgendaItemId; title: string; minutes: number }[];
  /** The persons chosen, with their role in this meeting. */
  roles: Readonly<Record<string, PersonRole>>;
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
  const chosen = Object.entries(draft.roles) as [PersonId, PersonRole][];
  if (!progress.hasParticipants && chosen.length > 0) {
    const participants = chosen.map(([personId, role]) => ({
      personId,
      role,
      isMember: memberRoles.includes(role),
      seatId: null,
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
