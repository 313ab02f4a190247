/**
 * What follows for the floor from everything else that happened: somebody left, the meeting pauses, an item went, a mode
 * has room for fewer, the floor is free. Decided with the fact it follows from, in the same breath.
 */
import {
  capacityOf,
  type Floor,
  type FloorEvent,
  isMicrophoneOpenFor,
  modeOf,
  type Speaker,
  speakerOf,
  speakersList,
} from './floor.ts';
import type { FloorContext } from './floor-commands.ts';
import { endOf, grant } from './floor-grants.ts';
import { requestEnd } from './floor-requests.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import type { RulePack } from './rule-pack.ts';

/** When a person leaves. What they asked is offered again if they return soon; `returnMs` null: it is not. */
export function leaveFloor(floor: Floor, personId: PersonId, at: number, returnMs: number | null): FloorEvent[] {
  const returnUntil = returnMs === null ? null : at + returnMs;
  const events: FloorEvent[] = [];
  const speaker = speakerOf(floor, personId);
  if (speaker) events.push(endOf(speaker, 'left', at));
  for (const request of floor.requests) {
    if (request.personId === personId) events.push(requestEnd(request, 'left', returnUntil));
  }
  if (floor.invitations.some((invitation) => invitation.personId === personId)) {
    events.push({ type: 'FloorInvitationEnded', personId, cause: 'left' });
  }
  return events;
}

/** When the meeting pauses, or its session is closed, nobody speaks; requests stay. */
export function pauseFloor(
  floor: Floor,
  at: number,
  cause: 'meetingPaused' | 'closedSession' = 'meetingPaused',
): FloorEvent[] {
  return silence(floor, at, cause, () => true);
}

/** Ends what these persons say, and takes their invitations back. */
export function silence(
  floor: Floor,
  at: number,
  cause: 'meetingPaused' | 'closedSession',
  isMeant: (personId: PersonId) => boolean,
): FloorEvent[] {
  return [
    ...floor.speakers.filter(({ personId }) => isMeant(personId)).map((speaker) => endOf(speaker, cause, at)),
    ...floor.invitations
      .filter(({ personId }) => isMeant(personId))
      .map(({ personId }): FloorEvent => ({ type: 'FloorInvitationEnded', personId, cause })),
  ];
}

/** A presentation needs its presenter: the item goes back to the chair's invitation. */
export function dropPresenter({ modes }: Floor, personId: PersonId): FloorEvent[] {
  return [...modes]
    .filter(([, mode]) => mode.name === 'presentation' && mode.presenterId === personId)
    .map(([itemId]) => ({ type: 'FloorModeSet', itemId, mode: { name: 'chairInvites' } }));
}

export function dropItem(floor: Floor, itemId: AgendaItemId): FloorEvent[] {
  return floor.requests
    .filter((request) => request.itemId === itemId)
    .map((request) => requestEnd(request, 'itemRemoved'));
}

/**
 * Brings the floor in line with its mode, after whatever happened: interrupted speeches go on or stop, surplus ones end,
 * and where nobody has to be invited the first who waits begins. Answers nothing when all is in line.
 */
export function settleFloor(floor: Floor, context: FloorContext): FloorEvent[] {
  if (!context.isInSession) return [];
  const surplus = surplusOf(floor, context);
  if (surplus.length > 0) return surplus;
  const pauses = pausesOf(floor);
  if (pauses.length > 0) return pauses;
  return nextWaiting(floor, context);
}

/** Who is too many in this mode, those who spoke longest first. Points of order interrupt and are not counted. */
function surplusOf(floor: Floor, { itemId, chairId, pack, at }: FloorContext): FloorEvent[] {
  const mode = modeOf(floor, itemId, pack);
  // Who took the chair in the middle of their speech goes on.
  const speaking = floor.speakers.filter(({ kind, personId }) => kind === 'speaker' && personId !== chairId);
  if (mode.name === 'closed') return speaking.map((speaker) => endOf(speaker, 'modeChanged', at));
  if (mode.name === 'presentation') {
    const others = speaking.filter(({ personId }) => personId !== mode.presenterId);
    return others.map((speaker) => endOf(speaker, 'modeChanged', at));
  }
  const counted = speaking.filter(({ requestKind }) => requestKind !== 'pointOfOrder');
  const surplus = counted.slice(0, Math.max(0, counted.length - capacityOf(mode)));
  return surplus.map((speaker) => endOf(speaker, 'modeChanged', at));
}

/** A point of order silences the others while it lasts, and so does a chair who has priority. */
function pausesOf({ speakers, hasChairPriority }: Floor): FloorEvent[] {
  const isOrder = ({ kind, requestKind }: Speaker) => kind === 'speaker' && requestKind === 'pointOfOrder';
  const hasOrder = speakers.some(isOrder);
  const isChairOpen = hasChairPriority && speakers.some(({ kind, pausedBy }) => kind === 'chair' && !pausedBy.length);
  return speakers.flatMap((speaker): FloorEvent[] => {
    if (speaker.kind === 'chair') return [];
    return [
      ...pauseChange(speaker, 'pointOfOrder', hasOrder && !isOrder(speaker)),
      ...pauseChange(speaker, 'chairPriority', isChairOpen),
    ];
  });
}

function pauseChange(
  { personId, pausedBy }: Speaker,
  cause: 'pointOfOrder' | 'chairPriority',
  isWanted: boolean,
): FloorEvent[] {
  if (pausedBy.includes(cause) === isWanted) return [];
  return [{ type: isWanted ? 'FloorPaused' : 'FloorResumed', personId, cause }];
}

/**
 * In *automatic* the first who waits and is present begins when the floor is free; in *open* those who wait have the free
 * microphones. Without a chair only *automatic* goes on. A point of order is for the chair to call where asking opens.
 */
function nextWaiting(floor: Floor, context: FloorContext): FloorEvent[] {
  const { itemId, pack, chairId } = context;
  const mode = modeOf(floor, itemId, pack);
  if (mode.name !== 'automatic' && (mode.name !== 'open' || chairId === null)) return [];
  const speaking = floor.speakers.filter(({ kind }) => kind === 'speaker').length;
  if (speaking >= capacityOf(mode)) return [];
  const next = speakersList(floor, itemId).find(
    ({ personId, kind }) =>
      personId !== chairId &&
      (mode.name === 'automatic' || kind !== 'pointOfOrder') &&
      context.isPresent(personId) &&
      !speakerOf(floor, personId),
  );
  return next ? grant(next.personId, next, floor, context) : [];
}

/** The next moment at which a speech or an invitation changes by itself, with whom it concerns; null: none is foreseen. */
export function nextFloorMoment(
  floor: Floor,
  pack: RulePack,
): { at: number; personId: PersonId; command: 'floor.expireInvitation' | 'floor.checkTime' } | null {
  const moments = [
    ...floor.invitations.map(({ personId, expiresAt }) => ({
      at: expiresAt,
      personId,
      command: 'floor.expireInvitation' as const,
    })),
    ...floor.speakers.flatMap((speaker) => {
      const { personId, budgetMs } = speaker;
      if (budgetMs === null || !isMicrophoneOpenFor(floor, personId)) return [];
      const endsAt = speaker.since + speaker.pausedMs + budgetMs + speaker.extendedMs;
      if (!speaker.isOver) return [{ at: endsAt, personId, command: 'floor.checkTime' as const }];
      if (pack.atLimit !== 'cut') return [];
      return [{ at: endsAt + pack.graceMs, personId, command: 'floor.checkTime' as const }];
    }),
  ];
  return moments.sort((one, other) => one.at - other.at)[0] ?? null;
}
