/** The persons of a meeting with all that they touch: whoever leaves has no floor, no device and no presentation. */
import { stopWaiting } from './admission.ts';
import { actingRole } from './authority.ts';
import { leaveEndpoints } from './endpoints.ts';
import { dropPresenter, leaveFloor } from './floor-follow-ups.ts';
import { isOwn } from './meeting-floor.ts';
import type { DecisionContext, Meeting, MeetingEvent } from './meeting-state.ts';
import { decideParticipants, type ParticipantCommand } from './participants.ts';
import { refuse } from './rejection.ts';
import { audienceOf } from './roles.ts';

export function decidePeople(
  command: ParticipantCommand,
  meeting: Meeting,
  { at, actor }: DecisionContext,
): MeetingEvent[] {
  const events = decideParticipants(command, meeting.participants);
  const { floor, rulePack } = meeting;
  if (command.type === 'attendance.mark' || command.type === 'attendance.markMany') {
    const personIds = command.type === 'attendance.mark' ? [command.personId] : command.personIds;
    const isForOthers = !personIds.every((personId) => isOwn(personId, meeting, actor));
    if (isForOthers && audienceOf(actingRole(meeting.authority, actor)) !== 'staff') refuse('FORBIDDEN');
    if (command.mark.status === 'present') return events;
    const gone = events.flatMap((event) => (event.type === 'AttendanceMarked' ? event.personId : []));
    return [...events, ...gone.flatMap((personId) => leaveFloor(floor, personId, at, rulePack.returnMs))];
  }
  if (command.type === 'participant.remove') {
    return [
      ...leaveFloor(floor, command.personId, at, null),
      ...dropPresenter(floor, command.personId),
      ...leaveEndpoints(meeting.endpoints, command.personId),
      ...stopWaiting(meeting.admission, command.personId),
      ...events,
    ];
  }
  return events;
}
