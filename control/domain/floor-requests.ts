/**
 * Asking for the floor (floor.md, Requests and queue): one list per agenda item, by the rank of the kinds and then in the
 * order of asking. A waiting request is consent.
 */
import { type Floor, type FloorEvent, type FloorRequest, modeOf, speakerOf, speakersList } from './floor.ts';
import type { FloorCommand, FloorContext } from './floor-commands.ts';
import { grant, modeAllows } from './floor-grants.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';
import type { RequestKind } from './rule-pack.ts';

export type RequestCommand = Extract<FloorCommand, { type: `floor.${string}Request` | 'floor.request' }>;

export function decideRequest(command: RequestCommand, floor: Floor, context: FloorContext): FloorEvent[] {
  const { personId } = command;
  switch (command.type) {
    case 'floor.request':
      return ask(command, floor, context);
    case 'floor.cancelRequest': {
      const request = requestOf(floor, personId, command.requestId, context.itemId) ?? refuse('NOT_WAITING');
      return [requestEnd(request, 'cancelled')];
    }
    case 'floor.restoreRequest':
    case 'floor.undropRequest':
      return restore(command, floor, context);
    case 'floor.dropRequest': {
      const request = requestOf(floor, personId, command.requestId, null) ?? refuse('NOT_WAITING');
      const dropped = requestEnd(request, 'dropped', context.at + context.pack.returnMs);
      return [{ ...dropped, reason: command.reason ?? null }];
    }
    case 'floor.moveRequest': {
      const request = requestOf(floor, personId, command.requestId, null) ?? refuse('NOT_WAITING');
      const before = floor.requests.find(({ id }) => id === command.beforeId);
      if (command.beforeId !== null && !before) refuse('NOT_WAITING');
      // A rank is never jumped: the order that is shown is the order of the ranks.
      if (before && (before.kind !== request.kind || before.itemId !== request.itemId)) refuse('RANK_FIXED');
      if (before === request) return [];
      return [{ type: 'FloorRequestMoved', personId, requestId: request.id, beforeId: before?.id ?? null }];
    }
    default:
      return assertNever(command);
  }
}

function restore(
  { type, personId, requestId }: Extract<FloorCommand, { type: 'floor.restoreRequest' | 'floor.undropRequest' }>,
  floor: Floor,
  context: FloorContext,
): FloorEvent[] {
  const found = floor.lapsed.find(({ request }) => request.id === requestId);
  if (!found || found.request.personId !== personId || found.until <= context.at) refuse('NOT_WAITING');
  // What the chair dropped only those who run the meeting take up again.
  if (found.isDropped !== (type === 'floor.undropRequest')) refuse('NOT_WAITING');
  if (isWaiting(floor, found.request)) refuse('ALREADY_WAITING');
  if (speakerOf(floor, personId) && isOnList(found.request, context.itemId)) refuse('ALREADY_SPEAKING');
  return [{ type: 'FloorRequestRestored', personId, requestId }];
}

function ask(
  command: Extract<FloorCommand, { type: 'floor.request' }>,
  floor: Floor,
  context: FloorContext,
): FloorEvent[] {
  const { personId, kind = 'contribution' } = command;
  const itemId = command.itemId ?? context.itemId;
  const isActive = itemId === context.itemId;
  if (speakerOf(floor, personId) && isActive) refuse('ALREADY_SPEAKING');
  if (isWaiting(floor, { personId, kind, itemId })) refuse('ALREADY_WAITING');
  assertMayAsk(kind, personId, itemId, context);
  const answersSpeech = kind === 'reply' ? answeredSpeech(floor, command, itemId) : null;
  const asked: FloorEvent = { type: 'FloorRequested', personId, kind, itemId, answersSpeech };
  if (!isActive || !context.isInSession || context.chairId === null) return [asked];
  const invitation = floor.invitations.find((candidate) => candidate.personId === personId);
  if (invitation && kind === 'contribution' && modeAllows(personId, floor, context)) {
    // Asking while invited is the acceptance: a second tap on another page must not queue the person again.
    if (invitation.expiresAt > context.at) return grant(personId, null, floor, context);
    return [{ type: 'FloorInvitationEnded', personId, cause: 'expired' }, asked];
  }
  // A point of order would silence the others: it waits for the chair also here.
  if (modeOf(floor, itemId, context.pack).name !== 'open' || kind === 'pointOfOrder') return [asked];
  const request = { kind, id: floor.requestCount + 1, answersSpeech };
  return [asked, ...grant(personId, request, floor, context)];
}

/** Beforehand one can ask to contribute or to explain; those explain whom the item names as responsible, if it names any. */
function assertMayAsk(kind: RequestKind, personId: PersonId, itemId: AgendaItemId | null, context: FloorContext): void {
  if (itemId !== context.itemId && (kind === 'reply' || kind === 'pointOfOrder')) refuse('NOT_BY_RULE');
  if (kind !== 'explanation') return;
  const responsibleIds = context.responsibleFor(itemId);
  if (responsibleIds.length > 0 && !responsibleIds.includes(personId)) refuse('NOT_BY_RULE');
}

/** The speech that is named, else the one under way, else the last on the item; never one's own. */
function answeredSpeech(
  { speakers, speeches }: Floor,
  { personId, answersSpeech }: { personId: PersonId; answersSpeech?: number | undefined },
  itemId: AgendaItemId | null,
): number {
  const others = [...speeches.filter((speech) => speech.itemId === itemId), ...speakers].filter(
    (speech) => speech.personId !== personId,
  );
  const answered =
    answersSpeech === undefined
      ? others.findLast(({ kind }) => kind === 'speaker')
      : others.find(({ speech }) => speech === answersSpeech);
  return answered?.speech ?? refuse('NOTHING_TO_ANSWER');
}

/** By its id, or the foremost of the person on the list of the item. */
export function requestOf(
  floor: Floor,
  personId: PersonId,
  requestId: number | undefined,
  itemId: AgendaItemId | null,
): FloorRequest | undefined {
  if (requestId !== undefined) {
    return floor.requests.find((request) => request.id === requestId && request.personId === personId);
  }
  return speakersList(floor, itemId).find((request) => request.personId === personId);
}

function isWaiting(floor: Floor, wanted: Pick<FloorRequest, 'personId' | 'kind' | 'itemId'>): boolean {
  return floor.requests.some(
    ({ personId, kind, itemId }) =>
      personId === wanted.personId && kind === wanted.kind && (itemId === wanted.itemId || itemId === null),
  );
}

export function isOnList(request: FloorRequest, itemId: AgendaItemId | null): boolean {
  return request.itemId === itemId || request.itemId === null;
}

export function requestEnd(
  { personId, id }: FloorRequest,
  cause: 'cancelled' | 'dropped' | 'left' | 'itemRemoved',
  returnUntil: number | null = null,
): Extract<FloorEvent, { type: 'FloorRequestCancelled' }> {
  return { type: 'FloorRequestCancelled', personId, requestId: id, cause, reason: null, returnUntil };
}
