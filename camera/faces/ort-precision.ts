/** Whether the detector is computed in int8 on this machine: only where that comes out right and is worth it. */
import { FaceEngineError, type FacePrecision, type FrameSize } from './face-engine.ts';
import type { FacePrecisionChoice, PrecisionTrials } from './face-nets.ts';
import { fullSum, onnxInt8Sums } from './onnx-ssd-int8.ts';
import { floatsOf, type OrtDetector, type OrtRuntime, openDetector, openSession } from './ort-detector.ts';

export type TakenPrecision = { precision: FacePrecision; trials: PrecisionTrials; detector: OrtDetector };

const trialPictures = 3;
/** Of the time that float32 takes: what is less exact has to be much faster. */
const worthwhileShare = 0.8;

/** Rejects with `NOT_AVAILABLE` where int8 was asked for and does not come out right. */
export async function takePrecision(
  runtime: OrtRuntime,
  choice: FacePrecisionChoice,
  folder: string,
  size: FrameSize,
): Promise<TakenPrecision> {
  const open = (precision: FacePrecision) => openDetector(runtime, { folder, size, precision });
  const isInt8Right = choice !== 'float32' && (await addsUpInt8(runtime));
  if (choice === 'int8' && !isInt8Right) {
    const why = 'This processor cannot add up products of int8 in full';
    throw new FaceEngineError('NOT_AVAILABLE', `${why}: the detector would see other faces. Use float32.`);
  }
  if (choice === 'int8') return { precision: 'int8', trials: {}, detector: await open('int8') };
  const exact = await open('float32');
  if (!isInt8Right) return { precision: 'float32', trials: {}, detector: exact };
  const quick = await open('int8');
  const trials = await compare({ float32: exact, int8: quick }, size);
  const precision = trials.int8 <= trials.float32 * worthwhileShare ? 'int8' : 'float32';
  await (precision === 'int8' ? exact : quick).release();
  return { precision, trials, detector: precision === 'int8' ? quick : exact };
}

export async function addsUpInt8(runtime: OrtRuntime): Promise<boolean> {
  const session = await openSession(runtime, onnxInt8Sums());
  const white = (channels: number) =>
    new runtime.Tensor('uint8', new Uint8Array(16 * channels).fill(255), [1, 4, 4, channels]);
  const sums = await session.run({ blockedIn: white(16), plainIn: white(3) });
  await session.release();
  return [sums.blocked, sums.plain].every((tensor) => floatsOf(tensor).every((sum) => sum === fullSum));
}

/** The least time of some: what is on the picture makes no difference, and what else the machine does only adds to it. */
async function compare<Name extends FacePrecision>(
  detectors: Record<Name, OrtDetector>,
  { width, height }: FrameSize,
): Promise<Record<Name, number>> {
  const pixels = new Uint8Array(width * height * 3).fill(127);
  const least = {} as Record<Name, number>;
  const entries = Object.entries(detectors) as [Name, OrtDetector][];
  // The first picture makes each of them ready. By turns, so that a busy moment is neither's alone.
  for (const [, detector] of entries) await detector.detect(pixels);
  for (let round = 0; round < trialPictures; round += 1) {
    for (const [name, detector] of entries) {
      const beganAt = performance.now();
      await detector.detect(pixels);
      least[name] = Math.min(least[name] ?? Number.POSITIVE_INFINITY, performance.now() - beganAt);
    }
  }
  return least;
}
