/** One contract for all engines that are installed; what is there twice must say the same. */
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { facePicture, facePicturePath, rgbFrame } from '../../test/harness/face-pictures.ts';
import {
  type FaceBox,
  type FaceDescriptor,
  type FaceEngine,
  FaceEngineError,
  faceEngineNames,
  type RgbFrame,
} from './face-engine.ts';
import { openFaceEngine } from './open-face-engine.ts';
import { readPicture } from './picture.ts';
import { overlap } from './ssd-boxes.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const small = { width: 640, height: 352 };
const large = { width: 960, height: 544 };
const fullHd = { width: 1920, height: 1080 };

/** In float32 unless the name says otherwise. */
const variants = [...faceEngineNames, 'ort in int8'] as const;

const engines = new Map<string, FaceEngine>();

beforeAll(async () => {
  for (const name of faceEngineNames) {
    try {
      engines.set(name, (await openFaceEngine({ engine: name, precision: 'float32' })).engine);
    } catch (error) {
      // The packages of the other two are the project's own, and must run.
      if (name !== 'tfjs-node' || !(error instanceof FaceEngineError)) throw error;
    }
  }
  try {
    engines.set('ort in int8', (await openFaceEngine({ engine: 'ort', precision: 'int8' })).engine);
  } catch (error) {
    // Not every processor can.
    if (!(error instanceof FaceEngineError && error.message.includes('This processor cannot'))) throw error;
  }
});

afterAll(async () => {
  for (const engine of engines.values()) await engine.close();
});

async function facesOn(engine: FaceEngine, frame: RgbFrame): Promise<FaceBox[]> {
  const faces = await engine.detect(frame);
  if (!faces) throw new Error('A single frame was overtaken.');
  return faces;
}

describe.each(variants)('%s', (name) => {
  const engineOf = (skip: () => void): FaceEngine => {
    const engine = engines.get(name);
    if (!engine) skip();
    return engine as FaceEngine;
  };

  test('finds the people on pictures of rooms, in order of their score, and says how sure it is', async ({ skip }) => {
    const engine = engineOf(skip);
    for (const [number, people] of [
      [1, 3],
      [3, 3],
      [6, 4],
    ] as const) {
      const faces = await facesOn(engine, await facePicture(number, large));
      expect(faces).toHaveLength(people);
      expect(faces.map(({ score }) => score)).toEqual(faces.map(({ score }) => score).sort((a, b) => b - a));
      for (const { left, top, width, height, score } of faces) {
        expect(Math.min(left, top, 1 - left - width, 1 - top - height)).toBeGreaterThanOrEqual(-1e-9);
        expect(score).toBeGreaterThanOrEqual(0.4);
      }
    }
    const frame = await facePicture(6, small);
    const sure = (await facesOn(engine, frame)).filter(({ score }) => score >= 0.9);
    expect(await engine.detect(frame, { minScore: 0.9 })).toEqual(sure);
  });

  test('finds nobody where nobody is', async ({ skip }) => {
    const engine = engineOf(skip);
    const background = { width: 640, height: 352, channels: 3 as const, background: '#8a7a60' };
    const noise = { type: 'gaussian' as const, mean: 120, sigma: 60 };
    expect(await facesOn(engine, await rgbFrame(sharp({ create: background })))).toEqual([]);
    expect(await facesOn(engine, await rgbFrame(sharp({ create: { ...background, noise } })))).toEqual([]);
  });

  test('finds the same faces on a picture of 4K as on a smaller one, and tells where their eyes are', async ({
    skip,
  }) => {
    const engine = engineOf(skip);
    const faces = await facesOn(engine, await facePicture(6, fullHd));
    const frame = await facePicture(6, { width: 3840, height: 2160 });
    const onLarge = await facesOn(engine, frame);
    expect(onLarge).toHaveLength(faces.length);
    for (const face of faces) {
      expect(Math.max(...onLarge.map((other) => overlap(face, other)))).toBeGreaterThan(0.8);
      const points = await engine.landmarks(frame, face);
      expect(points).toHaveLength(68);
      const [left = { x: 0, y: 0 }, right = { x: 0, y: 0 }] = [points.slice(36, 42), points.slice(42, 48)].map(middle);
      const mouth = middle(points.slice(48));
      expect(left.x).toBeLessThan(right.x);
      expect(mouth.y).toBeGreaterThan(Math.max(left.y, right.y));
      for (const point of [left, right, mouth]) expect(isWithin(point, face)).toBe(true);
    }
  });

  test('finds a hall of sixty people, each once', async ({ skip }) => {
    const engine = engineOf(skip);
    const faces = await facesOn(engine, await hallOfSixty());
    expect(faces.length).toBeGreaterThanOrEqual(54);
    expect(faces.length).toBeLessThanOrEqual(62);
    for (const [index, face] of faces.entries()) {
      for (const other of faces.slice(index + 1)) expect(overlap(face, other)).toBeLessThan(0.5);
    }
  });

  test('describes a person alike on a darker, smaller or mirrored picture, and unlike everybody else', async ({
    skip,
  }) => {
    const engine = engineOf(skip);
    const people: FaceDescriptor[] = [];
    const again: FaceDescriptor[] = [];
    for (const number of [3, 6] as const) {
      const frame = await facePicture(number, fullHd);
      const variants = await Promise.all([
        rgbFrame(sharpOf(frame).linear(0.6)),
        rgbFrame(sharpOf(frame).resize(1280, 720)),
        rgbFrame(sharpOf(frame).flop()),
      ]);
      for (const [index, face] of (await facesOn(engine, frame)).entries()) {
        people.push(await engine.describe(frame, face));
        const variant = variants[index % variants.length] as RgbFrame;
        const expected = index % variants.length === 2 ? { ...face, left: 1 - face.left - face.width } : face;
        const found = (await facesOn(engine, variant)).find((other) => overlap(other, expected) > 0.6);
        if (!found) throw new Error(`Face ${index} of picture ${number} was not found again.`);
        again.push(await engine.describe(variant, found));
      }
    }
    expect(people).toHaveLength(7);
    for (const [index, description] of again.entries()) {
      const distances = people.map((person) => distance(person, description));
      expect(distances.indexOf(Math.min(...distances))).toBe(index);
      expect(distances[index]).toBeLessThan(0.45);
      expect(Math.min(...distances.filter((_, other) => other !== index))).toBeGreaterThan(0.5);
    }
  });
});

test('all engines find the same boxes, points and descriptions', async () => {
  const [first, ...others] = [...engines.values()].filter(({ precision }) => precision === 'float32');
  expect(others.length).toBeGreaterThanOrEqual(1);
  for (const size of [small, large]) {
    const frame = await facePicture(6, size);
    const faces = await facesOn(first as FaceEngine, frame);
    expect(faces.length).toBeGreaterThanOrEqual(3);
    for (const other of others) {
      const otherFaces = await facesOn(other, frame);
      expect(otherFaces).toHaveLength(faces.length);
      for (const [index, face] of faces.entries()) {
        expect(overlap(face, otherFaces[index] as FaceBox)).toBeGreaterThan(0.9);
        const points = await (first as FaceEngine).landmarks(frame, face);
        for (const [point, { x, y }] of (await other.landmarks(frame, face)).entries()) {
          expect(Math.hypot(x - (points[point]?.x ?? 0), y - (points[point]?.y ?? 0))).toBeLessThan(1e-4);
        }
        const description = await (first as FaceEngine).describe(frame, face);
        const otherDescription = await other.describe(frame, face);
        for (const [place, value] of description.entries()) {
          expect(Math.abs(value - (otherDescription[place] ?? 0))).toBeLessThan(1e-3);
        }
      }
    }
  }
});

test('an engine that is closed in the middle of its work leaves the process alone', async () => {
  const frame = await facePicture(6, large);
  for (const { name, precision } of engines.values()) {
    const { engine } = await openFaceEngine({ engine: name, precision });
    for (let count = 0; count < 3; count += 1) engine.detect(frame).catch(() => undefined);
    await engine.close();
  }
});

test('a file that is no picture is refused in words', async () => {
  await expect(readPicture(import.meta.filename)).rejects.toMatchObject({ reason: 'WRONG_FRAME' });
  await expect(readPicture('/nowhere/picture.jpg')).rejects.toMatchObject({ reason: 'WRONG_FRAME' });
  await expect(readPicture(facePicturePath(1))).resolves.toMatchObject({ width: 1920 });
});

/** Four people fifteen times, smaller. */
async function hallOfSixty(): Promise<RgbFrame> {
  const [width, height] = [384, 360];
  const group = await facePicture(6, { width, height });
  const tile = await sharpOf(group).png().toBuffer();
  const tiles = Array.from({ length: 15 }, (_, index) => ({
    input: tile,
    left: (index % 5) * width,
    top: Math.floor(index / 5) * height,
  }));
  const hall = sharp({ create: { ...fullHd, channels: 3, background: 'black' } }).composite(tiles);
  // Put together first: sharp lays pictures over each other at the very end.
  return rgbFrame(sharp(await hall.png().toBuffer()));
}

function distance(one: FaceDescriptor, other: FaceDescriptor): number {
  return Math.hypot(...one.map((value, index) => value - (other[index] ?? 0)));
}

type Point = { x: number; y: number };

function middle(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function isWithin({ x, y }: Point, { left, top, width, height }: FaceBox): boolean {
  return x > left && x < left + width && y > top && y < top + height;
}

function sharpOf({ width, height, data }: RgbFrame): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}
