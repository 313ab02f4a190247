/**
 * The one place where commands of a meeting's life, agenda, participants, devices and floor meet. `decideMeeting` answers
 * events or throws a `Rejection`; `evolveMeeting` never fails. Both are pure.
 */
import { evolveAdmission } from './admission.ts';
import { type AgendaCommand, decideAgenda, evolveAgenda, findItem, withoutResponsible } from './agenda.ts';
import { actingRole, decideAuthority, isActingChair, settleAuthority } from './authority.ts';
import { type ChatAuthor, decideChat, evolveChat } from './chat.ts';
import { type ClosedSessionCommand, decideClosedSession, mayTakePart, settleClosedSession } from './closed-session.ts';
import { decideDisplays, evolveDisplays } from './displays.ts';
import { evolveEndpoints } from './endpoints.ts';
import { evolveFloor, floorWithoutItem, floorWithoutPerson } from './floor-evolution.ts';
import { dropItem, pauseFloor, settleFloor, silence } from './floor-follow-ups.ts';
import type { AgendaItemId, EndpointId, PersonId } from './ids.ts';
import { decideLifecycle, evolveLifecycle } from './lifecycle.ts';
import { decideDevice, decideEntry } from './meeting-devices.ts';
import { decideFloorOf, floorContext } from './meeting-floor.ts';
import { decidePeople } from './meeting-people.ts';
import {
  type DecisionContext,
  isOver,
  isRunning,
  type Meeting,
  type MeetingCommand,
  type MeetingEvent,
} from './meeting-state.ts';
import { decideMinutes, evolveMinutes, type MinutesCommand } from './minutes-notes.ts';
import { applyToParticipants, chairOf, type Participant, placeOf } from './participants.ts';
import { decideAccess } from './refused-access.ts';
import { refuse } from './rejection.ts';
import { type Actor, delegationOf, isOnBehalfOfChair, mayIssue, worksWithoutChair } from './roles.ts';
import { decideRollCall, evolveRollCall } from './roll-call.ts';
import { decideSpotlight } from './spotlight.ts';
import { upcastMeetingEvent } from './upcast.ts';

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
  if (!mayIssue(actingRole(meeting.authority, context.actor), command.type)) refuse('FORBIDDEN');
  if (meeting.status === 'none' && command.type !== 'meeting.create') refuse('UNKNOWN_MEETING');
  // The minutes are finished after the meeting.
  const isFinishing = command.type === 'minutes.write' && meeting.status === 'closed';
  if (isOver(meeting.status) && !isFinishing) refuse('WRONG_STATUS');
  assertAuthority(command, meeting, context.actor);
  if (command.type === 'meeting.setAdmission' || concerns(command, 'admission')) return decideEntry(command, meeting);
  if (concerns(command, 'chat')) return decideChat(command, meeting.chat, authorOf(meeting, context.actor));
  if (concerns(command, 'meeting')) return decideLifecycle(command, meeting, context.at);
  if (concerns(command, 'endpoint')) return decideDevice(command, meeting, context);
  if (concerns(command, 'floor')) return decideFloorOf(command, meeting, context);
  if (concerns(command, 'authority')) {
    const { authority, participants, rulePack: pack } = meeting;
    const { personId } = context.actor;
    return decideAuthority(command, authority, {
      participants,
      pack,
      personId,
      isInSession: isRunning(meeting.status),
    });
  }
  if (concerns(command, 'closedSession')) return decideClosing(command, meeting, context.at);
  if (concerns(command, 'display')) {
    return decideDisplays(command, meeting.displays, (id) => meeting.endpoints.get(id)?.kind === 'display');
  }
  if (concerns(command, 'minutes')) return decideNotes(command, meeting, context);
  if (concerns(command, 'spotlight')) return decideSpotlight(command, meeting.spotlightId, meeting.endpoints);
  if (concerns(command, 'rollCall')) return decideRollCall(command);
  if (concerns(command, 'access')) return decideAccess(command);
  if (concerns(command, 'agenda')) return decideItems(command, meeting, context);
  return decidePeople(command, meeting, context);
}

function decideItems(
  command: AgendaCommand,
  meeting: Meeting,
  { actor: { personId } }: DecisionContext,
): MeetingEvent[] {
  if (command.type === 'agenda.activate' && meeting.status !== 'inSession') refuse('WRONG_STATUS');
  const isParticipant = (id: PersonId) => meeting.participants.has(id);
  const events = decideAgenda(command, meeting.agenda, { personId, isParticipant });
  return command.type === 'agenda.remove' ? [...dropItem(meeting.floor, command.itemId), ...events] : events;
}

function decideClosing(command: ClosedSessionCommand, meeting: Meeting, at: number): MeetingEvent[] {
  const events = decideClosedSession(command, { ...meeting, isInSession: meeting.status === 'inSession' });
  if (command.type === 'closedSession.end' || events.length === 0) return events;
  return [...pauseFloor(meeting.floor, at, 'closedSession'), ...events];
}

function decideNotes(
  command: MinutesCommand,
  meeting: Meeting,
  { actor: { personId } }: DecisionContext,
): MeetingEvent[] {
  const isItem = (section: string) => findItem(meeting.agenda, section as AgendaItemId) !== undefined;
  return decideMinutes(command, meeting.minutesNotes, { personId, isItem });
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
    if (tells(event, 'Agenda')) {
      const floor = event.type === 'AgendaItemRemoved' ? floorWithoutItem(meeting.floor, event.itemId) : meeting.floor;
      return { ...meeting, floor, agenda: evolveAgenda(meeting.agenda, event, at) };
    }
    if (tells(event, 'Floor')) {
      const floor = evolveFloor(meeting.floor, event, at, (id) => placeOf(meeting.participants, id));
      return { ...meeting, floor };
    }
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
    if (tells(event, 'Access')) return meeting;
    if (tells(event, 'RollCall')) return { ...meeting, rollCall: evolveRollCall(event, at) };
    own ??= new Map(meeting.participants);
    applyToParticipants(own, event, at);
    if (event.type !== 'ParticipantRemoved') return { ...meeting, participants: own };
    const agenda = withoutResponsible(meeting.agenda, event.personId);
    return { ...meeting, agenda, floor: floorWithoutPerson(meeting.floor, event.personId), participants: own };
  };
}

/** Who writes: the person at a device of the meeting, or a site's device. */
function authorOf({ endpoints, participants }: Meeting, { role, personId, endpointId }: Actor): ChatAuthor | null {
  const endpoint = endpointId ? endpoints.get(endpointId) : undefined;
  if (!endpoint) return null;
  const name = (personId && participants.get(personId)?.name) ?? endpoint.label;
  return { personId, endpointId: endpoint.id, name, role };
}

/**
 * Commands of the chair are issued by whoever chairs, or for them by those to whom the rule pack delegates it. Throws
 * `NO_ACTING_CHAIR`, `NOT_ACTING_CHAIR`, `NOT_BY_RULE`.
 */
function assertAuthority({ type }: MeetingCommand, { authority, rulePack, status }: Meeting, actor: Actor): void {
  const delegation = delegationOf(type);
  if (!delegation || isActingChair(authority, actor)) return;
  if (isRunning(status)) {
    if (!authority.actingChairId && !worksWithoutChair(type)) refuse('NO_ACTING_CHAIR');
    if (actor.role === 'chair') refuse('NOT_ACTING_CHAIR');
  }
  if (actor.role !== 'deputy' && actor.role !== 'clerk' && actor.role !== 'operator') return;
  if (!rulePack.delegated[actor.role].includes(delegation)) refuse('NOT_BY_RULE');
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
    if (!isRunning(after.status)) break;
    const next = settle(after, at);
    if (next.length === 0) break;
    followed.push(...next);
    for (const event of next) after = evolve(after, event, at);
  }
  return followed;
}

/** The next thing that is out of line: who chairs, who may be in a closed session, who speaks. */
function settle(meeting: Meeting, at: number): MeetingEvent[] {
  const changed = settleAuthority(meeting.authority, meeting.participants);
  if (changed.length > 0) return changed;
  const outside = [...silenceOutsiders(meeting, at), ...settleClosedSession(meeting)];
  return outside.length > 0 ? outside : settleFloor(meeting.floor, floorContext(meeting, at, false));
}

/** In a closed session, also those whom a room device carries. */
function silenceOutsiders({ closedSession, endpoints, participants, floor }: Meeting, at: number): MeetingEvent[] {
  if (!closedSession) return [];
  return silence(floor, at, 'closedSession', (personId) => {
    const person = participants.get(personId);
    return person !== undefined && !mayTakePart(closedSession, person, endpoints);
  });
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
