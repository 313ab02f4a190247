/**
 * How long a camera is waited for. Its usual answer tells: what takes several times as long was most likely lost, and is
 * given up long before what a camera is allowed at most, by the rule by which TCP sends again (RFC 6298). A call that was
 * given up is not ended: it may have been carried out, and its late answer teaches that more patience was due.
 */
import { type CameraClock, PtzError } from '../ptz-driver.ts';

/** Whatever a camera usually takes, it is not waited for any longer. */
export const givenUpMs = 2_500;
/** A connection that is made anew, or a busy moment on either side, must not pass for a loss. */
const leastMs = 400;
/** Fewer answers say little of what is usual. */
const leastAnswers = 5;
/** So many calls may be without an answer and given up; beyond, the camera is slow rather than forgetful. */
const greatestLost = 4;
const meanShare = 1 / 8;
const spreadShare = 1 / 4;
const spreads = 4;
const leastMeans = 3;

export class CallPatience {
  readonly #clock: CameraClock;
  #answers = 0;
  #meanMs = 0;
  #spreadMs = 0;
  /** After a call that was given up the next one has longer, until one is answered. */
  #leastMs = leastMs;
  #lost = 0;

  constructor(clock: CameraClock) {
    this.#clock = clock;
  }

  /** How long its answers take on average; 0 before the first. */
  get usualMs(): number {
    return this.#meanMs;
  }

  /** After so long without an answer the next call is given up. */
  get limitMs(): number {
    if (this.#answers < leastAnswers || this.#lost >= greatestLost) return givenUpMs;
    const usualMs = Math.max(this.#meanMs + spreads * this.#spreadMs, leastMeans * this.#meanMs);
    return Math.min(givenUpMs, Math.max(this.#leastMs, usualMs));
  }

  /** `onLateAnswer`: the call was given up, and has been answered after all. */
  async wait<T>(call: () => Promise<T>, onLateAnswer?: () => void): Promise<T> {
    const { limitMs } = this;
    const sentMs = this.#clock.nowMs();
    const waiting = new AbortController();
    let isGivenUp = false;
    const answer = call().then((value) => {
      this.#noteAnswer(this.#clock.nowMs() - sentMs, isGivenUp);
      if (isGivenUp) onLateAnswer?.();
      return value;
    });
    if (limitMs >= givenUpMs) return answer;
    const givenUp = this.#clock.delay(limitMs, waiting.signal).then(() => {
      isGivenUp = true;
      this.#noteLost(limitMs, answer);
      throw new PtzError(
        'TIMED_OUT',
        `The camera did not answer within ${Math.round(limitMs)} ms, as it usually does.`,
      );
    });
    try {
      return await Promise.race([answer, givenUp]);
    } finally {
      waiting.abort(new PtzError('CLOSED', 'The call has ended.'));
    }
  }

  #noteAnswer(tookMs: number, isLate: boolean): void {
    if (this.#answers === 0) {
      this.#meanMs = tookMs;
      this.#spreadMs = tookMs / 2;
    } else {
      this.#spreadMs += spreadShare * (Math.abs(tookMs - this.#meanMs) - this.#spreadMs);
      this.#meanMs += meanShare * (tookMs - this.#meanMs);
    }
    this.#answers += 1;
    if (!isLate) this.#leastMs = leastMs;
  }

  #noteLost(limitMs: number, answer: Promise<unknown>): void {
    this.#leastMs = Math.max(this.#leastMs, 2 * limitMs);
    this.#lost += 1;
    const end = () => {
      this.#lost -= 1;
    };
    answer.then(end, end);
  }
}
