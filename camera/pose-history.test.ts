import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PoseHistory, ReckonedPose } from './pose-history.ts';
import type { Pose } from './ptz-driver.ts';
import { planTo, stateIn } from './trapezoid.ts';

const pan = (panDegrees: number): Pose => ({ panDegrees, tiltDegrees: 0, horizontalFovDegrees: 30 });
const limits = { speedPerS: 60, accelerationPerS2: 180 };

function given(target: number, everyMs: number) {
  const history = new PoseHistory(90);
  const plan = planTo({ position: 0, velocityPerS: 0 }, target, limits, 1_090);
  history.noteOrder(pan(target), 1_000);
  for (let atMs = 0; atMs <= 4_000; atMs += everyMs) {
    history.add({ pose: pan(stateIn(plan, atMs).position), atMs, isMoving: null });
  }
  return { history, plan };
}

it('knows the pose of a moment between two readings to a fifth of a degree', () => {
  fc.assert(
    fc.property(fc.integer({ min: -90, max: 90 }), fc.integer({ min: 10, max: 3_900 }), (target, atMs) => {
      const { history, plan } = given(target, 66);
      expect(Math.abs((history.at(atMs)?.panDegrees ?? 99) - stateIn(plan, atMs).position)).toBeLessThan(0.2);
    }),
  );
});

it('says that the camera stood still only when it did', () => {
  const { history } = given(30, 66);
  expect(history.isStillBetween(400, 900)).toBe(true);
  // The order is given and its motion has not begun: soon it will.
  expect(history.isStillBetween(1_010, 1_060)).toBe(false);
  expect(history.isStillBetween(1_200, 1_400)).toBe(false);
  expect(history.isStillBetween(2_400, 2_800)).toBe(true);
});

it('does not guess far beyond the last reading of a motion', () => {
  const history = new PoseHistory(90);
  history.add({ pose: pan(0), atMs: 0, isMoving: true });
  history.add({ pose: pan(6), atMs: 100, isMoving: true });
  expect(history.at(150)?.panDegrees).toBeCloseTo(9, 6);
  expect(history.at(400)).toBeNull();
});

it('takes no reading that is older than the last', () => {
  const history = new PoseHistory(90);
  history.add({ pose: pan(5), atMs: 100, isMoving: false });
  history.add({ pose: pan(9), atMs: 50, isMoving: false });
  expect(history.latest()?.pose.panDegrees).toBe(5);
});

it('reckons with the speeds of the camera where it reports nothing', () => {
  const reckoned = new ReckonedPose({ pan: limits, tilt: limits, zoomDoublingsPerS: 1.5 }, 100, pan(0));
  reckoned.noteOrder(pan(60), 0);
  expect(reckoned.at(100)?.panDegrees).toBe(0);
  expect(reckoned.at(1_000)?.panDegrees).toBeGreaterThan(20);
  expect(reckoned.isStillBetween(1_000, 1_100)).toBe(false);
  expect(reckoned.at(1_500)?.panDegrees).toBe(60);
  expect(reckoned.isStillBetween(1_450, 2_000)).toBe(true);
  // It was away, and may have turned meanwhile.
  reckoned.noteAway(10_000);
  expect(reckoned.at(11_000)).toBeNull();
  expect(reckoned.at(13_100)?.panDegrees).toBe(60);
});
