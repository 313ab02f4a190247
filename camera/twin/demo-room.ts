/**
 * A room of the twin as one unit, for the demo and for tests: people at known seats, their picture over RTSP, and a camera
 * that speaks ONVIF and can be found on the network of `host`.
 */
import type { StreamAddress } from '../stream-input.ts';
import { type LiveRoom, openLiveRoom } from './live-room.ts';
import { OnvifTwin } from './onvif/onvif-twin.ts';
import { type CameraProfile, standardCamera } from './profiles.ts';
import { SeededRandom } from './random.ts';
import { seatedPeople } from './rooms.ts';
import type { VideoFormat } from './rtsp-encoder.ts';
import type { World, WorldSeat } from './world.ts';

export type DemoRoomSettings = {
  host?: string;
  /** Of ONVIF; 0: a free one. */
  port?: number;
  credentials?: { username: string; password: string };
  profile?: CameraProfile;
  video?: Partial<VideoFormat>;
  isDiscoverable?: boolean;
  seed?: number;
};

export type DemoRoom = {
  /** As it is typed where a camera is added. */
  address: string;
  username: string;
  password: string;
  /** Where each head is, seen from the camera. */
  seats: readonly WorldSeat[];
  live: LiveRoom;
  camera: OnvifTwin;
  stream: StreamAddress;
  /** From now on, until the next call: nobody else talks. */
  letTalk(seatIds: readonly string[]): void;
  close(): Promise<void>;
};

/** Eight seats in two rows. */
export const demoSeats: readonly WorldSeat[] = [
  ...[-27, -9, 9, 27].map((yawDegrees, index) => ({
    seatId: `seat-a${index + 1}`,
    yawDegrees,
    pitchDegrees: -5,
    distanceM: 4.5,
  })),
  ...[-18, 0, 18, 34].map((yawDegrees, index) => ({
    seatId: `seat-b${index + 1}`,
    yawDegrees,
    pitchDegrees: -1,
    distanceM: 6.2,
  })),
];

const usualCredentials = { username: 'operator', password: 'demo-camera' };
const forEverMs = 1e9;

export async function openDemoRoom(settings: DemoRoomSettings = {}): Promise<DemoRoom> {
  const { host = '127.0.0.1', port = 0, profile = standardCamera, isDiscoverable = false, seed = 7 } = settings;
  const { username, password } = settings.credentials ?? usualCredentials;
  const random = new SeededRandom(seed);
  const people = seatedPeople(demoSeats, random);
  const world: World = { seats: demoSeats, people };
  const start = { panDegrees: 0, tiltDegrees: -3, horizontalFovDegrees: 60 };
  const live = await openLiveRoom({
    world,
    profile,
    start,
    host,
    seed,
    credentials: { userName: username, password },
    ...(settings.video && { video: settings.video }),
  });
  const { clock, model, streamUrl } = live;
  try {
    const camera = await OnvifTwin.start({
      ...{ clock, model, profile, random, host, port, isDiscoverable },
      credentials: { username, password },
      streamUri: streamUrl,
      onSynchronizationPoint: () => live.requestKeyFrame(),
    });
    return {
      ...{ username, password, live, camera, seats: demoSeats },
      address: `${camera.host}:${camera.port}`,
      stream: { url: streamUrl, username, password },
      letTalk(seatIds) {
        const atMs = clock.nowMs();
        const talking = people.map((person) =>
          seatIds.includes(person.seatId)
            ? { ...person, steps: [{ atMs, do: 'talk', forMs: forEverMs } as const] }
            : person,
        );
        live.setWorld({ ...world, people: talking });
      },
      async close() {
        await camera.close();
        await live.close();
      },
    };
  } catch (error) {
    await live.close();
    throw error;
  }
}
