/**
 * The picture of a camera for its self-test: when it began to move, and how far it has shifted. It looks at small grey
 * pictures, of which each column becomes one number: a pan moves these to the side.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { FrameReader, type TimedFrame } from '../faces/frame-reader.ts';
import type { FaceLogger } from '../faces/worker-engine.ts';
import type { PictureWatch } from '../observed-move.ts';
import type { StreamInput } from '../stream-input.ts';

type Profile = { atMs: number; columns: Float64Array };

const size = { width: 320, height: 180 };
const framesPerSecond = 25;
const firstFrameWithinMs = 15_000;
/** Of the width: what has gone farther cannot be found again. */
const greatestShift = 0.5;
/** Above the noise of a picture that stands. */
const motionFactor = 3;
const leastMotion = 1.2;
/** How alike the shifted pictures must be, 1 being the same. */
const leastLikeness = 0.7;

export class StreamWatch implements PictureWatch {
  readonly #reader: FrameReader;
  readonly #firstFrame = Promise.withResolvers<boolean>();
  #newest: Profile | null = null;
  #marked: Profile | null = null;
  #noise = 0;
  #beganMs: number | null = null;

  /** Null: no picture comes. */
  static async open({ options, text }: StreamInput, logger: FaceLogger): Promise<StreamWatch | null> {
    const watch = new StreamWatch(options, text, logger);
    const isThere = await Promise.race([watch.#firstFrame.promise, wait(firstFrameWithinMs, false, { ref: false })]);
    if (isThere) return watch;
    await watch.close();
    return null;
  }

  private constructor(input: readonly string[], inputText: string, logger: FaceLogger) {
    const onFrame = (frame: TimedFrame) => this.#look(frame);
    this.#reader = FrameReader.start({ input, inputText, size, framesPerSecond, logger, onFrame });
  }

  async mark(): Promise<void> {
    // The picture that is newest now may be from before the camera came to rest.
    const sinceMs = performance.now();
    for (let tries = 0; tries < 40 && (this.#newest?.atMs ?? 0) <= sinceMs; tries += 1) await wait(25);
    this.#beganMs = null;
    this.#noise = 0;
    this.#marked = null;
    await wait(200);
    this.#marked = this.#newest;
  }

  async shift(): Promise<number | null> {
    const sinceMs = performance.now();
    for (let tries = 0; tries < 40 && (this.#newest?.atMs ?? 0) <= sinceMs; tries += 1) await wait(25);
    return this.#marked && this.#newest ? shiftBetween(this.#marked.columns, this.#newest.columns) : null;
  }

  motionBeganMs(): number | null {
    return this.#beganMs;
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  #look(frame: TimedFrame): void {
    const before = this.#newest;
    this.#newest = { atMs: frame.atMs, columns: columnsOf(frame) };
    this.#firstFrame.resolve(true);
    const { columns, atMs } = this.#newest;
    if (!this.#marked) {
      if (before) this.#noise = Math.max(this.#noise, difference(before.columns, columns));
      return;
    }
    const threshold = Math.max(leastMotion, this.#noise * motionFactor);
    if (this.#beganMs === null && difference(this.#marked.columns, columns) > threshold) this.#beganMs = atMs;
  }
}

/** Upper and lower half of each column apart, which tells more than the whole. */
export function columnsOf({ width, height, data }: Pick<TimedFrame, 'width' | 'height' | 'data'>): Float64Array {
  const columns = new Float64Array(width * 2);
  for (let y = 0; y < height; y += 1) {
    const half = y < height / 2 ? 0 : width;
    for (let x = 0; x < width; x += 1)
      columns[half + x] = (columns[half + x] ?? 0) + (data[(y * width + x) * 3 + 1] ?? 0);
  }
  return columns.map((sum) => sum / (height / 2));
}

function difference(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (const [index, value] of one.entries()) sum += Math.abs(value - (other[index] ?? 0));
  return sum / one.length;
}

/** How far the middle of the first has gone to the left, as a part of the width; null: it is not found again. */
export function shiftBetween(before: Float64Array, after: Float64Array): number | null {
  const width = before.length / 2;
  const farthest = Math.floor(width * greatestShift);
  let best = { shift: 0, likeness: leastLikeness };
  for (let shift = -farthest; shift <= farthest; shift += 1) {
    const likeness = likenessAt(before, after, width, shift);
    if (likeness > best.likeness) best = { shift, likeness };
  }
  return best.likeness > leastLikeness ? best.shift / width : null;
}

/** Correlation of what both show when the second is moved back. */
function likenessAt(before: Float64Array, after: Float64Array, width: number, shift: number): number {
  const [from, to] = [Math.max(0, shift), Math.min(width, width + shift)];
  let [sumA, sumB, sumAA, sumBB, sumAB, count] = [0, 0, 0, 0, 0, 0];
  for (const half of [0, width]) {
    for (let x = from; x < to; x += 1) {
      const a = before[half + x] ?? 0;
      const b = after[half + x - shift] ?? 0;
      sumA += a;
      sumB += b;
      sumAA += a * a;
      sumBB += b * b;
      sumAB += a * b;
      count += 1;
    }
  }
  const [spreadA, spreadB] = [sumAA - (sumA * sumA) / count, sumBB - (sumB * sumB) / count];
  if (spreadA <= 0 || spreadB <= 0) return 0;
  return (sumAB - (sumA * sumB) / count) / Math.sqrt(spreadA * spreadB);
}
