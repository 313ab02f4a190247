/** How the shot of one person is composed at present: its size, and the room on the side to which they walk. Pure. */
import { type FramingRules, poseForFace, type ShotSize, shotFov, targetPoint } from './framing.ts';
import { clamp, type Direction, heightInPicture, type PicturePoint } from './geometry.ts';
import type { Pose, PtzCapabilities } from './ptz-driver.ts';

/** By picture. */
const leadStep = 0.1;
const roamingHoldMs = 4_000;
/** At which lead room is whole. */
const fullLeadDegreesPerS = 4;

export class Composition {
  readonly #rules: FramingRules;
  readonly #limits: PtzCapabilities['limits'];
  #size: ShotSize = 'seat';
  #lead = 0;
  #walkedAtMs = Number.NEGATIVE_INFINITY;

  constructor(rules: FramingRules, limits: PtzCapabilities['limits']) {
    this.#rules = rules;
    this.#limits = limits;
  }

  /** Of somebody else, who is expected to sit. */
  start(size: ShotSize): void {
    this.#size = size;
    this.#lead = 0;
    this.#walkedAtMs = Number.NEGATIVE_INFINITY;
  }

  set size(size: ShotSize) {
    this.#size = size;
  }

  /** `isQuick`: the camera sees while it moves, and comes after whoever sets off. */
  sizeOf(isWalking: boolean, isFace: boolean, isQuick: boolean, nowMs: number): ShotSize {
    if (isWalking) this.#walkedAtMs = nowMs;
    if (isWalking && isQuick) return 'walking';
    // Who has just walked may walk on.
    if (isWalking || (!isQuick && nowMs - this.#walkedAtMs < roamingHoldMs)) return 'roaming';
    return isFace ? 'face' : 'seat';
  }

  fovOf(size: ShotSize, heightDegrees: number): number {
    return shotFov(this.#rules, size, heightDegrees, this.#limits);
  }

  /** The zoom of a shot is left alone until the face has become clearly too large or too small. */
  fovFor(size: ShotSize, heightDegrees: number, currentFov: number): number {
    const wanted = this.fovOf(size, heightDegrees);
    if (size !== this.#size) {
      this.#size = size;
      return wanted;
    }
    const [least, greatest] = this.#rules.faceHeightKept;
    const share = currentFov / wanted;
    const part = this.#rules.faceHeight.face;
    return share > part / least || share < part / greatest ? wanted : currentFov;
  }

  /** Changes slowly: a turn must not throw the picture to the other side. */
  moveLead(walkingDegreesPerS: number): void {
    const wanted = clamp(walkingDegreesPerS / fullLeadDegreesPerS, -1, 1);
    this.#lead += clamp(wanted - this.#lead, -leadStep, leadStep);
  }

  /** Where a face belongs that takes that part of the picture's height. */
  pointFor(facePart: number): PicturePoint {
    return targetPoint(this.#rules, facePart, this.#lead);
  }

  poseFor(face: Direction & { heightDegrees: number }, horizontalFovDegrees: number): Pose {
    return poseForFace(face, horizontalFovDegrees, this.#lead, this.#rules, this.#limits);
  }

  /** About as large as a face shot shows it. */
  isCloseUp(heightDegrees: number, horizontalFovDegrees: number): boolean {
    const part = heightInPicture(heightDegrees, horizontalFovDegrees) / this.#rules.faceHeight.face;
    return part > 0.6 && part < 1.5;
  }

  /** As large as a face shot shows it, or larger. */
  isLarge(heightDegrees: number, horizontalFovDegrees: number): boolean {
    return heightInPicture(heightDegrees, horizontalFovDegrees) >= this.#rules.faceHeightKept[0];
  }
}
