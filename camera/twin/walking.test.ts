/** Somebody who walks before cameras that take no poses, or take their time. */
import { expect, it } from 'vitest';
import { framingRules, targetPoint } from '../framing.ts';
import { clamp, heightInPicture, project, widthsBetween } from '../geometry.ts';
import { cameraProfiles } from './profiles.ts';
import { SeededRandom } from './random.ts';
import { councilSeats, planOf, seatedPeople } from './rooms.ts';
import { TwinRoom } from './twin-room.ts';
import { headAt, type PersonStep, type WorldPerson } from './world.ts';

const walkerId = 'person-a3';
const firstStepMs = 9_000;
const lastStepMs = 16_200;
const steps: PersonStep[] = [
  { atMs: 5_000, do: 'stand' },
  { atMs: firstStepMs, do: 'walk', toYawDegrees: 18, degreesPerS: 8 },
  { atMs: 13_000, do: 'walk', toYawDegrees: -10, degreesPerS: 8 },
];

function roomOf(name: string, seed: number, script = steps): { room: TwinRoom; walker: WorldPerson } {
  const profile = cameraProfiles.find((one) => one.name === name);
  if (!profile) throw new Error(`There is no profile "${name}".`);
  const random = new SeededRandom(seed);
  const people = seatedPeople(councilSeats, random)
    .filter((_, index) => index % 4 === 2)
    .map((person) => (person.personId === walkerId ? { ...person, steps: script } : person));
  const walker = people.find(({ personId }) => personId === walkerId);
  if (!walker) throw new Error('Nobody walks.');
  const world = { seats: councilSeats, people };
  const plan = planOf(world, profile.capabilities.limits, random);
  const holders = [{ seatId: walker.seatId, personId: walkerId }];
  const meeting = [{ atMs: 3_000, event: { type: 'floor', holders, next: null } as const }];
  return { room: TwinRoom.open({ world, plan, profile, videoLatencyMs: 250, seed, meeting }), walker };
}

/** While they walk: the mean distance of the face from its point after a second and a half of each way, and how often it was seen. */
async function watch({ room, walker }: ReturnType<typeof roomOf>) {
  const errors: number[] = [];
  const widths: number[] = [];
  let [looks, seen] = [0, 0];
  await room.clock.runUntil(firstStepMs);
  await room.run(lastStepMs, 40, (atMs) => {
    const head = headAt(room.settings.world, walker, atMs);
    const { view } = room.model.stateAt(atMs);
    const point = head && project(head, view);
    looks += 1;
    if (!head || !point) return;
    if (point.x > 0 && point.x < 1 && point.y > 0 && point.y < 1) seen += 1;
    const sinceMs = atMs - (atMs < 13_000 ? firstStepMs : 13_000);
    if (!head.isWalking || sinceMs < 1_500) return;
    const lead = clamp((atMs < 13_000 ? 8 : -8) / 4, -1, 1);
    const part = heightInPicture(head.heightDegrees, view.horizontalFovDegrees);
    errors.push(widthsBetween(point, targetPoint(framingRules, part, lead)));
    widths.push(view.horizontalFovDegrees);
  });
  await room.close();
  const error = errors.reduce((sum, one) => sum + one, 0) / errors.length;
  return { error, inFrame: seen / looks, narrowest: Math.min(...widths) };
}

it.each([
  ['relativeOnly', 0.025],
  ['relativeOnlyFixedLens', 0.025],
  ['continuousOnly', 0.035],
  ['dropsCalls', 0.03],
  ['answersLate', 0.035],
  ['call300', 0.07],
] as const)('stays in their place with the camera "%s"', async (name, limit) => {
  for (const seed of [1, 2, 3]) {
    const { error, inFrame } = await watch(roomOf(name, seed));
    expect(error).toBeLessThan(limit);
    expect(inFrame).toBe(1);
  }
});

it('is shown with the whole room by a camera that takes a second for each order', async () => {
  for (const seed of [1, 2, 3]) {
    const { room, walker } = roomOf('call1000', seed);
    await room.clock.runUntil(14_000);
    expect(room.model.stateAt(14_000).view.horizontalFovDegrees).toBeGreaterThan(60);
    const { inFrame } = await watch({ room, walker });
    expect(inFrame).toBeGreaterThan(0.95);
  }
});

it('is shown with the whole room by a camera that knows presets alone, and nearer again at the seat', async () => {
  for (const seed of [1, 2, 3]) {
    const { room, walker } = roomOf('presetsOnly', seed);
    const { inFrame, narrowest } = await watch({ room, walker });
    expect(inFrame).toBeGreaterThan(0.98);
    expect(narrowest).toBeGreaterThan(60);
  }
  const { room } = roomOf('presetsOnly', 4);
  await room.clock.runUntil(26_000);
  expect(room.model.stateAt(26_000).view.horizontalFovDegrees).toBeLessThan(50);
  await room.close();
});

it.each(['relativeOnly', 'continuousOnly'])(
  'stands by whoever stops before another face, with the camera "%s"',
  async (name) => {
    // Person b4 sits at five degrees, behind whoever stops there.
    const stopping: PersonStep[] = [
      { atMs: 5_000, do: 'stand' },
      { atMs: firstStepMs, do: 'walk', toYawDegrees: 5, degreesPerS: 8 },
    ];
    for (const seed of [1, 2, 3, 4]) {
      const { room, walker } = roomOf(name, seed, stopping);
      let farthest = 0;
      await room.clock.runUntil(firstStepMs);
      await room.run(17_000, 50, (atMs) => {
        const head = headAt(room.settings.world, walker, atMs);
        const { panDegrees } = room.model.stateAt(atMs).view;
        if (head) farthest = Math.max(farthest, panDegrees - head.yawDegrees);
      });
      expect(farthest).toBeLessThan(9);
      await room.close();
    }
  },
);

it('shows the whole room again by steps where there are neither poses nor presets', async () => {
  const { room } = roomOf('relativeOnly', 4);
  const profile = {
    ...room.settings.profile,
    capabilities: { ...room.settings.profile.capabilities, presets: false },
  };
  await room.close();
  const { meeting = [], plan } = room.settings;
  const ended = { atMs: 20_000, event: { type: 'floor', holders: [], next: null } as const };
  const stepped = TwinRoom.open({ ...room.settings, profile, meeting: [...meeting, ended] });
  await stepped.clock.runUntil(19_000);
  expect(stepped.model.stateAt(19_000).view.horizontalFovDegrees).toBeLessThan(45);
  await stepped.clock.runUntil(45_000);
  const { view } = stepped.model.stateAt(45_000);
  const { pose } = plan.overview;
  expect(Math.abs(view.panDegrees - (pose?.panDegrees ?? 0))).toBeLessThan(1.5);
  expect(view.horizontalFovDegrees / (pose?.horizontalFovDegrees ?? 0)).toBeGreaterThan(0.85);
  await stepped.close();
});
