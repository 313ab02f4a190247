/** Devices of a meeting with all that they touch: the waiting room, a closed session, the floor of their persons. */
import { type AdmissionCommand, decideAdmission, mustWait, runsMeeting } from './admission.ts';
import { actingRole } from './authority.ts';
import { isKeptOut } from './closed-session.ts';
import { decideEndpoints, type Endpoint, type EndpointCommand, endpointsOfPerson } from './endpoints.ts';
import { leaveFloor } from './floor-follow-ups.ts';
import type { DecisionContext, Meeting, MeetingEvent } from './meeting-state.ts';
import { isPresent } from './participants.ts';
import { refuse } from './rejection.ts';
import { audienceOf, type Role } from './roles.ts';

export function decideEntry(command: AdmissionCommand, meeting: Meeting): MeetingEvent[] {
  const events = decideAdmission(command, meeting.admission, (endpointId) => meeting.endpoints.has(endpointId));
  if (command.type !== 'meeting.setAdmission') return events;
  // A rule lets nobody into a closed session: only somebody's word does.
  const { admission, closedSession, participants } = meeting;
  return events.filter((event) => {
    const endpoint = event.type === 'AdmissionGranted' ? admission.waiting.get(event.endpointId)?.endpoint : undefined;
    return !endpoint || !isKeptOut(closedSession, endpoint, participants);
  });
}

export function decideDevice(
  command: EndpointCommand,
  meeting: Meeting,
  { at, actor }: DecisionContext,
): MeetingEvent[] {
  const { admission, endpoints } = meeting;
  if (command.type === 'endpoint.join') {
    const { endpoint } = command;
    const isOutside = isKeptOut(meeting.closedSession, endpoint, meeting.participants);
    if (!endpoints.has(endpoint.id) && (isOutside || mustWait(admission, endpoint))) {
      return admission.waiting.has(endpoint.id) ? [] : [{ type: 'AdmissionAsked', endpoint }];
    }
    const joined = decideEndpoints(command, endpoints);
    // Who runs the meeting now, waited before.
    if (!admission.waiting.has(endpoint.id)) return joined;
    return [{ type: 'AdmissionLapsed', endpointId: endpoint.id, cause: 'joined' }, ...joined];
  }
  if (command.type === 'endpoint.leave' && admission.waiting.has(command.endpointId)) {
    return [{ type: 'AdmissionLapsed', endpointId: command.endpointId, cause: command.cause }];
  }
  if (command.type === 'endpoint.remove') return decideRemoval(command, meeting, at);
  if (command.type === 'endpoint.attachPerson' || command.type === 'endpoint.detachPerson') {
    const participant = meeting.participants.get(command.personId) ?? refuse('NOT_A_PARTICIPANT');
    if (audienceOf(actingRole(meeting.authority, actor)) !== 'staff') {
      // A site's device speaks for the persons of its own site only.
      const endpoint = meeting.endpoints.get(command.endpointId);
      if (actor.endpointId !== command.endpointId || participant.siteId !== endpoint?.siteId) refuse('FORBIDDEN');
    }
  }
  return decideEndpoints(command, meeting.endpoints);
}

/** Whoever was there by this device alone does not speak any more; a person with a device of their own has left. */
function decideRemoval(
  command: Extract<EndpointCommand, { type: 'endpoint.remove' }>,
  meeting: Meeting,
  at: number,
): MeetingEvent[] {
  const { endpoints, participants, floor } = meeting;
  const endpoint = endpoints.get(command.endpointId);
  if (endpoint && runsMeeting(roleAt(endpoint, meeting))) refuse('NOT_REMOVABLE');
  const removed = decideEndpoints(command, endpoints);
  const gone = (endpoint?.personIds ?? []).filter((personId) => endpointsOfPerson(endpoints, personId).length === 1);
  const left = endpoint?.kind === 'personal' ? gone.filter((personId) => isPresent(participants, personId)) : [];
  return [
    ...gone.flatMap((personId) => leaveFloor(floor, personId, at, meeting.rulePack.returnMs)),
    ...removed,
    ...left.map((personId): MeetingEvent => ({ type: 'AttendanceMarked', personId, mark: { status: 'left' } })),
  ];
}

/** A person's role can change while they are there; a device's cannot. */
function roleAt({ kind, role, personIds }: Endpoint, { participants }: Meeting): Role {
  const [personId] = kind === 'personal' ? personIds : [];
  return (personId && participants.get(personId)?.role) ?? role;
}
