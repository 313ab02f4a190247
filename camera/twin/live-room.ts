/**
 * A room of the twin in real time: people, camera and its picture over RTSP, by the clock on the wall. What drives the
 * camera acts upon `model` by `clock`; the server of ONVIF does so too.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { CameraClock, Pose } from '../ptz-driver.ts';
import { axesOf, CameraModel } from './camera-model.ts';
import { TwinPicture } from './picture.ts';
import type { CameraProfile } from './profiles.ts';
import type { StreamFault } from './rtsp-connection.ts';
import type { VideoFormat } from './rtsp-encoder.ts';
import type { Credentials } from './rtsp-message.ts';
import { RtspServer } from './rtsp-server.ts';
import type { StreamSource } from './rtsp-stream.ts';
import type { World } from './world.ts';

export type LiveRoomSettings = {
  world: World;
  profile: CameraProfile;
  start?: Pose;
  host?: string;
  rtspPort?: number;
  credentials?: Credentials;
  /** 1280x720 at 25 pictures a second in H.264 unless told. */
  video?: Partial<VideoFormat>;
  streamFault?: StreamFault;
  /** Makes the people different. */
  seed?: number;
  /** The time of the world at a time of the clock; the room's own time, from 0, unless told. */
  worldMs?: (nowMs: number) => number;
  /** Another camera of the same room, by the same clock, in place of a room of its own. */
  beside?: LiveRoom;
  /** What ffmpeg said when the encoder ended; it is started again. */
  onStreamFault?: (why: string) => void;
};

export type LiveRoom = {
  picture: TwinPicture;
  model: CameraModel;
  clock: CameraClock;
  /** Where the video is; a name and password, if it has any, are not part of it. */
  streamUrl: string;
  video: VideoFormat;
  /** Exchanges the people's doings; times count from when the room was opened. */
  setWorld(world: World): void;
  setStreamFault(fault: StreamFault | null): void;
  /** Breaks the connections of all who watch. */
  disconnectViewers(): void;
  requestKeyFrame(): void;
  /** Idempotent; nothing of the room runs afterwards. */
  close(): Promise<void>;
};

const streamPath = '/main';

/** Milliseconds since it was made, by the clock on the wall. */
export function wallClock(): CameraClock {
  const startMs = performance.now();
  return {
    nowMs: () => performance.now() - startMs,
    delay: async (ms, signal) => {
      await wait(Math.max(0, ms), undefined, signal && { signal }).catch((error: unknown) => {
        throw signal?.aborted ? signal.reason : error;
      });
    },
  };
}

export async function openLiveRoom(settings: LiveRoomSettings): Promise<LiveRoom> {
  const { profile, start, host, rtspPort, credentials, streamFault } = settings;
  const { beside } = settings;
  const picture = beside?.picture.forAnotherCamera() ?? (await TwinPicture.open(settings.world, settings.seed));
  const clock = beside?.clock ?? wallClock();
  const model = new CameraModel(profile.body, start && axesOf(start));
  const video: VideoFormat = { codec: 'h264', width: 1280, height: 720, framesPerSecond: 25, ...settings.video };
  const { worldMs = (nowMs) => nowMs, onStreamFault } = settings;
  const draw = (nowMs: number): Uint8Array => {
    const { data } = picture.renderPixels(worldMs(nowMs), model.stateAt(nowMs), video);
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  };
  const faults = onStreamFault && { onFault: onStreamFault };
  const source: StreamSource = { format: video, draw, nowMs: clock.nowMs, ...faults };
  const server = await RtspServer.open({
    sources: { [streamPath]: source },
    ...(host && { host }),
    ...(rtspPort !== undefined && { port: rtspPort }),
    ...(credentials && { credentials }),
    ...(streamFault && { fault: streamFault }),
  });
  return {
    picture,
    model,
    clock,
    streamUrl: server.url(streamPath),
    video,
    setWorld: (world) => picture.setWorld(world),
    setStreamFault: (fault) => server.setFault(fault),
    disconnectViewers: () => server.disconnectAll(),
    requestKeyFrame: () => server.requestKeyFrame(streamPath),
    close: () => server.close(),
  };
}
