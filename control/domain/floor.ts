/**
 * The floor: who may speak. Granting it is one fact; microphones, displays and the record follow from it elsewhere.
 * Nobody's microphone is opened who has not asked or accepted: a waiting request is consent, an invitation needs a tap.
 */
import type { AgendaItemId, PersonId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';

/** How long an invitation stands before it ends by itself (floor.md, Granting). */
export const invitationMs = 30_000;

export type FloorRequest = { personId: PersonId; since: number };
export type Invitation = { personId: PersonId; since: number; expiresAt: number };
/** The chair may speak beside the speaker; `since` is when the floor was given, in UTC milliseconds. */
export type Speaker = { personId: PersonId; kind: 'chair' | 'speaker'; itemId: AgendaItemId | null; since: number };

export type Floor = {
  requests: readonly FloorRequest[];
  invitations: readonly Invitation[];
  speakers: readonly Speaker[];
};

export const emptyFloor: Floor = { requests: [], invitations: [], speakers: [] };

/** About one person. */
export type PersonFloorCommand =
  | { type: 'floor.request'; personId: PersonId }
  | { type: 'floor.cancelRequest'; personId: PersonId }
  | { type: 'floor.grant'; personId: PersonId }
  | { type: 'floor.accept'; personId: PersonId }
  | { type: 'floor.decline'; personId: PersonId }
  | { type: 'floor.expireInvitation'; personId: PersonId }
  | { type: 'floor.yield'; personId: PersonId }
  | { type: 'floor.withdraw'; personId: PersonId };

/** `floor.withdrawAll` closes every open microphone but the chair's. */
export type FloorCommand = PersonFloorCommand | { type: 'floor.withdrawAll' };

export type FloorEndCause = 'yielded' | 'withdrawn' | 'replaced' | 'left' | 'meetingPaused';

export type FloorEvent =
  | { type: 'FloorRequested'; personId: PersonId }
  | { type: 'FloorRequestCancelled'; personId: PersonId; cause: 'cancelled' | 'left' }
  | { type: 'FloorInvited'; personId: PersonId; expiresAt: number }
  | {
      type: 'FloorInvitationEnded';
      personId: PersonId;
      cause: 'declined' | 'withdrawn' | 'expired' | 'left' | 'meetingPaused';
    }
  | { type: 'FloorGranted'; personId: PersonId; kind: Speaker['kind']; itemId: AgendaItemId | null }
  | { type: 'FloorEnded'; personId: PersonId; cause: FloorEndCause; openMs: number };

/** What the floor must know of the rest of the meeting. */
export type FloorContext = {
  at: number;
  itemId: AgendaItemId | null;
  chairId: PersonId | null;
  /** True when the command comes from the person whom it is about. */
  isOwn: boolean;
};

export function decideFloor(command: PersonFloorCommand, floor: Floor, context: FloorContext): FloorEvent[] {
  const { personId } = command;
  const isWaiting = floor.requests.some((request) => request.personId === personId);
  const invitation = floor.invitations.find((candidate) => candidate.personId === personId);
  switch (command.type) {
    case 'floor.request':
      if (speakerOf(floor, personId)) refuse('ALREADY_SPEAKING');
      if (isWaiting) refuse('ALREADY_WAITING');
      if (!invitation) return [{ type: 'FloorRequested', personId }];
      // Asking while invited is the acceptance: a second tap on another page must not queue the person again.
      if (invitation.expiresAt > context.at) return grant(personId, floor, context);
      return [
        { type: 'FloorInvitationEnded', personId, cause: 'expired' },
        { type: 'FloorRequested', personId },
      ];
    case 'floor.cancelRequest':
      if (!isWaiting) refuse('NOT_WAITING');
      return [{ type: 'FloorRequestCancelled', personId, cause: 'cancelled' }];
    case 'floor.grant':
      if (speakerOf(floor, personId)) refuse('ALREADY_SPEAKING');
      if (isWaiting || context.isOwn) return grant(personId, floor, context);
      return [{ type: 'FloorInvited', personId, expiresAt: context.at + invitationMs }];
    case 'floor.accept':
      if (!invitation || invitation.expiresAt <= context.at) refuse('NOT_INVITED');
      return grant(personId, floor, context);
    case 'floor.decline':
      if (!invitation) refuse('NOT_INVITED');
      return [{ type: 'FloorInvitationEnded', personId, cause: 'declined' }];
    case 'floor.expireInvitation':
      if (!invitation || invitation.expiresAt > context.at) return [];
      return [{ type: 'FloorInvitationEnded', personId, cause: 'expired' }];
    case 'floor.yield':
      return [end(speakerOf(floor, personId) ?? refuse('NOT_SPEAKING'), 'yielded', context.at)];
    case 'floor.withdraw':
      if (invitation) return [{ type: 'FloorInvitationEnded', personId, cause: 'withdrawn' }];
      return [end(speakerOf(floor, personId) ?? refuse('NOT_SPEAKING'), 'withdrawn', context.at)];
    default:
      return assertNever(command);
  }
}

export function evolveFloor(floor: Floor, event: FloorEvent, at: number): Floor {
  const { personId } = event;
  switch (event.type) {
    case 'FloorRequested':
      return { ...floor, requests: [...floor.requests, { personId, since: at }] };
    case 'FloorRequestCancelled':
      return { ...floor, requests: without(floor.requests, personId) };
    case 'FloorInvited': {
      const invitations = [
        ...without(floor.invitations, personId),
        { personId, since: at, expiresAt: event.expiresAt },
      ];
      return { ...floor, invitations };
    }
    case 'FloorInvitationEnded':
      return { ...floor, invitations: without(floor.invitations, personId) };
    case 'FloorGranted': {
      const { kind, itemId } = event;
      return {
        requests: without(floor.requests, personId),
        invitations: without(floor.invitations, personId),
        speakers: [...without(floor.speakers, personId), { personId, kind, itemId, since: at }],
      };
    }
    case 'FloorEnded':
      return { ...floor, speakers: without(floor.speakers, personId) };
    default:
      return assertNever(event);
  }
}

export function speakerOf(floor: Floor, personId: PersonId): Speaker | undefined {
  return floor.speakers.find((speaker) => speaker.personId === personId);
}

/** Everybody but the chair stops speaking; requests and invitations stay. */
export function withdrawAll(floor: Floor, at: number): FloorEvent[] {
  return floor.speakers.filter(({ kind }) => kind !== 'chair').map((speaker) => end(speaker, 'withdrawn', at));
}

/** What follows for the floor when a person leaves the meeting or is removed from it. */
export function leaveFloor(floor: Floor, personId: PersonId, at: number): FloorEvent[] {
  const events: FloorEvent[] = [];
  const speaker = speakerOf(floor, personId);
  if (speaker) events.push(end(speaker, 'left', at));
  if (floor.requests.some((request) => request.personId === personId)) {
    events.push({ type: 'FloorRequestCancelled', personId, cause: 'left' });
  }
  if (floor.invitations.some((invitation) => invitation.personId === personId)) {
    events.push({ type: 'FloorInvitationEnded', personId, cause: 'left' });
  }
  return events;
}

/** What follows for the floor when the meeting pauses: nobody speaks, requests stay. */
export function pauseFloor(floor: Floor, at: number): FloorEvent[] {
  return [
    ...floor.speakers.map((speaker) => end(speaker, 'meetingPaused', at)),
    ...floor.invitations.map(
      ({ personId }): FloorEvent => ({ type: 'FloorInvitationEnded', personId, cause: 'meetingPaused' }),
    ),
  ];
}

/** One speaker at a time, and one chair beside them. */
function grant(personId: PersonId, floor: Floor, { at, itemId, chairId }: FloorContext): FloorEvent[] {
  const kind = personId === chairId ? 'chair' : 'speaker';
  const replaced = floor.speakers.filter((speaker) => speaker.kind === kind);
  return [...replaced.map((speaker) => end(speaker, 'replaced', at)), { type: 'FloorGranted', personId, kind, itemId }];
}

function end(speaker: Speaker, cause: FloorEndCause, at: number): FloorEvent {
  return { type: 'FloorEnded', personId: speaker.personId, cause, openMs: Math.max(0, at - speaker.since) };
}

function without<Entry extends { personId: PersonId }>(entries: readonly Entry[], personId: PersonId): Entry[] {
  return entries.filter((entry) => entry.personId !== personId);
}
