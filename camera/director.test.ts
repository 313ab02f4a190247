import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { direct } from './director.ts';
import { type DirectorEvent, type DirectorState, newDirector, type RoomEvent, type Subject } from './director-state.ts';

const [an, binh, chi]: [Subject, Subject, Subject] = [
  { personId: 'an', seatId: 'seat-1' },
  { personId: 'binh', seatId: 'seat-2' },
  { personId: 'chi', seatId: 'seat-3' },
];

type Told = RoomEvent | { type: 'framed' | 'lost' | 'found'; personId: string } | { type: 'cameraLost' | 'cameraBack' };

const floor = (...holders: Subject[]): Told => ({ type: 'floor', holders, next: null });
const voice = (seatId: string | null, isSpeaking: boolean): Told => ({ type: 'voice', seatId, isSpeaking });
const drag: Told = { type: 'manual', command: { type: 'moveByPicture', right: 0.2, up: 0 } };

/** Plays events at their seconds, asks again whenever the director wanted to be asked, and writes down what it ordered. */
function play(
  events: readonly (readonly [atS: number, told: Told])[],
  hasOverviewCamera = false,
  untilS = 60,
): string[] {
  let state: DirectorState = newDirector(hasOverviewCamera);
  let wakeAtMs: number | null = null;
  const said: string[] = [];
  const take = (event: DirectorEvent) => {
    const result = direct(state, event);
    state = result.state;
    wakeAtMs = result.wakeAtMs;
    for (const order of result.orders) said.push(`${(event.atMs / 1000).toFixed(1)} ${nameOf(order)}`);
  };
  const sleepUntil = (atMs: number) => {
    while (wakeAtMs !== null && wakeAtMs < atMs) take({ type: 'time', atMs: wakeAtMs });
  };
  take({ type: 'time', atMs: 0 });
  for (const [atS, told] of events) {
    sleepUntil(atS * 1000);
    take({ ...told, atMs: atS * 1000 });
  }
  sleepUntil(untilS * 1000);
  return said.slice(1);
}

function nameOf(order: ReturnType<typeof direct>['orders'][number]): string {
  if (order.type === 'show') return `show ${order.camera}`;
  if (order.type === 'drive') return `drive ${order.command.type}`;
  const { shot } = order;
  const whom = shot.kind === 'person' ? ` ${shot.subject.personId}` : '';
  const search = shot.kind === 'overview' && shot.searched ? ` for ${shot.searched.personId}` : '';
  return `${shot.kind}${whom}${search}, ${order.reason}`;
}

describe('the floor', () => {
  it.each<[string, (readonly [number, Told])[], string[]]>([
    ['brings its holder into the picture at once', [[5, floor(an)]], ['5.0 person an, floor']],
    [
      'keeps the last shot for three seconds when nobody has it, then shows the room',
      [
        [5, floor(an)],
        [20, floor()],
      ],
      ['5.0 person an, floor', '23.0 overview, nobodyHasFloor'],
    ],
    [
      'goes from one to the next without the room between',
      [
        [5, floor(an)],
        [20, floor()],
        [21, floor(binh)],
      ],
      ['5.0 person an, floor', '21.0 person binh, floor'],
    ],
    [
      'takes the seat of whoever is next in place of the room',
      [
        [5, floor(an)],
        [20, { type: 'floor', holders: [], next: binh }],
      ],
      ['5.0 person an, floor', '23.0 person binh, next'],
    ],
    [
      'never changes a shot of a person within three seconds',
      [
        [5, floor(an)],
        [6, floor(binh)],
        [6.5, floor(chi)],
      ],
      ['5.0 person an, floor', '8.0 person chi, floor'],
    ],
  ])('%s', (_, events, orders) => {
    expect(play(events)).toEqual(orders);
  });
});

describe('voices', () => {
  it('move nothing without the floor, from the far end, or with one holder', () => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an)],
      [10, voice(null, true)],
      [12, voice('seat-2', true)],
      [16, voice('seat-2', false)],
      [17, voice(null, false)],
    ];
    expect(play(events)).toEqual(['5.0 person an, floor']);
  });

  it.each([
    ['a cough', 0.4, ['5.0 person binh, floor']],
    ['speech', 2, ['5.0 person binh, floor', '10.7 person an, voice']],
  ] as const)('of two with the floor: %s', (_, lengthS, orders) => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an, binh)],
      [10, voice('seat-1', true)],
      [10 + lengthS, voice('seat-1', false)],
    ];
    expect(play(events, false, 15)).toEqual(orders);
  });

  it('do not take the shot from somebody who still speaks', () => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an, binh)],
      [6, voice('seat-2', true)],
      [10, voice('seat-1', true)],
      [20, voice('seat-2', false)],
    ];
    expect(play(events, false, 25)).toEqual(['5.0 person binh, floor', '20.0 person an, voice']);
  });

  it('that go to and fro three times within ten seconds make a group', () => {
    const turns = [10, 12, 14, 16].flatMap((atS, index): (readonly [number, Told])[] => {
      const seatId = index % 2 === 0 ? 'seat-1' : 'seat-2';
      return [
        [atS, voice(seatId, true)],
        [atS + 1.5, voice(seatId, false)],
      ];
    });
    const said = play([[5, floor(an, binh)], ...turns], false, 20);
    expect(said.at(-1)).toMatch(/overview, severalVoices/);
  });

  it('that are still for ten seconds give way to the room', () => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an, binh)],
      [6, voice('seat-2', true)],
      [9, voice('seat-2', false)],
    ];
    expect(play(events)).toEqual(['5.0 person binh, floor', '19.0 overview, severalVoices']);
  });
});

describe('a lost face', () => {
  it('is looked for from the overview and shown again when it is found', () => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an)],
      [8, { type: 'framed', personId: 'an' }],
      [20, { type: 'lost', personId: 'an' }],
      [24, { type: 'found', personId: 'an' }],
    ];
    expect(play(events)).toEqual([
      '5.0 person an, floor',
      '20.0 overview for an, faceLost',
      '24.0 person an, faceFound',
    ]);
  });

  it('of somebody else is no news', () => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an)],
      [8, { type: 'lost', personId: 'binh' }],
    ];
    expect(play(events)).toEqual(['5.0 person an, floor']);
  });
});

describe('hands and walls', () => {
  it('lets whoever drives by hand win at once, for thirty seconds after their last command', () => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an)],
      [6, drag],
      [16, drag],
      [20, floor(binh)],
    ];
    expect(play(events)).toEqual([
      '5.0 person an, floor',
      '6.0 manual, manual',
      '6.0 drive moveByPicture',
      '16.0 drive moveByPicture',
      '46.0 person binh, manualEnded',
    ]);
  });

  it('goes back to automatic when it is told to', () => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an)],
      [6, drag],
      [9, { type: 'automatic' }],
    ];
    expect(play(events).at(-1)).toBe('9.0 person an, manualEnded');
  });

  it.each(['closedSession', 'recess', 'muted'] as const)(
    'looks at the wall at once while %s, also out of a hand',
    (reason) => {
      const events: (readonly [number, Told])[] = [
        [5, floor(an)],
        [6, drag],
        [7, { type: 'privacy', reason }],
        [8, floor(binh)],
        [20, { type: 'privacy', reason: null }],
      ];
      expect(play(events).slice(3)).toEqual(['7.0 wall, privacy', '20.0 person binh, floor']);
    },
  );
});

describe('with an overview camera', () => {
  it('shows no turning camera: the room is on air until the face stands', () => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an)],
      [6.2, { type: 'framed', personId: 'an' }],
      [20, floor(binh)],
      [21, { type: 'framed', personId: 'binh' }],
    ];
    expect(play(events, true, 22)).toEqual([
      '5.0 person an, floor',
      '6.2 show ptz',
      '20.0 show overview',
      '20.0 person binh, floor',
      '21.0 show ptz',
    ]);
  });

  it('shows the camera that says nothing of having arrived after five seconds', () => {
    expect(play([[5, floor(an)]], true)).toEqual(['5.0 person an, floor', '10.0 show ptz']);
  });

  it('stays with the room while the other camera is away, and orders anew when it is back', () => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an)],
      [6, { type: 'framed', personId: 'an' }],
      [10, { type: 'cameraLost' }],
      [30, { type: 'cameraBack' }],
      [31, { type: 'framed', personId: 'an' }],
    ];
    expect(play(events, true).slice(2)).toEqual(['10.0 show overview', '30.0 person an, cameraBack', '31.0 show ptz']);
  });

  it('goes on with one camera when the other is gone, and takes it up again when it is back', () => {
    const events: (readonly [number, Told])[] = [
      [5, floor(an)],
      [6, { type: 'overviewCamera', isThere: false }],
      [10, floor(binh)],
      [11, { type: 'overviewCamera', isThere: true }],
      [12, { type: 'framed', personId: 'binh' }],
      [20, { type: 'overviewCamera', isThere: false }],
      [21, { type: 'overviewCamera', isThere: true }],
      [22, floor()],
    ];
    expect(play(events, true, 26)).toEqual([
      '5.0 person an, floor',
      '6.0 show ptz',
      '10.0 person binh, floor',
      '11.0 show overview',
      '12.0 show ptz',
      '25.0 show overview',
      '25.0 overview, nobodyHasFloor',
    ]);
  });

  it('hides behind the wall of the camera that turns, never behind the room', () => {
    const events: (readonly [number, Told])[] = [
      [5, { type: 'privacy', reason: 'closedSession' }],
      [6, { type: 'cameraLost' }],
      [7, { type: 'overviewCamera', isThere: false }],
      [8, { type: 'overviewCamera', isThere: true }],
      [9, { type: 'privacy', reason: null }],
    ];
    expect(play(events, true, 10)).toEqual([
      '5.0 show ptz',
      '5.0 wall, privacy',
      '9.0 show overview',
      '9.0 overview, nobodyHasFloor',
    ]);
  });
});

it('keeps its promises over any course of events', () => {
  const subject = fc.constantFrom(an, binh, chi);
  const told: fc.Arbitrary<Told> = fc.oneof(
    fc.uniqueArray(subject, { maxLength: 3 }).map((holders) => floor(...holders)),
    fc.tuple(fc.constantFrom('seat-1', 'seat-2', null), fc.boolean()).map(([seatId, is]) => voice(seatId, is)),
    fc
      .tuple(fc.constantFrom('framed', 'lost', 'found'), subject)
      .map(([type, { personId }]): Told => ({ type, personId })),
    fc.constantFrom<Told>(
      drag,
      { type: 'automatic' },
      { type: 'privacy', reason: 'closedSession' },
      { type: 'privacy', reason: null },
      { type: 'cameraLost' },
      { type: 'cameraBack' },
      { type: 'overviewCamera', isThere: false },
      { type: 'overviewCamera', isThere: true },
    ),
  );
  const course = fc.array(fc.tuple(fc.integer({ min: 0, max: 5_000 }), told), { maxLength: 40 });
  fc.assert(
    fc.property(course, fc.boolean(), (steps, hasOverviewCamera) => {
      let state = newDirector(hasOverviewCamera);
      let atMs = 0;
      let personSinceMs: number | null = null;
      let person: string | null = null;
      for (const [pauseMs, event] of [[0, { type: 'automatic' }] as const, ...steps]) {
        atMs += pauseMs;
        const before = state;
        const result = direct(state, { ...event, atMs });
        state = result.state;
        const next = state.shot?.kind === 'person' ? state.shot.subject.personId : null;
        const isFloorChange = event.type !== 'cameraBack' && person !== null && next !== null && next !== person;
        if (isFloorChange && before.shot?.kind === 'person')
          expect(atMs - (personSinceMs ?? 0)).toBeGreaterThanOrEqual(3_000);
        if (next !== person) personSinceMs = atMs;
        person = next;
        if (state.privacy && state.manualUntilMs === null) expect(state.shot?.kind).toBe('wall');
        if (event.type === 'manual') expect(state.shot?.kind).toBe('manual');
        if (!state.hasOverviewCamera || state.privacy) expect(state.onAir).toBe('ptz');
        if (result.wakeAtMs !== null) expect(result.wakeAtMs).toBeGreaterThan(atMs);
      }
    }),
  );
});
