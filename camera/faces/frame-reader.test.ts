import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type LiveRoom, openLiveRoom } from '../twin/live-room.ts';
import { TwinPicture } from '../twin/picture.ts';
import { standardCamera } from '../twin/profiles.ts';
import type { VideoFormat } from '../twin/rtsp-encoder.ts';
import { FrameReader, type FrameReaderSettings, fileInput, rtspInput, type TimedFrame } from './frame-reader.ts';

vi.setConfig({ testTimeout: 60_000 });

const size = { width: 64, height: 36 };
const live = (picture: string) => ['-re', '-f', 'lavfi', '-i', picture];

function givenReader(settings: Partial<FrameReaderSettings> & Pick<FrameReaderSettings, 'input'>) {
  const frames: TimedFrame[] = [];
  const states: string[] = [];
  const warnings: string[] = [];
  const reader = FrameReader.start({
    size,
    framesPerSecond: 10,
    logger: { info() {}, warn: (fields) => void warnings.push(JSON.stringify(fields)) },
    onFrame: (frame) => void frames.push(frame),
    onState: (state) => void states.push(state.isRunning ? 'runs' : state.why),
    ...settings,
  });
  onTestFinished(() => reader.close());
  return { reader, frames, states, warnings };
}

const nobody = { seats: [], people: [] };

async function givenTwin(video: VideoFormat): Promise<LiveRoom> {
  const room = await openLiveRoom({ world: nobody, profile: standardCamera, video });
  onTestFinished(() => room.close());
  return room;
}

test('hands on scaled frames of a faster and larger picture, ten in each second of it, in memory that threads share', async () => {
  const { frames, states } = givenReader({ input: live('color=c=0xFF2000:size=1280x720:rate=25') });
  await expect.poll(() => frames.length).toBeGreaterThan(15);
  expect(states).toEqual(['runs']);
  for (const { width, height, data } of frames) {
    expect({ width, height }).toEqual(size);
    expect(data).toHaveLength(64 * 36 * 3);
    expect(data.buffer).toBeInstanceOf(SharedArrayBuffer);
    const [red = 0, green = 0, blue = 0] = data.subarray(3_000, 3_003);
    expect([red > 245, green > 20 && green < 45, blue < 12]).toEqual([true, true, true]);
  }
  const [first, last] = [frames[0] as TimedFrame, frames.at(-1) as TimedFrame];
  // Above it there is no way on any machine; below, a busy one.
  expect(((frames.length - 1) * 1_000) / (last.atMs - first.atMs)).toBeLessThan(12);
});

test('reads a camera of 4K that sends single JPEG pictures', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-frames-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'camera.avi');
  const drawn = ['-f', 'lavfi', '-i', 'color=c=0x20C020:size=3840x2160:rate=10', '-frames:v', '5'];
  await promisify(execFile)('ffmpeg', ['-loglevel', 'error', ...drawn, '-c:v', 'mjpeg', path]);
  const { frames } = givenReader({ input: fileInput(path) });
  await expect.poll(() => frames.length).toBeGreaterThan(2);
  const [red = 0, green = 0, blue = 0] = (frames[0] as TimedFrame).data;
  expect(Math.max(Math.abs(red - 0x20), Math.abs(green - 0xc0), Math.abs(blue - 0x20))).toBeLessThan(12);
});

test('of frames that came while the loop was blocked only the newest is handed on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-frames-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [frame, written] = [16 * 9 * 3, join(folder, 'written')];
  // In place of ffmpeg: nine frames at once, each of one shade.
  writeFileSync(
    join(folder, 'frames'),
    Buffer.alloc(9 * frame).map((_, index) => 1 + Math.floor(index / frame)),
  );
  const program = `#!/bin/sh\ncat ${join(folder, 'frames')}\ntouch ${written}\nexec sleep 60\n`;
  writeFileSync(join(folder, 'ffmpeg'), program, { mode: 0o755 });
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { frames } = givenReader({ input: [], size: { width: 16, height: 9 } });
  while (!existsSync(written));
  await expect.poll(() => frames.length).toBeGreaterThan(0);
  await wait(50);
  expect(frames.map(({ data }) => data[0])).toEqual([9]);
});

test('a picture that ends is read again, and the gap is told', async () => {
  const { states, frames } = givenReader({ input: live('testsrc2=size=128x72:rate=25:duration=0.4') });
  await expect.poll(() => states.filter((state) => state === 'runs').length, { timeout: 30_000 }).toBeGreaterThan(1);
  expect(states[1]).toBe('The stream ended.');
  expect(frames.length).toBeGreaterThan(3);
});

test('an ffmpeg that falls silent is replaced', async () => {
  const { reader, states } = givenReader({ input: live('testsrc2=size=128x72:rate=25'), silenceLimitMs: 3_000 });
  await expect.poll(() => states).toEqual(['runs']);
  process.kill(reader.pid as number, 'SIGSTOP');
  await expect.poll(() => states, { timeout: 30_000 }).toEqual(['runs', 'No picture came in time.', 'runs']);
});

test('a camera that is not there is tried again more and more slowly, and its password is not told', async () => {
  const { warnings, states } = givenReader({ input: rtspInput('rtsp://operator:hush@127.0.0.1:9/stream') });
  await expect.poll(() => warnings.length).toBeGreaterThan(2);
  expect(states).toEqual([]);
  expect(warnings.join()).toContain('Connection refused');
  expect(warnings.join()).not.toContain('hush');
  expect(warnings.slice(0, 3).map((text) => JSON.parse(text).delayMs)).toEqual([250, 500, 1_000]);
});

test('a recording without a picture says so', async () => {
  const { warnings } = givenReader({ input: ['-f', 'lavfi', '-i', 'sine=duration=1'] });
  await expect.poll(() => warnings.length).toBeGreaterThan(0);
  expect(warnings[0]).toContain('matches no streams');
});

test('a camera on the network whose stream has no video says so, and is read as soon as it has', async () => {
  const camera = await givenTwin({ codec: 'h264', width: 320, height: 180, framesPerSecond: 10 });
  camera.setStreamFault({ kind: 'noVideo' });
  const { warnings, states, frames } = givenReader({ input: rtspInput(camera.streamUrl) });
  await expect.poll(() => warnings.length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(warnings[0]).toContain('matches no streams');
  expect(states).toEqual([]);
  camera.setStreamFault(null);
  await expect.poll(() => frames.length, { timeout: 30_000 }).toBeGreaterThan(5);
  expect(states).toEqual(['runs']);
});

test.each([
  { codec: 'mjpeg', width: 1_920, height: 1_080 },
  { codec: 'h264', width: 3_840, height: 2_160 },
] as const)('shows what a camera on the network sees: $codec of $width pixels', async (format) => {
  const camera = await givenTwin({ ...format, framesPerSecond: 2 });
  const { warnings, frames } = givenReader({ input: rtspInput(camera.streamUrl), framesPerSecond: 2 });
  await expect.poll(() => frames.length, { timeout: 30_000 }).toBeGreaterThan(2);
  expect(warnings).toEqual([]);
  const picture = await TwinPicture.open(nobody);
  const drawn = picture.renderAt(0, camera.model.stateAt(camera.clock.nowMs()), size);
  const [seen] = frames;
  const off = drawn.data.reduce((sum, value, index) => sum + Math.abs(value - (seen?.data[index] ?? 0)), 0);
  expect(off / drawn.data.length).toBeLessThan(8);
});

test('without ffmpeg it says how to get it, and goes on trying', async () => {
  vi.stubEnv('PATH', '/nowhere');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { warnings, reader } = givenReader({ input: live('testsrc2') });
  await expect.poll(() => warnings.length).toBe(2);
  for (const warning of warnings) expect(warning).toContain('ffmpeg is not installed: run `npm run setup`.');
  await reader.close();
});

test('closing ends ffmpeg, can be done twice, and no frame comes afterwards', async () => {
  const { reader, frames, states } = givenReader({ input: live('testsrc2=size=128x72:rate=25') });
  await expect.poll(() => frames.length).toBeGreaterThan(0);
  const pid = reader.pid as number;
  await Promise.all([reader.close(), reader.close()]);
  const count = frames.length;
  await wait(300);
  expect(frames).toHaveLength(count);
  expect(states).toEqual(['runs']);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
