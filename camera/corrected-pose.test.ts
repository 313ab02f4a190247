import { expect, it } from 'vitest';
import { CorrectedPose } from './corrected-pose.ts';
import type { Pose } from './ptz-driver.ts';

const limit = { speedPerS: 60, accelerationPerS2: 180 };
const limits = { pan: limit, tilt: limit, zoomDoublingsPerS: 1.5 };
const pose = (panDegrees: number): Pose => ({ panDegrees, tiltDegrees: 0, horizontalFovDegrees: 40 });

function given(isCautious = false) {
  const poses = new CorrectedPose({ limits, orderDelayMs: 230, callMs: 300, isCautious });
  const say = (panDegrees: number, atMs: number) => poses.add({ pose: pose(panDegrees), atMs, isMoving: null });
  say(0, 0);
  return { poses, say };
}

it('knows nothing before the camera has said where it looks', () => {
  const poses = new CorrectedPose({ limits, orderDelayMs: 230, callMs: 300, isCautious: false });
  expect(poses.at(0)).toBeNull();
  expect(poses.isStillBetween(-100, 0)).toBe(false);
});

it('goes with what was ordered, although what is said meanwhile is of the wrong moment', () => {
  const { poses, say } = given();
  poses.noteOrder({}, 1_000, { speeds: { pan: 8, tilt: 0, doublings: 0 }, forMs: 5_000 });
  const walked = (ms: number) => Math.max(0, (8 * (ms - 1_230)) / 1_000);
  let worst = 0;
  for (let index = 0; index < 50; index += 1) {
    const atMs = 1_300 + index * 70;
    // More than a tenth of a second too early or too late, in turn.
    say(walked(atMs + (index % 2 === 0 ? 130 : -130)), atMs);
    worst = Math.max(worst, Math.abs((poses.at(atMs)?.panDegrees ?? 0) - walked(atMs)));
  }
  expect(worst).toBeLessThan(0.7);
});

it('follows what is said where a camera is faster than it was taken to be', () => {
  const { poses, say } = given();
  poses.noteOrder({}, 1_000, { speeds: { pan: 8, tilt: 0, doublings: 0 }, forMs: 9_000 });
  const walked = (ms: number) => Math.max(0, (9.6 * (ms - 1_230)) / 1_000);
  for (let atMs = 1_300; atMs < 6_000; atMs += 70) say(walked(atMs), atMs);
  expect(Math.abs((poses.at(6_000)?.panDegrees ?? 0) - walked(6_000))).toBeLessThan(2);
});

it('believes at rest what the camera says, whatever it was told', () => {
  const { poses, say } = given();
  poses.noteOrder(pose(30), 1_000);
  for (let atMs = 1_100; atMs < 3_500; atMs += 100) say(0, atMs);
  expect(poses.at(3_500)?.panDegrees).toBeCloseTo(0, 1);
  poses.noteOrder(pose(20), 4_000);
  for (let atMs = 6_000; atMs < 6_500; atMs += 100) say(20, atMs);
  expect(poses.at(6_500)?.panDegrees).toBeCloseTo(20, 1);
});

it('takes a slow camera for still only where it says the same', () => {
  for (const isCautious of [false, true]) {
    const { poses, say } = given(isCautious);
    poses.noteOrder(pose(10), 4_000);
    for (let atMs = 4_300; atMs <= 7_000; atMs += 100) say(Math.min(10, (atMs - 4_300) / 200), atMs);
    expect(poses.isStillBetween(5_500, 5_900)).toBe(!isCautious);
    expect(poses.isStillBetween(6_500, 6_900)).toBe(true);
  }
});

it('begins anew after the camera was away', () => {
  const { poses, say } = given();
  poses.noteAway();
  expect(poses.at(1_000)).toBeNull();
  say(70, 1_100);
  expect(poses.at(1_200)?.panDegrees).toBe(70);
});
