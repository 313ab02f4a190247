import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createServerClock } from './server-clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const serverTimeMs = 1_800_000_000_250;

type Turn = [atMs: number, second: number];

/** A page that is opened now, and what its clock shows from then on. */
function watch(seen: Turn[]) {
  const clock = createServerClock();
  clock.set(serverTimeMs + performance.now());
  const end = clock.seconds.subscribe(() => seen.push([performance.now(), clock.seconds.get()]));
  return { clock, end };
}

it('turns at the whole second of the server, on every page at once, whenever it was opened', () => {
  const one: Turn[] = [];
  const other: Turn[] = [];
  const pages = [watch(one)];
  vi.advanceTimersByTime(400);
  pages.push(watch(other));
  one.length = other.length = 0;
  vi.advanceTimersByTime(3_000);
  expect(one.map(([, second]) => second)).toEqual([1, 2, 3].map((count) => 1_800_000_000_000 + count * 1_000));
  expect(other).toEqual(one);
  for (const { end } of pages) end();
});

it('shows the same second to whoever looks within it', () => {
  const { clock, end } = watch([]);
  vi.advanceTimersByTime(500);
  const late = clock.seconds.subscribe(() => undefined);
  expect(clock.seconds.get()).toBe(1_800_000_000_000);
  expect(clock.now()).toBe(1_800_000_000_750);
  late();
  end();
});

it('rests while nobody looks, and follows the server that says another time', () => {
  const { clock, end } = watch([]);
  end();
  expect(vi.getTimerCount()).toBe(0);
  clock.set(1_900_000_000_900);
  expect(clock.seconds.get()).toBe(1_900_000_000_000);
  expect(vi.getTimerCount()).toBe(0);
  const again = clock.seconds.subscribe(() => undefined);
  vi.advanceTimersByTime(100);
  expect(clock.seconds.get()).toBe(1_900_000_001_000);
  again();
});

it('catches up with what happened later than it says now, and never falls back', () => {
  const { clock, end } = watch([]);
  clock.catchUpWith(1_800_000_000_200);
  expect(clock.now()).toBe(serverTimeMs);
  clock.catchUpWith(1_800_000_001_100);
  expect(clock.now()).toBe(1_800_000_001_100);
  expect(clock.seconds.get()).toBe(1_800_000_001_000);
  end();
});
