/**
 * A room of the twin as one unit, for the demo and for tests: people at known seats, their picture over RTSP, and a camera
 * that speaks ONVIF and can be found on the network of `host`; beside it, if wanted, one that hangs still and shows them all.
 */
import type { StreamAddress } from '../stream-input.ts';
import { type LiveRoom, type LiveRoomSettings, openLiveRoom } from './live-room.ts';
import { OnvifTwin, type OnvifTwinOptions } from './onvif/onvif-twin.ts';
import { type CameraProfile, fixedCamera, standardCamera } from './profiles.ts';
import { SeededRandom } from './random.ts';
import { seatedPeople } from './rooms.ts';
import type { VideoFormat } from './rtsp-encoder.ts';
import type { World, WorldPerson, WorldSeat } from './world.ts';

export type DemoRoomSettings = {
  host?: string;
  /** Of ONVIF; 0: a free one. */
  port?: number;
  credentials?: { username: string; password: string };
  profile?: CameraProfile;
  video?: Partial<VideoFormat>;
  /** Of a second, fixed camera over the whole room; there is none unless told. */
  overviewVideo?: Partial<VideoFormat>;
  isDiscoverable?: boolean;
  /** Somebody sits on each; `demoSeats` unless told. */
  seats?: readonly WorldSeat[];
  seed?: number;
};

/** `close` may be called before the room's, as of a camera that fails. */
export type FixedDemoCamera = { address: string; live: LiveRoom; camera: OnvifTwin; close(): Promise<void> };

export type DemoRoom = {
  /** As it is typed where a camera is added. */
  address: string;
  username: string;
  password: string;
  /** Where each head is, seen from the camera. */
  seats: readonly WorldSeat[];
  /** One for each seat, who does nothing but sit. */
  people: readonly WorldPerson[];
  live: LiveRoom;
  camera: OnvifTwin;
  stream: StreamAddress;
  /** With the same name and password. */
  overview: FixedDemoCamera | null;
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
const wholeRoom = { panDegrees: 3, tiltDegrees: -3, horizontalFovDegrees: 65 };

export async function openDemoRoom(settings: DemoRoomSettings = {}): Promise<DemoRoom> {
  const { host = '127.0.0.1', port = 0, profile = standardCamera, isDiscoverable = false, seed = 7 } = settings;
  const { seats = demoSeats } = settings;
  const { username, password } = settings.credentials ?? usualCredentials;
  const random = new SeededRandom(seed);
  const people = seatedPeople(seats, random);
  const world: World = { seats, people };
  const start = { panDegrees: 0, tiltDegrees: -3, horizontalFovDegrees: 60 };
  const common = { world, host, seed, credentials: { userName: username, password } };
  await using opened = new AsyncDisposableStack();
  const live = await openLiveRoom({ ...common, profile, start, ...(settings.video && { video: settings.video }) });
  opened.defer(() => live.close());
  const twin = { random, host, isDiscoverable, credentials: { username, password } };
  const camera = await startTwin(live, { ...twin, profile, port });
  opened.defer(() => camera.close());
  const overview = settings.overviewVideo ? await openFixedCamera(live, settings.overviewVideo, common, twin) : null;
  if (overview) opened.defer(() => overview.close());
  const all = opened.move();
  return {
    ...{ username, password, live, camera, overview, people, seats },
    address: addressOf(camera),
    stream: { url: live.streamUrl, username, password },
    letTalk(seatIds) {
      const atMs = live.clock.nowMs();
      const talking = people.map((person) =>
        seatIds.includes(person.seatId)
          ? { ...person, steps: [{ atMs, do: 'talk', forMs: forEverMs } as const] }
          : person,
      );
      for (const each of [live, overview?.live]) each?.setWorld({ ...world, people: talking });
    },
    close: () => all.disposeAsync(),
  };
}

/** A device of its own, with its own ports. */
async function openFixedCamera(
  beside: LiveRoom,
  video: Partial<VideoFormat>,
  common: Pick<LiveRoomSettings, 'world' | 'host' | 'seed' | 'credentials'>,
  twin: Omit<TwinSettings, 'profile'>,
): Promise<FixedDemoCamera> {
  // It is cut to, which is quick where key frames are many.
  const often = { keyFrameEveryS: 1, ...video };
  const live = await openLiveRoom({ ...common, profile: fixedCamera, start: wholeRoom, video: often, beside });
  try {
    const camera = await startTwin(live, { ...twin, profile: fixedCamera });
    let closed: Promise<unknown> | null = null;
    return {
      ...{ address: addressOf(camera), live, camera },
      async close() {
        closed ??= Promise.all([camera.close(), live.close()]);
        await closed;
      },
    };
  } catch (error) {
    await live.close();
    throw error;
  }
}

type TwinSettings = Omit<OnvifTwinOptions, 'clock' | 'model'>;

function startTwin({ clock, model, streamUrl, requestKeyFrame }: LiveRoom, settings: TwinSettings): Promise<OnvifTwin> {
  const onSynchronizationPoint = () => requestKeyFrame();
  return OnvifTwin.start({ ...settings, clock, model, streamUri: streamUrl, onSynchronizationPoint });
}

function addressOf({ host, port }: OnvifTwin): string {
  return `${host}:${port}`;
}
