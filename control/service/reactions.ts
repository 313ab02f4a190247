/**
 * From facts to the orders that follow from them (floor.md, Reactions). Pure: a table in code, tested as one. Displays and
 * minutes need no orders: they follow from the views and the record.
 */
import { type Floor, isMicrophoneOpenFor } from '../domain/floor.ts';
import type { MeetingEvent } from '../domain/meeting-state.ts';
import type { CameraOrder, Order, RecordOrder } from './orders.ts';

/** How long the camera stays on an empty place before it shows the hall. */
const overviewAfterMs = 3_000;

/** `speakers`: as they are after all of the events, which were decided in one breath. */
export function reactTo(events: readonly MeetingEvent[], { speakers }: Pick<Floor, 'speakers'>): Order[] {
  const orders = events.flatMap((event) => [
    ...mediaOrders(event),
    ...cameraOrders(event, events, { speakers }),
    ...recordOrders(event),
  ]);
  return withoutRepeats(orders);
}

function mediaOrders(event: MeetingEvent): Order[] {
  switch (event.type) {
    case 'FloorGranted':
    case 'FloorEnded':
    case 'FloorPaused':
    case 'FloorResumed':
      return [{ plane: 'sfu', kind: 'settleMicrophonesOfPerson', personId: event.personId }];
    case 'MeetingAdjourned':
    case 'ClosedSessionBegun':
      return [{ plane: 'sfu', kind: 'settleMicrophones' }];
    case 'ParticipantChanged':
      return [{ plane: 'sfu', kind: 'settleMicrophonesOfPerson', personId: event.profile.personId }];
    case 'SpotlightSet':
    case 'SpotlightCleared':
      return [{ plane: 'sfu', kind: 'settlePictures' }];
    case 'EndpointJoined':
      return [{ plane: 'sfu', kind: 'settleMicrophone', endpointId: event.endpoint.id }];
    case 'EndpointPersonAttached':
    case 'EndpointPersonDetached':
      return [{ plane: 'sfu', kind: 'settleMicrophone', endpointId: event.endpointId }];
    case 'EndpointLeft':
      return [{ plane: 'sfu', kind: 'endPeer', endpointId: event.endpointId }];
    case 'EndpointRemoved':
      return [{ plane: 'sfu', kind: 'endPeer', endpointId: event.endpoint.id }];
    case 'MeetingClosed':
    case 'MeetingCancelled':
      return [{ plane: 'sfu', kind: 'closeRoom' }];
    default:
      return [];
  }
}

function cameraOrders(
  event: MeetingEvent,
  events: readonly MeetingEvent[],
  { speakers }: Pick<Floor, 'speakers'>,
): CameraOrder[] {
  switch (event.type) {
    case 'FloorGranted':
    case 'FloorResumed': {
      const { personId } = event;
      return isMicrophoneOpenFor({ speakers }, personId) ? [{ plane: 'camera', kind: 'frame', personId }] : [];
    }
    case 'FloorEnded': {
      if (events.some(({ type }) => parks.includes(type) || leads.includes(type))) return [];
      const open = speakers.filter(({ pausedBy }) => pausedBy.length === 0);
      const next = open.find(({ kind }) => kind === 'speaker') ?? open[0];
      if (next) return [{ plane: 'camera', kind: 'frame', personId: next.personId }];
      return [{ plane: 'camera', kind: 'overview', afterMs: overviewAfterMs }];
    }
    case 'MeetingAdjourned':
    case 'ClosedSessionBegun':
    case 'MeetingClosed':
      return [{ plane: 'camera', kind: 'park' }];
    case 'MeetingOpened':
    case 'MeetingResumed':
    case 'ClosedSessionEnded':
      return [{ plane: 'camera', kind: 'overview', afterMs: 0 }];
    default:
      return [];
  }
}

const parks: readonly MeetingEvent['type'][] = ['MeetingAdjourned', 'ClosedSessionBegun', 'MeetingClosed'];
/** With these the next one is known: the camera goes there, or waits for their answer. */
const leads: readonly MeetingEvent['type'][] = ['FloorGranted', 'FloorResumed', 'FloorInvited'];

function recordOrders(event: MeetingEvent): RecordOrder[] {
  switch (event.type) {
    case 'FloorGranted':
      return [{ plane: 'record', kind: 'beginSpeech', personId: event.personId, itemId: event.itemId }];
    case 'FloorEnded':
      return [{ plane: 'record', kind: 'endSpeech', personId: event.personId, openMs: event.openMs }];
    case 'AgendaItemActivated':
      return [{ plane: 'record', kind: 'beginItem', itemId: event.itemId }];
    case 'MeetingAdjourned':
    case 'MeetingResumed':
    case 'ClosedSessionBegun':
    case 'ClosedSessionEnded':
      return [{ plane: 'record', kind: 'split' }];
    default:
      return [];
  }
}

/** Of equal orders the first is enough: they were decided in one breath. */
function withoutRepeats(orders: readonly Order[]): Order[] {
  const seen = new Set<string>();
  return orders.filter((order) => {
    const key = JSON.stringify(order);
    return !seen.has(key) && seen.add(key);
  });
}
