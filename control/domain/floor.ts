/**
 * The floor as it is: who asked, who is invited, who speaks and for how long, in which mode. Granting it is one fact;
 * microphones, displays and the record follow from it elsewhere. What may happen is decided in floor-decisions.ts.
 */
import type { AgendaItemId, PersonId, SiteId } from './ids.ts';
import { type RequestKind, type RulePack, rankOf } from './rule-pack.ts';

export type FloorMode =
  | { name: 'chairInvites' }
  | { name: 'automatic' }
  /** `limit` microphones at most; asking opens. */
  | { name: 'open'; limit: number }
  | { name: 'presentation'; presenterId: PersonId }
  | { name: 'closed' };

export type FloorRequest = {
  /** Counts the requests of the meeting, from 1. */
  id: number;
  personId: PersonId;
  kind: RequestKind;
  /** On whose list it stands; null: asked while no item was under discussion. */
  itemId: AgendaItemId | null;
  since: number;
  /** Its place within its kind: less comes first. */
  order: number;
  /** A reply is kept with the speech that it answers. */
  answersSpeech: number | null;
};
/** `isDropped`: by the chair, who can take that back; else it is offered to its person, who was away. */
export type LapsedRequest = { request: FloorRequest; until: number; isDropped: boolean };
export type Invitation = { personId: PersonId; since: number; expiresAt: number };

export const pauseCauses = ['chair', 'pointOfOrder', 'chairPriority', 'siteLost'] as const;
export type PauseCause = (typeof pauseCauses)[number];

/** Where a person belongs when time is counted. */
export type SpeakerPlace = { siteId: SiteId | null; siteName: string; groupName: string };

/** The chair may speak beside the speaker; `since` is when the floor was given, in UTC milliseconds. */
export type Speaker = {
  personId: PersonId;
  kind: 'chair' | 'speaker';
  itemId: AgendaItemId | null;
  since: number;
  /** Where the person belonged as they began: their time stays there when they change it later. */
  place: SpeakerPlace;
  /** Counts the speeches of the meeting, from 1. */
  speech: number;
  requestKind: RequestKind;
  /** Which speech of this kind the person gives on this item, from 1. */
  speechNumber: number;
  answersSpeech: number | null;
  /** Null: no limit. */
  budgetMs: number | null;
  extendedMs: number;
  /** Its microphone is closed and its time stands still while any cause is left. */
  pausedBy: readonly PauseCause[];
  pausedSince: number | null;
  /** Before `pausedSince`. */
  pausedMs: number;
  /** The record says that its time is over. */
  isOver: boolean;
};

/** A speech that ended. `openMs` is how long its microphone was open to the meeting. */
export type Speech = Pick<
  Speaker,
  'personId' | 'kind' | 'itemId' | 'place' | 'speech' | 'requestKind' | 'speechNumber' | 'answersSpeech'
> & { startedAt: number; endedAt: number; openMs: number; cause: FloorEndCause };

export type BudgetScope = { of: 'site'; siteId: SiteId } | { of: 'group'; groupName: string };
export type SpeakingBudget = BudgetScope & { budgetMs: number };

export type Floor = {
  /** In the order of asking, of all items. */
  requests: readonly FloorRequest[];
  lapsed: readonly LapsedRequest[];
  invitations: readonly Invitation[];
  speakers: readonly Speaker[];
  speeches: readonly Speech[];
  /** By item; what is missing has the mode of the rule pack. */
  modes: ReadonlyMap<AgendaItemId | null, FloorMode>;
  /** The chair's open microphone closes the others. */
  hasChairPriority: boolean;
  /** Persons in seats that accept an invitation by themselves. */
  selfAccepting: ReadonlySet<PersonId>;
  budgets: readonly SpeakingBudget[];
  requestCount: number;
  speechCount: number;
};

export const emptyFloor: Floor = {
  requests: [],
  lapsed: [],
  invitations: [],
  speakers: [],
  speeches: [],
  modes: new Map(),
  hasChairPriority: false,
  selfAccepting: new Set(),
  budgets: [],
  requestCount: 0,
  speechCount: 0,
};

export type FloorEndCause =
  | 'yielded'
  | 'withdrawn'
  | 'replaced'
  | 'left'
  | 'meetingPaused'
  | 'closedSession'
  | 'timeOver'
  | 'modeChanged';
/** `dropped` is by the chair, the others by the person or because of what happened to them or the item. */
export type RequestEndCause = 'cancelled' | 'dropped' | 'left' | 'itemRemoved';

export type FloorEvent =
  | {
      type: 'FloorRequested';
      personId: PersonId;
      kind: RequestKind;
      itemId: AgendaItemId | null;
      answersSpeech: number | null;
    }
  | {
      type: 'FloorRequestCancelled';
      personId: PersonId;
      /** Null: all of the person. */
      requestId: number | null;
      cause: RequestEndCause;
      reason: string | null;
      /** Until when it can come back: by its person, or when it was dropped by the chair; null: it cannot. */
      returnUntil: number | null;
    }
  | { type: 'FloorRequestRestored'; personId: PersonId; requestId: number }
  | { type: 'FloorRequestMoved'; personId: PersonId; requestId: number; beforeId: number | null }
  | { type: 'FloorInvited'; personId: PersonId; expiresAt: number }
  | {
      type: 'FloorInvitationEnded';
      personId: PersonId;
      cause: 'declined' | 'withdrawn' | 'expired' | 'left' | 'meetingPaused' | 'closedSession' | 'modeChanged';
    }
  | {
      type: 'FloorGranted';
      personId: PersonId;
      /** Null: none, the person was invited or took it themselves. `all`: of the first records, which name no request. */
      requestId: number | null | 'all';
      kind: Speaker['kind'];
      itemId: AgendaItemId | null;
      requestKind: RequestKind;
      speechNumber: number;
      answersSpeech: number | null;
      budgetMs: number | null;
    }
  | { type: 'FloorExtended'; personId: PersonId; addMs: number }
  | { type: 'FloorPaused'; personId: PersonId; cause: PauseCause }
  | { type: 'FloorResumed'; personId: PersonId; cause: PauseCause }
  | { type: 'FloorTimeOver'; personId: PersonId }
  | { type: 'FloorEnded'; personId: PersonId; cause: FloorEndCause; openMs: number }
  | { type: 'FloorModeSet'; itemId: AgendaItemId | null; mode: FloorMode }
  | { type: 'FloorPrioritySet'; isOn: boolean }
  | { type: 'FloorSelfAcceptSet'; personId: PersonId; isOn: boolean }
  | { type: 'FloorBudgetSet'; scope: BudgetScope; budgetMs: number | null };

export function speakerOf({ speakers }: Pick<Floor, 'speakers'>, personId: PersonId): Speaker | undefined {
  return speakers.find((speaker) => speaker.personId === personId);
}

/** True when the meeting hears the person, as far as the floor decides it. */
export function isMicrophoneOpenFor(floor: Pick<Floor, 'speakers'>, personId: PersonId): boolean {
  return speakerOf(floor, personId)?.pausedBy.length === 0;
}

export function modeOf({ modes }: Floor, itemId: AgendaItemId | null, pack: RulePack): FloorMode {
  const set = modes.get(itemId);
  if (set) return set;
  return pack.defaultMode === 'open' ? { name: 'open', limit: pack.openLimit } : { name: pack.defaultMode };
}

/** How many may speak at once beside the chair. */
export function capacityOf(mode: FloorMode): number {
  if (mode.name === 'open') return mode.limit;
  return mode.name === 'closed' ? 0 : 1;
}

/** The list of an item, in the order in which it is called: by rank, then in the order of asking. */
export function speakersList({ requests }: Floor, itemId: AgendaItemId | null): FloorRequest[] {
  return (
    requests
      // Asked while nothing was under discussion: it stands on every list.
      .filter((request) => request.itemId === itemId || request.itemId === null)
      .sort((one, other) => rankOf(one.kind) - rankOf(other.kind) || one.order - other.order)
  );
}

/** How long the microphone of a speech has been open to the meeting. Never falls as `at` rises. */
export function openMsAt({ since, pausedMs, pausedSince }: Speaker, at: number): number {
  return Math.max(0, (pausedSince ?? at) - since - pausedMs);
}

/** Time that is left, below 0 when the speech is over its time; null: no limit. */
export function remainingMsAt(speaker: Speaker, at: number): number | null {
  if (speaker.budgetMs === null) return null;
  return speaker.budgetMs + speaker.extendedMs - openMsAt(speaker, at);
}

export function isSameScope(one: BudgetScope, other: BudgetScope): boolean {
  if (one.of === 'site') return other.of === 'site' && one.siteId === other.siteId;
  return other.of === 'group' && one.groupName === other.groupName;
}
