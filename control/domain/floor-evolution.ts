/**
 * How the floor follows from what happened (floor.ts says what it is). Never fails, and looks at nothing but the events, so
 * that a record read again gives the same floor.
 */
import {
  type Floor,
  type FloorEvent,
  type FloorRequest,
  isSameScope,
  type LapsedRequest,
  type PauseCause,
  remainingMsAt,
  type Speaker,
  type SpeakerPlace,
  type Speech,
  speakerOf,
} from './floor.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import { assertNever } from './rejection.ts';

/** `placeOf`: where persons belong as it happens. */
export function evolveFloor(
  floor: Floor,
  event: FloorEvent,
  at: number,
  placeOf: (personId: PersonId) => SpeakerPlace,
): Floor {
  switch (event.type) {
    case 'FloorRequested':
    case 'FloorRequestCancelled':
    case 'FloorRequestRestored':
    case 'FloorRequestMoved':
      return evolveRequests(floor, event, at);
    case 'FloorInvited': {
      const { personId, expiresAt } = event;
      return {
        ...floor,
        invitations: [...without(floor.invitations, personId), { personId, since: at, expiresAt }],
      };
    }
    case 'FloorInvitationEnded':
      return { ...floor, invitations: without(floor.invitations, event.personId) };
    case 'FloorGranted':
      return granted(floor, event, at, placeOf(event.personId));
    case 'FloorExtended':
      return changeSpeaker(floor, event.personId, (speaker) => {
        const extended = { ...speaker, extendedMs: speaker.extendedMs + event.addMs };
        return { ...extended, isOver: speaker.isOver && (remainingMsAt(extended, at) ?? 0) <= 0 };
      });
    case 'FloorPaused':
      return changeSpeaker(floor, event.personId, (speaker) => ({
        ...speaker,
        pausedBy: [...speaker.pausedBy.filter((cause) => cause !== event.cause), event.cause],
        pausedSince: speaker.pausedSince ?? at,
      }));
    case 'FloorResumed':
      return changeSpeaker(floor, event.personId, (speaker) => resumed(speaker, event.cause, at));
    case 'FloorTimeOver':
      return changeSpeaker(floor, event.personId, (speaker) => ({ ...speaker, isOver: true }));
    case 'FloorEnded':
      return ended(floor, event, at);
    case 'FloorModeSet':
      return { ...floor, modes: new Map(floor.modes).set(event.itemId, event.mode) };
    case 'FloorPrioritySet':
      return { ...floor, hasChairPriority: event.isOn };
    case 'FloorSelfAcceptSet': {
      const selfAccepting = new Set(floor.selfAccepting);
      if (event.isOn) selfAccepting.add(event.personId);
      else selfAccepting.delete(event.personId);
      return { ...floor, selfAccepting };
    }
    case 'FloorBudgetSet': {
      const others = floor.budgets.filter((budget) => !isSameScope(budget, event.scope));
      const { scope, budgetMs } = event;
      return { ...floor, budgets: budgetMs === null ? others : [...others, { ...scope, budgetMs }] };
    }
    default:
      return assertNever(event);
  }
}

type RequestEvent = Extract<FloorEvent, { type: `FloorRequest${string}` }>;

function evolveRequests(floor: Floor, event: RequestEvent, at: number): Floor {
  const { personId } = event;
  switch (event.type) {
    case 'FloorRequested': {
      const id = floor.requestCount + 1;
      const { kind, itemId, answersSpeech } = event;
      // Moved requests may stand behind their own number: whoever asks now comes after them.
      const order = Math.max(id, ...floor.requests.map((request) => Math.floor(request.order) + 1));
      const requests = [...floor.requests, { id, personId, kind, itemId, since: at, order, answersSpeech }];
      // Whoever asks again has no use for the offer of the old request.
      const lapsed = lapsedWithout(
        floor,
        personId,
        (entry) => entry.until <= at || (entry.request.kind === kind && entry.request.itemId === itemId),
      );
      return { ...floor, requests, lapsed, requestCount: id };
    }
    case 'FloorRequestCancelled': {
      const { requestId, returnUntil, cause } = event;
      const isMeant = (request: FloorRequest) =>
        request.personId === personId && (requestId === null || request.id === requestId);
      const gone = returnUntil === null ? [] : floor.requests.filter(isMeant);
      return {
        ...floor,
        requests: floor.requests.filter((request) => !isMeant(request)),
        lapsed: [
          ...lapsedWithout(floor, personId, ({ until }) => until <= at),
          ...gone.map((request) => ({ request, until: returnUntil ?? at, isDropped: cause === 'dropped' })),
        ],
      };
    }
    case 'FloorRequestRestored': {
      const found = floor.lapsed.find(({ request }) => request.id === event.requestId);
      if (!found) return floor;
      const lapsed = floor.lapsed.filter((entry) => entry !== found);
      // With its old place: the list is in the order of asking.
      return { ...floor, lapsed, requests: [...floor.requests, found.request] };
    }
    case 'FloorRequestMoved': {
      const moved = floor.requests.find(({ id }) => id === event.requestId);
      if (!moved) return floor;
      const order = orderBefore(floor.requests, moved, event.beforeId);
      const requests = floor.requests.map((request) => (request === moved ? { ...moved, order } : request));
      const isTight = floor.requests.some(
        (other) => other !== moved && isSameList(other, moved) && Math.abs(other.order - order) < leastGap,
      );
      return isTight ? renumbered({ ...floor, requests }) : { ...floor, requests };
    }
    default:
      return assertNever(event);
  }
}

/** Offers of others stay: what a person is offered changes only by what is said of that person. */
function lapsedWithout(
  { lapsed }: Floor,
  personId: PersonId,
  isUseless: (entry: LapsedRequest) => boolean,
): LapsedRequest[] {
  return lapsed.filter((entry) => entry.request.personId !== personId || !isUseless(entry));
}

/** Closer than this, numbers between two others run out. */
const leastGap = 2 ** -20;

/** With whole numbers again, in the same order; offers keep their place among the rest. */
function renumbered(floor: Floor): Floor {
  const all = [...floor.requests, ...floor.lapsed.map(({ request }) => request)];
  const inOrder = all.sort((one, other) => one.order - other.order || one.id - other.id);
  const orders = new Map(inOrder.map(({ id }, index) => [id, index + 1]));
  const renumber = (request: FloorRequest) => ({ ...request, order: orders.get(request.id) ?? request.order });
  return {
    ...floor,
    requests: floor.requests.map(renumber),
    lapsed: floor.lapsed.map((entry) => ({ ...entry, request: renumber(entry.request) })),
  };
}

function isSameList(one: FloorRequest, other: FloorRequest): boolean {
  return one.kind === other.kind && one.itemId === other.itemId;
}

/** Between its new neighbours of the same kind and item. */
function orderBefore(requests: readonly FloorRequest[], moved: FloorRequest, beforeId: number | null): number {
  const others = requests
    .filter((other) => other !== moved && isSameList(other, moved))
    .sort((one, other) => one.order - other.order);
  const index = others.findIndex(({ id }) => id === beforeId);
  const after = index < 0 ? undefined : others[index];
  const before = others[(index < 0 ? others.length : index) - 1];
  if (!after) return (before?.order ?? moved.order) + 1;
  return before ? (before.order + after.order) / 2 : after.order - 1;
}

function granted(
  floor: Floor,
  event: Extract<FloorEvent, { type: 'FloorGranted' }>,
  at: number,
  place: SpeakerPlace,
): Floor {
  const { type: _type, personId, requestId, ...given } = event;
  const speech = floor.speechCount + 1;
  const speaker: Speaker = {
    personId,
    ...given,
    place,
    since: at,
    speech,
    extendedMs: 0,
    pausedBy: [],
    pausedSince: null,
    pausedMs: 0,
    isOver: false,
  };
  return {
    ...floor,
    requests: floor.requests.filter((request) => request.personId !== personId || !isAnswered(request, event)),
    invitations: without(floor.invitations, personId),
    speakers: [...without(floor.speakers, personId), speaker],
    speechCount: speech,
  };
}

function isAnswered(
  request: FloorRequest,
  { requestId, requestKind, itemId }: Extract<FloorEvent, { type: 'FloorGranted' }>,
): boolean {
  if (requestId !== 'all') return request.id === requestId;
  return request.kind === requestKind && (request.itemId === itemId || request.itemId === null);
}

/** Nothing is kept for a person who takes no part any more; what they said stays said. */
export function floorWithoutPerson(floor: Floor, personId: PersonId): Floor {
  const lapsed = floor.lapsed.filter(({ request }) => request.personId !== personId);
  const selfAccepting = new Set(floor.selfAccepting);
  if (!selfAccepting.delete(personId) && lapsed.length === floor.lapsed.length) return floor;
  return { ...floor, lapsed, selfAccepting };
}

/** An item that is removed takes its mode and the offers on its list with it. */
export function floorWithoutItem(floor: Floor, itemId: AgendaItemId): Floor {
  const lapsed = floor.lapsed.filter(({ request }) => request.itemId !== itemId);
  const modes = new Map(floor.modes);
  if (!modes.delete(itemId) && lapsed.length === floor.lapsed.length) return floor;
  return { ...floor, lapsed, modes };
}

function ended(floor: Floor, event: Extract<FloorEvent, { type: 'FloorEnded' }>, at: number): Floor {
  const speaker = speakerOf(floor, event.personId);
  if (!speaker) return floor;
  const { personId, kind, itemId, place, speech, requestKind, speechNumber, answersSpeech, since } = speaker;
  const done: Speech = {
    ...{ personId, kind, itemId, place, speech, requestKind, speechNumber, answersSpeech },
    startedAt: since,
    endedAt: at,
    openMs: event.openMs,
    cause: event.cause,
  };
  return { ...floor, speakers: without(floor.speakers, personId), speeches: [...floor.speeches, done] };
}

function resumed(speaker: Speaker, cause: PauseCause, at: number): Speaker {
  const pausedBy = speaker.pausedBy.filter((other) => other !== cause);
  if (pausedBy.length > 0 || speaker.pausedSince === null) return { ...speaker, pausedBy };
  const pausedMs = speaker.pausedMs + Math.max(0, at - speaker.pausedSince);
  return { ...speaker, pausedBy, pausedSince: null, pausedMs };
}

function changeSpeaker(floor: Floor, personId: PersonId, change: (speaker: Speaker) => Speaker): Floor {
  return {
    ...floor,
    speakers: floor.speakers.map((speaker) => (speaker.personId === personId ? change(speaker) : speaker)),
  };
}

function without<Entry extends { personId: PersonId }>(entries: readonly Entry[], personId: PersonId): Entry[] {
  return entries.filter((entry) => entry.personId !== personId);
}
