import { expect, it } from 'vitest';
import { atRest, OrderedSpeeds, speedsBetween } from './following.ts';

const pose = { panDegrees: 5, tiltDegrees: -2, horizontalFovDegrees: 40 };
const walking = { pan: 8, tilt: 0, doublings: 0 };

function given(ordered = walking) {
  const speeds = new OrderedSpeeds(100);
  for (let atMs = 0; atMs <= 1_000; atMs += 100) speeds.note(ordered, atMs, 400);
  return speeds;
}

it('knows how far the speeds that were ordered bring a camera, and when they end', () => {
  const speeds = given({ pan: 8, tilt: -1, doublings: 1 });
  const after = speeds.poseAfter(pose, 1_000, 3_000);
  // From the order of 1 s on it turns until 1.5 s.
  expect(after.panDegrees).toBeCloseTo(5 + 8 * 0.5);
  expect(after.tiltDegrees).toBeCloseTo(-2 - 0.5);
  expect(after.horizontalFovDegrees).toBeCloseTo(40 / 2 ** 0.5);
  expect([speeds.isRunning(1_200), speeds.isRunning(1_600)]).toEqual([true, false]);
  speeds.note(atRest, 1_100, 0);
  expect(speeds.isRunning(1_200)).toBe(false);
  expect(speeds.poseAfter(pose, 1_000, 3_000).panDegrees).toBeCloseTo(5 + 8 * 0.2);
});

it('leads from one pose to another in the time that is given', () => {
  const to = { panDegrees: 8, tiltDegrees: -5, horizontalFovDegrees: 20 };
  expect(speedsBetween(pose, to, 500)).toEqual({ pan: 6, tilt: -6, doublings: 2 });
});

it('learns how much faster a camera goes than it is told', () => {
  const speeds = given();
  for (let atMs = 700; atMs <= 3_000; atMs += 100) {
    speeds.note(walking, atMs, 400);
    // One and a half times as fast, of what is told after what was learned.
    speeds.learn((8 * 1.5) / speeds.gain, atMs);
  }
  expect(speeds.gain).toBeGreaterThan(1.4);
  expect(speeds.gain).toBeLessThan(1.6);
  expect(speeds.areHeeded).toBe(true);
});

it('sees that a camera heeds no speeds, but not from a move that was none at a speed', () => {
  const travelling = given();
  travelling.note(atRest, 1_100, 0);
  travelling.learn(60, 1_300);
  expect(travelling.areHeeded).toBe(true);
  const unheeding = given();
  unheeding.learn(60, 1_000);
  expect(unheeding.areHeeded).toBe(false);
});
