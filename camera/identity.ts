/** Whether two descriptions are of the same face. Descriptions live as long as a speech and are never stored. Pure. */
import type { FaceDescriptor } from './faces/face-engine.ts';

export const sameFaceDistance = 0.55;
export const otherFaceDistance = 0.65;
const keptDescriptors = 5;
/** A description that is so near to a known one says nothing new. */
const familiarDistance = 0.35;

export function distanceBetween(one: FaceDescriptor, other: FaceDescriptor): number {
  let sum = 0;
  for (const [index, value] of one.entries()) sum += (value - (other[index] ?? 0)) ** 2;
  return Math.sqrt(sum);
}

/** A face as it was described a few times; the nearest description counts. */
export class Identity {
  readonly #known: FaceDescriptor[];
  /** How many of them were there from the start. */
  readonly #given: number;

  constructor(known: readonly FaceDescriptor[] = []) {
    this.#known = [...known];
    this.#given = known.length;
  }

  get isKnown(): boolean {
    return this.#known.length > 0;
  }

  distanceTo(descriptor: FaceDescriptor): number {
    return Math.min(...this.#known.map((known) => distanceBetween(known, descriptor)), Number.POSITIVE_INFINITY);
  }

  /** Only what is surely the same face makes the picture of it richer. */
  learn(descriptor: FaceDescriptor): void {
    if (this.#known.length >= keptDescriptors) return;
    if (this.isKnown && this.distanceTo(descriptor) > sameFaceDistance) return;
    this.#known.push(descriptor);
  }

  /** Of a face that is known to be the same, however it looks now: the oldest that was learned gives way. */
  learnSurely(descriptor: FaceDescriptor): void {
    if (this.distanceTo(descriptor) < familiarDistance) return;
    this.#known.push(descriptor);
    if (this.#known.length > this.#given + keptDescriptors) this.#known.splice(this.#given, 1);
  }

  /** What was given from the start stays. */
  forgetLearned(): void {
    this.#known.splice(this.#given);
  }
}
