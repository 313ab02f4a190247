/**
 * The views of a camera that knows nothing but presets: which of them shows somebody. Their seat's while they are there,
 * standing too; the whole room as soon as they walk away, since no preset would come in time. The presets of others would
 * show those who sit there. Pure.
 */
import type { Composition } from './composition.ts';
import { type Direction, heightInPicture, project, widthsBetween } from './geometry.ts';
import type { Pose } from './ptz-driver.ts';
import type { SeatPlace, StoredView } from './room-plan.ts';

/** So far off its point, in parts of the width, a face is soon at the edge. */
const leftAt = 0.22;
/** Somebody who comes back must be nearer than where they left. */
const backAt = 0.17;
/** And stand there for so long. */
const calmMs = 1_000;
const leastViewMs = 3_000;

type Face = Direction & { heightDegrees: number };

export class StoredViews {
  readonly #overview: StoredView;
  readonly #composition: Composition;
  #stillSinceMs: number | null = null;

  constructor(overview: StoredView, composition: Composition) {
    this.#overview = overview;
    this.#composition = composition;
  }

  viewOf(seat: SeatPlace): StoredView & { pose: Pose } {
    const fov = this.#composition.fovOf('seat', seat.heightDegrees);
    return { presetToken: seat.presetToken, pose: this.#composition.poseFor(seat, fov) };
  }

  /** Which view to begin with, for somebody who is seen already. */
  viewFor(face: Face, seat: SeatPlace): StoredView {
    const view = this.viewOf(seat);
    return this.#errorIn(view.pose, face) < backAt ? view : this.#overview;
  }

  /** Null: the view that stands is kept. `sinceMs` is when it was ordered, `face` where somebody will be in a moment. */
  change(face: Face & { isWalking: boolean }, seat: SeatPlace, shown: Pose, sinceMs: number, nowMs: number) {
    const view = this.viewOf(seat);
    const error = this.#errorIn(view.pose, face);
    if (face.isWalking) this.#stillSinceMs = null;
    else this.#stillSinceMs ??= nowMs;
    const isAtSeat = shown.horizontalFovDegrees === view.pose.horizontalFovDegrees;
    if (isAtSeat) return error > leftAt ? this.#overview : null;
    const isCalm = this.#stillSinceMs !== null && nowMs - this.#stillSinceMs > calmMs && nowMs - sinceMs > leastViewMs;
    return isCalm && error < backAt ? view : null;
  }

  #errorIn(pose: Pose, face: Face): number {
    const point = project(face, pose);
    const part = heightInPicture(face.heightDegrees, pose.horizontalFovDegrees);
    return point ? widthsBetween(point, this.#composition.pointFor(part)) : 1;
  }
}
