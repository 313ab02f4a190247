/** Join links for persons, room systems and displays. Those who run a meeting see and make them; nobody else does. */
import type { ParsedInput } from '#contract';
import type { MeetingId } from '../../domain/ids.ts';
import type { Participant } from '../../domain/participants.ts';
import { refuse } from '../../domain/rejection.ts';
import { mayIssue } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import type { Link, LinkTarget } from '../../identity/links.ts';
import type { LiveMeeting } from '../../service/live-meeting.ts';
import {
  accountOf,
  actorOf,
  assertAbility,
  type CommandContext,
  deskSession,
  type Handlers,
} from '../command-context.ts';

export const linkHandlers: Handlers<'link.issue' | 'link.issueAll' | 'link.list' | 'link.revoke'> = {
  'link.issue': async (input, context) => {
    const meeting = preparedMeeting(context);
    const link = await context.links.issue(await targetOf(input, meeting, context));
    return summaryOf(link, meeting, context);
  },
  'link.issueAll': async (_input, context) => {
    const meeting = preparedMeeting(context) ?? refuse('UNKNOWN_MEETING');
    const links = await issueAll(meeting, context);
    return { links: links.map((link) => summaryOf(link, meeting, context)) };
  },
  'link.list': async (_input, context) => {
    const meeting = preparedMeeting(context);
    const links = knownLinks(meeting, context)
      // Those of people who were removed are still there, and good for nothing.
      .filter(({ personId }) => !personId || meeting?.state.participants.has(personId));
    return { links: links.map((link) => summaryOf(link, meeting, context)) };
  },
  'link.revoke': async ({ linkId }, context) => {
    const meeting = preparedMeeting(context);
    if (!knownLinks(meeting, context).some((link) => link.linkId === linkId)) {
      throw new AppError('BAD_LINK', 'There is no such link.');
    }
    await context.links.revoke(meeting?.id ?? null, linkId);
    for (const sessionKey of await context.sessions.endOfLink(linkId)) context.endSession(sessionKey, 'revoked');
    return {};
  },
};

/** The meeting that the links are for; null at the desk means devices of whatever meeting of the body runs. */
function preparedMeeting(context: CommandContext): LiveMeeting | null {
  if (!context.meeting) return assertAbility(context, 'devices') && null;
  if (!mayIssue(actorOf(context).role, 'participant.add')) refuse('FORBIDDEN');
  return context.meeting;
}

/** Device links that were made before they belonged to a body are looked after by administrators. */
function knownLinks(meeting: LiveMeeting | null, context: CommandContext): Link[] {
  if (meeting) return context.links.ofMeeting(meeting.id);
  const { bodyId, role } = accountOf(context);
  return context.links
    .ofMeeting(null)
    .filter((link) => link.bodyId === bodyId || (link.bodyId === null && role === 'administrator'));
}

async function targetOf(
  { for: target, isOneTime }: ParsedInput<'link.issue'>,
  meeting: LiveMeeting | null,
  context: CommandContext,
): Promise<LinkTarget> {
  const meetingId = meeting?.id ?? null;
  const bodyId = meeting ? null : deskSession(context).bodyId;
  if (target.kind === 'person') {
    const participant = meeting?.state.participants.get(target.personId) ?? refuse('NOT_A_PARTICIPANT');
    return personalTarget(meetingId, participant, isOneTime);
  }
  const siteName = target.siteId ? await siteNameOf(target.siteId, meeting, context) : '';
  const { kind, siteId } = target;
  return { meetingId, bodyId, kind, deviceRole: kind, personId: null, siteId, label: siteName, isOneTime };
}

function personalTarget(
  meetingId: MeetingId | null,
  { personId, siteId, name }: Participant,
  isOneTime: boolean,
): LinkTarget {
  return { meetingId, kind: 'personal', deviceRole: null, personId, siteId, label: name, isOneTime };
}

/** One walk over the links that are there, and one write for those that are missing. */
async function issueAll({ id, state }: LiveMeeting, { links }: CommandContext): Promise<Link[]> {
  const reusable = links.ofMeeting(id).filter(({ kind, isOneTime }) => kind === 'personal' && !isOneTime);
  const linkOf = new Map(reusable.map((link) => [link.personId, link]));
  return Promise.all(
    [...state.participants.values()].map(
      (participant) => linkOf.get(participant.personId) ?? links.issue(personalTarget(id, participant, false)),
    ),
  );
}

async function siteNameOf(siteId: string, meeting: LiveMeeting | null, context: CommandContext): Promise<string> {
  const bodyId = meeting?.state.bodyId ?? deskSession(context).bodyId;
  const { sites } = (await context.registry.body(bodyId)).state;
  return sites.get(siteId as never)?.name ?? refuse('UNKNOWN_SITE');
}

function summaryOf(link: Link, meeting: LiveMeeting | null, { links, publicUrl }: CommandContext) {
  const participant = link.personId ? meeting?.state.participants.get(link.personId) : undefined;
  if (link.personId && !participant) throw new AppError('LINK_EXPIRED', 'The person left the meeting.');
  return {
    linkId: link.linkId,
    url: joinUrl(publicUrl, links.tokenOf(link)),
    label: participant?.name ?? link.label,
    role: participant?.role ?? link.kind,
    siteName: participant?.siteName ?? link.label,
    personId: link.personId,
    siteId: link.siteId,
    isOneTime: link.isOneTime,
    isUsed: link.isUsed,
  };
}

/** The token is in the fragment: it reaches neither logs nor other servers, and opening the page does not use it. */
export function joinUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/join#${token}`;
}
