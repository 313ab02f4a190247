/** The invitation to a meeting as a calendar file; for one participant it holds that person's link. */
import { isOver } from '../../domain/meeting-state.ts';
import { refuse } from '../../domain/rejection.ts';
import { audienceOf, mayIssue } from '../../domain/roles.ts';
import { actorOf, type Handlers, meetingOf } from '../command-context.ts';
import { invitationOf } from '../invitation.ts';
import { joinUrl } from './links.ts';

export const invitationHandlers: Handlers<'invitation.read'> = {
  'invitation.read': async ({ personId }, context) => {
    const { id: meetingId, state: meeting, version } = meetingOf(context);
    if (!mayIssue(actorOf(context).role, 'participant.add')) refuse('FORBIDDEN');
    if (!personId) return invitationOf({ meeting, version, audience: 'member', url: null });
    const participant = meeting.participants.get(personId) ?? refuse('NOT_A_PARTICIPANT');
    const audience = audienceOf(participant.role) === 'public' ? 'public' : 'member';
    if (isOver(meeting.status)) return invitationOf({ meeting, version, audience, url: null });
    const link = await context.links.issuePersonal(meetingId, participant);
    return invitationOf({ meeting, version, audience, url: joinUrl(context.publicUrl, context.links.tokenOf(link)) });
  },
};
