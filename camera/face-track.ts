/**
 * One face over time, as a direction in the room: what noisy boxes say together about where it is, how fast it goes and
 * where it will be. A Kalman filter of constant velocity, which trusts itself less when it is surprised.
 */
import { clamp, type Direction } from './geometry.ts';

/** What one picture says of one face. */
export type FaceMeasurement = Direction & {
  heightDegrees: number;
  atMs: number;
  /** What the turning of the camera adds to the noise, as its pose is not known to the millisecond. */
  blurDegrees: number;
};

/** Of a box's middle, as a share of the face's height. */
const noiseShare = 0.08;
const calmDegreesPerS2 = 1.5;
const startledDegreesPerS2 = 18;
/** A face may have gone elsewhere meanwhile, up to a point. */
const longestUnseenS = 0.8;
const longestPredictionMs = 2_400;
/** Across a room. */
export const fastestWalkPerS = 12;

class Axis {
  position: number;
  velocityPerS = 0;
  #varPosition: number;
  #covariance = 0;
  #varVelocity = 4;
  /** Mean of how surprising the last measurements were, signed: a person who starts to walk surprises to one side. */
  #surprise = 0;

  constructor(position: number, variance: number) {
    this.position = position;
    this.#varPosition = variance;
  }

  predict(forS: number): void {
    if (forS <= 0) return;
    const startle = clamp((Math.abs(this.#surprise) - 1) / 1.2, 0, 1);
    const acceleration = calmDegreesPerS2 + startle * (startledDegreesPerS2 - calmDegreesPerS2);
    const power = acceleration * acceleration * forS;
    this.position += this.velocityPerS * forS;
    this.#varPosition += 2 * forS * this.#covariance + forS * forS * this.#varVelocity + (power * forS * forS) / 3;
    this.#covariance += forS * this.#varVelocity + (power * forS) / 2;
    this.#varVelocity += power;
  }

  correct(measured: number, variance: number): void {
    const sum = this.#varPosition + variance;
    const innovation = measured - this.position;
    this.#surprise = 0.55 * this.#surprise + 0.45 * clamp(innovation / Math.sqrt(sum), -4, 4);
    const [gain, velocityGain] = [this.#varPosition / sum, this.#covariance / sum];
    this.position += gain * innovation;
    this.velocityPerS += velocityGain * innovation;
    this.#varVelocity -= velocityGain * this.#covariance;
    this.#covariance *= 1 - gain;
    this.#varPosition *= 1 - gain;
  }

  /** Goes at least as fast as that. */
  expect(velocityPerS: number): void {
    if (Math.abs(velocityPerS) > Math.abs(this.velocityPerS)) this.velocityPerS = velocityPerS;
  }

  deviation(): number {
    return Math.sqrt(this.#varPosition);
  }

  velocityDeviation(): number {
    return Math.sqrt(this.#varVelocity);
  }
}

export class FaceTrack {
  readonly trackId: number;
  readonly firstSeenMs: number;
  lastSeenMs: number;
  /** How many pictures showed it. */
  hits = 1;
  heightDegrees: number;
  readonly #yaw: Axis;
  readonly #pitch: Axis;
  #isWalking = false;
  #slowSinceMs: number | null = null;

  constructor(trackId: number, first: FaceMeasurement) {
    this.trackId = trackId;
    this.firstSeenMs = first.atMs;
    this.lastSeenMs = first.atMs;
    this.heightDegrees = first.heightDegrees;
    const variance = (noiseShare * first.heightDegrees) ** 2 + first.blurDegrees ** 2;
    this.#yaw = new Axis(first.yawDegrees, variance);
    this.#pitch = new Axis(first.pitchDegrees, variance);
  }

  see(measured: FaceMeasurement): void {
    const forS = (measured.atMs - this.lastSeenMs) / 1000;
    const variance = (noiseShare * this.heightDegrees) ** 2 + measured.blurDegrees ** 2;
    for (const [axis, value] of [
      [this.#yaw, measured.yawDegrees],
      [this.#pitch, measured.pitchDegrees],
    ] as const) {
      axis.predict(forS);
      axis.correct(value, variance);
    }
    this.heightDegrees += 0.15 * (measured.heightDegrees - this.heightDegrees);
    this.lastSeenMs = Math.max(this.lastSeenMs, measured.atMs);
    this.hits += 1;
    this.#judgeWalking(measured.atMs);
  }

  /** Somebody who sits is where the filter says; only of somebody who walks the speed is carried on. */
  at(ms: number): Direction {
    const forS = this.#isWalking ? clamp(ms - this.lastSeenMs, 0, longestPredictionMs) / 1000 : 0;
    return {
      yawDegrees: this.#yaw.position + this.#yaw.velocityPerS * forS,
      pitchDegrees: this.#pitch.position + this.#pitch.velocityPerS * forS * 0.5,
    };
  }

  /** How far a measurement at a time may lie from it and still be this face. */
  gateDegrees(ms: number): number {
    const unseenS = Math.max(0, ms - this.lastSeenMs) / 1000;
    const spread = 3 * Math.hypot(this.#yaw.deviation(), this.#pitch.deviation());
    const near = clamp(spread, this.heightDegrees * 0.7, this.heightDegrees * 1.6);
    return near + Math.min(unseenS, longestUnseenS) * (this.#isWalking ? 8 : 3);
  }

  /** How well it is known where it is. */
  get spreadDegrees(): number {
    return Math.hypot(this.#yaw.deviation(), this.#pitch.deviation());
  }

  /** It is one that was lost elsewhere: whoever came so far walks, though few pictures showed it. */
  comeFrom(lost: FaceTrack): void {
    const way = this.#yaw.position - lost.#yaw.position;
    const forS = (this.lastSeenMs - lost.lastSeenMs) / 1000;
    if (Math.abs(way) < lost.heightDegrees || forS <= 0) return;
    this.#isWalking = true;
    this.#yaw.expect(clamp(way / forS, -fastestWalkPerS, fastestWalkPerS));
  }

  get isWalking(): boolean {
    return this.#isWalking;
  }

  get yawDegreesPerS(): number {
    return this.#yaw.velocityPerS;
  }

  #judgeWalking(atMs: number): void {
    const speed = Math.abs(this.#yaw.velocityPerS);
    // Two degrees a second from a chair is a shift of weight; a walk is clearly more than the noise.
    const isFast = speed > Math.max(2, 2.5 * this.#yaw.velocityDeviation());
    if (isFast && this.hits > 4) {
      this.#isWalking = true;
      this.#slowSinceMs = null;
    } else if (this.#isWalking && speed < 1.5) {
      this.#slowSinceMs ??= atMs;
      if (atMs - this.#slowSinceMs > 600) this.#isWalking = false;
    } else {
      this.#slowSinceMs = null;
    }
  }
}

/** The tracks of all faces that a camera sees, each box given to the nearest one that it can belong to. */
export class FaceTracks {
  #tracks: FaceTrack[] = [];
  #lastId = 0;

  /** Returns which box went to which track. */
  see(measured: readonly FaceMeasurement[]): Map<number, FaceTrack> {
    const pairs = this.#tracks.flatMap((track) =>
      measured.map((face, index) => ({ track, index, apart: apart(track.at(face.atMs), face), face })),
    );
    pairs.sort((one, other) => one.apart - other.apart);
    const given = new Map<number, FaceTrack>();
    const taken = new Set<FaceTrack>();
    for (const { track, index, apart: degrees, face } of pairs) {
      if (given.has(index) || taken.has(track) || degrees > track.gateDegrees(face.atMs) + face.blurDegrees) continue;
      given.set(index, track);
      taken.add(track);
      track.see(face);
    }
    for (const [index, face] of measured.entries()) {
      if (given.has(index)) continue;
      this.#lastId += 1;
      const track = new FaceTrack(this.#lastId, face);
      this.#tracks.push(track);
      given.set(index, track);
    }
    return given;
  }

  /** Those not seen since are forgotten; one that was seen once only, sooner. */
  forget(beforeMs: number): void {
    this.#tracks = this.#tracks.filter((track) => track.lastSeenMs >= beforeMs + (track.hits < 2 ? 1_500 : 0));
  }

  byId(trackId: number): FaceTrack | undefined {
    return this.#tracks.find((track) => track.trackId === trackId);
  }

  all(): readonly FaceTrack[] {
    return this.#tracks;
  }
}

function apart(one: Direction, other: Direction): number {
  return Math.hypot(one.yawDegrees - other.yawDegrees, one.pitchDegrees - other.pitchDegrees);
}
