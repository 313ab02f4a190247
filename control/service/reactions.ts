/** From a fact to the orders that follow from it (floor.md, Reactions). Pure: a table in code, tested as one. */
import type { MeetingEvent } from '../domain/meeting-state.ts';
import type { Order } from './orders.ts';

export function reactTo(event: MeetingEvent): Order[] {
  switch (event.type) {
    case 'FloorGranted':
    case 'FloorEnded':
      return [{ plane: 'sfu', kind: 'settleMicrophonesOfPerson', personId: event.personId }];
    case 'ParticipantChanged':
      return [{ plane: 'sfu', kind: 'settleMicrophonesOfPerson', personId: event.profile.personId }];
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
