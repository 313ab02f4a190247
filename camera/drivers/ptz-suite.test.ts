import { describe } from 'vitest';
import { CameraModel } from '../twin/camera-model.ts';
import { OnvifTwin } from '../twin/onvif/onvif-twin.ts';
import { cameraProfiles, standardCamera, wireProfiles } from '../twin/profiles.ts';
import { SeededRandom } from '../twin/random.ts';
import { TwinDriver } from '../twin/twin-driver.ts';
import { VirtualClock } from '../twin/virtual-clock.ts';
import { WallClock } from '../wall-clock.ts';
import { OnvifDriver } from './onvif.ts';
import { type OpenCamera, ptzSuite } from './ptz-suite.ts';

const profileOf = (name: string) =>
  [...cameraProfiles, ...wireProfiles].find((profile) => profile.name === name) ?? standardCamera;

const openVirtual: OpenCamera = async (profile) => {
  const clock = new VirtualClock();
  const model = new CameraModel(profile.body);
  const driver = new TwinDriver({ clock, model, profile, random: new SeededRandom(3) });
  const pass = (ms: number) => clock.runUntil(clock.nowMs() + ms);
  return {
    driver,
    model,
    nowMs: () => clock.nowMs(),
    pass,
    done: async (promise) => {
      let isSettled = false;
      const settled = promise.finally(() => {
        isSettled = true;
      });
      settled.catch(() => undefined);
      for (let steps = 0; !isSettled && steps < 2_000; steps += 1) await pass(5);
      return settled;
    },
    close: async () => {
      const closed = driver.close();
      await pass(1_000);
      await closed;
    },
  };
};

const openOnvif: OpenCamera = async (profile) => {
  const clock = new WallClock();
  const model = new CameraModel(profile.body);
  const credentials = { username: 'operator', password: 'mat-khau-1' };
  const twin = await OnvifTwin.start({ clock, model, profile, random: new SeededRandom(3), credentials });
  const driver = await OnvifDriver.connect({ host: twin.host, port: twin.port, ...credentials });
  return {
    driver,
    model,
    nowMs: () => clock.nowMs(),
    pass: (ms) => clock.delay(ms),
    done: (promise) => promise,
    close: async () => {
      await driver.close();
      await twin.close();
    },
  };
};

describe('the twin in virtual time', () => ptzSuite(openVirtual, profileOf));
describe('ONVIF over real sockets', { concurrent: true }, () => ptzSuite(openOnvif, profileOf));
