/**
 * Whether the face that is followed is still that of the same person, and which of several it is. Lives as long as one
 * person is the subject. Pure.
 */
import type { FaceTrack } from './face-track.ts';
import type { FaceBox, FaceDescriptor } from './faces/face-engine.ts';
import { Identity, otherFaceDistance, sameFaceDistance } from './identity.ts';
import { boxOf, type Look } from './look.ts';

/** A face whose description would help now; `trackId` comes back with it. */
export type Question = { trackId: number; box: FaceBox };

type Described = { atMs: number; distance: number; times: number };

const againMs = 600;
const surely = sameFaceDistance - 0.08;

export class Recognition {
  #personId: string | null = null;
  #identity = new Identity();
  readonly #described = new Map<number, Described>();
  /** How often in a row the followed face was somebody else's. */
  mismatches = 0;

  get isKnown(): boolean {
    return this.#identity.isKnown;
  }

  /** `known`: descriptions of that person, where they agreed to be recognised. */
  about(personId: string, known: readonly FaceDescriptor[]): void {
    this.mismatches = 0;
    if (this.#personId === personId) return;
    this.#personId = personId;
    this.#identity = new Identity(known);
    this.#described.clear();
  }

  /** What was said of faces before does not count any more. */
  startSearch(): void {
    this.#described.clear();
    this.mismatches = 0;
  }

  hear(trackId: number, descriptor: FaceDescriptor, isTarget: boolean, nowMs: number): void {
    const distance = this.#identity.distanceTo(descriptor);
    if (isTarget) {
      this.mismatches = distance > otherFaceDistance && this.#identity.isKnown ? this.mismatches + 1 : 0;
      this.#identity.learn(descriptor);
    }
    const now = this.#identity.distanceTo(descriptor);
    const times = now < sameFaceDistance ? (this.#described.get(trackId)?.times ?? 0) + 1 : 0;
    this.#described.set(trackId, { atMs: nowMs, distance: now, times });
  }

  isRecognised(trackId: number): boolean {
    const described = this.#described.get(trackId);
    return described !== undefined && (described.times >= 2 || described.distance < surely);
  }

  /** Of those that are like the person, the one that is most. */
  likest(trackIds: readonly number[]): number | undefined {
    return trackIds
      .map((trackId) => ({ trackId, distance: this.#described.get(trackId)?.distance ?? Number.POSITIVE_INFINITY }))
      .filter(({ distance }) => distance < sameFaceDistance)
      .sort((one, other) => one.distance - other.distance)[0]?.trackId;
  }

  /** Questions about those of whom nothing was heard for a while, at most three a picture. */
  questions(tracks: readonly FaceTrack[], look: Look, nowMs: number): Question[] {
    const due = tracks.filter(({ trackId }) => nowMs - (this.#described.get(trackId)?.atMs ?? -againMs) >= againMs);
    return due.slice(0, 3).flatMap((track) => {
      const box = boxOf(track, look);
      return box ? [{ trackId: track.trackId, box }] : [];
    });
  }
}
