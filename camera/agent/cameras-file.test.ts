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

it.each(['{"version":1,"cameras":[{"cameraId":', '{"version":2}', ''])(
  'says that it is damaged, and keeps it: %s',
  async (text) => {
    await writeFile(file.path, text);
    await expect(file.read()).rejects.toMatchObject({ code: 'CAMERAS_FILE_UNREADABLE' });
    expect(await readFile(file.path, 'utf8')).toBe(text);
  },
);
