/**
 * For tests: a meeting given by what happened in it, and what a command then leads to. The persons are a chair, a deputy, a
 * clerk who is no member, the delegates Lan and Minh, and a guest.
 */
import type { ItemVisibility, NewItem } from './agenda.ts';
import type { AgendaItemId, BodyId, EndpointId, MeetingId, PersonId, SeatId, SiteId } from './ids.ts';
import { actorFor, decideMeeting, evolveMeeting } from './meeting.ts';
import { type Meeting, type MeetingCommand, type MeetingEvent, newMeeting } from './meeting-state.ts';
import type { ParticipantProfile } from './participants.ts';
import { quorumRules } from './quorum.ts';
import { Rejection, type RejectionCode } from './rejection.ts';
import type { Actor, PersonRole } from './roles.ts';
import { type RequestKind, simplePack } from './rule-pack.ts';

type TimedEvent = { at: number; event: MeetingEvent };
export type History = (MeetingEvent | TimedEvent)[];

export const chair = 'chair' as PersonId;
export const deputy = 'deputy' as PersonId;
export const clerk = 'clerk' as PersonId;
export const lan = 'lan' as PersonId;
export const minh = 'minh' as PersonId;
export const guest = 'guest' as PersonId;

export const first = 'item-1' as AgendaItemId;
export const second = 'item-2' as AgendaItemId;
export const room = 'room-1' as EndpointId;

export function profile(personId: string, role: PersonRole, seatId: string | null = null): ParticipantProfile {
  return {
    personId: personId as PersonId,
    name: `Ông ${personId}`,
    rank: '',
    title: '',
    role,
    siteId: 'hall' as SiteId,
    siteName: 'Hội trường',
    seatId: seatId as SeatId | null,
    seatLabel: seatId ?? '',
    isMember: role !== 'clerk' && role !== 'guest',
    isGuest: false,
    substituteForId: null,
    groupName: '',
  };
}

/** Somebody at a device of their own. */
export function person(personId: PersonId, role: PersonRole): Actor {
  return { role, personId, endpointId: `page-of-${personId}` as EndpointId, onBehalfOf: null };
}

/** A device without a person of its own. */
export function device(endpointId: EndpointId, role: 'room' | 'display'): Actor {
  return { role, personId: null, endpointId, onBehalfOf: null };
}

export const theChair = person(chair, 'chair');
export const theClerk = person(clerk, 'clerk');

export const draft: History = [
  {
    type: 'MeetingCreated',
    bodyId: 'body' as BodyId,
    bodyName: 'Ủy ban',
    title: 'Phiên họp',
    place: '',
    plannedStartAt: 0,
    quorumRule: quorumRules.simpleMajority,
    rulePack: simplePack,
  },
];

const profiles = [
  profile(chair, 'chair'),
  profile(deputy, 'deputy'),
  profile(clerk, 'clerk'),
  profile(lan, 'delegate'),
  profile(minh, 'delegate'),
  profile(guest, 'guest'),
];

export function item(itemId: AgendaItemId, fields: Partial<NewItem> = {}): NewItem {
  const usual = {
    plannedMs: 60_000,
    visibility: 'public',
    startsAt: null,
    responsibleIds: [],
    position: null,
  } as const;
  return { itemId, title: `Mục ${itemId}`, ...usual, ...fields };
}

export function itemAdded(itemId: AgendaItemId, visibility: ItemVisibility = 'public'): MeetingEvent {
  return { type: 'AgendaItemAdded', ...item(itemId, { visibility }) };
}

/** All that is needed to convene. */
export const prepared: History = [
  ...draft,
  ...profiles.map((of): MeetingEvent => ({ type: 'ParticipantAdded', profile: of })),
  itemAdded(first),
  itemAdded(second),
];

export const convened: History = [...prepared, { type: 'MeetingConvened' }];

/** Everybody but the guest is present, and the first item is under discussion since 0. */
export const inSession: History = [
  ...convened,
  { type: 'MeetingOpened' },
  ...[chair, deputy, clerk, lan, minh].map(present),
  { type: 'AgendaItemActivated', itemId: first },
];

export function present(personId: PersonId): MeetingEvent {
  return { type: 'AttendanceMarked', personId, mark: { status: 'present', mode: 'inPerson' } };
}

export function floorAsked(
  personId: PersonId,
  itemId: AgendaItemId | null = first,
  kind: RequestKind = 'contribution',
): MeetingEvent {
  return { type: 'FloorRequested', personId, kind, itemId, answersSpeech: null };
}

export function floorCancelled(personId: PersonId, fields: Partial<Cancelled> = {}): MeetingEvent {
  const usual = { requestId: 1, cause: 'cancelled', reason: null, returnUntil: null } as const;
  return { type: 'FloorRequestCancelled', personId, ...usual, ...fields };
}
type Cancelled = Extract<MeetingEvent, { type: 'FloorRequestCancelled' }>;

/** The floor was given to somebody, as the simple pack gives it. */
export function floorGranted(personId: PersonId, fields: Partial<Granted> = {}): MeetingEvent {
  const usual = {
    requestId: null,
    kind: 'speaker',
    itemId: first,
    requestKind: 'contribution',
    speechNumber: 1,
  } as const;
  return { type: 'FloorGranted', personId, ...usual, answersSpeech: null, budgetMs: null, ...fields };
}
type Granted = Extract<MeetingEvent, { type: 'FloorGranted' }>;

/** A room device that carries these persons has joined. */
export function roomJoined(...personIds: PersonId[]): MeetingEvent {
  const siteId = 'hall' as SiteId;
  return {
    type: 'EndpointJoined',
    endpoint: { id: room, kind: 'room', role: 'room', label: 'Hall', siteId, personIds },
  };
}

export function at(ms: number, event: MeetingEvent): TimedEvent {
  return { at: ms, event };
}

/** An event without a time of its own happens together with the one before it, the first at 0. */
export function meetingAfter(...history: History): Meeting {
  let meeting = newMeeting('m' as MeetingId);
  let now = 0;
  for (const step of history) {
    const event = 'event' in step ? step.event : step;
    if ('event' in step) now = step.at;
    meeting = evolveMeeting(meeting, event, now);
  }
  return meeting;
}

/** Answers the events that a command leads to, or the code with which it is refused. */
export function given(...history: History) {
  const meeting = meetingAfter(...history);
  return {
    when(command: MeetingCommand, actor: Actor, ms = 0): MeetingEvent[] | RejectionCode {
      try {
        return decideMeeting(command, meeting, { at: ms, actor: actorFor(actor, command, meeting) });
      } catch (error) {
        if (error instanceof Rejection) return error.code;
        throw error;
      }
    },
  };
}
