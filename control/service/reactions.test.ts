import { expect, it } from 'vitest';
import type { PauseCause, Speaker } from '../domain/floor.ts';
import type { PersonId } from '../domain/ids.ts';
import type { MeetingEvent } from '../domain/meeting-state.ts';
import { reactTo } from './reactions.ts';

type Fact = { type: MeetingEvent['type']; [field: string]: unknown };
/** Who has the floor after the facts, `paused` ones in silence. */
type After = { speaking?: string[]; paused?: string[]; chair?: string };

const endpoint = { id: 'e1', kind: 'personal', role: 'delegate', label: '', siteId: null, personIds: ['lan'] };
const granted = { type: 'FloorGranted', personId: 'lan', kind: 'speaker', itemId: 'i1' } as const;
const ended = { type: 'FloorEnded', personId: 'lan', cause: 'withdrawn', openMs: 7 } as const;
const settle = (personId: string) => ({ plane: 'sfu', kind: 'settleMicrophonesOfPerson', personId });
const settleAll = { plane: 'sfu', kind: 'settleMicrophones' };
const settleDevice = { plane: 'sfu', kind: 'settleMicrophone', endpointId: 'e1' };
const endPeer = { plane: 'sfu', kind: 'endPeer', endpointId: 'e1' };
const settlePictures = { plane: 'sfu', kind: 'settlePictures' };
const frame = (personId: string) => ({ plane: 'camera', kind: 'frame', personId });
const overview = (afterMs: number) => ({ plane: 'camera', kind: 'overview', afterMs });
const park = { plane: 'camera', kind: 'park' };
const split = { plane: 'record', kind: 'split' };
const beginSpeech = (personId: string) => ({ plane: 'record', kind: 'beginSpeech', personId, itemId: 'i1' });
const endSpeech = (personId: string) => ({ plane: 'record', kind: 'endSpeech', personId, openMs: 7 });

const table: [what: string, facts: Fact[], after: After, orders: object[]][] = [
  ['a grant', [granted], { speaking: ['lan'] }, [settle('lan'), frame('lan'), beginSpeech('lan')]],
  [
    'a grant that silences nobody but is silent itself: the chair has priority',
    [granted, { type: 'FloorPaused', personId: 'lan', cause: 'chairPriority' }],
    { paused: ['lan'], chair: 'mai' },
    [settle('lan'), beginSpeech('lan')],
  ],
  ['an end with nobody next', [ended], {}, [settle('lan'), overview(3_000), endSpeech('lan')]],
  [
    'an end while another goes on',
    [ended],
    { speaking: ['minh'], chair: 'mai' },
    [settle('lan'), frame('minh'), endSpeech('lan')],
  ],
  ['an end that leaves the chair', [ended], { chair: 'mai' }, [settle('lan'), frame('mai'), endSpeech('lan')]],
  [
    'a change of speaker: the camera goes straight to the next',
    [ended, { ...granted, personId: 'minh' }],
    { speaking: ['minh'] },
    [settle('lan'), endSpeech('lan'), settle('minh'), frame('minh'), beginSpeech('minh')],
  ],
  [
    'an end with somebody invited',
    [ended, { type: 'FloorInvited', personId: 'minh', expiresAt: 1 }],
    {},
    [settle('lan'), endSpeech('lan')],
  ],
  [
    'a point of order interrupts',
    [
      { ...granted, personId: 'minh' },
      { type: 'FloorPaused', personId: 'lan', cause: 'pointOfOrder' },
    ],
    { speaking: ['minh'], paused: ['lan'] },
    [settle('minh'), frame('minh'), beginSpeech('minh'), settle('lan')],
  ],
  [
    'a point of order is over',
    [
      { ...ended, personId: 'minh' },
      { type: 'FloorResumed', personId: 'lan', cause: 'pointOfOrder' },
    ],
    { speaking: ['lan'] },
    [settle('minh'), endSpeech('minh'), settle('lan'), frame('lan')],
  ],
  ['a site lost', [{ type: 'FloorPaused', personId: 'lan', cause: 'siteLost' }], { paused: ['lan'] }, [settle('lan')]],
  [
    'a site back',
    [{ type: 'FloorResumed', personId: 'lan', cause: 'siteLost' }],
    { speaking: ['lan'] },
    [settle('lan'), frame('lan')],
  ],
  [
    'a site back while another cause is left',
    [{ type: 'FloorResumed', personId: 'lan', cause: 'siteLost' }],
    { paused: ['lan'] },
    [settle('lan')],
  ],
  ['a mode, whose surplus ends by facts of their own', [{ type: 'FloorModeSet', itemId: 'i1', mode: {} }], {}, []],
  [
    'an item',
    [{ type: 'AgendaItemActivated', itemId: 'i2' }],
    {},
    [{ plane: 'record', kind: 'beginItem', itemId: 'i2' }],
  ],
  ['a recess', [ended, { type: 'MeetingAdjourned' }], {}, [settle('lan'), endSpeech('lan'), settleAll, park, split]],
  ['the end of a recess', [{ type: 'MeetingResumed' }], {}, [overview(0), split]],
  [
    'a closed session',
    [ended, { type: 'ClosedSessionBegun' }, { type: 'EndpointLeft', endpointId: 'e1', cause: 'closedSession' }],
    {},
    [settle('lan'), endSpeech('lan'), settleAll, park, split, endPeer],
  ],
  ['the end of a closed session', [{ type: 'ClosedSessionEnded' }], {}, [overview(0), split]],
  ['another acting chair', [{ type: 'ActingChairChanged', personId: 'minh', cause: 'lost' }], {}, []],
  ['another role', [{ type: 'ParticipantChanged', profile: { personId: 'lan' } }], {}, [settle('lan')]],
  ['a device that comes', [{ type: 'EndpointJoined', endpoint }], {}, [settleDevice]],
  ['a person at a device', [{ type: 'EndpointPersonAttached', endpointId: 'e1', personId: 'lan' }], {}, [settleDevice]],
  [
    'a person who leaves one',
    [{ type: 'EndpointPersonDetached', endpointId: 'e1', personId: 'lan' }],
    {},
    [settleDevice],
  ],
  ['a device that is lost', [{ type: 'EndpointLeft', endpointId: 'e1', cause: 'lost' }], {}, [endPeer]],
  ['a device that is put out', [{ type: 'EndpointRemoved', endpoint, reason: null }], {}, [endPeer]],
  ['a large picture', [{ type: 'SpotlightSet', endpointId: 'e1' }], {}, [settlePictures]],
  ['the opening', [{ type: 'MeetingOpened' }], {}, [overview(0)]],
  ['the close', [{ type: 'MeetingClosed' }], {}, [{ plane: 'sfu', kind: 'closeRoom' }, park]],
  ['a meeting cancelled', [{ type: 'MeetingCancelled', reason: 'bão' }], {}, [{ plane: 'sfu', kind: 'closeRoom' }]],
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
  ).map((type): (typeof table)[number] => [type, [{ type, personId: 'lan' }], {}, []]),
];

it.each(table)('orders of the planes what follows from %s', (_what, facts, after, orders) => {
  expect(reactTo(facts as unknown as MeetingEvent[], { speakers: speakersOf(after) })).toEqual(orders);
});

function speakersOf({ speaking = [], paused = [], chair }: After): Speaker[] {
  const speaker = (id: string, kind: Speaker['kind'], pausedBy: PauseCause[] = []) =>
    ({ personId: id as PersonId, kind, pausedBy }) as unknown as Speaker;
  return [
    ...(chair ? [speaker(chair, 'chair')] : []),
    ...paused.map((id) => speaker(id, 'speaker', ['chair'])),
    ...speaking.map((id) => speaker(id, 'speaker')),
  ];
}
