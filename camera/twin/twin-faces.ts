/**
 * What a detector would find on the twin's pictures, without pictures: heads seen through the camera at the time of
 * exposure, with the noise and the misses that were measured on real ones, delivered when the video arrives.
 */

import type { FaceSighting, FaceSource } from '../face-source.ts';
import type { FaceBox, FaceDescriptor } from '../faces/face-engine.ts';
import { degreesBetween, directionAt, project } from '../geometry.ts';
import type { CameraClock, Pose } from '../ptz-driver.ts';
import type { CameraModel, CameraState } from './camera-model.ts';
import { SeededRandom } from './random.ts';
import { type Head, headsAt, type World } from './world.ts';

export type TwinFacesParts = {
  clock: CameraClock;
  world: World;
  model: CameraModel;
  random: SeededRandom;
  /** From exposure to the arrival of the boxes. */
  videoLatencyMs: number;
  /** Pictures a second. */
  rate?: number;
  /** No picture comes while this is true, as when the camera restarts. */
  isDark?: (atMs: number) => boolean;
};

/** Recall of the SSD at 640x352 by the height of a face in lines of a 1080p picture. */
const recallByLines: readonly (readonly [lines: number, recall: number])[] = [
  [16, 0.03],
  [22, 0.13],
  [28, 0.59],
  [36, 0.76],
  [44, 0.9],
  [64, 0.93],
  [96, 0.96],
];
const falseFacesPerPicture = 0.002;
const exposureS = 1 / 50;
const latencyDeviationMs = 10;
/** Of the noise of a box, what changes from picture to picture; the rest stays for about a second. */
const quickNoiseShare = 0.7;
const meanMissMs = 250;

type Habit = { slow: { x: number; y: number }; isMissed: boolean; identity: FaceDescriptor };

export class TwinFaces implements FaceSource {
  readonly #parts: TwinFacesParts;
  readonly #periodMs: number;
  /** The share of a face's height by which its box is off, drawn once from what was measured. */
  readonly #noise: number;
  readonly #habits = new Map<string, Habit>();
  readonly #ended = new AbortController();

  constructor(parts: TwinFacesParts) {
    this.#parts = parts;
    this.#periodMs = 1000 / (parts.rate ?? 10);
    this.#noise = parts.random.between(0.05, 0.09);
  }

  watch(see: (sighting: FaceSighting) => void): void {
    void this.#expose(see);
  }

  async close(): Promise<void> {
    this.#ended.abort(new Error('The source of faces was closed.'));
  }

  async #expose(see: (sighting: FaceSighting) => void): Promise<void> {
    const { clock, isDark } = this.#parts;
    try {
      for (;;) {
        if (!isDark?.(clock.nowMs())) void this.#deliver(this.#sighted(clock.nowMs()), see);
        await clock.delay(this.#periodMs, this.#ended.signal);
      }
    } catch {
      // Closed.
    }
  }

  async #deliver(sighting: Omit<FaceSighting, 'arrivedAtMs'>, see: (sighting: FaceSighting) => void): Promise<void> {
    const { clock, videoLatencyMs, random } = this.#parts;
    await clock.delay(Math.max(20, videoLatencyMs + random.normal(latencyDeviationMs)));
    if (!this.#ended.signal.aborted) see({ ...sighting, arrivedAtMs: clock.nowMs() });
  }

  #sighted(atMs: number): Omit<FaceSighting, 'arrivedAtMs'> {
    const { world, model, random } = this.#parts;
    const state = model.stateAt(atMs);
    const owners = new Map<FaceBox, { head: Head; habit: Habit }>();
    for (const head of headsAt(world, atMs)) {
      const box = head.isVisible ? boxOf(head, state.view) : null;
      if (!box) continue;
      const habit = this.#habitOf(head.personId);
      this.#age(habit, recallOf(box, state));
      if (habit.isMissed) continue;
      owners.set(this.#disturbed(box, habit), { head, habit });
    }
    if (random.isTrueIn(falseFacesPerPicture)) owners.set(this.#falseFace(), this.#nobody(state.view));
    const boxes = [...owners.keys()].sort((one, other) => other.score - one.score);
    return { boxes, describe: async (box) => this.#described(box, owners.get(box)?.habit) };
  }

  #habitOf(personId: string): Habit {
    const known = this.#habits.get(personId);
    if (known) return known;
    const habit = { slow: { x: 0, y: 0 }, isMissed: false, identity: twinDescriptor(personId) };
    this.#habits.set(personId, habit);
    return habit;
  }

  /** Misses come in rows, as long as the head stays turned, and as often as the measured recall says. */
  #age(habit: Habit, recall: number): void {
    const { random } = this.#parts;
    const found = Math.min(1, this.#periodMs / meanMissMs);
    const missed = recall > 0 ? Math.min(1, (found * (1 - recall)) / recall) : 1;
    habit.isMissed = habit.isMissed ? recall < 0.01 || !random.isTrueIn(found) : random.isTrueIn(missed);
    const kept = Math.exp(-this.#periodMs / 1000);
    const fresh = Math.sqrt(1 - kept * kept);
    habit.slow = {
      x: kept * habit.slow.x + fresh * random.normal(1),
      y: kept * habit.slow.y + fresh * random.normal(1),
    };
  }

  #disturbed(box: FaceBox, { slow }: Habit): FaceBox {
    const { random } = this.#parts;
    const quick = Math.sqrt(quickNoiseShare);
    const lasting = Math.sqrt(1 - quickNoiseShare);
    const size = 1 + random.normal(0.05);
    const [width, height] = [box.width * size, box.height * size];
    // A part of the height, on a picture that is wider than high.
    const across = (box.height * 9) / 16;
    const centreX = box.left + box.width / 2 + this.#noise * across * (quick * random.normal(1) + lasting * slow.x);
    const centreY = box.top + box.height / 2 + this.#noise * box.height * (quick * random.normal(1) + lasting * slow.y);
    return {
      left: centreX - width / 2,
      top: centreY - height / 2,
      width,
      height,
      score: random.between(0.6, 0.99),
    };
  }

  #falseFace(): FaceBox {
    const { random } = this.#parts;
    const height = random.between(0.03, 0.12);
    const width = (height * 0.75 * 9) / 16;
    return { left: random.between(0, 1 - width), top: random.between(0, 1 - height), width, height, score: 0.45 };
  }

  #nobody(view: Pose): { head: Head; habit: Habit } {
    const head = { ...directionAt({ x: 0.5, y: 0.5 }, view), personId: '', distanceM: 5, heightDegrees: 2 };
    const habit = { slow: { x: 0, y: 0 }, isMissed: false, identity: twinDescriptor(`${this.#parts.random.next()}`) };
    return { head: { ...head, isVisible: true, isTalking: false, isWalking: false }, habit };
  }

  #described(box: FaceBox, habit: Habit | undefined): FaceDescriptor | null {
    const lines = box.height * 1080;
    if (!habit || lines < 24) return null;
    const { random } = this.#parts;
    const deviation = random.between(0.2, 0.33) * Math.max(1, 48 / lines);
    return habit.identity.map((value) => value + random.normal(deviation / Math.sqrt(128)));
  }
}

/** What a person's face is described by, without noise: the same for the same id, and far enough from all others. */
export function twinDescriptor(personId: string): FaceDescriptor {
  let seed = 7;
  for (const character of personId) seed = (Math.imul(seed, 31) + character.charCodeAt(0)) | 0;
  const random = new SeededRandom(seed);
  return Float32Array.from({ length: 128 }, () => random.normal(0.57 / Math.sqrt(128)));
}

/** Null where less than half of the head is on the picture. */
export function boxOf(head: Head, view: Pose): FaceBox | null {
  const centre = project(head, view);
  if (!centre || centre.x < 0 || centre.x > 1 || centre.y < 0 || centre.y > 1) return null;
  const above = project({ ...head, pitchDegrees: head.pitchDegrees + head.heightDegrees / 2 }, view);
  const below = project({ ...head, pitchDegrees: head.pitchDegrees - head.heightDegrees / 2 }, view);
  if (!above || !below) return null;
  const height = below.y - above.y;
  const width = (height * 0.75 * 9) / 16;
  return { left: centre.x - width / 2, top: centre.y - height / 2, width, height, score: 1 };
}

function recallOf(box: FaceBox, { view, speedPerS }: CameraState): number {
  const lines = box.height * 1080;
  const heightDegrees = degreesBetween(
    directionAt({ x: 0.5, y: box.top }, view),
    directionAt({ x: 0.5, y: box.top + box.height }, view),
  );
  const blurShare = (Math.hypot(speedPerS.pan, speedPerS.tilt) * exposureS) / Math.max(heightDegrees, 0.1);
  const sharpness = Math.min(1, Math.max(0, 1 - (blurShare - 0.25) / 0.5));
  return recallAt(lines) * sharpness;
}

function recallAt(lines: number): number {
  const last = recallByLines.at(-1);
  if (last && lines >= last[0]) return last[1];
  for (const [index, [upper, recall]] of recallByLines.entries()) {
    if (lines > upper) continue;
    const [lower, before] = recallByLines[index - 1] ?? [8, 0];
    return Math.max(0, before + ((lines - lower) / (upper - lower)) * (recall - before));
  }
  return 0;
}
