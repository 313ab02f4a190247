/**
 * The way to somebody at their seat: which view to take up, by pose or by preset, before the face is followed; and with
 * presets alone, when to change it. Pure.
 */
import type { Aim } from './aim.ts';
import type { Composition } from './composition.ts';
import type { FaceTrack } from './face-track.ts';
import { type Direction, degreesBetween } from './geometry.ts';
import type { Pose } from './ptz-driver.ts';
import type { StoredView } from './room-plan.ts';
import type { SeatMemory } from './seat-memory.ts';
import type { DriveCommand, Steering } from './steering.ts';
import { StoredViews } from './stored-views.ts';
import { reachHeights } from './target-choice.ts';
import { WholeRoom } from './whole-room.ts';

type PersonAim = Aim & { kind: 'person' };

export type ApproachParts = {
  memory: SeatMemory;
  composition: Composition;
  steering: Steering;
  overview: StoredView;
};

/** A preset is reached about so long after it was ordered. */
const comingMs = 700;
/** Whoever stands up rises by more heads than that. */
const standingHeights = 0.8;

export class SeatApproach {
  readonly #memory: SeatMemory;
  readonly #composition: Composition;
  readonly #steering: Steering;
  /** Of a camera that has nothing else. */
  readonly #views: StoredViews | null;
  /** Of one that is slow. */
  readonly #room: WholeRoom | null;

  constructor({ memory, composition, steering, overview }: ApproachParts) {
    this.#memory = memory;
    this.#composition = composition;
    this.#steering = steering;
    this.#views = steering.hasPresetsOnly ? new StoredViews(overview, composition) : null;
    this.#room = steering.isSlow && !steering.hasPresetsOnly ? new WholeRoom(overview) : null;
  }

  /** Somebody else is shown. */
  start(): void {
    this.#room?.start();
  }

  /** They stand, and a camera that is slow would lose them in a close view. */
  mayWalkOff({ seatId }: PersonAim, target: FaceTrack): boolean {
    const planned = this.#memory.planned(seatId);
    if (!this.#room || !planned) return false;
    const { pitchDegrees } = target.at(target.lastSeenMs);
    return pitchDegrees > planned.pitchDegrees + standingHeights * target.heightDegrees;
  }

  /** Null: nobody knows where they are. */
  viewOf({ seatId }: PersonAim, target: FaceTrack | undefined, isClose: boolean, nowMs: number): StoredView | null {
    const place = this.#memory.place(seatId, nowMs);
    const isFoundAway = target !== undefined && (target.isWalking || !isAt(place, target, nowMs));
    if (this.#room && isFoundAway) return this.#room.show();
    const planned = this.#memory.planned(seatId);
    const heightDegrees = target?.heightDegrees ?? place?.heightDegrees;
    const direction = target?.at(nowMs) ?? place;
    if (!direction || heightDegrees === undefined) return null;
    if (this.#views && target && planned) return this.#views.viewFor({ ...direction, heightDegrees }, planned);
    const isAtSeat = !target || !place || degreesBetween(direction, place) < reachHeights * place.heightDegrees;
    const presetToken = isAtSeat ? (place?.presetToken ?? null) : null;
    // A preset is where it was stored, whatever has been learned of the seat since.
    const stored = presetToken !== null && !this.#steering.takesPoses ? planned : undefined;
    const face = stored ?? { ...direction, heightDegrees };
    const fov = this.#composition.fovOf(isClose && !stored ? 'face' : 'seat', face.heightDegrees);
    return { pose: this.#composition.poseFor(face, fov), presetToken };
  }

  /** From one close view to another, where the seat's place is known well: better than a preset knows it. */
  leap({ seatId, size }: PersonAim, nowMs: number): DriveCommand | null {
    const place = this.#memory.place(seatId, nowMs);
    const fov = this.#steering.commanded?.horizontalFovDegrees;
    const isFit = place && fov && this.#composition.isCloseUp(place.heightDegrees, fov);
    if (size !== 'face' || !isFit || !this.#memory.isSeen(seatId, nowMs)) return null;
    return this.#steering.leap((atFov) => this.#composition.poseFor(place, atFov), nowMs);
  }

  /**
   * Another view instead of following: where views are all that there is, once somebody walks away or is back; and where the
   * camera is too slow for whoever walks. Kept: the one that stands. Null: they are followed.
   */
  change({ seatId }: PersonAim, target: FaceTrack, shown: Pose, nowMs: number): StoredView | 'kept' | null {
    if (this.#room) {
      const { isWalking, yawDegreesPerS } = target;
      const isAtSeat = isAt(this.#memory.place(seatId, nowMs), target, nowMs);
      return this.#room.change({ isWalking, yawDegreesPerS, isAtSeat }, nowMs);
    }
    if (!this.#views) return null;
    const planned = this.#memory.planned(seatId);
    if (!planned) return 'kept';
    const { heightDegrees, isWalking } = target;
    const face = { ...target.at(nowMs + comingMs), heightDegrees, isWalking };
    return this.#views.change(face, planned, shown, this.#steering.orderedAtMs, nowMs) ?? 'kept';
  }
}

function isAt(
  place: ({ heightDegrees: number } & Direction) | null | undefined,
  target: FaceTrack,
  nowMs: number,
): boolean {
  return place ? degreesBetween(target.at(nowMs), place) < reachHeights * place.heightDegrees : false;
}
