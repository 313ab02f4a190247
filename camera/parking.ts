/**
 * Whether a camera is known to show the wall, and pictures from before it did have all arrived: by where it says it looks, or,
 * where it says nothing, because it took the order and had time enough to carry it out. Pure; in doubt it is not.
 */
import type { Calibration } from './calibration.ts';
import type { Pose, PoseReading, PtzCapabilities } from './ptz-driver.ts';
import type { RoomPlan } from './room-plan.ts';

type ParkingParts = { plan: RoomPlan; calibration: Calibration; capabilities: PtzCapabilities };

const nearDegrees = 2;
const nearZoomShare = 0.1;
/** Of what the camera said last. */
const oldMs = 2_500;
/** What a measured delay may be off by, and one that was never measured by more. */
const delayMarginMs = 1_000;
const moveMargin = 1.25;

export class Parking {
  readonly #parts: ParkingParts;
  /** One for each order to look aside; null: it looks elsewhere. */
  #round: number | null = null;
  #rounds = 0;
  #takenAtMs: number | null = null;
  #atWallSinceMs: number | null = null;
  #readAtMs = 0;

  constructor(parts: ParkingParts) {
    this.#parts = parts;
  }

  /** Of the order that holds now: what is heard of an earlier one counts for nothing. */
  get round(): number | null {
    return this.#round;
  }

  begin(): void {
    this.end();
    this.#rounds += 1;
    this.#round = this.#rounds;
  }

  end(): void {
    this.#round = null;
    this.#takenAtMs = null;
    this.#atWallSinceMs = null;
  }

  /** The camera accepted a command, or did not, that was given in this round. */
  noteOutcome(round: number | null, isTaken: boolean, atMs: number): void {
    if (round === null || round !== this.#round) return;
    if (isTaken) this.#takenAtMs ??= atMs;
    else if (!this.#isSeen) this.#takenAtMs = null;
  }

  noteReading({ pose, atMs, isMoving }: PoseReading): void {
    // Answers to several questions may come in another order.
    if (atMs < this.#readAtMs) return;
    const { wall } = this.#parts.plan;
    const isThere = wall.pose !== null && isNear(pose, wall.pose) && isMoving !== true;
    if (this.#takenAtMs === null || atMs < this.#takenAtMs || !isThere) this.#atWallSinceMs = null;
    else this.#atWallSinceMs ??= atMs;
    this.#readAtMs = atMs;
  }

  isParkedAt(nowMs: number): boolean {
    const { plan, calibration } = this.#parts;
    if (this.#round === null || this.#takenAtMs === null || !plan.isWallStored) return false;
    const settleMs = calibration.videoLatencyMs + calibration.skewBoundMs + delayMarginMs;
    if (!this.#isSeen) return this.#isSentThere && nowMs - this.#takenAtMs >= this.#longestMoveMs + settleMs;
    if (this.#atWallSinceMs === null || nowMs - this.#readAtMs > oldMs) return false;
    return this.#readAtMs - this.#atWallSinceMs >= settleMs;
  }

  get #isSeen(): boolean {
    return this.#parts.capabilities.hasPosition;
  }

  /** By steps and speeds that nobody watches a camera comes anywhere. */
  get #isSentThere(): boolean {
    const { capabilities, plan } = this.#parts;
    const { wall } = plan;
    return (capabilities.absolute && wall.pose !== null) || (capabilities.presets && wall.presetToken !== null);
  }

  /** From one end of what it can do to the other. */
  get #longestMoveMs(): number {
    const { limits, canZoom } = this.#parts.capabilities;
    const { panTilt, zoomDoublingsPerS, commandDelayMs } = this.#parts.calibration;
    const { speedPerS, accelerationPerS2 } = panTilt;
    const turnS = (limits.panDegrees[1] - limits.panDegrees[0]) / speedPerS + speedPerS / accelerationPerS2;
    const [narrow, wide] = limits.horizontalFovDegrees;
    const zoomS = canZoom ? Math.log2(wide / narrow) / zoomDoublingsPerS : 0;
    return commandDelayMs + Math.max(turnS, zoomS) * moveMargin * 1_000;
  }
}

function isNear(one: Pose, other: Pose): boolean {
  const pan = (one.panDegrees - other.panDegrees) * Math.cos((other.tiltDegrees * Math.PI) / 180);
  const zoom = one.horizontalFovDegrees / other.horizontalFovDegrees;
  const isSameZoom = Math.abs(zoom - 1) <= nearZoomShare;
  return Math.hypot(pan, one.tiltDegrees - other.tiltDegrees) <= nearDegrees && isSameZoom;
}
