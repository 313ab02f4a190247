import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoomEvent } from '../director-state.ts';
import type { FaceSighting, FaceSource } from '../face-source.ts';
import { framingRules, targetPoint } from '../framing.ts';
import { heightInPicture, project, widthsBetween } from '../geometry.ts';
import { type CameraProfile, cameraProfiles, standardCamera, withFault } from './profiles.ts';
import { SeededRandom } from './random.ts';
import { councilSeats, planOf, seatedPeople } from './rooms.ts';
import { TwinFaces, type TwinFacesParts } from './twin-faces.ts';
import { TwinRoom, type TwinRoomSettings } from './twin-room.ts';
import { headAt, type PersonStep, type WorldSeat } from './world.ts';

type Meeting = TwinRoomSettings['meeting'];

function given(
  seed: number,
  meeting: Meeting,
  changes: Partial<TwinRoomSettings> & {
    steps?: Record<string, PersonStep[]>;
    seats?: readonly WorldSeat[];
    /** Faces without a seat of the plan. */
    posters?: readonly WorldSeat[];
  } = {},
): TwinRoom {
  const random = new SeededRandom(seed);
  const { seats = councilSeats, posters = [] } = changes;
  const people = seatedPeople([...seats, ...posters], random).map((person) => ({
    ...person,
    steps: changes.steps?.[person.personId] ?? [],
  }));
  const world = { seats: [...seats, ...posters], people };
  const { limits } = (changes.profile ?? standardCamera).capabilities;
  const plan = planOf({ seats, people: [] }, limits, random);
  return TwinRoom.open({ world, plan, profile: standardCamera, videoLatencyMs: 250, seed, meeting, ...changes });
}

const seat = (seatId: string) => ({ seatId, personId: seatId.replace('seat', 'person') });
const floor = (...seatIds: string[]): RoomEvent => ({ type: 'floor', holders: seatIds.map(seat), next: null });

/** As where a camera's picture is looked at in a small size. */
function describedFromNear(parts: TwinFacesParts): FaceSource {
  const faces = new TwinFaces(parts);
  return {
    watch: (see) =>
      faces.watch((sighting) => {
        const describe: FaceSighting['describe'] = async (box) => (box.height < 0.11 ? null : sighting.describe(box));
        see({ ...sighting, describe });
      }),
    close: () => faces.close(),
  };
}

/** How far a person's face is from its point, in parts of the picture's width. */
function errorOf(room: TwinRoom, personId: string, atMs: number): number {
  const { world } = room.settings;
  const person = world.people.find((one) => one.personId === personId);
  const head = person ? headAt(world, person, atMs) : null;
  const { view } = room.model.stateAt(atMs);
  const point = head ? project(head, view) : null;
  if (!head || !point) return 9;
  return widthsBetween(
    point,
    targetPoint(framingRules, heightInPicture(head.heightDegrees, view.horizontalFovDegrees), 0),
  );
}

async function worstBetween(room: TwinRoom, personId: string, fromMs: number, untilMs: number): Promise<number> {
  let worst = 0;
  await room.clock.runUntil(fromMs);
  await room.run(untilMs, 50, (atMs) => {
    worst = Math.max(worst, errorOf(room, personId, atMs));
  });
  return worst;
}

describe('a change of the floor', () => {
  it('comes to rest on the face without swinging, whatever the latency of the video', async () => {
    const seatId = fc.constantFrom(...councilSeats.map((one) => one.seatId));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 60, max: 650 }),
        seatId,
        seatId,
        fc.nat(9_999),
        async (latency, one, other, seed) => {
          const meeting = [
            { atMs: 2_000, event: floor(one) },
            { atMs: 9_000, event: floor(other) },
          ];
          const room = given(seed, meeting, { videoLatencyMs: latency });
          let turns = 0;
          let direction = 0;
          await room.run(16_000, 20, (atMs) => {
            const { pan } = room.model.stateAt(atMs).speedPerS;
            if (atMs < 9_000 || Math.abs(pan) < 6) return;
            if (direction !== 0 && Math.sign(pan) !== direction) turns += 1;
            direction = Math.sign(pan);
          });
          expect(turns).toBeLessThanOrEqual(2);
          expect(await worstBetween(room, seat(other).personId, 16_000, 18_000)).toBeLessThan(0.075);
          await room.close();
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  it.each(cameraProfiles.map(({ name }) => name).filter((name) => name !== 'presetsOnly'))(
    'frames the speaker with the camera "%s"',
    async (name) => {
      const profile = cameraProfiles.find((one) => one.name === name) ?? standardCamera;
      const meeting = [
        { atMs: 3_000, event: floor('seat-a2') },
        { atMs: 12_000, event: floor('seat-b5') },
      ];
      const room = given(11, meeting, { profile });
      expect(await worstBetween(room, 'person-b5', 21_000, 24_000)).toBeLessThan(0.1);
      await room.close();
    },
  );
});

describe('a room', () => {
  it('looks at the wall while it is muted, and at no face', async () => {
    const meeting: Meeting = [
      { atMs: 3_000, event: floor('seat-a4') },
      { atMs: 9_000, event: { type: 'privacy', reason: 'muted' } },
    ];
    const room = given(2, meeting);
    await room.clock.runUntil(15_000);
    const { view } = room.model.stateAt(15_000);
    expect(view.panDegrees).toBeCloseTo(room.settings.plan.wall.pose?.panDegrees ?? 0, 0);
    const commands = room.log.filter((entry) => entry.type === 'command' && entry.atMs > 12_000);
    expect(commands).toEqual([]);
    await room.close();
  });

  it('follows a hand at once and takes over again after thirty seconds', async () => {
    const meeting: Meeting = [
      { atMs: 3_000, event: floor('seat-a4') },
      { atMs: 8_000, event: { type: 'manual', command: { type: 'pose', pose: { panDegrees: -60 } } } },
      { atMs: 9_000, event: floor('seat-a5') },
    ];
    const room = given(4, meeting);
    await room.clock.runUntil(37_000);
    expect(room.model.stateAt(37_000).view.panDegrees).toBeCloseTo(-60, 0);
    expect(await worstBetween(room, 'person-a5', 42_000, 44_000)).toBeLessThan(0.075);
    await room.close();
  });

  it('writes down every command with what came of it', async () => {
    const room = given(5, [{ atMs: 3_000, event: floor('seat-a1') }], {
      profile: withFault(standardCamera, { kind: 'silent', atMs: 4_000, forMs: 6_000 }),
    });
    await room.clock.runUntil(20_000);
    const commands = room.log.filter((entry) => entry.type === 'command').map(({ commandId }) => commandId);
    const outcomes = room.log.filter((entry) => entry.type === 'outcome').map(({ commandId }) => commandId);
    expect(outcomes.toSorted((one, other) => one - other)).toEqual(commands);
    await room.close();
  });

  it('finds the same person again who comes out of hiding elsewhere', async () => {
    const steps: PersonStep[] = [
      { atMs: 12_000, do: 'hide' },
      { atMs: 12_000, do: 'stand' },
      { atMs: 12_000, do: 'walk', toYawDegrees: 12, degreesPerS: 8 },
      { atMs: 17_000, do: 'show' },
    ];
    const room = given(6, [{ atMs: 3_000, event: floor('seat-b2') }], { steps: { 'person-b2': steps } });
    await room.clock.runUntil(16_500);
    expect(room.automation.state.shot?.kind).toBe('overview');
    expect(await worstBetween(room, 'person-b2', 22_000, 24_000)).toBeLessThan(0.075);
    await room.close();
  });

  it('finds somebody at their seat again whose face is too small in the view of the room to be recognised', async () => {
    const steps: PersonStep[] = [
      { atMs: 12_000, do: 'hide' },
      { atMs: 17_000, do: 'show' },
    ];
    const meeting = [{ atMs: 3_000, event: floor('seat-b2') }];
    const room = given(6, meeting, { steps: { 'person-b2': steps }, facesFrom: describedFromNear });
    await room.clock.runUntil(16_500);
    expect(room.automation.state.shot?.kind).toBe('overview');
    expect(await worstBetween(room, 'person-b2', 23_000, 25_000)).toBeLessThan(0.075);
    await room.close();
  });

  it('comes back by itself after the camera restarted in the middle of a move', async () => {
    const profile: CameraProfile = withFault(standardCamera, { kind: 'reboot', atMs: 9_400, forMs: 20_000 });
    const meeting = [
      { atMs: 3_000, event: floor('seat-a1') },
      { atMs: 9_000, event: floor('seat-a7') },
    ];
    const room = given(8, meeting, { profile });
    await room.clock.runUntil(20_000);
    expect(room.automation.state.isCameraUp).toBe(false);
    expect(await worstBetween(room, 'person-a7', 34_000, 36_000)).toBeLessThan(0.075);
    await room.close();
  });

  it('stays with the overview in an empty room, and does not wander', async () => {
    const leave = Object.fromEntries(
      councilSeats.map(({ seatId }) => [seat(seatId).personId, [{ atMs: 0, do: 'leave' } as const]]),
    );
    const room = given(9, [{ atMs: 3_000, event: floor('seat-a3') }], { steps: leave });
    await room.clock.runUntil(40_000);
    expect(room.automation.state.shot?.kind).toBe('overview');
    expect(room.log.filter((entry) => entry.type === 'command').length).toBeLessThan(6);
    await room.close();
  });

  it('frames the right one of sixty people', async () => {
    const seats = Array.from({ length: 60 }, (_, index): WorldSeat => {
      const [row, column] = [Math.floor(index / 12), index % 12];
      const yawDegrees = -30 + column * 5.4 + (row % 2) * 2.7;
      return { seatId: `seat-${index}`, yawDegrees, pitchDegrees: -9 + row * 3.2, distanceM: 4.5 + row * 1.1 };
    });
    const meeting = [
      { atMs: 3_000, event: floor('seat-7') },
      { atMs: 10_000, event: floor('seat-40') },
    ];
    const room = given(12, meeting, { seats });
    expect(await worstBetween(room, 'person-7', 7_000, 9_000)).toBeLessThan(0.075);
    expect(await worstBetween(room, 'person-40', 14_000, 16_000)).toBeLessThan(0.075);
    await room.close();
  });

  it('is not taken in by a face on a poster beside the speaker', async () => {
    const posters = [{ seatId: 'seat-poster', yawDegrees: 3.5, pitchDegrees: -1.5, distanceM: 6 }];
    const room = given(13, [{ atMs: 3_000, event: floor('seat-a4') }], { posters });
    expect(await worstBetween(room, 'person-a4', 7_000, 20_000)).toBeLessThan(0.075);
    await room.close();
  });

  it('runs the same again from the same seed', async () => {
    const logs = [];
    for (let run = 0; run < 2; run += 1) {
      const room = given(10, [{ atMs: 3_000, event: floor('seat-a3') }]);
      await room.clock.runUntil(9_000);
      logs.push(JSON.stringify(room.log));
      await room.close();
    }
    expect(logs[0]).toBe(logs[1]);
  });
});
