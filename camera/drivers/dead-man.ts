/**
 * Sees to it that a motion at a speed ends: many cameras ignore how long they were told to move. The stop is said again
 * until it is heard, unless a newer order takes the motion's place.
 */
import type { CameraClock } from '../ptz-driver.ts';

const firstPauseMs = 200;
const greatestPauseMs = 2_000;
/** A camera that was away for longer has restarted, and stands. */
const triedForMs = 30_000;

export class DeadMan {
  readonly #clock: CameraClock;
  readonly #stop: () => Promise<void>;
  #armed: AbortController | null = null;

  constructor(clock: CameraClock, stop: () => Promise<void>) {
    this.#clock = clock;
    this.#stop = stop;
  }

  /** Sends an order that has to be stopped `forMs` later. */
  async guard(send: () => Promise<void>, forMs: number): Promise<void> {
    const sentMs = this.#clock.nowMs();
    const armed = this.#arm(forMs);
    try {
      await send();
    } finally {
      // One that took long may have arrived after the stop that was to end it.
      if (this.#armed === armed && this.#clock.nowMs() - sentMs > forMs) this.#arm(0);
    }
  }

  /** Something may run that nobody wants. */
  stopNow(): void {
    this.#arm(0);
  }

  disarm(): void {
    this.#armed?.abort(new Error('Nothing is left to stop.'));
    this.#armed = null;
  }

  #arm(afterMs: number): AbortController {
    this.disarm();
    const armed = new AbortController();
    this.#armed = armed;
    void this.#stopAfter(afterMs, armed);
    return armed;
  }

  async #stopAfter(afterMs: number, { signal }: AbortController): Promise<void> {
    try {
      await this.#clock.delay(afterMs, signal);
      const untilMs = this.#clock.nowMs() + triedForMs;
      for (
        let pauseMs = firstPauseMs;
        this.#clock.nowMs() < untilMs;
        pauseMs = Math.min(greatestPauseMs, pauseMs * 1.5)
      ) {
        const saidMs = this.#clock.nowMs();
        const isHeard = await this.#stop().then(
          () => true,
          () => false,
        );
        if (isHeard || signal.aborted) return;
        await this.#clock.delay(Math.max(0, saidMs + pauseMs - this.#clock.nowMs()), signal);
      }
    } catch {
      // A newer order took its place.
    }
  }
}
