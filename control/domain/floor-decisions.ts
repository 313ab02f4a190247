/**
 * What may happen to the floor (floor.md, Requests and queue, Granting). Nobody's microphone is opened who has not asked or
 * accepted: a waiting request is consent, an invitation needs a tap.
 */
import {
  type BudgetScope,
  capacityOf,
  type Floor,
  type FloorEndCause,
  type FloorEvent,
  type FloorMode,
  type FloorRequest,
  isSameScope,
  modeOf,
  openMsAt,
  remainingMsAt,
  type Speaker,
  speakerOf,
  speakersList,
} from './floor.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';
import { limitMsOf, type RequestKind, type RulePack } from './rule-pack.ts';
import { budgetLeftMs, type SpeakerPlace } from './speaking-statistics.ts';

/** About one person. `requestId` undefined: the person's foremost request on the list of the item under discussion. */
export type PersonFloorCommand =
  | {
      type: 'floor.request';
      personId: PersonId;
      kind?: RequestKind | undefined;
      /** Another item than the one under discussion: asked beforehand. */
      itemId?: AgendaItemId | undefined;
      answersSpeech?: number | undefined;
    }
  | { type: 'floor.cancelRequest'; personId: PersonId; requestId?: number | undefined }
  | { type: 'floor.restoreRequest'; personId: PersonId; requestId: number }
  | { type: 'floor.dropRequest'; personId: PersonId; requestId: number; reason: string }
  | { type: 'floor.moveRequest'; personId: PersonId; requestId: number; beforeId: number | null }
  | { type: 'floor.grant'; personId: PersonId; requestId?: number | undefined }
  | { type: 'floor.accept'; personId: PersonId }
  | { type: 'floor.decline'; personId: PersonId }
  | { type: 'floor.expireInvitation'; personId: PersonId }
  | { type: 'floor.yield'; personId: PersonId }
  | { type: 'floor.withdraw'; personId: PersonId }
  | { type: 'floor.extend'; personId: PersonId; addMs: number }
  | { type: 'floor.pause'; personId: PersonId }
  | { type: 'floor.resume'; personId: PersonId }
  /** By the server: the speaker's place is away, or back. */
  | { type: 'floor.pauseForLoss'; personId: PersonId }
  | { type: 'floor.resumeAfterLoss'; personId: PersonId }
  /** By the server: a moment has come at which the time of a speech is over, or its grace. */
  | { type: 'floor.checkTime'; personId: PersonId }
  | { type: 'floor.setSelfAccept'; personId: PersonId; isOn: boolean };

/** `floor.withdrawAll` closes every open microphone but the chair's. */
export type FloorCommand =
  | PersonFloorCommand
  | { type: 'floor.withdrawAll' }
  | { type: 'floor.setMode'; mode: FloorMode }
  | { type: 'floor.setPriority'; isOn: boolean }
  | { type: 'floor.setBudget'; scope: BudgetScope; budgetMs: number | null };

/** What the floor must know of the rest of the meeting. */
export type FloorContext = {
  at: number;
  /** Under discussion now. */
  itemId: AgendaItemId | null;
  /** The acting chair; null: the meeting is without one. */
  chairId: PersonId | null;
  pack: RulePack;
  isInSession: boolean;
  /** True when the command comes from the person whom it is about. */
  isOwn: boolean;
  isPresent(personId: PersonId): boolean;
  placeOf(personId: PersonId): SpeakerPlace;
};

export function decideFloor(command: FloorCommand, floor: Floor, context: FloorContext): FloorEvent[] {
  switch (command.type) {
    case 'floor.withdrawAll':
      return withdrawAll(floor, context.at);
    case 'floor.setMode':
      return decideMode(command.mode, floor, context);
    case 'floor.setPriority':
      return floor.hasChairPriority === command.isOn ? [] : [{ type: 'FloorPrioritySet', isOn: command.isOn }];
    case 'floor.setBudget': {
      const { scope, budgetMs } = command;
      const before = floor.budgets.find((budget) => isSameScope(budget, scope))?.budgetMs ?? null;
      return before === budgetMs ? [] : [{ type: 'FloorBudgetSet', scope, budgetMs }];
    }
    case 'floor.request':
    case 'floor.cancelRequest':
    case 'floor.restoreRequest':
    case 'floor.dropRequest':
    case 'floor.moveRequest':
      return decideRequest(command, floor, context);
    case 'floor.grant':
    case 'floor.accept':
    case 'floor.decline':
    case 'floor.expireInvitation':
    case 'floor.setSelfAccept':
      return decideInvitation(command, floor, context);
    default:
      return decideSpeech(command, floor, context);
  }
}

type RequestCommand = Extract<FloorCommand, { type: `floor.${string}Request` | 'floor.request' }>;

function decideRequest(command: RequestCommand, floor: Floor, context: FloorContext): FloorEvent[] {
  const { personId } = command;
  switch (command.type) {
    case 'floor.request':
      return ask(command, floor, context);
    case 'floor.cancelRequest': {
      const request = requestOf(floor, personId, command.requestId, context.itemId) ?? refuse('NOT_WAITING');
      return [requestEnd(request, 'cancelled')];
    }
    case 'floor.restoreRequest': {
      const found = floor.lapsed.find(({ request }) => request.id === command.requestId);
      if (!found || found.request.personId !== personId || found.until <= context.at) refuse('NOT_WAITING');
      if (isWaiting(floor, found.request)) refuse('ALREADY_WAITING');
      return [{ type: 'FloorRequestRestored', personId, requestId: command.requestId }];
    }
    case 'floor.dropRequest': {
      const request = requestOf(floor, personId, command.requestId, null) ?? refuse('NOT_WAITING');
      return [{ ...requestEnd(request, 'dropped'), reason: command.reason }];
    }
    case 'floor.moveRequest': {
      const request = requestOf(floor, personId, command.requestId, null) ?? refuse('NOT_WAITING');
      const before = floor.requests.find(({ id }) => id === command.beforeId);
      // A rank is never jumped: the order that is shown is the order of the ranks.
      if (before && (before.kind !== request.kind || before.itemId !== request.itemId)) refuse('RANK_FIXED');
      if (before === request) return [];
      return [{ type: 'FloorRequestMoved', personId, requestId: request.id, beforeId: before?.id ?? null }];
    }
    default:
      return assertNever(command);
  }
}

function ask(
  command: Extract<FloorCommand, { type: 'floor.request' }>,
  floor: Floor,
  context: FloorContext,
): FloorEvent[] {
  const { personId, kind = 'contribution', answersSpeech = null } = command;
  const itemId = command.itemId ?? context.itemId;
  if (speakerOf(floor, personId) && itemId === context.itemId) refuse('ALREADY_SPEAKING');
  if (isWaiting(floor, { personId, kind, itemId })) refuse('ALREADY_WAITING');
  if (kind === 'reply' && !isSpeech(floor, answersSpeech)) refuse('NOTHING_TO_ANSWER');
  const asked: FloorEvent = {
    type: 'FloorRequested',
    personId,
    kind,
    itemId,
    answersSpeech: kind === 'reply' ? answersSpeech : null,
  };
  const isNow = itemId === context.itemId && context.isInSession;
  const mode = modeOf(floor, itemId, context.pack);
  const invitation = floor.invitations.find((candidate) => candidate.personId === personId);
  if (isNow && invitation && kind === 'contribution') {
    // Asking while invited is the acceptance: a second tap on another page must not queue the person again.
    if (invitation.expiresAt > context.at) return grant(personId, null, floor, context);
    return [{ type: 'FloorInvitationEnded', personId, cause: 'expired' }, asked];
  }
  if (isNow && mode.name === 'open' && kind === 'contribution') return grant(personId, null, floor, context);
  return [asked];
}

type InvitationCommand = Extract<
  FloorCommand,
  { type: 'floor.grant' | 'floor.accept' | 'floor.decline' | 'floor.expireInvitation' | 'floor.setSelfAccept' }
>;

function decideInvitation(command: InvitationCommand, floor: Floor, context: FloorContext): FloorEvent[] {
  const { personId } = command;
  const invitation = floor.invitations.find((candidate) => candidate.personId === personId);
  switch (command.type) {
    case 'floor.grant': {
      if (speakerOf(floor, personId)) refuse('ALREADY_SPEAKING');
      const request = requestOf(floor, personId, command.requestId, context.itemId);
      if (command.requestId !== undefined && !request) refuse('NOT_WAITING');
      assertModeAllows(personId, floor, context);
      if (request || context.isOwn || floor.selfAccepting.has(personId)) {
        return grant(personId, request ?? null, floor, context);
      }
      return [{ type: 'FloorInvited', personId, expiresAt: context.at + context.pack.invitationMs }];
    }
    case 'floor.accept':
      if (!invitation || invitation.expiresAt <= context.at) refuse('NOT_INVITED');
      return grant(personId, null, floor, context);
    case 'floor.decline':
      if (!invitation) refuse('NOT_INVITED');
      return [{ type: 'FloorInvitationEnded', personId, cause: 'declined' }];
    case 'floor.expireInvitation':
      if (!invitation || invitation.expiresAt > context.at) return [];
      return [{ type: 'FloorInvitationEnded', personId, cause: 'expired' }];
    case 'floor.setSelfAccept':
      if (floor.selfAccepting.has(personId) === command.isOn) return [];
      return [{ type: 'FloorSelfAcceptSet', personId, isOn: command.isOn }];
    default:
      return assertNever(command);
  }
}

type SpeechCommand = Exclude<PersonFloorCommand, RequestCommand | InvitationCommand>;

function decideSpeech(command: SpeechCommand, floor: Floor, { at, pack }: FloorContext): FloorEvent[] {
  const { personId } = command;
  const speaker = speakerOf(floor, personId);
  switch (command.type) {
    case 'floor.withdraw':
      if (floor.invitations.some((invitation) => invitation.personId === personId)) {
        return [{ type: 'FloorInvitationEnded', personId, cause: 'withdrawn' }];
      }
      return [endOf(speaker ?? refuse('NOT_SPEAKING'), 'withdrawn', at)];
    case 'floor.yield':
      return [endOf(speaker ?? refuse('NOT_SPEAKING'), 'yielded', at)];
    case 'floor.extend':
      if (!speaker) refuse('NOT_SPEAKING');
      if (speaker.budgetMs === null) refuse('NO_TIME_LIMIT');
      if (!pack.extensionsMs.includes(command.addMs)) refuse('UNKNOWN_EXTENSION');
      return [{ type: 'FloorExtended', personId, addMs: command.addMs }];
    case 'floor.pause':
      if (!speaker) refuse('NOT_SPEAKING');
      return speaker.pausedBy.includes('chair') ? [] : [{ type: 'FloorPaused', personId, cause: 'chair' }];
    case 'floor.resume':
      if (!speaker) refuse('NOT_SPEAKING');
      return speaker.pausedBy.includes('chair') ? [{ type: 'FloorResumed', personId, cause: 'chair' }] : [];
    case 'floor.pauseForLoss':
      if (!speaker || speaker.pausedBy.includes('siteLost')) return [];
      return [{ type: 'FloorPaused', personId, cause: 'siteLost' }];
    case 'floor.resumeAfterLoss':
      if (!speaker?.pausedBy.includes('siteLost')) return [];
      return [{ type: 'FloorResumed', personId, cause: 'siteLost' }];
    case 'floor.checkTime':
      return speaker ? timeEvents(speaker, pack, at) : [];
    default:
      return assertNever(command);
  }
}

/** Changing keeps the queue and who speaks; a presenter who did not ask is invited. */
function decideMode(mode: FloorMode, floor: Floor, context: FloorContext): FloorEvent[] {
  const { itemId, pack, at } = context;
  const before = modeOf(floor, itemId, pack);
  if (JSON.stringify(before) === JSON.stringify(mode)) return [];
  const set: FloorEvent = { type: 'FloorModeSet', itemId, mode };
  if (mode.name !== 'presentation') return [set];
  const { presenterId } = mode;
  if (!context.isPresent(presenterId)) refuse('NOT_PRESENT');
  const others = floor.invitations
    .filter(({ personId }) => personId !== presenterId)
    .map(({ personId }): FloorEvent => ({ type: 'FloorInvitationEnded', personId, cause: 'modeChanged' }));
  const isThere = speakerOf(floor, presenterId) || presenterId === context.chairId || !context.isInSession;
  if (isThere) return [set, ...others];
  const modes = new Map(floor.modes).set(itemId, mode);
  if (requestOf(floor, presenterId, undefined, itemId) || floor.selfAccepting.has(presenterId)) {
    const request = requestOf(floor, presenterId, undefined, itemId) ?? null;
    return [set, ...others, ...grant(presenterId, request, { ...floor, modes }, context)];
  }
  return [set, ...others, { type: 'FloorInvited', personId: presenterId, expiresAt: at + pack.invitationMs }];
}

/** Gives the floor. Whoever is too many then has spoken longest; a point of order interrupts instead of ending. */
export function grant(
  personId: PersonId,
  request: FloorRequest | null,
  floor: Floor,
  context: FloorContext,
): FloorEvent[] {
  const { at, itemId, chairId, pack } = context;
  assertModeAllows(personId, floor, context);
  const kind = personId === chairId ? 'chair' : 'speaker';
  const requestKind = request?.kind ?? 'contribution';
  const speechNumber = 1 + speechesOf(floor, personId, itemId, requestKind);
  const given: FloorEvent = {
    type: 'FloorGranted',
    personId,
    kind,
    itemId,
    requestKind,
    speechNumber,
    answersSpeech: request?.answersSpeech ?? null,
    budgetMs: kind === 'chair' ? null : budgetFor(personId, limitMsOf(pack, requestKind, speechNumber), floor, context),
  };
  const before = floor.speakers.filter((speaker) => speaker.kind === kind);
  const isInterruption = (speaker: Speaker) => requestKind === 'pointOfOrder' && speaker.requestKind !== 'pointOfOrder';
  const rivals = before.filter((speaker) => !isInterruption(speaker));
  const room = kind === 'chair' ? 1 : Math.max(1, capacityOf(modeOf(floor, itemId, pack)));
  const surplus = rivals.slice(0, Math.max(0, rivals.length - (requestKind === 'pointOfOrder' ? 1 : room) + 1));
  return [...surplus.map((speaker) => endOf(speaker, 'replaced', at)), given];
}

/** Everybody but the chair stops speaking; requests and invitations stay. */
function withdrawAll(floor: Floor, at: number): FloorEvent[] {
  return floor.speakers.filter(({ kind }) => kind !== 'chair').map((speaker) => endOf(speaker, 'withdrawn', at));
}

export function endOf(speaker: Speaker, cause: FloorEndCause, at: number): FloorEvent {
  return { type: 'FloorEnded', personId: speaker.personId, cause, openMs: openMsAt(speaker, at) };
}

/** The chair may open their microphone in every mode. */
function assertModeAllows(personId: PersonId, floor: Floor, { itemId, chairId, pack }: FloorContext): void {
  if (personId === chairId) return;
  const mode = modeOf(floor, itemId, pack);
  if (mode.name === 'closed') refuse('MODE_FORBIDS');
  if (mode.name === 'presentation' && mode.presenterId !== personId) refuse('MODE_FORBIDS');
}

function timeEvents(speaker: Speaker, pack: RulePack, at: number): FloorEvent[] {
  const leftMs = remainingMsAt(speaker, at);
  if (leftMs === null || speaker.pausedBy.length > 0 || leftMs > 0) return [];
  const over: FloorEvent[] = speaker.isOver ? [] : [{ type: 'FloorTimeOver', personId: speaker.personId }];
  const isCut = pack.atLimit === 'cut' && leftMs <= -pack.graceMs;
  return isCut ? [...over, endOf(speaker, 'timeOver', at)] : over;
}

/** A site or group that has used up its time speaks by the limit of the pack: the chair sees it and decides. */
function budgetFor(personId: PersonId, limitMs: number | null, floor: Floor, context: FloorContext): number | null {
  const lefts = budgetLeftMs(floor, context.placeOf(personId), context).filter((leftMs) => leftMs > 0);
  if (lefts.length === 0) return limitMs;
  return Math.min(limitMs ?? Number.POSITIVE_INFINITY, ...lefts);
}

function speechesOf(floor: Floor, personId: PersonId, itemId: AgendaItemId | null, kind: RequestKind): number {
  return floor.speeches.filter(
    (speech) => speech.personId === personId && speech.itemId === itemId && speech.requestKind === kind,
  ).length;
}

/** By its id, or the foremost of the person on the list of the item. */
function requestOf(
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

function isSpeech(floor: Floor, speech: number | null): boolean {
  return speech !== null && speech >= 1 && speech <= floor.speechCount;
}

export function requestEnd(
  { personId, id }: FloorRequest,
  cause: 'cancelled' | 'dropped' | 'left' | 'itemRemoved',
  returnUntil: number | null = null,
): Extract<FloorEvent, { type: 'FloorRequestCancelled' }> {
  return { type: 'FloorRequestCancelled', personId, requestId: id, cause, reason: null, returnUntil };
}
