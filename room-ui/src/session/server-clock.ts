/**
 * The server's time on this page. It follows the monotonic clock, so that a wrong or changed clock here does no harm. What the
 * server says of its time is believed as far as its way here was short: the quickest of several answers counts.
 */
import { createStore, type ReadableStore } from './store.ts';

export type ServerClock = {
  now(): number;
  /** The server's greeting, which may have come late: it says no more than that it is so late at least. */
  set(serverTimeMs: number): void;
  /** The answer to a question that was sent at `sentAt`, by the monotonic clock; it has come just now. */
  learn(serverTimeMs: number, sentAt: number): void;
  /** Something happened then at the server: a clock that was set late, by a page that was busy loading, catches up. */
  catchUpWith(happenedAtMs: number): void;
  /**
   * The whole second that the server's clock shows, for clocks and countdowns. Every page turns at the same moment, so that
   * two screens beside each other never differ.
   */
  seconds: ReadableStore<number>;
};

const secondMs = 1_000;
/** How far two monotonic clocks run apart, at most. */
const driftRatio = 1e-4;
/** A greeting is not later than this; one that says more comes from a server that counts anew. */
const latestGreetingMs = 2_000;

export function createServerClock(monotonicNow: () => number = () => performance.now()): ServerClock {
  let offsetMs = Date.now() - monotonicNow();
  const now = () => monotonicNow() + offsetMs;
  const second = () => Math.floor(now() / secondMs) * secondMs;
  const ticks = createStore(second());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watchers = 0;
  /** The answer that is believed: how wrong it can be, and when it came. */
  let best: { errorMs: number; at: number } | null = null;
  const tick = () => {
    clearTimeout(timer);
    const next = second();
    // Set right by a few milliseconds, a countdown does not go back to the second before.
    if (next > ticks.get() || ticks.get() - next > secondMs) ticks.set(next);
    timer = watchers > 0 ? setTimeout(tick, secondMs - (now() % secondMs)) : undefined;
  };
  const set = (serverTimeMs: number, at = monotonicNow()) => {
    offsetMs = serverTimeMs - at;
    tick();
  };
  const catchUpWith = (happenedAtMs: number) => {
    if (happenedAtMs > now()) set(happenedAtMs);
  };
  return {
    now,
    set(serverTimeMs) {
      if (best && now() - serverTimeMs < latestGreetingMs) return catchUpWith(serverTimeMs);
      best = null;
      set(serverTimeMs);
    },
    learn(serverTimeMs, sentAt) {
      const at = monotonicNow();
      const errorMs = (at - sentAt) / 2;
      const believedMs = best ? best.errorMs + (at - best.at) * driftRatio : Number.POSITIVE_INFINITY;
      const isOtherTime = Math.abs(serverTimeMs - (now() - errorMs)) > errorMs + believedMs;
      if (errorMs > believedMs && !isOtherTime) return;
      best = { errorMs, at };
      set(serverTimeMs, at - errorMs);
    },
    catchUpWith,
    seconds: {
      get: ticks.get,
      subscribe(onChange) {
        const unsubscribe = ticks.subscribe(onChange);
        watchers += 1;
        tick();
        return () => {
          unsubscribe();
          watchers -= 1;
          if (watchers > 0) return;
          clearTimeout(timer);
          timer = undefined;
        };
      },
    },
  };
}
