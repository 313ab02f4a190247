/** What every driver keeps to, whatever it drives: the same tests over the twin in virtual time and over real sockets. */
import { expect, it } from 'vitest';
import type { Pose, PtzDriver } from '../ptz-driver.ts';
import type { CameraModel } from '../twin/camera-model.ts';
import type { CameraProfile } from '../twin/profiles.ts';

export type DrivenCamera = {
  driver: PtzDriver;
  model: CameraModel;
  /** Time of the camera's body. */
  nowMs(): number;
  /** Lets so much time pass. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until it is settled. */
  done<T>(promise: Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type OpenCamera = (profile: CameraProfile) => Promise<DrivenCamera>;

export function ptzSuite(open: OpenCamera, profileOf: (name: string) => CameraProfile): void {
  const withCamera = async (name: string, use: (camera: DrivenCamera) => Promise<void>) => {
    const camera = await open(profileOf(name));
    try {
      await use(camera);
    } finally {
      await camera.close();
    }
  };
  const viewOf = ({ model, nowMs }: DrivenCamera): Pose => model.stateAt(nowMs()).view;

  it.each(['standard', 'fovRange100', 'degrees0To360', 'digestOnly', 'clock10hAhead'])(
    'goes to a pose and says where it is (%s)',
    (name) =>
      withCamera(name, async (camera) => {
        const { driver, done, pass } = camera;
        const target = { panDegrees: -24, tiltDegrees: 8, horizontalFovDegrees: 30 };
        expect(await done(driver.moveTo(target))).toBe(true);
        await pass(2_500);
        expect(viewOf(camera).panDegrees).toBeCloseTo(-24, 0);
        const reading = await done(driver.pose());
        expect(reading?.pose.panDegrees).toBeCloseTo(-24, 1);
        expect(reading?.pose.tiltDegrees).toBeCloseTo(8, 1);
        expect(reading?.pose.horizontalFovDegrees).toBeCloseTo(30, 1);
      }),
  );

  it('leaves alone what a move does not name', () =>
    withCamera('standard', async (camera) => {
      const { driver, done, pass } = camera;
      await done(driver.moveTo({ panDegrees: 12, tiltDegrees: 6, horizontalFovDegrees: 20 }));
      await pass(2_300);
      await done(driver.moveTo({ horizontalFovDegrees: 30 }));
      await pass(1_000);
      expect(viewOf(camera).panDegrees).toBeCloseTo(12, 0);
      await done(driver.moveTo({ panDegrees: -6 }));
      await pass(1_000);
      const view = viewOf(camera);
      expect(view.panDegrees).toBeCloseTo(-6, 0);
      expect(view.tiltDegrees).toBeCloseTo(6, 0);
      expect(view.horizontalFovDegrees).toBeCloseTo(30, 1);
    }));

  it.each(['fovRange1', 'fovRange100', 'fovMovesZoom'])('moves by parts of the picture (%s)', (name) =>
    withCamera(name, async (camera) => {
      const { driver, done, pass } = camera;
      await done(driver.moveTo({ horizontalFovDegrees: 40 }));
      await pass(1_600);
      expect(await done(driver.moveByFov({ right: 0.25, up: -0.25 }))).toBe(true);
      await pass(1_200);
      const view = viewOf(camera);
      expect(view.panDegrees).toBeCloseTo(10, 0);
      expect(view.tiltDegrees).toBeCloseTo((-40 * 9) / 16 / 4, 0);
      expect(view.horizontalFovDegrees).toBeCloseTo(40, 1);
    }),
  );

  it.each(['standard', 'timeoutIgnored'])('ends a motion at a speed by itself (%s)', (name) =>
    withCamera(name, async (camera) => {
      const { driver, done, pass, model, nowMs } = camera;
      expect(await done(driver.velocity({ pan: 0.5, tilt: 0, zoom: 0 }, 400))).toBe(true);
      await pass(1_100);
      expect(model.stateAt(nowMs()).isMoving).toBe(false);
      expect(viewOf(camera).panDegrees).toBeGreaterThan(3);
      expect(viewOf(camera).panDegrees).toBeLessThan(30);
    }),
  );

  it('stops at once', () =>
    withCamera('standard', async (camera) => {
      const { driver, done, pass, model, nowMs } = camera;
      await done(driver.moveTo({ panDegrees: 120 }));
      await pass(500);
      await done(driver.stop());
      await pass(700);
      expect(model.stateAt(nowMs()).isMoving).toBe(false);
      expect(viewOf(camera).panDegrees).toBeLessThan(80);
    }));

  it('carries out the newest of the orders that wait, and says so to those that were overtaken', () =>
    withCamera('call300', async (camera) => {
      const { driver, done, pass } = camera;
      const orders = [10, 20, 30].map((panDegrees) => driver.moveTo({ panDegrees, tiltDegrees: 0 }));
      expect(await done(Promise.all(orders))).toEqual([true, false, true]);
      await pass(1_500);
      expect(viewOf(camera).panDegrees).toBeCloseTo(30, 0);
    }));

  it('keeps presets, goes to them and to its home, and forgets them', () =>
    withCamera('standard', async (camera) => {
      const { driver, done, pass } = camera;
      await done(driver.moveTo({ panDegrees: 15, tiltDegrees: 3 }));
      await pass(1_200);
      const preset = await done(driver.storePreset('Ghế <1> & "hai"'));
      expect(await done(driver.presets())).toEqual([preset]);
      expect(await done(driver.goHome())).toBe(true);
      await pass(1_200);
      expect(viewOf(camera).panDegrees).toBeCloseTo(0, 0);
      expect(await done(driver.goToPreset(preset.token))).toBe(true);
      await pass(1_200);
      expect(viewOf(camera).panDegrees).toBeCloseTo(15, 0);
      await done(driver.removePreset(preset.token));
      expect(await done(driver.presets())).toEqual([]);
      await expect(done(driver.goToPreset(preset.token))).rejects.toMatchObject({ reason: 'REFUSED' });
    }));

  it('says nothing of a pose that the camera does not tell', () =>
    withCamera('noPosition', async ({ driver, done }) => {
      expect(driver.capabilities.hasPosition).toBe(false);
      expect(await done(driver.pose())).toBeNull();
    }));

  it('says in words what a camera cannot do and what it refuses', async () => {
    await withCamera('relativeRefused', async ({ driver, done }) => {
      await expect(done(driver.moveByFov({ right: 0.2, up: 0 }))).rejects.toMatchObject({ reason: 'REFUSED' });
    });
    await withCamera('presetsOnly', async ({ driver, done }) => {
      await expect(done(driver.moveTo({ panDegrees: 3 }))).rejects.toMatchObject({ reason: 'NOT_SUPPORTED' });
    });
  });

  it('is closed once and for all, and the motion with it', () =>
    withCamera('timeoutIgnored', async ({ driver, done, pass, model, nowMs }) => {
      await done(driver.velocity({ pan: 1, tilt: 0, zoom: 0 }, 5_000));
      await pass(300);
      await done(driver.close());
      await done(driver.close());
      await pass(800);
      expect(model.stateAt(nowMs()).isMoving).toBe(false);
      await expect(done(driver.moveTo({ panDegrees: 1, tiltDegrees: 1 }))).rejects.toMatchObject({ reason: 'CLOSED' });
    }));
}
