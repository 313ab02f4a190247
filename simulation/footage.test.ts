/** With the real ffmpeg: what is made here is what a browser must be able to decode. */

import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Footage, framesPerSecond, layerSizes } from './footage.ts';
import { vp8Payloads } from './vp8.ts';

vi.setConfig({ testTimeout: 60_000 });

const fontPath = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf',
);
let folder: string;
let footage: Footage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-footage-'));
  footage = new Footage(folder, fontPath);
});

afterAll(() => rm(folder, { recursive: true }));

describe('the footage of a virtual site', () => {
  it('is a picture in three sizes whose key frames stand together, one every two seconds', async () => {
    const layers = await footage.picture({ number: 7, title: 'Điểm cầu Mẫu 7', persons: 3 });
    const keyFrames = layers.map((frames) => frames.flatMap(({ isKey }, index) => (isKey ? [index] : [])));
    expect(layers).toHaveLength(layerSizes.length);
    for (const [layer, frames] of layers.entries()) {
      expect(frames.length).toBe(layers[0]?.length);
      expect(keyFrames[layer]).toEqual(keyFrames[0]);
      // A key frame says its size in bytes 6 to 9 (RFC 6386).
      const first = Buffer.from(frames[0]?.data ?? []);
      expect([first.readUInt16LE(6), first.readUInt16LE(8)]).toEqual([
        layerSizes[layer]?.width,
        layerSizes[layer]?.height,
      ]);
    }
    const gaps = (keyFrames[0] ?? []).slice(1).map((frame, index) => frame - (keyFrames[0]?.[index] ?? 0));
    expect(keyFrames[0]?.[0]).toBe(0);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * framesPerSecond);
  });

  it('is a voice of 20 ms packets, loud where it speaks and silent where it does not', async () => {
    const { packets, levels } = await footage.voice(2);
    expect(packets.length).toBeGreaterThanOrEqual(levels.length);
    expect(levels.filter((level) => level < 40).length).toBeGreaterThan(levels.length / 3);
    expect(levels.filter((level) => level > 100).length).toBeGreaterThan(levels.length / 20);
    expect(levels[0]).toBe(127);
  });

  it('is made once and read after that', async () => {
    const kept = join(folder, 'v1');
    const madeAt = async () => (await stat(join(kept, 'site-7-3'))).mtimeMs;
    const before = await madeAt();
    await footage.picture({ number: 7, title: 'Điểm cầu Mẫu 7', persons: 3 });
    expect(await madeAt()).toBe(before);
    expect((await readdir(kept)).sort()).toEqual(['site-7-3', 'voice-2']);
  });

  it('leaves nothing half made when something is missing', async () => {
    const broken = new Footage(join(folder, 'broken'), '/there/is/no/font.ttf');
    await expect(broken.picture({ number: 1, title: 'x', persons: 3 })).rejects.toThrow(/ENOENT/);
    expect(await readdir(join(folder, 'broken', 'v1'))).toEqual([]);
  });
});

describe('a VP8 frame', () => {
  it('is cut into parts of which the first one begins it, and all have its picture id', () => {
    const data = Uint8Array.from({ length: 2_500 }, (_, index) => index);
    const payloads = vp8Payloads({ data, isKey: true }, 0x1234);
    expect(payloads.map(([descriptor]) => [...descriptor])).toEqual([
      [0x90, 0x80, 0x92, 0x34],
      [0x80, 0x80, 0x92, 0x34],
      [0x80, 0x80, 0x92, 0x34],
    ]);
    expect(Buffer.concat(payloads.map(([, part]) => part))).toEqual(Buffer.from(data));
    expect(Math.max(...payloads.map(([, part]) => part.length))).toBeLessThanOrEqual(1_120);
  });
});
