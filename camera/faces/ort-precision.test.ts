/** Int8 against float32 on the same pictures: the same faces, in nearly the same boxes; and when it is taken at all. */
import * as runtime from 'onnxruntime-node';
import sharp from 'sharp';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { facePicture, pictureNumbers, rgbFrame } from '../../test/harness/face-pictures.ts';
import { TwinPicture } from '../twin/picture.ts';
import { SeededRandom } from '../twin/random.ts';
import { councilSeats, seatedPeople } from '../twin/rooms.ts';
import type { FaceBox, RgbFrame } from './face-engine.ts';
import { modelFolder } from './model-files.ts';
import { fullSum } from './onnx-ssd-int8.ts';
import { type OrtDetector, type OrtRuntime, openDetector } from './ort-detector.ts';
import { addsUpInt8, takePrecision } from './ort-precision.ts';
import { anchorsFor, facesOf, overlap } from './ssd-boxes.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const size = { width: 640, height: 352 };
const folder = modelFolder();
const hasInt8 = await addsUpInt8(runtime);

async function facesWith(detector: OrtDetector, { data }: RgbFrame): Promise<FaceBox[]> {
  return facesOf(await detector.detect(data), anchorsFor(size, detector.squareAnchors), size, 0.4);
}

/** Whole, at half and at 0.3 of its size somewhere on a grey picture, and mirrored. */
async function photographs(): Promise<RgbFrame[]> {
  const frames: RgbFrame[] = [];
  for (const number of pictureNumbers) {
    for (const share of [1, 0.5, 0.3]) {
      for (const isMirrored of [false, true]) {
        const part = { width: Math.round(size.width * share), height: Math.round(size.height * share) };
        const { data } = await facePicture(number, part);
        const picture = sharp(data, { raw: { ...part, channels: 3 } });
        const input = await (isMirrored ? picture.flop() : picture).png().toBuffer();
        const left = Math.floor((size.width - part.width) / 3);
        const grey = sharp({ create: { ...size, channels: 3, background: '#6b6f74' } });
        const whole = grey.composite([{ input, left, top: Math.floor((size.height - part.height) / 2) }]);
        frames.push(await rgbFrame(sharp(await whole.png().toBuffer())));
      }
    }
  }
  return frames;
}

async function drawings(): Promise<RgbFrame[]> {
  const people = seatedPeople(councilSeats, new SeededRandom(3));
  const picture = await TwinPicture.open({ seats: councilSeats, people }, 11);
  const still = { pan: 0, tilt: 0, zoom: 0 };
  return [-25, -15, -5, 5, 15, 25].flatMap((panDegrees) =>
    [40, 24, 14].map((horizontalFovDegrees) => {
      const view = { panDegrees, tiltDegrees: -3, horizontalFovDegrees };
      return picture.renderAt(
        panDegrees * 40 + 1_000,
        { view, motors: still, speedPerS: still, isMoving: false },
        size,
      );
    }),
  );
}

/** Close to the least score that counts, a face falls on either side of it. */
const clearScore = 0.45;

/** Of each face the best box of the other, and how many clear faces have none. */
async function compared(frames: readonly RgbFrame[], exact: OrtDetector, quick: OrtDetector) {
  const overlaps: number[] = [];
  const scores: number[] = [];
  let [found, foundByOther, clear, lost] = [0, 0, 0, 0];
  for (const frame of frames) {
    const faces = await facesWith(exact, frame);
    const others = await facesWith(quick, frame);
    found += faces.length;
    foundByOther += others.length;
    clear += faces.filter(({ score }) => score >= clearScore).length;
    for (const face of faces) {
      const [best] = others.toSorted((one, other) => overlap(other, face) - overlap(one, face));
      const shared = best ? overlap(best, face) : 0;
      if (best && shared >= 0.4) {
        overlaps.push(shared);
        scores.push(Math.abs(best.score - face.score));
      } else if (face.score >= clearScore) lost += 1;
    }
  }
  overlaps.sort((one, other) => one - other);
  scores.sort((one, other) => one - other);
  const at = (numbers: number[], share: number) => numbers[Math.floor(numbers.length * share)] ?? 0;
  const shared = { p5: at(overlaps, 0.05), p50: at(overlaps, 0.5) };
  return { found, foundByOther, clear, lost, shared, scoreP95: at(scores, 0.95) };
}

describe.skipIf(!hasInt8)('int8 against float32', () => {
  let exact: OrtDetector;
  let quick: OrtDetector;

  beforeAll(async () => {
    exact = await openDetector(runtime, { folder, size, precision: 'float32' });
    quick = await openDetector(runtime, { folder, size, precision: 'int8' });
  });

  test.each([
    ['photographs', photographs, 90],
    ['drawings of the twin', drawings, 40],
  ] as const)('finds the same faces on %s', async (_, pictures, least) => {
    const { found, foundByOther, clear, lost, shared, scoreP95 } = await compared(await pictures(), exact, quick);
    expect(clear).toBeGreaterThan(least);
    expect(lost / clear).toBeLessThanOrEqual(0.01);
    expect(Math.abs(foundByOther - found) / found).toBeLessThanOrEqual(0.03);
    expect(shared.p50).toBeGreaterThanOrEqual(0.95);
    expect(shared.p5).toBeGreaterThanOrEqual(0.9);
    expect(scoreP95).toBeLessThan(0.06);
  });
});

/** Of the sums that the processor is asked for, so much comes out. */
function runtimeThatAddsUp(share: number): OrtRuntime {
  const sums = new runtime.Tensor('float32', new Float32Array(16).fill(fullSum * share), [1, 1, 1, 16]);
  const session = { run: async () => ({ blocked: sums, plain: sums }), release: async () => undefined };
  const InferenceSession = {
    create: async (model: Uint8Array, options: object) =>
      model.length < 10_000 ? session : runtime.InferenceSession.create(model, options),
  };
  return { Tensor: runtime.Tensor, InferenceSession } as unknown as OrtRuntime;
}

test('where products of int8 are cut off float32 is taken, and int8 is refused in words', async () => {
  const short = runtimeThatAddsUp(0.5);
  const { precision, trials, detector } = await takePrecision(short, 'auto', folder, size);
  await detector.release();
  expect([precision, trials]).toEqual(['float32', {}]);
  await expect(takePrecision(short, 'int8', folder, size)).rejects.toMatchObject({
    reason: 'NOT_AVAILABLE',
    message: expect.stringContaining('This processor cannot add up products of int8 in full'),
  });
});

test('where they are not the faster one is taken, and the time of both is told', async () => {
  const { precision, trials, detector } = await takePrecision(runtimeThatAddsUp(1), 'auto', folder, size);
  await detector.release();
  const { float32 = 0, int8 = 0 } = trials;
  expect(Math.min(float32, int8)).toBeGreaterThan(0);
  expect(precision).toBe(int8 <= float32 * 0.8 ? 'int8' : 'float32');
});
