/**
 * A clock that runs as fast as the work allows. Timers fire in the order of their time, those of the same time in the
 * order in which they were set, and all that follows from one is done before the next fires: runs repeat exactly.
 */
import type { CameraClock } from '../ptz-driver.ts';

type Timer = { atMs: number; order: number; fire: () => void };

export class VirtualClock implements CameraClock {
  #nowMs = 0;
  #order = 0;
  /** A binary heap by time and order. */
  readonly #timers: Timer[] = [];
  readonly #held = new Set<Promise<unknown>>();

  nowMs(): number {
    return this.#nowMs;
  }

  delay(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const abort = () => reject(signal?.reason);
      const fire = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.at(this.#nowMs + ms, fire);
    });
  }

  /** Calls back at a time; one that has passed counts as now. */
  at(atMs: number, fire: () => void): void {
    this.#order += 1;
    push(this.#timers, { atMs: Math.max(atMs, this.#nowMs), order: this.#order, fire });
  }

  /** Time stands still until work outside of it, such as finding faces on a drawn picture, is done. */
  async hold<T>(work: Promise<T>): Promise<T> {
    this.#held.add(work);
    try {
      return await work;
    } finally {
      this.#held.delete(work);
    }
  }

  /** Lets time pass until `untilMs`. */
  async runUntil(untilMs: number): Promise<void> {
    await this.#settle();
    for (;;) {
      const timer = this.#timers[0];
      if (!timer || timer.atMs > untilMs) break;
      pop(this.#timers);
      this.#nowMs = timer.atMs;
      timer.fire();
      await this.#settle();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  async #settle(): Promise<void> {
    // One turn of the event loop runs every promise that can go on by now.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#held.size > 0) {
      await Promise.allSettled(this.#held);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

function push(heap: Timer[], timer: Timer): void {
  let index = heap.push(timer) - 1;
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (!parent || isBefore(parent, timer)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = timer;
}

function pop(heap: Timer[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = heap[index * 2 + 1];
    const right = heap[index * 2 + 2];
    const child = right && left && isBefore(right, left) ? right : left;
    if (!child || isBefore(last, child)) break;
    heap[index] = child;
    index = index * 2 + (child === right ? 2 : 1);
  }
  heap[index] = last;
}
