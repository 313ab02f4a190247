import { expect, it } from 'vitest';
import type { MeetingEvent } from '../domain/meeting-state.ts';
import { reactTo } from './reactions.ts';

type Fact = { type: MeetingEvent['type']; [field: string]: unknown };

const endpoint = { id: 'e1', kind: 'personal', role: 'delegate', label: '', siteId: null, personIds: ['lan'] };
const granted = { type: 'FloorGranted', personId: 'lan', kind: 'speaker', itemId: 'i1' } as const;
const ended = { type: 'FloorEnded', personId: 'lan', cause: 'withdrawn', openMs: 7 } as const;
const settle = (personId: string) => ({ plane: 'sfu', kind: 'settleMicrophonesOfPerson', personId });
const settleAll = { plane: 'sfu', kind: 'settleMicrophones' };
const settleDevice = { plane: 'sfu', kind: 'settleMicrophone', endpointId: 'e1' };
const endPeer = { plane: 'sfu', kind: 'endPeer', endpointId: 'e1' };
const settlePictures = { plane: 'sfu', kind: 'settlePictures' };
const split = { plane: 'record', kind: 'split' };
const beginSpeech = (personId: string) => ({ plane: 'record', kind: 'beginSpeech', personId, itemId: 'i1' });
const endSpeech = (personId: string) => ({ plane: 'record', kind: 'endSpeech', personId, openMs: 7 });

const table: [what: string, facts: Fact[], orders: object[]][] = [
  ['a grant', [granted], [settle('lan'), beginSpeech('lan')]],
  [
    'a grant that silences nobody but is silent itself: the chair has priority',
    [granted, { type: 'FloorPaused', personId: 'lan', cause: 'chairPriority' }],
    [settle('lan'), beginSpeech('lan')],
  ],
  ['an end', [ended], [settle('lan'), endSpeech('lan')]],
  [
    'a change of speaker',
    [ended, { ...granted, personId: 'minh' }],
    [settle('lan'), endSpeech('lan'), settle('minh'), beginSpeech('minh')],
  ],
  [
    'an end with somebody invited',
    [ended, { type: 'FloorInvited', personId: 'minh', expiresAt: 1 }],
    [settle('lan'), endSpeech('lan')],
  ],
  [
    'a point of order interrupts',
    [
      { ...granted, personId: 'minh' },
      { type: 'FloorPaused', personId: 'lan', cause: 'pointOfOrder' },
    ],
    [settle('minh'), beginSpeech('minh'), settle('lan')],
  ],
  [
    'a point of order is over',
    [
      { ...ended, personId: 'minh' },
      { type: 'FloorResumed', personId: 'lan', cause: 'pointOfOrder' },
    ],
    [settle('minh'), endSpeech('minh'), settle('lan')],
  ],
  ['a site lost', [{ type: 'FloorPaused', personId: 'lan', cause: 'siteLost' }], [settle('lan')]],
  ['a site back', [{ type: 'FloorResumed', personId: 'lan', cause: 'siteLost' }], [settle('lan')]],
  ['a mode, whose surplus ends by facts of their own', [{ type: 'FloorModeSet', itemId: 'i1', mode: {} }], []],
  ['an item', [{ type: 'AgendaItemActivated', itemId: 'i2' }], [{ plane: 'record', kind: 'beginItem', itemId: 'i2' }]],
  ['a recess', [ended, { type: 'MeetingAdjourned' }], [settle('lan'), endSpeech('lan'), settleAll, split]],
  ['the end of a recess', [{ type: 'MeetingResumed' }], [split]],
  [
    'a closed session',
    [ended, { type: 'ClosedSessionBegun' }, { type: 'EndpointLeft', endpointId: 'e1', cause: 'closedSession' }],
    [settle('lan'), endSpeech('lan'), settleAll, split, endPeer],
  ],
  ['the end of a closed session', [{ type: 'ClosedSessionEnded' }], [split]],
  ['another acting chair', [{ type: 'ActingChairChanged', personId: 'minh', cause: 'lost' }], []],
  ['another role', [{ type: 'ParticipantChanged', profile: { personId: 'lan' } }], [settle('lan')]],
  ['a device that comes', [{ type: 'EndpointJoined', endpoint }], [settleDevice]],
  ['a person at a device', [{ type: 'EndpointPersonAttached', endpointId: 'e1', personId: 'lan' }], [settleDevice]],
  ['a person who leaves one', [{ type: 'EndpointPersonDetached', endpointId: 'e1', personId: 'lan' }], [settleDevice]],
  ['a device that is lost', [{ type: 'EndpointLeft', endpointId: 'e1', cause: 'lost' }], [endPeer]],
  ['a device that is put out', [{ type: 'EndpointRemoved', endpoint, reason: null }], [endPeer]],
  ['a large picture', [{ type: 'SpotlightSet', endpointId: 'e1' }], [settlePictures]],
  ['the opening', [{ type: 'MeetingOpened' }], []],
  ['the close', [{ type: 'MeetingClosed' }], [{ plane: 'sfu', kind: 'closeRoom' }]],
  ['a meeting cancelled', [{ type: 'MeetingCancelled', reason: 'bão' }], [{ plane: 'sfu', kind: 'closeRoom' }]],
  ...(
    [
      'FloorRequested',
      'FloorInvited',
      'FloorInvitationEnded',
      'FloorExtended',
      'FloorTimeOver',
      'DisplaySceneSet',
      'DisplayNoticeShown',
      'MinutesWritten',
      'ParticipantRemoved',
      'AttendanceMarked',
    ] as const
  ).map((type): (typeof table)[number] => [type, [{ type, personId: 'lan' }], []]),
];

it.each(table)('orders of the planes what follows from %s', (_what, facts, orders) => {
  expect(reactTo(facts as unknown as MeetingEvent[])).toEqual(orders);
});
