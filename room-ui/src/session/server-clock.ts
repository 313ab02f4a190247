/** The server's time on this page. It follows the monotonic clock, so that a wrong or changed clock here does no harm. */
import { createStore, type ReadableStore } from './store.ts';

export type ServerClock = {
  now(): number;
  set(serverTimeMs: number): void;
  /** Something happened then at the server: a clock that was set late, by a page that was busy loading, catches up. */
  catchUpWith(happenedAtMs: number): void;
  /**
   * The whole second that the server's clock shows, for clocks and countdowns. Every page turns at the same moment, so that
   * two screens beside each other never differ.
   */
  seconds: ReadableStore<number>;
};

const secondMs = 1_000;

export function createServerClock(monotonicNow: () => number = () => performance.now()): ServerClock {
  let offsetMs = Date.now() - monotonicNow();
  const now = () => monotonicNow() + offsetMs;
  const second = () => Math.floor(now() / secondMs) * secondMs;
  const ticks = createStore(second());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watchers = 0;
  const tick = () => {
    clearTimeout(timer);
    ticks.set(second());
    timer = watchers > 0 ? setTimeout(tick, secondMs - (now() % secondMs)) : undefined;
  };
  const set = (serverTimeMs: number) => {
    offsetMs = serverTimeMs - monotonicNow();
    tick();
  };
  return {
    now,
    set,
    catchUpWith(happenedAtMs) {
      if (happenedAtMs > now()) set(happenedAtMs);
    },
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
