import { beforeEach, describe, expect, it } from 'vitest';
import type { Calibration } from './calibration.ts';
import { Parking } from './parking.ts';
import type { Pose, PtzCapabilities } from './ptz-driver.ts';
import { standardCamera } from './twin/profiles.ts';

const wall: Pose = { panDegrees: 150, tiltDegrees: 10, horizontalFovDegrees: 30 };
const people: Pose = { panDegrees: 10, tiltDegrees: -5, horizontalFovDegrees: 30 };
const calibration: Calibration = {
  rung: 'absoluteWithFeedback',
  videoLatencyMs: 250,
  skewBoundMs: 50,
  commandDelayMs: 100,
  panTilt: { speedPerS: 60, accelerationPerS2: 180 },
  zoomDoublingsPerS: 1,
};
/** Delay of the picture, what it may be off by, and the margin. */
const settleMs = 250 + 50 + 1_000;
const plan = { seats: [], overview: { pose: people, presetToken: null }, wall: { pose: wall, presetToken: null } };

function parkingOf(changes: Partial<PtzCapabilities> = {}, isWallStored = true): Parking {
  const capabilities = { ...standardCamera.capabilities, ...changes };
  return new Parking({ plan: { ...plan, isWallStored }, calibration, capabilities });
}

describe('a camera that says where it looks', () => {
  let parking: Parking;
  /** It says the same every 100 ms. */
  const says = (pose: Pose, fromMs: number, toMs: number, isMoving: boolean | null = null) => {
    for (let atMs = fromMs; atMs <= toMs; atMs += 100) parking.noteReading({ pose, atMs, isMoving });
  };
  const order = (atMs: number) => {
    parking.begin();
    parking.noteOutcome(parking.round, true, atMs);
  };
  beforeEach(() => {
    parking = parkingOf();
  });

  it('is parked once it has stood there for as long as pictures take to arrive', () => {
    order(0);
    says(people, 100, 900);
    says(wall, 1_000, 1_000 + settleMs - 100);
    expect(parking.isParkedAt(1_000 + settleMs - 100)).toBe(false);
    says(wall, 1_000 + settleMs, 1_000 + settleMs);
    expect(parking.isParkedAt(1_000 + settleMs)).toBe(true);
  });

  it('is not while it passes by, zooms, or says that it moves', () => {
    order(0);
    says(wall, 100, 1_000);
    says({ ...wall, panDegrees: 155 }, 1_100, 1_100);
    says(wall, 1_200, 2_400);
    expect(parking.isParkedAt(2_400)).toBe(false);
    says({ ...wall, horizontalFovDegrees: 60 }, 2_500, 5_000);
    expect(parking.isParkedAt(5_000)).toBe(false);
    says(wall, 5_100, 8_000, true);
    expect(parking.isParkedAt(8_000)).toBe(false);
  });

  it('is not before it took the order, nor by an answer to an order of before, nor by one that it refused', () => {
    parking.begin();
    const before = parking.round;
    says(wall, 0, 5_000);
    expect(parking.isParkedAt(5_000)).toBe(false);
    parking.begin();
    parking.noteOutcome(before, true, 5_000);
    parking.noteOutcome(parking.round, false, 5_000);
    says(wall, 5_000, 10_000);
    expect(parking.isParkedAt(10_000)).toBe(false);
  });

  it('is not any more once it says nothing, turns away, or is sent elsewhere', () => {
    order(0);
    says(wall, 100, 2_000);
    expect([2_000, 4_400, 4_600].map((atMs) => parking.isParkedAt(atMs))).toEqual([true, true, false]);
    says(wall, 5_000, 5_000);
    expect(parking.isParkedAt(5_000)).toBe(true);
    says(people, 5_100, 5_100);
    expect(parking.isParkedAt(5_100)).toBe(false);
    says(wall, 5_200, 8_000);
    expect(parking.isParkedAt(8_000)).toBe(true);
    parking.end();
    expect(parking.isParkedAt(8_000)).toBe(false);
  });

  it('never is where nobody stored what the wall is', () => {
    parking = parkingOf({}, false);
    order(0);
    says(wall, 100, 60_000);
    expect(parking.isParkedAt(60_000)).toBe(false);
  });
});

describe('a camera that says nothing', () => {
  it('is parked once it took the order and had time to come from the other end of its range', () => {
    const parking = parkingOf({ hasPosition: false });
    parking.begin();
    expect(parking.isParkedAt(60_000)).toBe(false);
    parking.noteOutcome(parking.round, true, 60_000);
    const moveMs = 100 + 1.25 * 1_000 * (340 / 60 + 60 / 180);
    const readyMs = 60_000 + moveMs + settleMs;
    expect([readyMs - 10, readyMs + 10].map((atMs) => parking.isParkedAt(atMs))).toEqual([false, true]);
    parking.noteOutcome(parking.round, false, readyMs);
    expect(parking.isParkedAt(readyMs + 10)).toBe(false);
  });

  it('never is by steps that nobody watches', () => {
    const parking = parkingOf({ hasPosition: false, absolute: false });
    parking.begin();
    parking.noteOutcome(parking.round, true, 0);
    expect(parking.isParkedAt(600_000)).toBe(false);
  });
});
