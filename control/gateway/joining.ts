/** From a link, or from an account's start page, into a meeting: what the link is for, whether it works now, its session. */
import type { HttpOutput } from '#contract';
import type { MeetingId } from '../domain/ids.ts';
import { isOver } from '../domain/meeting-state.ts';
import { refuse } from '../domain/rejection.ts';
import { audienceOf, type Role } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { Account } from '../identity/accounts.ts';
import type { Link, Links } from '../identity/links.ts';
import type { NewSession, Sessions } from '../identity/sessions.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';
import type { Registry } from '../service/registry.ts';
import { currentMeeting } from './current-meeting.ts';
import { meetingSessionOf } from './meeting-session.ts';

type Deps = { registry: Registry; links: Links; sessions: Sessions };

/** What a link is for. Throws as `useLink` does; the link is not used. */
export async function previewLink(deps: Deps, token: string): Promise<HttpOutput<'join/preview'>> {
  const link = deps.links.find(token);
  const meeting = await meetingOf(deps, link);
  if (meeting) assertJoinable(meeting, roleIn(meeting, link));
  const participant = link.personId ? meeting?.state.participants.get(link.personId) : undefined;
  const { title = '', place = '', plannedStartAt = 0, status = 'none', bodyId = null } = meeting?.state ?? {};
  const ownerId = bodyId ?? link.bodyId;
  const body = ownerId ? (await deps.registry.body(ownerId)).state : null;
  const siteId = participant?.siteId ?? link.siteId;
  return {
    meetingTitle: title,
    bodyName: body?.name ?? '',
    name: participant?.name ?? link.label,
    role: participant?.role ?? link.kind,
    siteName: participant?.siteName ?? link.label,
    place,
    plannedStartAt,
    status,
    kind: link.kind,
    bandwidthMbps: (siteId && body?.sites.get(siteId)?.bandwidthMbps) || null,
  };
}

/** Throws `BAD_LINK`, `LINK_EXPIRED`, `LINK_USED`, and `NO_MEETING` for a draft. */
export async function useLink(deps: Deps, token: string): Promise<NewSession> {
  const found = deps.links.find(token);
  const meeting = await meetingOf(deps, found);
  // A device without a meeting of its own may wait for one.
  if (meeting) assertJoinable(meeting, roleIn(meeting, found));
  const link = await deps.links.use(token);
  return deps.sessions.create(meetingSessionOf(link, meeting));
}

/** By the person's reusable link, which is made where it is missing. Throws `FORBIDDEN`, and as `useLink` does. */
export async function enterMeeting(
  deps: Deps,
  { account, sessionKey, meetingId }: { account: Account; sessionKey: string; meetingId: MeetingId },
): Promise<NewSession> {
  const { accountId, personId, bodyId } = account;
  const meeting = await deps.registry.meeting(meetingId);
  const participant = meeting.state.bodyId === bodyId ? meeting.state.participants.get(personId) : undefined;
  if (!participant) refuse('FORBIDDEN');
  assertJoinable(meeting, participant.role);
  const link = await deps.links.issuePersonal(meetingId, participant);
  return deps.sessions.create(meetingSessionOf(link, meeting, { accountId, sessionKey }));
}

async function meetingOf({ registry }: Deps, link: Link): Promise<LiveMeeting | undefined> {
  return link.meetingId ? registry.meeting(link.meetingId) : currentMeeting(await registry.meetings(), link.bodyId);
}

function roleIn({ state }: LiveMeeting, { personId, deviceRole }: Link): Role | null {
  return personId ? (state.participants.get(personId)?.role ?? null) : deviceRole;
}

function assertJoinable({ state: { status } }: LiveMeeting, role: Role | null): void {
  if (isOver(status)) throw new AppError('LINK_EXPIRED', `The meeting is ${status}.`);
  if (!role) throw new AppError('LINK_EXPIRED', 'The person of this link does not take part any more.');
  if (status === 'draft' && audienceOf(role) !== 'staff') {
    throw new AppError('NO_MEETING', 'The meeting is not convened yet.');
  }
}
