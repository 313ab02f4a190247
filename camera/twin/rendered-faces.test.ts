import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { FaceSighting } from '../face-source.ts';
import type { FaceEngine } from '../faces/face-engine.ts';
import { openFaceEngine } from '../faces/open-face-engine.ts';
import { framingRules, targetPoint } from '../framing.ts';
import { heightInPicture, project, widthsBetween } from '../geometry.ts';
import { axesOf, CameraModel } from './camera-model.ts';
import { TwinPicture } from './picture.ts';
import { standardCamera } from './profiles.ts';
import { SeededRandom } from './random.ts';
import { RenderedFaces } from './rendered-faces.ts';
import { councilSeats, planOf, seatedPeople } from './rooms.ts';
import { TwinRoom } from './twin-room.ts';
import { VirtualClock } from './virtual-clock.ts';
import { headAt, type World } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });

const size = { width: 64, height: 36 };
const hiding = [
  { atMs: 6_000, do: 'hide' },
  { atMs: 11_000, do: 'show' },
] as const;

function slowEngine(): FaceEngine {
  return {
    name: 'ort',
    sizes: { tracking: size, overview: size },
    precision: 'float32',
    isReady: true,
    detect: async () => {
      await wait(30);
      return [];
    },
    landmarks: async () => [],
    describe: async () => new Float32Array(128),
    close: async () => undefined,
  };
}

/** How far a person's face is from its point, in parts of the picture's width. */
function missOf({ settings, model }: TwinRoom, personId: string, atMs: number): number {
  const { world } = settings;
  const person = world.people.find((one) => one.personId === personId);
  const head = person && headAt(world, person, atMs);
  const { view } = model.stateAt(atMs);
  const point = head && project(head, view);
  if (!head || !point) throw new Error('The speaker is behind the camera.');
  const part = heightInPicture(head.heightDegrees, view.horizontalFovDegrees);
  expect(part).toBeGreaterThan(0.1);
  return widthsBetween(point, targetPoint(framingRules, part, 0));
}

test('virtual time waits for an engine that is slower than the video is late', async () => {
  const clock = new VirtualClock();
  const random = new SeededRandom(1);
  const world: World = { seats: councilSeats, people: [] };
  const model = new CameraModel(standardCamera.body);
  const faces = new RenderedFaces({ clock, world, model, random, videoLatencyMs: 100, engine: slowEngine(), rate: 50 });
  const seen: FaceSighting[] = [];
  faces.watch((sighting) => void seen.push(sighting));
  await clock.runUntil(1_000);
  await faces.close();
  expect(seen.length).toBeGreaterThan(40);
  for (const [index, { arrivedAtMs }] of seen.entries()) {
    expect(Math.abs(arrivedAtMs - index * 20 - 100)).toBeLessThan(60);
  }
});

test('what a real engine finds on drawn pictures is enough to frame whoever has the floor', async () => {
  const { engine } = await openFaceEngine({ engine: 'ort' });
  onTestFinished(() => engine.close());
  const random = new SeededRandom(3);
  const people = seatedPeople(councilSeats, random);
  const world: World = { seats: councilSeats, people };
  const holders = [{ seatId: 'seat-b5', personId: 'person-b5' }];
  const room = TwinRoom.open({
    world,
    plan: planOf(world, standardCamera.capabilities.limits, random),
    profile: standardCamera,
    videoLatencyMs: 250,
    seed: 3,
    meeting: [{ atMs: 300, event: { type: 'floor', holders, next: null } }],
    facesFrom: (parts) => new RenderedFaces({ ...parts, engine }),
  });
  await room.clock.runUntil(4_000);
  let worst = 0;
  await room.run(5_000, 100, (atMs) => {
    worst = Math.max(worst, missOf(room, 'person-b5', atMs));
  });
  expect(worst).toBeLessThan(0.075);
  await room.close();
});

test('a portrait on the wall beside the speaker is seen, and taken for nobody', async () => {
  const { engine } = await openFaceEngine({ engine: 'ort' });
  onTestFinished(() => engine.close());
  const random = new SeededRandom(4);
  const portraits = [{ yawDegrees: 3.6, pitchDegrees: 1.5, distanceM: 6 }];
  const people = seatedPeople(councilSeats, random).map((person) =>
    person.personId === 'person-a4' ? { ...person, steps: hiding } : person,
  );
  const world: World = { seats: councilSeats, people, portraits };
  const bare = await TwinPicture.open({ seats: [], people: [], portraits }, 1);
  const near = new CameraModel(
    standardCamera.body,
    axesOf({ panDegrees: 0, tiltDegrees: 0, horizontalFovDegrees: 24 }),
  );
  expect(await engine.detect(bare.renderAt(0, near.stateAt(0), engine.sizes.tracking))).toHaveLength(1);
  const holders = [{ seatId: 'seat-a4', personId: 'person-a4' }];
  const room = TwinRoom.open({
    world,
    plan: planOf(world, standardCamera.capabilities.limits, random),
    profile: standardCamera,
    videoLatencyMs: 250,
    seed: 4,
    meeting: [{ atMs: 300, event: { type: 'floor', holders, next: null } }],
    facesFrom: (parts) => new RenderedFaces({ ...parts, engine }),
  });
  const missAt = (atMs: number) => missOf(room, 'person-a4', atMs);
  await room.clock.runUntil(4_000);
  const misses: number[] = [];
  await room.run(6_000, 100, (atMs) => void misses.push(missAt(atMs)));
  expect(Math.max(...misses)).toBeLessThan(0.075);
  // Behind a paper: whose face is left is somebody else's.
  await room.clock.runUntil(10_500);
  expect(room.automation.state.shot?.kind).toBe('overview');
  await room.clock.runUntil(16_500);
  expect(missAt(16_500)).toBeLessThan(0.075);
  await room.close();
});
