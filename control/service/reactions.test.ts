import { expect, it } from 'vitest';
import type { MeetingEvent } from '../domain/meeting-state.ts';
import type { Order } from './orders.ts';
import { reactTo } from './reactions.ts';

const endpoint = { id: 'e1', kind: 'personal', role: 'delegate', label: '', siteId: null, personIds: ['lan'] };
const settlePerson = { plane: 'sfu', kind: 'settleMicrophonesOfPerson', personId: 'lan' };
const settleDevice = { plane: 'sfu', kind: 'settleMicrophone', endpointId: 'e1' };

const table: [event: { type: MeetingEvent['type']; [field: string]: unknown }, orders: object[]][] = [
  [{ type: 'FloorGranted', personId: 'lan', kind: 'speaker', itemId: null }, [settlePerson]],
  [{ type: 'FloorEnded', personId: 'lan', cause: 'withdrawn', openMs: 1 }, [settlePerson]],
  [{ type: 'ParticipantChanged', profile: { personId: 'lan' } }, [settlePerson]],
  [{ type: 'EndpointJoined', endpoint }, [settleDevice]],
  [{ type: 'EndpointPersonAttached', endpointId: 'e1', personId: 'lan' }, [settleDevice]],
  [{ type: 'EndpointPersonDetached', endpointId: 'e1', personId: 'lan' }, [settleDevice]],
  [{ type: 'EndpointLeft', endpointId: 'e1', cause: 'lost' }, [{ plane: 'sfu', kind: 'endPeer', endpointId: 'e1' }]],
  [{ type: 'MeetingClosed' }, [{ plane: 'sfu', kind: 'closeRoom' }]],
  [{ type: 'MeetingCancelled', reason: 'bão' }, [{ plane: 'sfu', kind: 'closeRoom' }]],
  [{ type: 'FloorRequested', personId: 'lan' }, []],
  [{ type: 'FloorInvited', personId: 'lan', expiresAt: 1 }, []],
  [{ type: 'FloorInvitationEnded', personId: 'lan', cause: 'expired' }, []],
  [{ type: 'MeetingAdjourned' }, []],
  [{ type: 'AgendaItemActivated', itemId: 'item' }, []],
  [{ type: 'ParticipantRemoved', personId: 'lan' }, []],
  [{ type: 'AttendanceMarked', personId: 'lan', mark: { status: 'left' } }, []],
];

it.each(table)('orders of the planes what follows from %o', (event, orders) => {
  expect(reactTo(event as unknown as MeetingEvent)).toEqual(orders as Order[]);
});
