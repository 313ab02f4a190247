import { expect, it } from 'vitest';
import { canSteerInMotion, isReckonedBetween, isSlow, poseBoundMs, rungOf, walkingSkewMs } from './calibration.ts';
import { cameraProfiles, standardCamera } from './twin/profiles.ts';

it('takes the best way of driving that a camera allows', () => {
  const rungs = Object.fromEntries(cameraProfiles.map(({ name, capabilities }) => [name, rungOf(capabilities)]));
  expect(rungs).toMatchObject({
    standard: 'absoluteWithFeedback',
    movingForEver: 'absoluteWithFeedback',
    relativeOnly: 'fovWithFeedback',
    noPosition: 'absoluteBlind',
    continuousOnly: 'continuousBlind',
    presetsOnly: 'presetsOnly',
  });
  const nothing = { absolute: false, relativeFov: false, continuous: false, presets: false };
  expect(rungOf({ ...standardCamera.capabilities, ...nothing })).toBeNull();
  expect(rungOf({ ...standardCamera.capabilities, canPanTilt: false })).toBe('presetsOnly');
});

it('steers while the camera moves only when the moment of exposure is known to 60 ms', () => {
  const known = {
    rung: 'absoluteWithFeedback',
    videoLatencyMs: 250,
    skewBoundMs: 60,
    commandDelayMs: 90,
    panTilt: { speedPerS: 60, accelerationPerS2: 180 },
    zoomDoublingsPerS: 1.5,
  } as const;
  expect(canSteerInMotion(known)).toBe(true);
  expect(canSteerInMotion({ ...known, skewBoundMs: 61 })).toBe(false);
  expect(canSteerInMotion({ ...known, rung: 'fovWithFeedback' })).toBe(false);
  expect([poseBoundMs(known), poseBoundMs({ ...known, rung: 'absoluteBlind' })]).toEqual([60, 80]);
});

it('reckons between what a camera says only where its answers are what takes long', () => {
  const late = {
    rung: 'absoluteWithFeedback',
    videoLatencyMs: 250,
    skewBoundMs: 105,
    commandDelayMs: 230,
    panTilt: { speedPerS: 60, accelerationPerS2: 180 },
    zoomDoublingsPerS: 1.5,
  } as const;
  expect([isReckonedBetween(late), walkingSkewMs(late)]).toEqual([false, 105]);
  expect([isReckonedBetween({ ...late, callMs: 300 }), walkingSkewMs({ ...late, callMs: 300 })]).toEqual([true, 60]);
  expect(isReckonedBetween({ ...late, callMs: 300, rung: 'fovWithFeedback' })).toBe(false);
  expect(isReckonedBetween({ ...late, callMs: 20, skewBoundMs: 35 })).toBe(false);
  expect([20, 300, 1_000].map((callMs) => isSlow({ ...late, callMs }))).toEqual([false, false, true]);
});
