import { expect, it } from 'vitest';
import { CameraModel } from './camera-model.ts';
import { type CameraProfile, cameraProfiles, standardCamera, withFault } from './profiles.ts';
import { SeededRandom } from './random.ts';
import { TwinDriver } from './twin-driver.ts';
import { VirtualClock } from './virtual-clock.ts';

function given(profile: CameraProfile = standardCamera) {
  const clock = new VirtualClock();
  const model = new CameraModel(profile.body);
  return { clock, model, driver: new TwinDriver({ clock, model, profile, random: new SeededRandom(3) }) };
}

const profileOf = (name: string) => cameraProfiles.find((profile) => profile.name === name) ?? standardCamera;

it('lets the newest waiting order win and says so to the one that was overtaken', async () => {
  const { clock, model, driver } = given();
  const outcomes = Promise.all([10, 20, 30].map((panDegrees) => driver.moveTo({ panDegrees })));
  await clock.runUntil(3_000);
  expect(await outcomes).toEqual([true, false, true]);
  expect(model.stateAt(3_000).motors.pan).toBe(30);
});

it('leaves alone what a move does not name', async () => {
  const { clock, model, driver } = given();
  void driver.moveTo({ panDegrees: 10, tiltDegrees: 5, horizontalFovDegrees: 20 });
  await clock.runUntil(3_000);
  void driver.moveTo({ panDegrees: -10 });
  await clock.runUntil(6_000);
  const { view } = model.stateAt(6_000);
  expect(view.horizontalFovDegrees).toBeCloseTo(20, 6);
  expect(view.tiltDegrees).toBeCloseTo(5, 0);
});

it('stops by itself a motion whose time the camera ignores', async () => {
  const { clock, model, driver } = given(profileOf('timeoutIgnored'));
  void driver.velocity({ pan: 1, tilt: 0, zoom: 0 }, 400);
  await clock.runUntil(1_000);
  expect(model.stateAt(1_000).isMoving).toBe(false);
});

it('gives up a camera that hangs within three seconds, and refuses with words', async () => {
  const { clock, driver } = given(withFault(standardCamera, { kind: 'silent', atMs: 0, forMs: 10_000 }));
  const hung = driver.moveTo({ panDegrees: 10 }).catch((error: { reason: string }) => error.reason);
  await clock.runUntil(2_499);
  expect(await Promise.race([hung, Promise.resolve('waits')])).toBe('waits');
  await clock.runUntil(2_501);
  expect(await hung).toBe('TIMED_OUT');
  const locked = given(withFault(standardCamera, { kind: 'unauthorized', atMs: 0, forMs: 10_000 }));
  const refused = locked.driver.pose().catch((error: { reason: string }) => error.reason);
  await locked.clock.runUntil(100);
  expect(await refused).toBe('WRONG_PASSWORD');
});

it('says nothing of a position that the camera does not have', async () => {
  const { driver } = given(profileOf('noPosition'));
  expect(await driver.pose()).toBeNull();
});

it('loses its way in a restart and comes back at its home', async () => {
  const { clock, model, driver } = given(withFault(standardCamera, { kind: 'reboot', atMs: 500, forMs: 5_000 }));
  void driver.moveTo({ panDegrees: 60 });
  await clock.runUntil(2_000);
  const stopped = model.stateAt(2_000).motors.pan;
  expect(stopped).toBeGreaterThan(5);
  expect(stopped).toBeLessThan(40);
  await clock.runUntil(8_000);
  expect(model.stateAt(8_000).motors.pan).toBe(0);
});
