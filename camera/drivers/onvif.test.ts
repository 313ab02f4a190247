import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { selfTest } from '../self-test.ts';
import { CameraModel } from '../twin/camera-model.ts';
import { OnvifTwin } from '../twin/onvif/onvif-twin.ts';
import { type CameraFault, cameraProfiles, fixedCamera, standardCamera, wireProfiles } from '../twin/profiles.ts';
import { SeededRandom } from '../twin/random.ts';
import { WallClock } from '../wall-clock.ts';
import { OnvifDriver } from './onvif.ts';

const credentials = { username: 'operator', password: 'mat-khau-1' };
const clock = new WallClock();
const opened: { close(): Promise<void> }[] = [];
/** Three seconds are what is promised; a busy machine may add to them, and what hangs takes a minute. */
const soonMs = 10_000;

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const profileOf = (name: string) =>
  [...cameraProfiles, ...wireProfiles, fixedCamera].find((profile) => profile.name === name) ?? standardCamera;

async function startTwin(name = 'standard', port = 0) {
  const profile = profileOf(name);
  const model = new CameraModel(profile.body);
  const streamUri = 'rtsp://127.0.0.1:8554/live';
  const twin = await OnvifTwin.start({
    clock,
    model,
    profile,
    random: new SeededRandom(3),
    credentials,
    port,
    streamUri,
  });
  opened.push(twin);
  return { twin, model };
}

async function given(name = 'standard') {
  const { twin, model } = await startTwin(name);
  const driver = await OnvifDriver.connect({ host: twin.host, port: twin.port, ...credentials });
  opened.push(driver);
  const suffer = (kind: CameraFault['kind'], forMs: number) => twin.camera.suffer({ kind, atMs: clock.nowMs(), forMs });
  return { twin, model, driver, suffer };
}

async function timed(promise: Promise<unknown>) {
  const startMs = clock.nowMs();
  const reason = await promise.then(
    () => 'none',
    (error: { reason?: string }) => error.reason,
  );
  return { reason, tookMs: clock.nowMs() - startMs };
}

/** As a tracker asks: again and again, whatever happens. Answers how long that took. */
async function untilPose(driver: OnvifDriver, withinMs: number): Promise<number> {
  const startMs = clock.nowMs();
  while (clock.nowMs() - startMs < withinMs) {
    const reading = await driver.pose().catch(() => null);
    if (reading) return clock.nowMs() - startMs;
    await clock.delay(50);
  }
  return Number.POSITIVE_INFINITY;
}

describe('connecting', { concurrent: false }, () => {
  it.each(['standard', 'digestOnly', 'call300'])('takes a wrong password for an error at once (%s)', async (name) => {
    const { twin } = await startTwin(name);
    const wrong = OnvifDriver.connect({ host: twin.host, port: twin.port, ...credentials, password: 'khac' });
    const { reason, tookMs } = await timed(wrong);
    expect(reason).toBe('WRONG_PASSWORD');
    expect(tookMs).toBeLessThan(soonMs);
  });

  it('says that nothing answers, or nothing that is a camera', async () => {
    const { twin } = await startTwin();
    const { host, port } = twin;
    await opened.pop()?.close();
    expect((await timed(OnvifDriver.connect({ host, port, ...credentials }))).reason).toBe('UNREACHABLE');
    const server = createServer((_request, response) => response.end('<html><body>Xin chào</body></html>'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const web = OnvifDriver.connect({ host, port: (server.address() as AddressInfo).port, ...credentials });
    expect((await timed(web)).reason).toBe('REFUSED');
    server.closeAllConnections();
    server.close();
  });

  it('takes a camera that is fixed for what it is', async () => {
    const { twin, driver } = await given('fixed');
    expect(driver.canTurn).toBe(false);
    expect(driver.streamUri).toBe('rtsp://127.0.0.1:8554/live');
    const able = Object.entries(driver.capabilities).filter(([, is]) => is === true);
    expect(able).toEqual([]);
    expect(await driver.pose()).toBeNull();
    expect(await driver.presets()).toEqual([]);
    const orders = [driver.moveTo({ panDegrees: 3 }), driver.goHome(), driver.goToPreset('1'), driver.storePreset('a')];
    for (const order of orders) await expect(order).rejects.toMatchObject({ reason: 'NOT_SUPPORTED' });
    await driver.requestKeyFrame();
    await driver.stop();
    expect(twin.camera.ordersDone).toBe(0);
  });

  it('gives up what takes the call and never answers', async () => {
    const { twin } = await startTwin();
    twin.camera.suffer({ kind: 'silent', atMs: clock.nowMs(), forMs: 60_000 });
    const { reason, tookMs } = await timed(OnvifDriver.connect({ host: twin.host, port: twin.port, ...credentials }));
    expect(reason).toBe('TIMED_OUT');
    expect(tookMs).toBeLessThan(soonMs);
  });

  it('works with a camera that takes a second for each answer, and keeps its connections', async () => {
    const { twin, driver } = await given('call1000');
    expect(await driver.moveTo({ panDegrees: 10, tiltDegrees: 0 })).toBe(true);
    expect((await driver.pose())?.pose.panDegrees).toBeCloseTo(10, 1);
    expect(twin.calls).toBeGreaterThan(8);
    expect(twin.connections).toBeLessThanOrEqual(5);
  });

  it('refuses names that would change what is sent', async () => {
    const strange = OnvifDriver.connect({ host: '127.0.0.1', port: 9, username: '</Username><x/>', password: 'x' });
    expect((await timed(strange)).reason).toBe('NOT_SUPPORTED');
  });

  it('tells two cameras apart that were entered with one address', async () => {
    const { driver, twin } = await given();
    const again = await OnvifDriver.connect({ host: twin.host, port: twin.port, ...credentials });
    opened.push(again);
    const { driver: other } = await given();
    expect(driver.streamUri).toBe('rtsp://127.0.0.1:8554/live');
    expect(again.device).toEqual(driver.device);
    expect(other.device.serialNumber).not.toBe(driver.device.serialNumber);
  });
});

describe('a camera with bad days', { concurrent: false }, () => {
  it('signs with the new time when the clock of the camera was set by 10 h', async () => {
    const { twin, driver } = await given();
    twin.camera.clockSkewMs = 36_000_000;
    const [poses, moved] = await Promise.all([
      Promise.all([driver.pose(), driver.pose()]),
      driver.moveTo({ panDegrees: 5, tiltDegrees: 0 }),
    ]);
    expect(poses.every(Boolean)).toBe(true);
    expect(moved).toBe(true);
  });

  it('is back by itself after the camera restarts in the middle of a move, with another time', async () => {
    const { twin, driver, model, suffer } = await given();
    await driver.moveTo({ panDegrees: 100, tiltDegrees: 0 });
    await clock.delay(400);
    suffer('reboot', 3_000);
    twin.camera.clockSkewMs = -36_000_000;
    expect((await timed(driver.moveTo({ panDegrees: 20, tiltDegrees: 0 }))).reason).toBe('UNREACHABLE');
    expect(await untilPose(driver, 15_000)).toBeLessThan(15_000);
    await driver.moveTo({ panDegrees: -10, tiltDegrees: 0 });
    await expect.poll(() => model.stateAt(clock.nowMs()).view.panDegrees).toBeCloseTo(-10, 0);
  });

  it('gives up a hung call, asks seldom while it hangs, and goes on when it answers', async () => {
    const { twin, driver, suffer } = await given();
    suffer('silent', 9_000);
    const { reason } = await timed(driver.pose());
    expect(reason).toBe('TIMED_OUT');
    const before = twin.calls;
    expect(await untilPose(driver, 25_000)).toBeLessThan(25_000);
    expect(twin.calls - before).toBeLessThan(12);
  }, 40_000);

  it('is back after the camera refused everybody for a while', async () => {
    const { driver, suffer } = await given();
    suffer('unauthorized', 1_000);
    expect((await timed(driver.pose())).reason).toBe('WRONG_PASSWORD');
    expect(await untilPose(driver, 10_000)).toBeLessThan(10_000);
  });

  it('ends a motion at a speed although the camera stopped answering for a moment', async () => {
    const { driver, model, suffer } = await given('timeoutIgnored');
    await driver.velocity({ pan: 0.3, tilt: 0, zoom: 0 }, 300);
    suffer('reboot', 500);
    // Left to itself it would turn to the end of its range, for some nine seconds.
    await expect.poll(() => model.stateAt(clock.nowMs()).isMoving, { timeout: 5_000 }).toBe(false);
    expect(model.stateAt(clock.nowMs()).view.panDegrees).toBeLessThan(120);
  });

  it('takes a move for done when the camera says MOVING for ever, and learns not to believe it', async () => {
    const { driver } = await given('movingForEver');
    await driver.moveTo({ panDegrees: 20, tiltDegrees: 0 });
    const words: (boolean | null | undefined)[] = [];
    for (let times = 0; times < 45; times += 1) {
      words.push((await driver.pose())?.isMoving);
      await clock.delay(40);
    }
    expect(words[0]).toBe(true);
    expect(words.at(-1)).toBe(false);
    await clock.delay(800);
    await driver.pose();
    expect(driver.capabilities.hasMoveStatus).toBe(false);
  });

  it('asks for a key frame, and keeps its home', async () => {
    const { twin, driver, model } = await given();
    let asked = 0;
    Object.assign(twin.camera, {
      onSynchronizationPoint: () => {
        asked += 1;
      },
    });
    await driver.requestKeyFrame();
    expect(asked).toBe(1);
    await driver.moveTo({ panDegrees: 8, tiltDegrees: 0 });
    await clock.delay(800);
    await driver.storeHome();
    await driver.moveTo({ panDegrees: 0, tiltDegrees: 0 });
    await driver.goHome();
    await clock.delay(800);
    expect(model.stateAt(clock.nowMs()).view.panDegrees).toBeCloseTo(8, 0);
  });

  it('proves itself over the wire, and strikes out what is refused', async () => {
    const { driver } = await given('relativeRefused');
    const { capabilities, rung, calibration } = await selfTest(driver, { clock });
    expect(rung).toBe('absoluteWithFeedback');
    expect(capabilities).toMatchObject({ absolute: true, relativeFov: false, continuous: true, hasMoveStatus: true });
    expect(calibration?.panTilt.speedPerS).toBeGreaterThan(45);
    expect(calibration?.panTilt.speedPerS).toBeLessThan(80);
    driver.keepTo(capabilities);
    expect((await timed(driver.moveByFov({ right: 0.1, up: 0 }))).reason).toBe('NOT_SUPPORTED');
  });
});
