/** Time as it passes on the wall: for cameras that exist, and for the twin where it is watched. */
import { setTimeout as delay } from 'node:timers/promises';
import type { CameraClock } from './ptz-driver.ts';

export class WallClock implements CameraClock {
  readonly #startMs = performance.now();

  nowMs(): number {
    return performance.now() - this.#startMs;
  }

  async delay(ms: number, signal?: AbortSignal): Promise<void> {
    try {
      await delay(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  }
}
