/** Time as it passes on the wall: for cameras that exist, and for the twin where it is watched. */
import { setTimeout as delay } from 'node:timers/promises';
import type { CameraClock } from './ptz-driver.ts';

export class WallClock implements CameraClock {
  /** The same of every such clock of a process: what one part read, another can reckon with. */
  nowMs(): number {
    return performance.now();
  }

  async delay(ms: number, signal?: AbortSignal): Promise<void> {
    try {
      await delay(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  }
}
