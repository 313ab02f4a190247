/**
 * The one place where commands of a meeting's life, agenda, participants, devices and floor meet. `decideMeeting` answers
 * events or throws a `Rejection`; `evolveMeeting` never fails. Both are pure.
 */
import {
  type AdmissionCommand,
  decideAdmission,
  evolveAdmission,
  mustWait,
  runsMeeting,
  stopWaiting,
} from './admission.ts';
import { decideAgenda, evolveAgenda, withoutResponsible } from './agenda.ts';
import { type ChatAuthor, decideChat, evolveChat } from './chat.ts';
import {
  decideEndpoints,
  type Endpoint,
  type EndpointCommand,
  endpointsOfPerson,
  evolveEndpoints,
  leaveEndpoints,
} from './endpoints.ts';
import {
  decideFloor,
  evolveFloor,
  type FloorCommand,
  leaveFloor,
  type PersonFloorCommand,
  withdrawAll,
} from './floor.ts';
import type { PersonId } from './ids.ts';
import { decideLifecycle, evolveLifecycle } from './lifecycle.ts';
import { isOver, type Meeting, type MeetingCommand, type MeetingEvent } from './meeting-state.ts';
import {
  applyToParticipants,
  chairOf,
  decideParticipants,
  isPresent,
  type Participant,
  type ParticipantCommand,
} from './participants.ts';
import { decideAccess } from './refused-access.ts';
import { refuse } from './rejection.ts';
import { type Actor, audienceOf, isOnBehalfOfChair, mayIssue, type Role } from './roles.ts';
import { decideRollCall, evolveRollCall } from './roll-call.ts';
import { decideSpotlight } from './spotlight.ts';
import { upcastMeetingEvent } from './upcast.ts';

/** Time and actor come in with the command, so that a decision can be repeated. */
export type DecisionContext = { at: number; actor: Actor };

/** Names the chair for whom somebody else acts. */
export function actorFor(actor: Actor, command: MeetingCommand, meeting: Meeting): Actor {
  if (!isOnBehalfOfChair(actor.role, command.type)) return actor;
  return { ...actor, onBehalfOf: chairOf(meeting.participants)?.personId ?? null };
}

export function decideMeeting(command: MeetingCommand, meeting: Meeting, context: DecisionContext): MeetingEvent[] {
  if (!mayIssue(context.actor.role, command.type)) refuse('FORBIDDEN');
  if (meeting.status === 'none' && command.type !== 'meeting.create') refuse('UNKNOWN_MEETING');
  if (isOver(meeting.status)) refuse('WRONG_STATUS');
  if (command.type === 'meeting.setAdmission' || concerns(command, 'admission')) return decideEntry(command, meeting);
  if (concerns(command, 'chat')) return decideChat(command, meeting.chat, authorOf(meeting, context.actor));
  if (concerns(command, 'meeting')) return decideLifecycle(command, meeting, context.at);
  if (concerns(command, 'endpoint')) return decideDevice(command, meeting, context);
  if (concerns(command, 'floor')) return decideSpeech(command, meeting, context);
  if (concerns(command, 'spotlight')) return decideSpotlight(command, meeting.spotlightId, meeting.endpoints);
  if (concerns(command, 'rollCall')) return decideRollCall(command);
  if (concerns(command, 'access')) return decideAccess(command);
  if (concerns(command, 'agenda')) {
    if (command.type === 'agenda.activate' && meeting.status !== 'inSession') refuse('WRONG_STATUS');
    const { personId } = context.actor;
    return decideAgenda(command, meeting.agenda, { personId, isParticipant: (id) => meeting.participants.has(id) });
  }
  return decidePeople(command, meeting, context);
}

export function evolveMeeting(meeting: Meeting, event: MeetingEvent, at: number): Meeting {
  return meetingEvolver()(meeting, event, at);
}

/**
 * Evolves one event after the other, each on what the last one answered. Only the newest answer may be looked at: the list
 * of participants is copied once for all events, or two thousand marks would copy it two thousand times.
 */
export function meetingEvolver(): (meeting: Meeting, event: MeetingEvent, at: number) => Meeting {
  let own: Map<PersonId, Participant> | null = null;
  return (meeting, recorded, at) => {
    const event = upcastMeetingEvent(recorded);
    if (tells(event, 'Meeting')) return evolveLifecycle(meeting, event, at);
    if (tells(event, 'Agenda')) return { ...meeting, agenda: evolveAgenda(meeting.agenda, event, at) };
    if (tells(event, 'Floor')) return { ...meeting, floor: evolveFloor(meeting.floor, event, at) };
    if (tells(event, 'Spotlight')) {
      return { ...meeting, spotlightId: event.type === 'SpotlightSet' ? event.endpointId : null };
    }
    if (tells(event, 'Admission')) return { ...meeting, admission: evolveAdmission(meeting.admission, event, at) };
    if (tells(event, 'Chat')) return { ...meeting, chat: evolveChat(meeting.chat, event, at) };
    if (tells(event, 'Endpoint')) {
      const admission = evolveAdmission(meeting.admission, event, at);
      // Who leaves is not large any more, also after coming back.
      const endpoints = evolveEndpoints(meeting.endpoints, event);
      const spotlightId = meeting.spotlightId && endpoints.has(meeting.spotlightId) ? meeting.spotlightId : null;
      return { ...meeting, spotlightId, endpoints, admission };
    }
    if (tells(event, 'Access')) return meeting;
    if (tells(event, 'RollCall')) return { ...meeting, rollCall: evolveRollCall(event, at) };
    own ??= new Map(meeting.participants);
    applyToParticipants(own, event, at);
    const agenda =
      event.type === 'ParticipantRemoved' ? withoutResponsible(meeting.agenda, event.personId) : meeting.agenda;
    return { ...meeting, agenda, participants: own };
  };
}

function decidePeople(command: ParticipantCommand, meeting: Meeting, { at, actor }: DecisionContext): MeetingEvent[] {
  const events: MeetingEvent[] = decideParticipants(command, meeting.participants);
  if (command.type === 'attendance.mark' || command.type === 'attendance.markMany') {
    const personIds = command.type === 'attendance.mark' ? [command.personId] : [...new Set(command.personIds)];
    const isForOthers = !personIds.every((personId) => isOwn(personId, meeting, actor));
    if (isForOthers && audienceOf(actor.role) !== 'staff') refuse('FORBIDDEN');
    if (command.mark.status === 'present') return events;
    return [...events, ...personIds.flatMap((personId) => leaveFloor(meeting.floor, personId, at))];
  }
  if (command.type === 'participant.remove') {
    return [
      ...leaveFloor(meeting.floor, command.personId, at),
      ...leaveEndpoints(meeting.endpoints, command.personId),
      ...stopWaiting(meeting.admission, command.personId),
      ...events,
    ];
  }
  return events;
}

function decideEntry(command: AdmissionCommand, meeting: Meeting): MeetingEvent[] {
  return decideAdmission(command, meeting.admission, (endpointId) => meeting.endpoints.has(endpointId));
}

function decideDevice(command: EndpointCommand, meeting: Meeting, { at, actor }: DecisionContext): MeetingEvent[] {
  const { admission, endpoints } = meeting;
  if (command.type === 'endpoint.join') {
    const { endpoint } = command;
    if (!endpoints.has(endpoint.id) && mustWait(admission, endpoint)) {
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
    if (audienceOf(actor.role) !== 'staff') {
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
    ...gone.flatMap((personId) => leaveFloor(floor, personId, at)),
    ...removed,
    ...left.map((personId): MeetingEvent => ({ type: 'AttendanceMarked', personId, mark: { status: 'left' } })),
  ];
}

/** A person's role can change while they are there; a device's cannot. */
function roleAt({ kind, role, personIds }: Endpoint, { participants }: Meeting): Role {
  const [personId] = kind === 'personal' ? personIds : [];
  return (personId && participants.get(personId)?.role) ?? role;
}

/** Who writes: the person at a device of the meeting, or a site's device. */
function authorOf({ endpoints, participants }: Meeting, { role, personId, endpointId }: Actor): ChatAuthor | null {
  const endpoint = endpointId ? endpoints.get(endpointId) : undefined;
  if (!endpoint) return null;
  const name = (personId && participants.get(personId)?.name) ?? endpoint.label;
  return { personId, endpointId: endpoint.id, name, role };
}

function decideSpeech(command: FloorCommand, meeting: Meeting, { at, actor }: DecisionContext): MeetingEvent[] {
  if (command.type === 'floor.withdrawAll') return withdrawAll(meeting.floor, at);
  const { personId } = command;
  if (!meeting.participants.has(personId)) refuse('NOT_A_PARTICIPANT');
  const own = isOwn(personId, meeting, actor);
  if (!isAboutOthers(command) && !own) refuse('FORBIDDEN');
  if (meeting.status !== 'inSession' && opensFloor(command)) refuse('WRONG_STATUS');
  if (opensFloor(command) && !isPresent(meeting.participants, personId)) refuse('NOT_PRESENT');
  const chairId = chairOf(meeting.participants)?.personId ?? null;
  return decideFloor(command, meeting.floor, { at, chairId, isOwn: own, itemId: meeting.agenda.activeItemId });
}

function isAboutOthers({ type }: PersonFloorCommand): boolean {
  return type === 'floor.grant' || type === 'floor.withdraw' || type === 'floor.expireInvitation';
}

function opensFloor({ type }: PersonFloorCommand): boolean {
  return type === 'floor.request' || type === 'floor.grant' || type === 'floor.accept';
}

/** A person acts for themselves from their own page, or from the device of a site that carries them. */
function isOwn(personId: PersonId, meeting: Meeting, actor: Actor): boolean {
  if (actor.personId) return actor.personId === personId;
  const endpoint = actor.endpointId ? meeting.endpoints.get(actor.endpointId) : undefined;
  return endpoint?.personIds.includes(personId) ?? false;
}

function concerns<Concept extends string>(
  command: MeetingCommand,
  concept: Concept,
): command is Extract<MeetingCommand, { type: `${Concept}.${string}` }> {
  return command.type.startsWith(`${concept}.`);
}

function tells<Concept extends string>(
  event: MeetingEvent,
  concept: Concept,
): event is Extract<MeetingEvent, { type: `${Concept}${string}` }> {
  return event.type.startsWith(concept);
}
