import { describe, expect, it } from 'vitest';
import type { Calibration } from './calibration.ts';
import { PoseHistory, ReckonedPose } from './pose-history.ts';
import type { Pose, PtzCapabilities } from './ptz-driver.ts';
import { type DriveCommand, Steering } from './steering.ts';
import { cameraProfiles } from './twin/profiles.ts';

const panTilt = { speedPerS: 60, accelerationPerS2: 180 };
const calibration: Calibration = {
  rung: 'fovWithFeedback',
  videoLatencyMs: 250,
  skewBoundMs: 35,
  commandDelayMs: 90,
  panTilt,
  zoomDoublingsPerS: 1.5,
};

const capabilitiesOf = (name: string): PtzCapabilities => {
  const profile = cameraProfiles.find((one) => one.name === name);
  if (!profile) throw new Error(`There is no profile "${name}".`);
  return profile.capabilities;
};

const pose = (panDegrees: number, horizontalFovDegrees = 40): Pose => ({
  panDegrees,
  tiltDegrees: 0,
  horizontalFovDegrees,
});

const atOnce = () => ({ freeAtMs: 0, callMs: 0 });

/** A camera that stands at a pose, as it reported from one time to another. */
function standsAt(history: PoseHistory, at: Pose, fromMs: number, untilMs: number): void {
  for (let atMs = fromMs; atMs <= untilMs; atMs += 50) history.add({ pose: at, atMs, isMoving: null });
}

describe('a camera that moves by parts of the picture', () => {
  function given() {
    const history = new PoseHistory(calibration.commandDelayMs);
    standsAt(history, pose(0), 0, 1_000);
    return { history, steering: new Steering(calibration, capabilitiesOf('relativeOnly'), history, atOnce) };
  }

  it('reckons at every zoom with the lens that one move showed it to assume', () => {
    const { history, steering } = given();
    expect(steering.correct(pose(4), 0.5, 900, 1_000)).toEqual({ type: 'moveByFov', right: 0.1, up: 0 });
    // A tenth of 63 degrees, not of 40.
    standsAt(history, pose(6.3), 1_500, 2_000);
    const back = steering.correct(pose(0), 0.5, 1_900, 2_000);
    expect(back).toMatchObject({ type: 'moveByFov', right: expect.closeTo(-0.1, 3) });
    standsAt(history, pose(0, 20), 2_500, 3_000);
    const near = steering.correct(pose(6.3, 20), 0.5, 2_900, 3_000);
    expect(near).toMatchObject({ type: 'moveByFov', right: expect.closeTo(0.1, 3) });
  });

  it('leaps from view to view only once it has seen what such a move does, and from rest', () => {
    const { history, steering } = given();
    const leap = (panDegrees: number, nowMs: number) =>
      steering.leap((horizontalFovDegrees) => pose(panDegrees, horizontalFovDegrees), nowMs);
    expect(leap(20, 1_000)).toBeNull();
    steering.correct(pose(4), 0.5, 900, 1_000);
    standsAt(history, pose(4), 1_500, 2_000);
    steering.correct(pose(4), 0.5, 1_900, 2_000);
    expect(leap(20, 2_000)).toMatchObject({ type: 'moveByFov', right: expect.closeTo(0.4, 3) });
    standsAt(history, pose(20), 2_500, 3_000);
    // Farther than one width of the view.
    expect(leap(70, 3_000)).toBeNull();
    history.add({ pose: pose(21), atMs: 3_050, isMoving: null });
    expect(leap(25, 3_060)).toBeNull();
  });

  it('goes as fast as whoever walks, and stops when they do', () => {
    const { history, steering } = given();
    const walking = (ms: number) => pose((8 * (ms - 1_000)) / 1_000);
    const command = steering.follow(walking, 0.5, 900, 1_000);
    // What it is behind by is made good in about 0.3 s.
    expect(command).toMatchObject({ type: 'velocity', speed: { pan: expect.closeTo((8 * 1.3) / 60, 2), zoom: 0 } });
    history.add({ pose: pose(0.4), atMs: 1_150, isMoving: null });
    expect(steering.correct(pose(1), 0.5, 1_000, 1_200)).toEqual({ type: 'stop' });
  });
});

describe('a camera whose orders take a third of a second', () => {
  const slow: Calibration = { ...calibration, rung: 'absoluteWithFeedback', callMs: 300, commandDelayMs: 230 };
  const walking = (ms: number) => pose((8 * (ms - 1_000)) / 1_000);

  function given(freeAtMs: number) {
    const history = new PoseHistory(slow.commandDelayMs);
    standsAt(history, pose(0), 0, 1_000);
    return new Steering(slow, capabilitiesOf('call300'), history, () => ({ freeAtMs, callMs: 300 }));
  }

  it('gets none while one is under way that a newer picture could still improve', () => {
    expect(given(1_200).follow(walking, 0.5, 900, 1_000)).toBeNull();
  });

  it('is told where to be once the order has gone out and come, and to go on until the next one can', () => {
    const atOnceCommand = given(1_000).follow(walking, 0.5, 900, 1_000);
    const later = given(1_090).follow(walking, 0.5, 900, 1_000);
    // 0.23 s to come, and half a second to be level: the next one is no sooner.
    const speedAfter = (waitS: number) => (8 * (waitS + 0.23 + 0.5)) / 0.5 / panTilt.speedPerS;
    expect(atOnceCommand).toMatchObject({
      type: 'velocity',
      speed: { pan: expect.closeTo(speedAfter(0), 3) },
      forMs: 700,
    });
    expect(later).toMatchObject({ type: 'velocity', speed: { pan: expect.closeTo(speedAfter(0.09), 3) } });
  });
});

describe('a camera that says nothing and has one speed', () => {
  const blind: Calibration = { ...calibration, rung: 'continuousBlind' };

  /** Follows somebody for three seconds, a picture every 100 ms. */
  function followed(degreesPerS: number) {
    const limits = { pan: panTilt, tilt: panTilt, zoomDoublingsPerS: 1.5 };
    const reckoned = new ReckonedPose(limits, blind.commandDelayMs, pose(0));
    const steering = new Steering(blind, capabilitiesOf('continuousOnly'), reckoned, atOnce);
    const walking = (ms: number) => pose((degreesPerS * (ms - 1_000)) / 1_000);
    const commands: DriveCommand[] = [];
    const errors: number[] = [];
    for (let nowMs = 1_000; nowMs <= 4_000; nowMs += 100) {
      const command = steering.follow(walking, 0.5, nowMs - 250, nowMs);
      if (command) commands.push(command);
      const at = reckoned.at(nowMs);
      if (at && nowMs > 1_600) errors.push(Math.abs(at.panDegrees - walking(nowMs).panDegrees));
    }
    return { commands, errors };
  }

  it('keeps up in short runs at full speed, each begun as the one before ends', () => {
    const { commands, errors } = followed(8);
    expect(commands.length).toBeGreaterThan(9);
    for (const command of commands) expect(command).toMatchObject({ type: 'velocity', speed: { pan: 1, tilt: 0 } });
    expect(Math.max(...errors)).toBeLessThan(1.3);
  });

  it('makes no run for what is less than its gate', () => {
    expect(followed(0.1).commands).toEqual([]);
  });
});
