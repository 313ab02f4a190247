import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CamerasFile, type StoredCamera } from './cameras-file.ts';

const camera: StoredCamera = {
  cameraId: 'one',
  name: 'Máy quay mẫu',
  address: '192.0.2.7:8080',
  username: 'operator',
  password: 'mật khẩu',
  tested: null,
  seats: [{ seatId: 'a', yawDegrees: 12.5, pitchDegrees: -4, heightDegrees: 2.6, presetToken: null }],
  overview: { pose: { panDegrees: 0, tiltDegrees: -3, horizontalFovDegrees: 60 }, presetToken: null },
  wall: null,
};

let folder: string;
let file: CamerasFile;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cameras-'));
  file = new CamerasFile(folder);
});
afterEach(() => rm(folder, { recursive: true }));

it('is empty before anything was set up, and keeps what was', async () => {
  expect(await file.read()).toEqual([]);
  await file.write([camera]);
  expect(await new CamerasFile(folder).read()).toEqual([camera]);
});

it('is for the eyes of its owner only', async () => {
  await writeFile(`${file.path}.new`, 'left over', { mode: 0o644 });
  await file.write([camera]);
  expect((await stat(file.path)).mode & 0o777).toBe(0o600);
});

it('writes one after the other: the last one stays', async () => {
  const names = ['một', 'hai', 'ba'];
  await Promise.all(names.map((name) => file.write([{ ...camera, name }])));
  expect(await file.read()).toEqual([{ ...camera, name: 'ba' }]);
});

it('knows one overview camera at most, and none in a file from before there were any', async () => {
  await file.write([camera, { ...camera, cameraId: 'two', isOverview: true }, { ...camera, isOverview: true }]);
  expect((await file.read()).map(({ isOverview }) => isOverview ?? false)).toEqual([false, true, false]);
});

it('keeps the lens that a test measured, and takes none that cannot be', async () => {
  const calibration = {
    rung: 'absoluteWithFeedback',
    videoLatencyMs: 250,
    skewBoundMs: 20,
    commandDelayMs: 80,
    panTilt: { speedPerS: 60, accelerationPerS2: 180 },
    zoomDoublingsPerS: 1,
  } as const;
  const proven = { absolute: true, relativeFov: true, continuous: true };
  const testedWith = (lens?: [number, number][]) => ({
    ...camera,
    tested: { calibration, proven, ...(lens && { lens }) },
  });
  const good: [number, number][] = [
    [0, 60],
    [0.4, 30],
    [1, 4],
  ];
  for (const each of [testedWith(good), testedWith()]) {
    await file.write([each]);
    expect(await file.read()).toEqual([each]);
  }
  for (const wrong of [
    [],
    [[0, 60]],
    [
      [0, 60],
      [1, 60],
    ],
    [
      [0, 60],
      [0.9, 4],
    ],
    [
      [0, 200],
      [1, 4],
    ],
    [
      [0, 4],
      [1, 60],
    ],
  ]) {
    await file.write([testedWith(wrong as [number, number][])]);
    await expect(file.read()).rejects.toMatchObject({ code: 'CAMERAS_FILE_UNREADABLE' });
  }
});

it.each(['{"version":1,"cameras":[{"cameraId":', '{"version":2}', ''])(
  'says that it is damaged, and keeps it: %s',
  async (text) => {
    await writeFile(file.path, text);
    await expect(file.read()).rejects.toMatchObject({ code: 'CAMERAS_FILE_UNREADABLE' });
    expect(await readFile(file.path, 'utf8')).toBe(text);
  },
);
