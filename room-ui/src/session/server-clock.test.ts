import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

describe('answers of the server', () => {
  /** The server's time at this moment. */
  const truth = () => 1_800_000_000_000 + performance.now();

  /** A question whose way there and back took so long. */
  function ask(clock: ReturnType<typeof createServerClock>, thereMs: number, backMs: number, skewMs = 0): void {
    const sentAt = performance.now();
    vi.advanceTimersByTime(thereMs);
    const serverTimeMs = truth() + skewMs;
    vi.advanceTimersByTime(backMs);
    clock.learn(serverTimeMs, sentAt);
  }

  const errorOf = (clock: ReturnType<typeof createServerClock>) => clock.now() - truth();

  it('set a clock right whose greeting came late', () => {
    const clock = createServerClock();
    const greeting = truth();
    vi.advanceTimersByTime(400);
    clock.set(greeting);
    expect(errorOf(clock)).toBe(-400);
    ask(clock, 20, 20);
    expect(errorOf(clock)).toBe(0);
  });

  it('leave an error of half the quickest way at most, however unequal there and back are', () => {
    const aWay = fc.nat({ max: 3_000 });
    fc.assert(
      fc.property(fc.nat({ max: 1_500 }), fc.array(fc.tuple(aWay, aWay), { minLength: 1 }), (lateMs, ways) => {
        const clock = createServerClock();
        const greeting = truth();
        vi.advanceTimersByTime(lateMs);
        clock.set(greeting);
        for (const [thereMs, backMs] of ways) ask(clock, thereMs, backMs);
        // An old answer is believed a little less as time goes by.
        const agedMs = ways.reduce((sum, [thereMs, backMs]) => sum + thereMs + backMs, 0) * 1e-4;
        const quickestMs = Math.min(...ways.map(([thereMs, backMs]) => thereMs + backMs));
        expect(Math.abs(errorOf(clock))).toBeLessThanOrEqual(quickestMs / 2 + agedMs);
      }),
    );
  });

  it('are not forgotten for a greeting that came later than they did', () => {
    const clock = createServerClock();
    clock.set(truth());
    ask(clock, 10, 10);
    const greeting = truth();
    vi.advanceTimersByTime(249);
    clock.set(greeting);
    expect(errorOf(clock)).toBe(0);
  });

  it('are followed to another time: of a server that was started again, or after this device slept', () => {
    const clock = createServerClock();
    clock.set(truth());
    ask(clock, 1, 1);
    ask(clock, 30, 30, 700);
    expect(errorOf(clock)).toBe(700);
    ask(clock, 300, 300);
    expect(errorOf(clock)).toBe(0);
    clock.set(truth() - 60_000);
    expect(errorOf(clock)).toBe(-60_000);
  });

  it('turn no second back that has been shown', () => {
    const seen: Turn[] = [];
    const { clock, end } = watch(seen);
    vi.advanceTimersByTime(760);
    ask(clock, 0, 0);
    clock.learn(1_800_000_000_990, performance.now());
    vi.advanceTimersByTime(3_000);
    const seconds = seen.map(([, second]) => second);
    expect(seconds).toEqual(seconds.toSorted());
    end();
  });
});
