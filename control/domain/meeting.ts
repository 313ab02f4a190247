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
import { decideAgenda, evolveAgenda, findItem, withoutResponsible } from './agenda.ts';
import { type AuthorityEvent, decideAuthority, isActingChair, settleAuthority } from './authority.ts';
import { type ChatAuthor, decideChat, evolveChat } from './chat.ts';
import { decideClosedSession, isAllowed, isKeptOut } from './closed-session.ts';
import { decideDisplays, evolveDisplays } from './displays.ts';
import {
  decideEndpoints,
  type Endpoint,
  type EndpointCommand,
  endpointsOfPerson,
  evolveEndpoints,
  leaveEndpoints,
} from './endpoints.ts';
import { evolveFloor } from './floor.ts';
import { decideFloor, type FloorCommand, type FloorContext } from './floor-decisions.ts';
import { dropItem, leaveFloor, pauseFloor, settleFloor } from './floor-follow-ups.ts';
import type { AgendaItemId, EndpointId, PersonId } from './ids.ts';
import { decideLifecycle, evolveLifecycle } from './lifecycle.ts';
import { isOver, type Meeting, type MeetingCommand, type MeetingEvent } from './meeting-state.ts';
import { decideMinutes, evolveMinutes } from './minutes-notes.ts';
import {
  applyToParticipants,
  chairOf,
  decideParticipants,
  isPresent,
  type Participant,
  type ParticipantCommand,
} from './participants.ts';
import { refuse } from './rejection.ts';
import {
  type Actor,
  audienceOf,
  delegationOf,
  isOnBehalfOfChair,
  mayIssue,
  type Role,
  worksWithoutChair,
} from './roles.ts';
import { decideRollCall, evolveRollCall } from './roll-call.ts';
import { decideSpotlight } from './spotlight.ts';
import { upcastMeetingEvent } from './upcast.ts';

/** Time and actor come in with the command, so that a decision can be repeated. */
export type DecisionContext = { at: number; actor: Actor };

/** Names the chair for whom somebody else acts. */
export function actorFor(actor: Actor, command: MeetingCommand, meeting: Meeting): Actor {
  if (!isOnBehalfOfChair(actor.role, command.type) || isActingChair(meeting.authority, actor)) return actor;
  const { actingChairId } = meeting.authority;
  // Before the opening nobody chairs yet: it is done for whoever will.
  const isBefore = meeting.status === 'draft' || meeting.status === 'convened';
  const chairId = isBefore ? (chairOf(meeting.participants)?.personId ?? null) : actingChairId;
  return { ...actor, onBehalfOf: chairId };
}

export function decideMeeting(command: MeetingCommand, meeting: Meeting, context: DecisionContext): MeetingEvent[] {
  const events = decideAlone(command, meeting, context);
  return followsFrom(command) ? [...events, ...followUps(meeting, events, context)] : events;
}

/** What the command leads to, without what follows for floor and chair. */
function decideAlone(command: MeetingCommand, meeting: Meeting, context: DecisionContext): MeetingEvent[] {
  const role = isActingChair(meeting.authority, context.actor) ? 'chair' : context.actor.role;
  if (!mayIssue(role, command.type)) refuse('FORBIDDEN');
  if (meeting.status === 'none' && command.type !== 'meeting.create') refuse('UNKNOWN_MEETING');
  if (isOver(meeting.status)) refuse('WRONG_STATUS');
  assertAuthority(command, meeting, context.actor);
  if (command.type === 'meeting.setAdmission' || concerns(command, 'admission')) return decideEntry(command, meeting);
  if (concerns(command, 'chat')) return decideChat(command, meeting.chat, authorOf(meeting, context.actor));
  if (concerns(command, 'meeting')) return decideLifecycle(command, meeting, context.at);
  if (concerns(command, 'endpoint')) return decideDevice(command, meeting, context);
  if (concerns(command, 'floor')) return decideSpeech(command, meeting, context);
  if (concerns(command, 'authority')) {
    const { authority, participants, rulePack: pack } = meeting;
    const { personId } = context.actor;
    return decideAuthority(command, authority, { participants, pack, personId, isInSession: isRunning(meeting) });
  }
  if (concerns(command, 'closedSession')) {
    const events = decideClosedSession(command, { ...meeting, isInSession: meeting.status === 'inSession' });
    if (command.type === 'closedSession.end' || events.length === 0) return events;
    return [...pauseFloor(meeting.floor, context.at, 'closedSession'), ...events];
  }
  if (concerns(command, 'display')) {
    return decideDisplays(command, meeting.displays, (id) => meeting.endpoints.get(id)?.kind === 'display');
  }
  if (concerns(command, 'minutes')) return decideMinutes(command, meeting.minutesNotes, context.actor.personId);
  if (concerns(command, 'spotlight')) return decideSpotlight(command, meeting.spotlightId, meeting.endpoints);
  if (concerns(command, 'rollCall')) return decideRollCall(command);
  if (concerns(command, 'agenda')) {
    if (command.type === 'agenda.activate' && meeting.status !== 'inSession') refuse('WRONG_STATUS');
    const { personId } = context.actor;
    const isParticipant = (id: PersonId) => meeting.participants.has(id);
    const events = decideAgenda(command, meeting.agenda, { personId, isParticipant });
    return command.type === 'agenda.remove' ? [...dropItem(meeting.floor, command.itemId), ...events] : events;
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
    if (tells(event, 'ActingChair')) {
      const { personId: actingChairId, cause } = event;
      return { ...meeting, authority: { actingChairId, since: at, cause } };
    }
    if (tells(event, 'ClosedSession')) {
      const closedSession =
        event.type === 'ClosedSessionBegun' ? { since: at, admittedIds: new Set<EndpointId>() } : null;
      return { ...meeting, closedSession };
    }
    if (tells(event, 'Display')) return { ...meeting, displays: evolveDisplays(meeting.displays, event, at) };
    if (tells(event, 'Minutes')) return { ...meeting, minutesNotes: evolveMinutes(meeting.minutesNotes, event, at) };
    if (tells(event, 'Spotlight')) {
      return { ...meeting, spotlightId: event.type === 'SpotlightSet' ? event.endpointId : null };
    }
    if (tells(event, 'Admission')) {
      const admission = evolveAdmission(meeting.admission, event, at);
      const { closedSession } = meeting;
      if (event.type !== 'AdmissionGranted' || !closedSession) return { ...meeting, admission };
      const admittedIds = new Set([...closedSession.admittedIds, event.endpointId]);
      return { ...meeting, admission, closedSession: { ...closedSession, admittedIds } };
    }
    if (tells(event, 'Chat')) return { ...meeting, chat: evolveChat(meeting.chat, event, at) };
    if (tells(event, 'Endpoint')) {
      const admission = evolveAdmission(meeting.admission, event, at);
      // Who leaves is not large any more, also after coming back.
      const endpoints = evolveEndpoints(meeting.endpoints, event);
      const spotlightId = meeting.spotlightId && endpoints.has(meeting.spotlightId) ? meeting.spotlightId : null;
      return { ...meeting, spotlightId, endpoints, admission };
    }
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
    return [
      ...events,
      ...personIds.flatMap((personId) => leaveFloor(meeting.floor, personId, at, meeting.rulePack.returnMs)),
    ];
  }
  if (command.type === 'participant.remove') {
    return [
      ...leaveFloor(meeting.floor, command.personId, at, meeting.rulePack.returnMs),
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

/** Who writes: the person at a device of the meeting, or a site's device. */
function authorOf({ endpoints, participants }: Meeting, { role, personId, endpointId }: Actor): ChatAuthor | null {
  const endpoint = endpointId ? endpoints.get(endpointId) : undefined;
  if (!endpoint) return null;
  const name = (personId && participants.get(personId)?.name) ?? endpoint.label;
  return { personId, endpointId: endpoint.id, name, role };
}

function decideSpeech(command: FloorCommand, meeting: Meeting, { at, actor }: DecisionContext): MeetingEvent[] {
  if (!('personId' in command)) {
    if (command.type === 'floor.setMode' && !isRunning(meeting)) refuse('WRONG_STATUS');
    if (command.type === 'floor.setMode' && command.mode.name === 'presentation') {
      if (!meeting.participants.has(command.mode.presenterId)) refuse('NOT_A_PARTICIPANT');
    }
    return decideFloor(command, meeting.floor, floorContext(meeting, at, false));
  }
  const { personId } = command;
  if (!meeting.participants.has(personId)) refuse('NOT_A_PARTICIPANT');
  const own = isOwn(personId, meeting, actor);
  if (!isAboutOthers(command) && !own) refuse('FORBIDDEN');
  const context = floorContext(meeting, at, own);
  if (command.type === 'floor.request' && command.itemId && command.itemId !== context.itemId) {
    assertMayRegister(command.itemId, meeting);
    return decideFloor(command, meeting.floor, context);
  }
  if (meeting.status !== 'inSession' && opensFloor(command)) refuse('WRONG_STATUS');
  if (opensFloor(command) && !context.isPresent(personId)) refuse('NOT_PRESENT');
  return decideFloor(command, meeting.floor, context);
}

/** Asked beforehand, for an item that is still to come. */
function assertMayRegister(itemId: AgendaItemId, meeting: Meeting): void {
  if (meeting.status === 'draft') refuse('WRONG_STATUS');
  if (!findItem(meeting.agenda, itemId)) refuse('UNKNOWN_ITEM');
}

function floorContext(meeting: Meeting, at: number, isOwnCommand: boolean): FloorContext {
  const { participants, authority, agenda, rulePack: pack, closedSession } = meeting;
  return {
    at,
    pack,
    itemId: agenda.activeItemId,
    chairId: authority.actingChairId,
    isInSession: meeting.status === 'inSession',
    isOwn: isOwnCommand,
    isPresent: (personId) => {
      const person = participants.get(personId);
      return person?.attendance.status === 'present' && (closedSession === null || isAllowed(person));
    },
    placeOf: (personId) => {
      const { siteId = null, groupName = '' } = participants.get(personId) ?? {};
      return { siteId, groupName };
    },
  };
}

/**
 * Commands of the chair are issued by whoever chairs, or for them by those to whom the rule pack delegates it. Throws
 * `NO_ACTING_CHAIR`, `NOT_ACTING_CHAIR`, `NOT_BY_RULE`.
 */
function assertAuthority({ type }: MeetingCommand, meeting: Meeting, actor: Actor): void {
  const delegation = delegationOf(type);
  if (!delegation || !isRunning(meeting) || isActingChair(meeting.authority, actor)) return;
  if (!meeting.authority.actingChairId && !worksWithoutChair(type)) refuse('NO_ACTING_CHAIR');
  if (actor.role === 'chair') refuse('NOT_ACTING_CHAIR');
  if (actor.role !== 'deputy' && actor.role !== 'clerk' && actor.role !== 'operator') return;
  if (!meeting.rulePack.delegated[actor.role].includes(delegation)) refuse('NOT_BY_RULE');
}

function isRunning({ status }: Meeting): boolean {
  return status === 'inSession' || status === 'adjourned';
}

const causes = ['floor', 'agenda', 'attendance', 'participant', 'meeting', 'authority', 'closedSession'];

function followsFrom({ type }: MeetingCommand): boolean {
  return type === 'endpoint.remove' || causes.some((concept) => type.startsWith(`${concept}.`));
}

/** More would be a rule that contradicts another. */
const maxFollowUps = 8;

/** Brings chair and floor in line with what has been decided, in the same breath. */
function followUps(meeting: Meeting, events: readonly MeetingEvent[], { at }: DecisionContext): MeetingEvent[] {
  const followed: MeetingEvent[] = [];
  const evolve = meetingEvolver();
  let after = meeting;
  for (const event of events) after = evolve(after, event, at);
  for (let round = 0; round < maxFollowUps; round += 1) {
    if (!isRunning(after)) break;
    const changed: AuthorityEvent[] = settleAuthority(after.authority, after.participants);
    const next: MeetingEvent[] =
      changed.length > 0 ? changed : settleFloor(after.floor, floorContext(after, at, false));
    if (next.length === 0) break;
    followed.push(...next);
    for (const event of next) after = evolve(after, event, at);
  }
  return followed;
}

const aboutOthers: readonly FloorCommand['type'][] = [
  'floor.grant',
  'floor.withdraw',
  'floor.dropRequest',
  'floor.moveRequest',
  'floor.extend',
  'floor.pause',
  'floor.resume',
  'floor.setSelfAccept',
  'floor.expireInvitation',
  'floor.pauseForLoss',
  'floor.resumeAfterLoss',
  'floor.checkTime',
];

function isAboutOthers({ type }: FloorCommand): boolean {
  return aboutOthers.includes(type);
}

const opening: readonly FloorCommand['type'][] = [
  'floor.request',
  'floor.grant',
  'floor.accept',
  'floor.restoreRequest',
];

function opensFloor({ type }: FloorCommand): boolean {
  return opening.includes(type);
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
