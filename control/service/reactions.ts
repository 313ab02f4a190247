/**
 * From facts to the orders that follow from them (floor.md, Reactions). Pure: a table in code, tested as one. Displays,
 * cameras and minutes need no orders: they follow from the views and the record.
 */
import type { MeetingEvent } from '../domain/meeting-state.ts';
import type { Order, RecordOrder } from './orders.ts';

export function reactTo(events: readonly MeetingEvent[]): Order[] {
  return withoutRepeats(events.flatMap((event) => [...mediaOrders(event), ...recordOrders(event)]));
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
