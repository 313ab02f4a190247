import { afterEach, expect, it, vi } from 'vitest';
import { createClock } from './clock.ts';

afterEach(() => vi.useRealTimers());

it('the clock counts on when somebody sets the system clock', () => {
  vi.useFakeTimers({ now: 1_763_700_000_000 });
  const clock = createClock();
  vi.advanceTimersByTime(5_000);
  vi.setSystemTime(1_000);
  expect(clock.now()).toBe(1_763_700_005_000);
});
