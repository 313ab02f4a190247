/** A viewer's own slice: who they are in the meeting, what they may do now, and where they stand with the floor. */
import { actingRole, isActingChair, isAway } from './authority.ts';
import { type ChatMessage, mayRead } from './chat.ts';
import { type Scene, sceneOf } from './displays.ts';
import { isMicrophoneOpenFor, type LapsedRequest, speakerOf, speakersList } from './floor.ts';
import type { EndpointId, PersonId, SiteId } from './ids.ts';
import { isRunning, type Meeting, type MeetingCommandType, type MeetingEvent } from './meeting-state.ts';
import { type Actor, commandsOf, type Role } from './roles.ts';
import type { RequestKind } from './rule-pack.ts';

export type FloorStanding =
  | { state: 'none' }
  | { state: 'waiting' }
  | { state: 'invited'; expiresAt: number }
  | { state: 'speaking'; since: number };

export type Me = {
  role: Role;
  personId: PersonId | null;
  endpointId: EndpointId;
  siteId: SiteId | null;
  name: string;
  /** What this role may ever do; the server decides again on each command. */
  may: readonly MeetingCommandType[];
  isActingChair: boolean;
  /** Somebody else chairs in the chair's place: one tap takes it back. */
  mayTakeBack: boolean;
  /** Requests that lapsed as the person left, offered again until then. */
  offers: readonly { requestId: number; kind: RequestKind; until: number }[];
  /** What a display shows now; null for everybody else. */
  scene: Scene | null;
  /** The persons whom this endpoint carries. */
  personIds: readonly PersonId[];
  standing: FloorStanding;
  /** True while a person at this endpoint has the floor: only then is its microphone carried on. */
  isMicrophoneOpen: boolean;
  /** Not null while the device waits to be let in: it then sees nothing else of the meeting. */
  waiting: WaitingState | null;
};

export type WaitingState = {
  meetingTitle: string;
  bodyName: string;
  since: number | null;
  /** Nobody comes in without being let in. */
  isLocked: boolean;
  /** The session is closed to those who are no members. */
  isSessionClosed: boolean;
  denied: { reason: string | null } | null;
  /** The device was in the meeting before and was put out. */
  removed: { reason: string | null } | null;
};

/** `label` names a device that has no person of its own. */
export function projectMe(meeting: Meeting, actor: Actor & { endpointId: EndpointId }, label: string): Me {
  const { role, personId, endpointId } = actor;
  const endpoint = meeting.endpoints.get(endpointId);
  const person = personId ? meeting.participants.get(personId) : undefined;
  return {
    role,
    personId,
    endpointId,
    siteId: endpoint?.siteId ?? person?.siteId ?? null,
    name: person?.name ?? label,
    may: commandsOf(actingRole(meeting.authority, actor)),
    isActingChair: isActingChair(meeting.authority, actor),
    mayTakeBack: mayTakeBack(meeting, actor),
    offers: meeting.floor.lapsed
      .filter(({ request, isDropped }) => request.personId === personId && !isDropped)
      .map(offerOf),
    scene: role === 'display' ? sceneAt(meeting, endpointId) : null,
    personIds: endpoint?.personIds ?? [],
    standing: personId ? standingOf(meeting, personId) : { state: 'none' },
    isMicrophoneOpen: isMicrophoneOpenAt(meeting, endpointId),
    waiting: null,
  };
}

/** The same for a device that waits to be let in. */
export function projectWaitingMe(meeting: Meeting, actor: Actor & { endpointId: EndpointId }, label: string): Me {
  const { role, personId, endpointId } = actor;
  const { admission, participants, title: meetingTitle, bodyName } = meeting;
  const isSessionClosed = meeting.closedSession !== null;
  const { since = null, denied = null, removed = null } = admission.waiting.get(endpointId) ?? {};
  return {
    role,
    personId,
    endpointId,
    siteId: null,
    name: (personId && participants.get(personId)?.name) ?? label,
    may: [],
    isActingChair: false,
    mayTakeBack: false,
    offers: [],
    scene: null,
    personIds: [],
    standing: { state: 'none' },
    isMicrophoneOpen: false,
    waiting: { meetingTitle, bodyName, since, isLocked: admission.rule === 'nobody', isSessionClosed, denied, removed },
  };
}

/** The messages to the chair and to the clerk that this viewer may read. */
export function privateMessagesOf(
  { chat }: Meeting,
  viewer: Actor & { endpointId: EndpointId },
): Record<string, ChatMessage> {
  const readable = chat.privately.filter((message) => mayRead(message, viewer));
  return Object.fromEntries(readable.map((message) => [message.id, message]));
}

/** A microphone is open when somebody at its endpoint has the floor. */
export function isMicrophoneOpenAt(meeting: Meeting, endpointId: EndpointId): boolean {
  const personIds = meeting.endpoints.get(endpointId)?.personIds ?? [];
  return personIds.some((personId) => isMicrophoneOpenFor(meeting.floor, personId));
}

const wholeMeeting: readonly MeetingEvent['type'][] = [
  'AdmissionSet',
  // Requests wait on the list of the item under discussion.
  'AgendaItemActivated',
  'AgendaItemRemoved',
  'ActingChairChanged',
  'ClosedSessionBegun',
  'ClosedSessionEnded',
];

/** What the displays show may change by these. */
const changesScenes: readonly MeetingEvent['type'][] = [
  'FloorGranted',
  'FloorEnded',
  'AgendaItemActivated',
  'DisplayNoticeShown',
  'DisplayNoticeCleared',
];

export function changesScene(event: MeetingEvent): boolean {
  return changesScenes.includes(event.type);
}

/** Whose own slice an event may change. `all` stands for everybody. */
export function viewersTouchedBy(
  event: MeetingEvent,
): { personIds: readonly PersonId[]; endpointIds: readonly EndpointId[] } | 'all' {
  if (event.type.startsWith('Meeting') || wholeMeeting.includes(event.type)) return 'all';
  if ('endpoint' in event) return { personIds: event.endpoint.personIds, endpointIds: [event.endpoint.id] };
  if ('endpointId' in event) return { personIds: [], endpointIds: [event.endpointId] };
  if ('profile' in event) return { personIds: [event.profile.personId], endpointIds: [] };
  // The person of a change is the one who typed it.
  if (!('personId' in event) || 'changes' in event) return { personIds: [], endpointIds: [] };
  return { personIds: event.personId ? [event.personId] : [], endpointIds: [] };
}

/** True for the chair while somebody else, or nobody, has the chair of a running meeting. */
function mayTakeBack({ authority, participants, status }: Meeting, { personId }: Actor): boolean {
  if (!isRunning(status) || personId === null || personId === authority.actingChairId) return false;
  const person = participants.get(personId);
  return person?.role === 'chair' && !isAway(person.attendance);
}

function offerOf({ request: { id: requestId, kind }, until }: LapsedRequest): Me['offers'][number] {
  return { requestId, kind, until };
}

/** The scene of an output now. */
export function sceneAt({ displays, floor, agenda, status }: Meeting, endpointId: EndpointId): Scene {
  return sceneOf(displays.choices.get(endpointId) ?? 'auto', {
    status,
    hasNotice: displays.notice !== null,
    hasSpeaker: floor.speakers.length > 0,
    hasActiveItem: agenda.activeItemId !== null,
  });
}

function standingOf({ floor, agenda }: Meeting, personId: PersonId): FloorStanding {
  const speaker = speakerOf(floor, personId);
  if (speaker) return { state: 'speaking', since: speaker.since };
  const invitation = floor.invitations.find((candidate) => candidate.personId === personId);
  if (invitation) return { state: 'invited', expiresAt: invitation.expiresAt };
  const isWaiting = speakersList(floor, agenda.activeItemId).some((request) => request.personId === personId);
  return { state: isWaiting ? 'waiting' : 'none' };
}
