/** What can be asked of the floor, and what a decision about it must know of the rest of the meeting. */
import type { BudgetScope, FloorMode, SpeakerPlace } from './floor.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import type { RequestKind, RulePack } from './rule-pack.ts';

/**
 * About one person. What is asked about a speech, a request or an invitation names it (`speech`, `requestId`, `expiresAt`), so
 * that a command which comes late is refused instead of reaching another one. `requestId` undefined: the person's foremost
 * request on the item under discussion.
 */
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
  | { type: 'floor.dropRequest'; personId: PersonId; requestId: number; reason?: string | undefined }
  /** Takes a drop back: the request stands where it stood. */
  | { type: 'floor.undropRequest'; personId: PersonId; requestId: number }
  | { type: 'floor.moveRequest'; personId: PersonId; requestId: number; beforeId: number | null }
  | { type: 'floor.grant'; personId: PersonId; requestId?: number | undefined }
  | { type: 'floor.accept'; personId: PersonId; expiresAt: number }
  | { type: 'floor.decline'; personId: PersonId; expiresAt: number }
  | { type: 'floor.expireInvitation'; personId: PersonId }
  | { type: 'floor.yield'; personId: PersonId; speech: number }
  /** `speech` null: the invitation. */
  | { type: 'floor.withdraw'; personId: PersonId; speech: number | null }
  | { type: 'floor.extend'; personId: PersonId; speech: number; addMs: number }
  | { type: 'floor.pause'; personId: PersonId; speech: number }
  | { type: 'floor.resume'; personId: PersonId; speech: number }
  /** By the server: the speaker's place is away, or back. */
  | { type: 'floor.pauseForLoss'; personId: PersonId }
  | { type: 'floor.resumeAfterLoss'; personId: PersonId }
  /** By the server: a moment has come at which the time of a speech is over, or its grace. */
  | { type: 'floor.checkTime'; personId: PersonId }
  | { type: 'floor.setSelfAccept'; personId: PersonId; isOn: boolean };

/** `floor.withdrawAll` closes every open microphone but the chair's. A mode is set for `itemId`, which must be under discussion. */
export type FloorCommand =
  | PersonFloorCommand
  | { type: 'floor.withdrawAll' }
  | { type: 'floor.setMode'; itemId: AgendaItemId | null; mode: FloorMode }
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
  /** True for a person in a seat of a room, where an invitation may be accepted by itself. */
  isSeated(personId: PersonId): boolean;
  /** Whom the item names as responsible. */
  responsibleFor(itemId: AgendaItemId | null): readonly PersonId[];
  placeOf(personId: PersonId): SpeakerPlace;
};
