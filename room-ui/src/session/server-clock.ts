/** The server's time on this page. It follows the monotonic clock, so that a wrong or changed clock here does no harm. */
import { createStore, type ReadableStore } from './store.ts';

export type ServerClock = {
  now(): number;
  set(serverTimeMs: number): void;
  /** Changes once a second, for clocks and countdowns on the page. */
  seconds: ReadableStore<number>;
};

export function createServerClock(monotonicNow: () => number = () => performance.now()): ServerClock {
  let offsetMs = Date.now() - monotonicNow();
  const now = () => monotonicNow() + offsetMs;
  const ticks = createStore(now());
  let timer: ReturnType<typeof setInterval> | undefined;
  let watchers = 0;
  return {
    now,
    set(serverTimeMs) {
      offsetMs = serverTimeMs - monotonicNow();
      ticks.set(now());
    },
    seconds: {
      get: ticks.get,
      subscribe(onChange) {
        ticks.set(now());
        const unsubscribe = ticks.subscribe(onChange);
        watchers += 1;
        timer ??= setInterval(() => ticks.set(now()), 1_000);
        return () => {
          unsubscribe();
          watchers -= 1;
          if (watchers > 0) return;
          clearInterval(timer);
          timer = undefined;
        };
      },
    },
  };
}
