/**
 * Refines, while the camera works, how late its video is: faces that sit still seem to move while the camera turns, by as
 * much as the assumed moment of exposure is wrong. Pure.
 */
import type { FaceMeasurement, FaceTrack } from './face-track.ts';
import { clamp, degreesBetween } from './geometry.ts';

const slowestDegreesPerS = 12;
const greatestMs = 120;
/** Of evidence, in squared degrees a second: about three moves. */
const convincing = 30_000;
const leastBoundMs = 12;

export class SkewEstimate {
  readonly #boundMs: number;
  #skewMs = 0;
  #evidence = 0;

  constructor(boundMs: number) {
    this.#boundMs = boundMs;
  }

  /** To be added to the assumed moment of exposure. */
  get skewMs(): number {
    return this.#skewMs;
  }

  /** How far off it may still be. */
  get boundMs(): number {
    const share = clamp(this.#evidence / convincing, 0, 1);
    return this.#boundMs + share * (Math.min(leastBoundMs, this.#boundMs) - this.#boundMs);
  }

  /** How far off a place may be that was seen while the camera turned so fast. */
  slackDegrees(degreesPerS: number): number {
    return (2.5 * this.boundMs * degreesPerS) / 1000;
  }

  /** How far faces that sit still were from where they should have been, while the camera turned so fast. */
  learn(offDegrees: readonly number[], panDegreesPerS: number): void {
    if (Math.abs(panDegreesPerS) < slowestDegreesPerS || offDegrees.length === 0) return;
    const off = [...offDegrees].sort((one, other) => one - other)[offDegrees.length >> 1] ?? 0;
    const heard = clamp((-off / panDegreesPerS) * 1000, -80, 80);
    const weight = panDegreesPerS * panDegreesPerS;
    this.#evidence = Math.min(convincing * 3, this.#evidence + weight);
    const share = clamp(weight / (this.#evidence + 4_000), 0.02, 0.5);
    this.#skewMs = clamp(this.#skewMs + share * heard, -greatestMs, greatestMs);
  }
}

/** How far to the right of their places faces were seen that sit still. */
export function offsetsOfStillFaces(
  tracks: readonly FaceTrack[],
  measured: readonly FaceMeasurement[],
  atMs: number,
): number[] {
  const still = tracks.filter((track) => track.hits >= 5 && !track.isWalking);
  return still.flatMap((track) => {
    const at = track.at(atMs);
    const near = measured.filter((face) => degreesBetween(face, at) < track.heightDegrees + face.blurDegrees);
    return near.length === 1 && near[0] ? [near[0].yawDegrees - at.yawDegrees] : [];
  });
}
