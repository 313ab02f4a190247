/**
 * Giving the floor (floor.md, Granting): what a speech is, how long it may be, and whose place it takes. Nobody's
 * microphone is opened who has not asked or accepted; whoever calls `grant` has made sure of that.
 */
import {
  capacityOf,
  type Floor,
  type FloorEndCause,
  type FloorEvent,
  type FloorMode,
  type FloorRequest,
  modeOf,
  openMsAt,
  type Speaker,
} from './floor.ts';
import type { FloorContext } from './floor-commands.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import { refuse } from './rejection.ts';
import { limitMsOf, type RequestKind } from './rule-pack.ts';
import { budgetLeftMs } from './speaking-statistics.ts';

/** Gives the floor. Whoever is too many then has spoken longest; a point of order interrupts instead of ending. */
export function grant(
  personId: PersonId,
  request: Pick<FloorRequest, 'id' | 'kind' | 'answersSpeech'> | null,
  floor: Floor,
  context: FloorContext,
): FloorEvent[] {
  const { at, itemId, chairId, pack } = context;
  assertModeAllows(personId, floor, context);
  const kind = personId === chairId ? 'chair' : 'speaker';
  const mode = modeOf(floor, itemId, pack);
  const isPresenter = mode.name === 'presentation' && kind === 'speaker';
  const requestKind = isPresenter ? 'explanation' : (request?.kind ?? kindUnasked(personId, context));
  const speechNumber = 1 + speechesOf(floor, personId, itemId, requestKind);
  const given: FloorEvent = {
    type: 'FloorGranted',
    personId,
    requestId: request?.id ?? null,
    kind,
    itemId,
    requestKind,
    speechNumber,
    answersSpeech: request?.answersSpeech ?? null,
    // A presentation takes the time that the agenda plans for it.
    budgetMs:
      kind === 'chair' || isPresenter
        ? null
        : budgetFor(personId, limitMsOf(pack, requestKind, speechNumber), floor, context),
  };
  const rivals = rivalsOf(floor, kind, requestKind, mode);
  const room = kind === 'chair' || requestKind === 'pointOfOrder' ? 1 : Math.max(1, capacityOf(mode));
  const surplus = rivals.slice(0, Math.max(0, rivals.length - room + 1));
  return [...surplus.map((speaker) => endOf(speaker, 'replaced', at)), given];
}

/**
 * With whom the new speech shares its room. A point of order interrupts the others instead of ending them; where asking
 * opens, nobody ends it by asking.
 */
function rivalsOf(floor: Floor, kind: Speaker['kind'], requestKind: RequestKind, mode: FloorMode): Speaker[] {
  const before = floor.speakers.filter((speaker) => speaker.kind === kind);
  if (kind === 'chair') return before;
  if (requestKind === 'pointOfOrder') return before.filter((speaker) => speaker.requestKind === 'pointOfOrder');
  return mode.name === 'open' ? before.filter((speaker) => speaker.requestKind !== 'pointOfOrder') : before;
}

/** Whoever is responsible for the item and is called without having asked is called to explain. */
function kindUnasked(personId: PersonId, { itemId, chairId, responsibleFor }: FloorContext): RequestKind {
  return personId !== chairId && responsibleFor(itemId).includes(personId) ? 'explanation' : 'contribution';
}

/** In their seat only: at a device of their own the person taps. */
export function acceptsByItself(personId: PersonId, { selfAccepting }: Floor, { isSeated }: FloorContext): boolean {
  return selfAccepting.has(personId) && isSeated(personId);
}

export function endOf(speaker: Speaker, cause: FloorEndCause, at: number): FloorEvent {
  return { type: 'FloorEnded', personId: speaker.personId, cause, openMs: openMsAt(speaker, at) };
}

export function assertModeAllows(personId: PersonId, floor: Floor, context: FloorContext): void {
  if (!modeAllows(personId, floor, context)) refuse('MODE_FORBIDS');
}

/** The chair may open their microphone in every mode. */
export function modeAllows(personId: PersonId, floor: Floor, { itemId, chairId, pack }: FloorContext): boolean {
  const mode = modeOf(floor, itemId, pack);
  if (personId === chairId) return true;
  return mode.name === 'presentation' ? mode.presenterId === personId : mode.name !== 'closed';
}

/** Whose site or group has used up its time and is called all the same has the shortest extension, no more. */
function budgetFor(personId: PersonId, limitMs: number | null, floor: Floor, context: FloorContext): number | null {
  const lefts = budgetLeftMs(floor, context.placeOf(personId), context.at);
  if (lefts.length === 0) return limitMs;
  const leastMs = Math.min(...context.pack.extensionsMs);
  const leftMs = Math.max(Number.isFinite(leastMs) ? leastMs : 0, Math.min(...lefts));
  return Math.min(limitMs ?? leftMs, leftMs);
}

function speechesOf(floor: Floor, personId: PersonId, itemId: AgendaItemId | null, kind: RequestKind): number {
  return floor.speeches.filter(
    (speech) =>
      speech.personId === personId &&
      speech.kind === 'speaker' &&
      speech.itemId === itemId &&
      speech.requestKind === kind,
  ).length;
}
