import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { FaceSighting } from '../face-source.ts';
import type { FaceEngine } from '../faces/face-engine.ts';
import { openFaceEngine } from '../faces/open-face-engine.ts';
import { framingRules, targetPoint } from '../framing.ts';
import { heightInPicture, project, widthsBetween } from '../geometry.ts';
import { CameraModel } from './camera-model.ts';
import { standardCamera } from './profiles.ts';
import { SeededRandom } from './random.ts';
import { RenderedFaces } from './rendered-faces.ts';
import { councilSeats, planOf, seatedPeople } from './rooms.ts';
import { TwinRoom } from './twin-room.ts';
import { VirtualClock } from './virtual-clock.ts';
import { headAt, type World } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });

const size = { width: 64, height: 36 };

function slowEngine(): FaceEngine {
  return {
    name: 'ort',
    sizes: { tracking: size, overview: size },
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
  const speaker = people.find(({ personId }) => personId === 'person-b5');
  let worst = 0;
  await room.run(5_000, 100, (atMs) => {
    const head = speaker && headAt(world, speaker, atMs);
    const { view } = room.model.stateAt(atMs);
    const point = head && project(head, view);
    if (!head || !point) throw new Error('The speaker is behind the camera.');
    const part = heightInPicture(head.heightDegrees, view.horizontalFovDegrees);
    worst = Math.max(worst, widthsBetween(point, targetPoint(framingRules, part, 0)));
    expect(part).toBeGreaterThan(0.1);
  });
  expect(worst).toBeLessThan(0.075);
  await room.close();
});
