/** What the session of a link holds: the device's seat in the meeting, with an endpoint of its own. */
import type { EndpointId } from '../domain/ids.ts';
import type { Link } from '../identity/links.ts';
import type { MeetingSession, SessionContent } from '../identity/sessions.ts';
import { randomId } from '../identity/tokens.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';

export function meetingSessionOf(
  { kind, deviceRole, personId, siteId, label, linkId, meetingId, bodyId }: Link,
  meeting: LiveMeeting | undefined,
  enteredFrom: MeetingSession['enteredFrom'] = null,
): SessionContent {
  const name = personId ? meeting?.state.participants.get(personId)?.name : undefined;
  const seat = {
    endpointId: `e-${randomId()}` as EndpointId,
    kind,
    deviceRole: deviceRole ?? ('observer' as const),
    personId,
    siteId,
    label: name ?? label,
  };
  return { kind: 'meeting', meetingId, bodyId, linkId, enteredFrom, seat };
}
