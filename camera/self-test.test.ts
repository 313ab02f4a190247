import { expect, it } from 'vitest';
import type { PictureWatch } from './observed-move.ts';
import { selfTest } from './self-test.ts';
import { CameraModel } from './twin/camera-model.ts';
import { type CameraProfile, cameraProfiles, standardCamera } from './twin/profiles.ts';
import { SeededRandom } from './twin/random.ts';
import { TwinDriver } from './twin/twin-driver.ts';
import { VirtualClock } from './twin/virtual-clock.ts';
import { fovAt } from './twin/zoom-table.ts';

const profileOf = (name: string) => cameraProfiles.find((profile) => profile.name === name) ?? standardCamera;

async function tested(profile: CameraProfile, pictureOf?: (model: CameraModel, clock: VirtualClock) => PictureWatch) {
  const clock = new VirtualClock();
  const model = new CameraModel(profile.body, { pan: 5, tilt: 2, zoom: 0.2 });
  const driver = new TwinDriver({ clock, model, profile, random: new SeededRandom(5) });
  const picture = pictureOf?.(model, clock);
  const test = selfTest(driver, { clock, ...(picture && { picture }) });
  let isDone = false;
  test
    .finally(() => {
      isDone = true;
    })
    .catch(() => undefined);
  while (!isDone && clock.nowMs() < 120_000) await clock.runUntil(clock.nowMs() + 20);
  const result = await test;
  await clock.runUntil(clock.nowMs() + 5_000);
  return { result, view: model.stateAt(clock.nowMs()).view };
}

/** Sees the model's view as late as a video would. */
function pictureOf(latencyMs: number) {
  return (model: CameraModel, clock: VirtualClock): PictureWatch => {
    let markMs = 0;
    return {
      async mark() {
        markMs = clock.nowMs();
      },
      async shift() {
        const [before, now] = [model.stateAt(markMs).view, model.stateAt(clock.nowMs()).view];
        const tan = (degrees: number) => Math.tan((degrees * Math.PI) / 180);
        return tan(now.panDegrees - before.panDegrees) / (2 * tan(now.horizontalFovDegrees / 2));
      },
      motionBeganMs() {
        const before = model.stateAt(markMs).view.panDegrees;
        for (let atMs = markMs; atMs < clock.nowMs(); atMs += 20) {
          if (Math.abs(model.stateAt(atMs).view.panDegrees - before) > 0.15) return atMs + latencyMs;
        }
        return null;
      },
    };
  };
}

it('finds that a camera does what it announces, how late and how fast, and leaves it as it was', async () => {
  const { result, view } = await tested(standardCamera);
  expect(result.rung).toBe('absoluteWithFeedback');
  expect(result.capabilities).toEqual(standardCamera.capabilities);
  const { calibration } = result;
  expect(calibration?.callMs).toBe(standardCamera.callMs);
  expect(calibration?.commandDelayMs).toBeGreaterThan(60);
  expect(calibration?.commandDelayMs).toBeLessThan(260);
  expect(calibration?.panTilt.speedPerS).toBeGreaterThan(52);
  expect(calibration?.panTilt.speedPerS).toBeLessThan(68);
  expect(calibration?.panTilt.accelerationPerS2).toBeGreaterThan(90);
  expect(calibration?.zoomDoublingsPerS).toBeGreaterThan(0.7);
  // Without a picture its clock is not trusted.
  expect(calibration?.skewBoundMs).toBeGreaterThan(60);
  expect(view.panDegrees).toBeCloseTo(5, 0);
  expect(view.horizontalFovDegrees).toBeCloseTo(43, 0);
});

it.each([
  ['relativeOnly', 'fovWithFeedback'],
  ['noPosition', 'absoluteBlind'],
  ['continuousOnly', 'continuousBlind'],
  ['presetsOnly', 'presetsOnly'],
] as const)('chooses the way of driving that is left (%s: %s)', async (name, rung) => {
  expect((await tested(profileOf(name))).result.rung).toBe(rung);
});

it('strikes out what is announced and refused, and what goes elsewhere', async () => {
  expect((await tested(profileOf('relativeRefused'))).result.capabilities.relativeFov).toBe(false);
  expect((await tested(profileOf('relativeOnlyFixedLens'))).result.rung).toBe('continuousBlind');
  const refused = { ...standardCamera, quirks: { ...standardCamera.quirks, refuses: ['moveTo'] as const } };
  expect((await tested(refused)).result.rung).toBe('fovWithFeedback');
});

it('measures the delay of the video and the lens where there is a picture', async () => {
  const { result } = await tested(standardCamera, pictureOf(250));
  expect(result.calibration?.videoLatencyMs).toBeGreaterThan(170);
  expect(result.calibration?.videoLatencyMs).toBeLessThan(310);
  expect(result.calibration?.skewBoundMs).toBeLessThanOrEqual(80);
  const slow = await tested(profileOf('call300'), pictureOf(250));
  expect(slow.result.calibration?.callMs).toBe(300);
  // However alike its answers are, when in between it read its motors nobody knows.
  expect(slow.result.calibration?.skewBoundMs).toBeGreaterThan(90);
  expect(result.lens).toHaveLength(5);
  for (const [zoom, fov] of result.lens ?? []) expect(fov / fovAt(zoom)).toBeCloseTo(1, 1);
});

/** A picture that is later by so much at each move, counted from 1. */
function unevenPicture(laterMs: (move: number) => number) {
  return (model: CameraModel, clock: VirtualClock): PictureWatch => {
    const watch = pictureOf(250)(model, clock);
    let moves = 0;
    return {
      ...watch,
      motionBeganMs() {
        moves += 1;
        const beganMs = watch.motionBeganMs();
        return beganMs === null ? null : beganMs + laterMs(moves);
      },
    };
  };
}

it('does not take a camera for slow because of one busy moment', async () => {
  const picture = unevenPicture((move) => (move === 2 ? 400 : 0));
  const { calibration } = (await tested(standardCamera, picture)).result;
  expect(calibration?.videoLatencyMs).toBeLessThan(310);
  expect(calibration?.skewBoundMs).toBeLessThanOrEqual(80);
});

it('does not trust a picture that is late by more and by less each time', async () => {
  const picture = unevenPicture((move) => (move % 3) * 150);
  expect((await tested(standardCamera, picture)).result.calibration?.skewBoundMs).toBeGreaterThan(100);
});
