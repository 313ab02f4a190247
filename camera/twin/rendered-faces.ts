/**
 * What a real engine finds on the twin's drawn pictures, in virtual time: a picture is drawn as the camera stands at its
 * exposure, and time stands still where an engine is slower than the video is late.
 */
import type { FaceSighting, FaceSource } from '../face-source.ts';
import type { FaceBox, FaceDescriptor, FaceEngine } from '../faces/face-engine.ts';
import { TwinPicture } from './picture.ts';
import type { TwinFacesParts } from './twin-faces.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type RenderedFacesParts = TwinFacesParts & {
  clock: VirtualClock;
  /** Stays with its owner; one that is used for another room must be done with this one first. */
  engine: FaceEngine;
};

const latencyDeviationMs = 10;
/** As where real cameras are looked at. */
const leastDescribedPixels = 40;

export class RenderedFaces implements FaceSource {
  readonly #parts: RenderedFacesParts;
  readonly #ended = new AbortController();
  /** The engine keeps the newest of several questions only: they are asked one after the other. */
  #lastWork: Promise<unknown> = Promise.resolve();

  constructor(parts: RenderedFacesParts) {
    this.#parts = parts;
  }

  watch(see: (sighting: FaceSighting) => void): void {
    void this.#expose(see);
  }

  /** Resolves when the engine is done with what it was asked. */
  async close(): Promise<void> {
    this.#ended.abort(new Error('The source of faces was closed.'));
    await this.#lastWork;
  }

  async #expose(see: (sighting: FaceSighting) => void): Promise<void> {
    const { clock, world, random, isDark, rate = 10 } = this.#parts;
    const picture = await clock.hold(TwinPicture.open(world, Math.floor(random.between(0, 1_000))));
    try {
      while (!this.#ended.signal.aborted) {
        if (!isDark?.(clock.nowMs())) void this.#deliver(this.#look(picture), see);
        await clock.delay(1000 / rate, this.#ended.signal);
      }
    } catch {
      // Closed.
    }
  }

  async #deliver(
    looking: Promise<Omit<FaceSighting, 'arrivedAtMs'> | null>,
    see: (sighting: FaceSighting) => void,
  ): Promise<void> {
    const { clock, videoLatencyMs, random } = this.#parts;
    await clock.delay(Math.max(20, videoLatencyMs + random.normal(latencyDeviationMs)));
    const sighting = await clock.hold(looking);
    if (sighting && !this.#ended.signal.aborted) see({ ...sighting, arrivedAtMs: clock.nowMs() });
  }

  async #look(picture: TwinPicture): Promise<Omit<FaceSighting, 'arrivedAtMs'> | null> {
    const { clock, model, engine } = this.#parts;
    const atMs = clock.nowMs();
    const frame = picture.renderAt(atMs, model.stateAt(atMs), engine.sizes.tracking);
    const boxes = await this.#ask(() => engine.detect(frame));
    if (!boxes) return null;
    const describe = async (box: FaceBox): Promise<FaceDescriptor | null> => {
      if (box.height * frame.height < leastDescribedPixels || this.#ended.signal.aborted) return null;
      return clock.hold(this.#ask(() => engine.describe(frame, box)));
    };
    return { boxes, describe };
  }

  #ask<T>(question: () => Promise<T>): Promise<T> {
    const work = this.#lastWork.then(question);
    this.#lastWork = work.catch(() => undefined);
    return work;
  }
}
