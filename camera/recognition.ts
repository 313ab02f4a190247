/**
 * Whether the face that is followed is still that of the same person, and which of several it is. Lives as long as one
 * person is the subject. Pure.
 */
import type { FaceTrack } from './face-track.ts';
import type { FaceBox, FaceDescriptor } from './faces/face-engine.ts';
import { degreesBetween } from './geometry.ts';
import { Identity, otherFaceDistance, sameFaceDistance } from './identity.ts';
import { boxOf, type Look, tracksIn } from './look.ts';

/** A face whose description would help now; `trackId` comes back with it. */
export type Question = { trackId: number; box: FaceBox };

type Described = { atMs: number; distance: number; times: number };

const againMs = 600;
const stillSameMs = 1_000;
/** Nearer to each other, in heights of a face, two may be taken for one another. */
const nearHeights = 2.5;
const firstPatienceMs = 3_000;
const surely = sameFaceDistance - 0.08;
const longestBlinkMs = 400;
const learnedAnewAfter = 2;

export class Recognition {
  #personId: string | null = null;
  #identity = new Identity();
  readonly #described = new Map<number, Described>();
  #patienceMs = firstPatienceMs;
  #unrecognised = 0;
  /** The track that is known to be the person's. */
  #sureId: number | null = null;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  /** How often in a row the followed face was somebody else's. */
  mismatches = 0;

  get isKnown(): boolean {
    return this.#identity.isKnown;
  }

  /**
   * So long is somebody looked for by the face before whoever sits on their seat is taken for them: in a wide view faces
   * may be too small to be told apart.
   */
  get patienceMs(): number {
    return this.isKnown ? this.#patienceMs : 0;
  }

  /**
   * Somebody on their seat is taken for them unrecognised. It may be the same wrong face the next time; where it comes to
   * that again and again, it was rather what was learned of the person that is wrong: whoever sits there is learned anew.
   */
  noteUnrecognised(): void {
    this.#patienceMs *= 2;
    this.#unrecognised += 1;
    if (this.#unrecognised >= learnedAnewAfter) this.#identity.forgetLearned();
  }

  /** `known`: descriptions of that person, where they agreed to be recognised. */
  about(personId: string, known: readonly FaceDescriptor[]): void {
    this.mismatches = 0;
    if (this.#personId === personId) return;
    this.#personId = personId;
    this.#patienceMs = firstPatienceMs;
    this.#unrecognised = 0;
    this.#identity = new Identity(known);
    this.#described.clear();
    this.#sureId = null;
  }

  /** What was said of faces before does not count any more. */
  startSearch(): void {
    this.#described.clear();
    this.#sureId = null;
    this.mismatches = 0;
  }

  /** Is told of every picture: a face that was never out of sight nor beside another one is still the same. */
  watch(target: FaceTrack, look: Look): void {
    const { exposedAtMs } = look;
    const at = target.at(exposedAtMs);
    const isAlone = tracksIn(look).every(
      (track) => track === target || degreesBetween(track.at(exposedAtMs), at) > nearHeights * target.heightDegrees,
    );
    if (!isAlone || exposedAtMs - target.lastSeenMs > longestBlinkMs) this.#sureId = null;
  }

  hear(trackId: number, descriptor: FaceDescriptor, isTarget: boolean, nowMs: number): void {
    const distance = this.#identity.distanceTo(descriptor);
    const isSure = trackId === this.#sureId;
    if (isTarget && isSure) {
      this.mismatches = 0;
      this.#identity.learnSurely(descriptor);
    } else if (isTarget) {
      this.mismatches = distance > otherFaceDistance && this.#identity.isKnown ? this.mismatches + 1 : 0;
      if (!this.#identity.isKnown || distance < sameFaceDistance) this.#sureId = trackId;
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

  /** Was it described as somebody else's? One that is too small to be described never was. */
  isOther(trackId: number): boolean {
    return (this.#described.get(trackId)?.distance ?? 0) > otherFaceDistance;
  }

  /** Of those that are like the person, the one that is most. */
  likest(trackIds: readonly number[]): number | undefined {
    return trackIds
      .map((trackId) => ({ trackId, distance: this.#described.get(trackId)?.distance ?? Number.POSITIVE_INFINITY }))
      .filter(({ distance }) => distance < sameFaceDistance)
      .sort((one, other) => one.distance - other.distance)[0]?.trackId;
  }

  /** Now and then, whether it is still the same face; with those beside it, and with all once there is doubt. */
  askAbout(target: FaceTrack, box: FaceBox, look: Look, nowMs: number): Question[] {
    if (target.hits < 5) return [];
    const isDue = nowMs - this.#askedAtMs >= stillSameMs;
    if (!isDue) return this.mismatches > 0 ? this.#questionsOfOthers(target, look, nowMs) : [];
    this.#askedAtMs = nowMs;
    return [{ trackId: target.trackId, box }, ...this.askNear(target, look, nowMs).slice(0, 2)];
  }

  /** Of those beside where somebody was seen last. */
  askNear(target: FaceTrack, look: Look, nowMs: number): Question[] {
    const at = target.at(target.lastSeenMs);
    const near = tracksIn(look).filter(
      (track) => track !== target && degreesBetween(track.at(nowMs), at) < nearHeights * target.heightDegrees,
    );
    return this.questions(near, look, nowMs);
  }

  #questionsOfOthers(target: FaceTrack, look: Look, nowMs: number): Question[] {
    const others = tracksIn(look).filter((track) => track !== target);
    return this.questions(others, look, nowMs);
  }

  /** Questions about those of whom nothing was heard for a while, at most three a picture; none while nobody is known. */
  questions(tracks: readonly FaceTrack[], look: Look, nowMs: number): Question[] {
    if (!this.isKnown) return [];
    const due = tracks.filter(({ trackId }) => nowMs - (this.#described.get(trackId)?.atMs ?? -againMs) >= againMs);
    return due.slice(0, 3).flatMap((track) => {
      const box = boxOf(track, look);
      return box ? [{ trackId: track.trackId, box }] : [];
    });
  }
}
