/**
 * Whoever walks before a camera that takes an order so late that they would be out of the picture by then: they are shown
 * with the whole room until they stand, as somebody who turns it by hand would do. Pure.
 */
import type { FaceTrack } from './face-track.ts';
import type { StoredView } from './room-plan.ts';

/** Faster than that nobody moves in a chair; nothing is ordered until it is clear whether they walk. */
const setOffDegreesPerS = 1.5;
/** So fast, picture after picture: nobody sways like that. */
const walkingDegreesPerS = 3;
const walkingPictures = 3;
/** Who stands for less may walk on. */
const calmAtSeatMs = 1_500;
const calmMs = 4_000;

export type Walker = Pick<FaceTrack, 'isWalking' | 'yawDegreesPerS'> & { isAtSeat: boolean };

export class WholeRoom {
  readonly #overview: StoredView;
  #isShown = false;
  #pictures = 0;
  #stillSinceMs: number | null = null;

  constructor(overview: StoredView) {
    this.#overview = overview;
  }

  /** Of somebody else. */
  start(): void {
    this.#isShown = false;
    this.#pictures = 0;
    this.#stillSinceMs = null;
  }

  show(): StoredView {
    this.#isShown = true;
    this.#stillSinceMs = null;
    return this.#overview;
  }

  /** Kept: what is shown stays. Null: they are followed as usual. */
  change({ isWalking, yawDegreesPerS, isAtSeat }: Walker, nowMs: number): StoredView | 'kept' | null {
    const speed = Math.abs(yawDegreesPerS);
    if (this.#isShown) {
      if (isWalking) this.#stillSinceMs = null;
      else this.#stillSinceMs ??= nowMs;
      const stillMs = this.#stillSinceMs === null ? 0 : nowMs - this.#stillSinceMs;
      if (stillMs < (isAtSeat ? calmAtSeatMs : calmMs)) return 'kept';
      this.start();
      return null;
    }
    this.#pictures = isWalking && speed > walkingDegreesPerS ? this.#pictures + 1 : 0;
    if (this.#pictures < walkingPictures) return speed > setOffDegreesPerS ? 'kept' : null;
    return this.show();
  }
}
