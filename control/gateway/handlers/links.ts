/** Join links for persons, room systems and displays. Those who run a meeting see and make them; nobody else does. */
import type { ParsedInput } from '#contract';
import { refuse } from '../../domain/rejection.ts';
import { mayIssue } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import type { Link, LinkTarget } from '../../identity/links.ts';
import type { LiveMeeting } from '../../service/live-meeting.ts';
import { actorOf, type CommandContext, deskSession, type Handlers } from '../command-context.ts';

export const linkHandlers: Handlers<'link.issue' | 'link.list' | 'link.revoke'> = {
  'link.issue': async (input, context) => {
    const meeting = preparedMeeting(context);
    const link = await context.links.issue(await targetOf(input, meeting, context));
    return summaryOf(link, meeting, context);
  },
  'link.list': async (_input, context) => {
    const meeting = preparedMeeting(context);
    const links = context.links.ofMeeting(meeting?.id ?? null);
    return { links: links.map((link) => summaryOf(link, meeting, context)) };
  },
  'link.revoke': async ({ linkId }, context) => {
    const meeting = preparedMeeting(context);
    await context.links.revoke(meeting?.id ?? null, linkId);
    for (const sessionKey of await context.sessions.endOfLink(linkId)) context.endSession(sessionKey, 'revoked');
    return {};
  },
};

/** The meeting that the links are for; null at the desk means devices of any meeting. */
function preparedMeeting(context: CommandContext): LiveMeeting | null {
  if (!context.meeting) return deskSession(context) && null;
  if (!mayIssue(actorOf(context).role, 'participant.add')) refuse('FORBIDDEN');
  return context.meeting;
}

async function targetOf(
  { for: target, isOneTime }: ParsedInput<'link.issue'>,
  meeting: LiveMeeting | null,
  context: CommandContext,
): Promise<LinkTarget> {
  const meetingId = meeting?.id ?? null;
  if (target.kind === 'person') {
    const participant = meeting?.state.participants.get(target.personId) ?? refuse('NOT_A_PARTICIPANT');
    const { personId, siteId, name } = participant;
    return { meetingId, kind: 'personal', deviceRole: null, personId, siteId, label: name, isOneTime };
  }
  const siteName = target.siteId ? await siteNameOf(target.siteId, meeting, context) : '';
  const { kind, siteId } = target;
  return { meetingId, kind, deviceRole: kind, personId: null, siteId, label: siteName, isOneTime };
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
    isOneTime: link.isOneTime,
    isUsed: link.isUsed,
  };
}

/** The token is in the fragment: it reaches neither logs nor other servers, and opening the page does not use it. */
export function joinUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/join#${token}`;
}
