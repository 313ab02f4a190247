import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { project } from '../geometry.ts';
import { type LiveRoom, type LiveRoomSettings, openLiveRoom } from './live-room.ts';
import { standardCamera } from './profiles.ts';
import type { World } from './world.ts';

const video = { width: 320, height: 180, framesPerSecond: 10 };
const world: World = { seats: [{ seatId: 'seat-1', yawDegrees: 40, pitchDegrees: -5, distanceM: 5 }], people: [] };
const rooms: LiveRoom[] = [];

afterEach(async () => {
  for (const room of rooms.splice(0)) await room.close();
});

async function openRoom(settings: Partial<LiveRoomSettings> = {}): Promise<LiveRoom> {
  const start = { panDegrees: 0, tiltDegrees: 0, horizontalFovDegrees: 43 };
  const room = await openLiveRoom({ world, profile: standardCamera, start, video, ...settings });
  rooms.push(room);
  return room;
}

const quick = ['-fflags', 'nobuffer', '-flags', 'low_delay', '-probesize', '32768', '-analyzeduration', '0'];

/** Grey pictures as an independent client sees them, and what it says about the stream. */
class Watcher {
  readonly #child;
  #rest = Buffer.alloc(0);
  words = '';
  newest: Buffer | null = null;
  count = 0;

  constructor(url: string, size: { width: number; height: number } = video) {
    const output = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-fps_mode', 'passthrough', 'pipe:1'];
    const input = ['-hide_banner', '-nostdin', '-rtsp_transport', 'tcp', ...quick, '-i', url, '-an'];
    this.#child = spawn('ffmpeg', [...input, ...output], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.words += chunk;
    });
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.#rest = Buffer.concat([this.#rest, chunk]);
      const length = size.width * size.height;
      for (; this.#rest.length >= length; this.#rest = this.#rest.subarray(length)) {
        this.newest = this.#rest.subarray(0, length);
        this.count += 1;
      }
    });
  }

  /** The picture that comes so many later. */
  async later(pictures: number): Promise<Buffer> {
    const until = this.count + pictures;
    await expect.poll(() => this.count, { timeout: 15_000, interval: 20 }).toBeGreaterThanOrEqual(until);
    return this.newest ?? Buffer.alloc(0);
  }

  async close(): Promise<string> {
    const isRunning = this.#child.exitCode === null;
    this.#child.kill('SIGKILL');
    if (isRunning) await once(this.#child, 'close');
    return this.words;
  }
}

describe('a room of the twin in real time', () => {
  it('is seen by ffmpeg, and its picture turns with the camera', async () => {
    const room = await openRoom();
    const watcher = new Watcher(room.streamUrl);
    const before = await watcher.later(3);
    room.model.apply({ type: 'move', to: { pan: 2 } }, room.clock.nowMs());
    await room.clock.delay(1_000);
    const { view } = room.model.stateAt(room.clock.nowMs());
    const at = project({ yawDegrees: 0, pitchDegrees: 0 }, view);
    const expected = ((at?.x ?? 0) - 0.5) * video.width;
    expect(expected).toBeLessThan(-10);
    // Pictures that were on their way show it turning still.
    const missedBy = async () => Math.abs(shiftBetween(before, await watcher.later(1)) - expected);
    await expect.poll(missedBy, { timeout: 15_000 }).toBeLessThanOrEqual(2);
    expect(await watcher.close()).toMatch(/Video: h264 \(Constrained Baseline\), yuv420p.*320x180/);
  });

  it('goes on for one who watches when another one leaves, and can be watched anew', async () => {
    const room = await openRoom();
    const [first, second] = [new Watcher(room.streamUrl), new Watcher(room.streamUrl)];
    await Promise.all([first.later(2), second.later(2)]);
    await first.close();
    await second.later(5);
    room.disconnectViewers();
    await second.close();
    const third = new Watcher(room.streamUrl);
    await third.later(2);
    await third.close();
  });

  it('sends a key frame when it is asked for', async () => {
    const room = await openRoom({ video: { ...video, framesPerSecond: 5 } });
    const child = spawn('ffprobe', [
      ...[
        '-v',
        'error',
        '-rtsp_transport',
        'tcp',
        ...quick,
        '-show_entries',
        'packet=flags',
        '-of',
        'csv=p=0',
        room.streamUrl,
      ],
    ]);
    let flags: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      flags = [...flags, ...chunk.toString().trim().split('\n')];
    });
    const keys = () => flags.filter((flag) => flag.startsWith('K')).length;
    await expect.poll(() => flags.length, { timeout: 15_000 }).toBeGreaterThan(6);
    const before = { keys: keys(), count: flags.length };
    room.requestKeyFrame();
    await expect.poll(keys, { timeout: 5_000 }).toBeGreaterThan(before.keys);
    child.kill('SIGKILL');
    await once(child, 'close');
  });

  it('serves pictures in MJPEG too', async () => {
    const size = { width: 320, height: 176 };
    const room = await openRoom({ video: { ...video, ...size, codec: 'mjpeg' } });
    const watcher = new Watcher(room.streamUrl, size);
    await watcher.later(3);
    expect(await watcher.close()).toMatch(/Video: mjpeg.*320x176/);
  });

  it('wants its password', async () => {
    const room = await openRoom({ credentials: { userName: 'twin', password: 'right' } });
    const stranger = new Watcher(room.streamUrl);
    await expect.poll(() => stranger.words, { timeout: 10_000 }).toContain('401');
    await stranger.close();
    const guest = new Watcher(room.streamUrl.replace('//', '//twin:right@'));
    await guest.later(1);
    await guest.close();
  });
});

/** By how many pixels the middle of the second is further right than that of the first. */
function shiftBetween(one: Buffer, other: Buffer): number {
  const { width } = video;
  let best = { shift: 0, error: Number.POSITIVE_INFINITY };
  for (let shift = -60; shift <= 60; shift += 1) {
    let error = 0;
    for (const y of [70, 80, 90, 100]) {
      for (let x = 80; x < 240; x += 1) error += ((other[y * width + x + shift] ?? 0) - (one[y * width + x] ?? 0)) ** 2;
    }
    if (error < best.error) best = { shift, error };
  }
  return best.shift;
}
