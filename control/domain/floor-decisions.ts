/**
 * What may happen to the floor (floor.md, Requests and queue, Granting). Nobody's microphone is opened who has not asked or
 * accepted: a waiting request is consent, an invitation needs a tap.
 */
import {
  type Floor,
  type FloorEvent,
  type FloorMode,
  type FloorRequest,
  type Invitation,
  isSameScope,
  modeOf,
  remainingMsAt,
  type Speaker,
  speakerOf,
  speakersList,
} from './floor.ts';
import type { FloorCommand, FloorContext, PersonFloorCommand } from './floor-commands.ts';
import { acceptsByItself, assertModeAllows, endOf, grant } from './floor-grants.ts';
import { decideRequest, isOnList, type RequestCommand, requestOf } from './floor-requests.ts';
import type { PersonId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';
import type { RulePack } from './rule-pack.ts';

export function decideFloor(command: FloorCommand, floor: Floor, context: FloorContext): FloorEvent[] {
  switch (command.type) {
    case 'floor.withdrawAll':
      return withdrawAll(floor, context);
    case 'floor.setMode':
      if (command.itemId !== context.itemId) refuse('ITEM_CHANGED');
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
    case 'floor.undropRequest':
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
      // On the list of another item it waits until that item is taken up.
      if (command.requestId !== undefined && !(request && isOnList(request, context.itemId))) refuse('NOT_WAITING');
      assertModeAllows(personId, floor, context);
      if (request || context.isOwn || acceptsByItself(personId, floor, context)) {
        return grant(personId, request ?? null, floor, context);
      }
      return [{ type: 'FloorInvited', personId, expiresAt: context.at + context.pack.invitationMs }];
    }
    case 'floor.accept':
      if (!invitation || !isMeant(invitation, command) || invitation.expiresAt <= context.at) refuse('NOT_INVITED');
      if (context.chairId === null) refuse('NO_ACTING_CHAIR');
      return grant(personId, contributionOf(personId, floor, context), floor, context);
    case 'floor.decline':
      if (!invitation || !isMeant(invitation, command)) refuse('NOT_INVITED');
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
      if (command.speech === null) return [invitationEnd(personId, floor)];
      return [endOf(meantSpeech(speaker, command.speech), 'withdrawn', at)];
    case 'floor.yield':
      return [endOf(meantSpeech(speaker, command.speech), 'yielded', at)];
    case 'floor.extend':
      if (meantSpeech(speaker, command.speech).budgetMs === null) refuse('NO_TIME_LIMIT');
      if (!pack.extensionsMs.includes(command.addMs)) refuse('UNKNOWN_EXTENSION');
      return [{ type: 'FloorExtended', personId, addMs: command.addMs }];
    case 'floor.pause':
      if (meantSpeech(speaker, command.speech).pausedBy.includes('chair')) return [];
      return [{ type: 'FloorPaused', personId, cause: 'chair' }];
    case 'floor.resume':
      if (!meantSpeech(speaker, command.speech).pausedBy.includes('chair')) return [];
      return [{ type: 'FloorResumed', personId, cause: 'chair' }];
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

/** The speech that was meant, while it is under way: a late command never reaches the next one of the same person. */
function meantSpeech(speaker: Speaker | undefined, speech: number): Speaker {
  if (!speaker) refuse('NOT_SPEAKING');
  return speaker.speech === speech ? speaker : refuse('SPEECH_OVER');
}

function invitationEnd(personId: PersonId, { invitations }: Floor): FloorEvent {
  if (!invitations.some((invitation) => invitation.personId === personId)) refuse('NOT_INVITED');
  return { type: 'FloorInvitationEnded', personId, cause: 'withdrawn' };
}

function isMeant(invitation: Invitation, { expiresAt }: { expiresAt: number }): boolean {
  return invitation.expiresAt === expiresAt;
}

/** Changing keeps the queue and who speaks; a presenter who did not ask is invited. */
function decideMode(mode: FloorMode, floor: Floor, context: FloorContext): FloorEvent[] {
  const { itemId, pack, at } = context;
  const before = modeOf(floor, itemId, pack);
  if (JSON.stringify(before) === JSON.stringify(mode)) return [];
  const set: FloorEvent = { type: 'FloorModeSet', itemId, mode };
  const presenterId = mode.name === 'presentation' ? mode.presenterId : null;
  const others = floor.invitations
    .filter(({ personId }) => personId !== presenterId && personId !== context.chairId)
    .map(({ personId }): FloorEvent => ({ type: 'FloorInvitationEnded', personId, cause: 'modeChanged' }));
  if (presenterId === null) return mode.name === 'closed' ? [set, ...others] : [set];
  if (!context.isPresent(presenterId)) refuse('NOT_PRESENT');
  const isThere = speakerOf(floor, presenterId) || presenterId === context.chairId || !context.isInSession;
  if (isThere) return [set, ...others];
  const modes = new Map(floor.modes).set(itemId, mode);
  const request = requestOf(floor, presenterId, undefined, itemId) ?? null;
  if (request || acceptsByItself(presenterId, floor, context)) {
    return [set, ...others, ...grant(presenterId, request, { ...floor, modes }, context)];
  }
  return [set, ...others, { type: 'FloorInvited', personId: presenterId, expiresAt: at + pack.invitationMs }];
}

/**
 * Everybody but the chair stops speaking; requests and invitations stay. A mode that would open the next microphone by
 * itself gives way to the chair's invitation: all off means silence.
 */
function withdrawAll(floor: Floor, { at, itemId, chairId, pack }: FloorContext): FloorEvent[] {
  const { name } = modeOf(floor, itemId, pack);
  const opensByItself = name === 'automatic' || name === 'open';
  return [
    ...floor.speakers.filter(({ personId }) => personId !== chairId).map((speaker) => endOf(speaker, 'withdrawn', at)),
    ...(opensByItself ? [{ type: 'FloorModeSet' as const, itemId, mode: { name: 'chairInvites' as const } }] : []),
  ];
}

function timeEvents(speaker: Speaker, pack: RulePack, at: number): FloorEvent[] {
  const leftMs = remainingMsAt(speaker, at);
  if (leftMs === null || speaker.pausedBy.length > 0 || leftMs > 0) return [];
  const over: FloorEvent[] = speaker.isOver ? [] : [{ type: 'FloorTimeOver', personId: speaker.personId }];
  const isCut = pack.atLimit === 'cut' && leftMs <= -pack.graceMs;
  return isCut ? [...over, endOf(speaker, 'timeOver', at)] : over;
}

/** Asked beforehand for an item that was taken up since the invitation. */
function contributionOf(personId: PersonId, floor: Floor, { itemId }: FloorContext): FloorRequest | null {
  const list = speakersList(floor, itemId);
  return list.find((request) => request.personId === personId && request.kind === 'contribution') ?? null;
}
