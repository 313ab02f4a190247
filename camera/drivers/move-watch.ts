/** Whether a camera moves, by its word as long as that can be trusted: some say MOVING for ever. Pure. */
import type { Pose } from '../ptz-driver.ts';

/** A pose that stands for so long is where the motion ended. */
const stableMs = 300;
/** Standing for so long while the camera says that it moves: its word is worth nothing. */
const wrongAfterMs = 1_000;
const sameDegrees = 0.05;

export class MoveWatch {
  #stands: { pose: Pose; sinceMs: number } | null = null;
  #isWordWrong = false;

  get isWordWrong(): boolean {
    return this.#isWordWrong;
  }

  /** An order was accepted; the motors take a moment to follow. */
  expectMotion(nowMs: number): void {
    if (this.#stands) this.#stands.sinceMs = nowMs;
  }

  /** `word` is what the camera says of it; null: nothing. */
  isMoving(pose: Pose, atMs: number, word: boolean | null): boolean | null {
    if (!this.#stands || !isSame(this.#stands.pose, pose)) this.#stands = { pose, sinceMs: atMs };
    const standsForMs = atMs - this.#stands.sinceMs;
    if (word === null) return null;
    // One that stops saying so was late, not wrong.
    if (!word) this.#isWordWrong = false;
    else if (standsForMs >= wrongAfterMs) this.#isWordWrong = true;
    return word && standsForMs < stableMs;
  }
}

function isSame(one: Pose, other: Pose): boolean {
  return (['panDegrees', 'tiltDegrees', 'horizontalFovDegrees'] as const).every(
    (axis) => Math.abs(one[axis] - other[axis]) <= sameDegrees,
  );
}
