/**
 * Spares a camera that fails: after a few failures in a row it is asked only now and then, one question at a time, until
 * it answers again.
 */
import { type CameraClock, PtzError, type PtzFault } from '../ptz-driver.ts';

const toleratedFailures = 3;
const firstPauseMs = 250;
/** A restarted camera shall be back soon; one that refuses a password may lock the account after some tries. */
const greatestPauseMs: Partial<Record<PtzFault, number>> = {
  UNREACHABLE: 1_000,
  TIMED_OUT: 1_000,
  WRONG_PASSWORD: 30_000,
};

export class CircuitBreaker {
  readonly #clock: CameraClock;
  #failures = 0;
  #openUntilMs = Number.NEGATIVE_INFINITY;
  #last: PtzError | null = null;
  #answeredAtMs = Number.NEGATIVE_INFINITY;

  constructor(clock: CameraClock) {
    this.#clock = clock;
  }

  async run<T>(call: () => Promise<T>): Promise<T> {
    this.#assertClosed();
    const askedMs = this.#clock.nowMs();
    try {
      const result = await call();
      this.#answeredAtMs = this.#clock.nowMs();
      this.#failures = 0;
      this.#last = null;
      return result;
    } catch (error) {
      // A camera that answered others meanwhile has lost this one, and is not away.
      if (!isTimeOut(error) || this.#answeredAtMs <= askedMs) this.#note(error);
      throw error;
    }
  }

  #assertClosed(): void {
    if (this.#failures < toleratedFailures || !this.#last) return;
    if (this.#clock.nowMs() < this.#openUntilMs) {
      throw new PtzError(this.#last.reason, `${this.#last.message} It is asked again soon.`, { cause: this.#last });
    }
    // The one that asks now tries for all.
    this.#openUntilMs = this.#clock.nowMs() + this.#pauseMs(this.#last.reason);
  }

  #note(error: unknown): void {
    if (!(error instanceof PtzError) || greatestPauseMs[error.reason] === undefined) return;
    this.#failures += 1;
    this.#last = error;
    this.#openUntilMs = this.#clock.nowMs() + this.#pauseMs(error.reason);
  }

  #pauseMs(reason: PtzFault): number {
    const doublings = Math.max(0, this.#failures - toleratedFailures);
    return Math.min(greatestPauseMs[reason] ?? 0, firstPauseMs * 2 ** doublings);
  }
}

function isTimeOut(error: unknown): boolean {
  return error instanceof PtzError && error.reason === 'TIMED_OUT';
}
