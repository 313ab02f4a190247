/** A viewer's own slice: who they are in the meeting, what they may do now, and where they stand with the floor. */
import { type ChatMessage, mayRead } from './chat.ts';
import { speakerOf } from './floor.ts';
import type { EndpointId, PersonId, SiteId } from './ids.ts';
import type { Meeting, MeetingCommandType, MeetingEvent } from './meeting-state.ts';
import { type Actor, commandsOf, type Role } from './roles.ts';

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
    may: commandsOf(role),
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
  const { since = null, denied = null, removed = null } = admission.waiting.get(endpointId) ?? {};
  return {
    role,
    personId,
    endpointId,
    siteId: null,
    name: (personId && participants.get(personId)?.name) ?? label,
    may: [],
    personIds: [],
    standing: { state: 'none' },
    isMicrophoneOpen: false,
    waiting: { meetingTitle, bodyName, since, isLocked: admission.rule === 'nobody', denied, removed },
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
  return personIds.some((personId) => speakerOf(meeting.floor, personId) !== undefined);
}

/** Whose own slice an event may change. `all` stands for everybody. */
export function viewersTouchedBy(
  event: MeetingEvent,
): { personIds: readonly PersonId[]; endpointIds: readonly EndpointId[] } | 'all' {
  if (event.type.startsWith('Meeting') || event.type === 'AdmissionSet') return 'all';
  if ('endpoint' in event) return { personIds: event.endpoint.personIds, endpointIds: [event.endpoint.id] };
  if ('endpointId' in event) return { personIds: [], endpointIds: [event.endpointId] };
  if ('profile' in event) return { personIds: [event.profile.personId], endpointIds: [] };
  // The person of a change is the one who typed it.
  if (!('personId' in event) || 'changes' in event) return { personIds: [], endpointIds: [] };
  return { personIds: [event.personId], endpointIds: [] };
}

function standingOf({ floor }: Meeting, personId: PersonId): FloorStanding {
  const speaker = speakerOf(floor, personId);
  if (speaker) return { state: 'speaking', since: speaker.since };
  const invitation = floor.invitations.find((candidate) => candidate.personId === personId);
  if (invitation) return { state: 'invited', expiresAt: invitation.expiresAt };
  const isWaiting = floor.requests.some((request) => request.personId === personId);
  return { state: isWaiting ? 'waiting' : 'none' };
}
