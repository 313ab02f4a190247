import { describe, expect, it } from 'vitest';
import { clockStateOf, openMsAt, remainingMsAt } from './time.ts';

const speech = { since: 1_000, budgetMs: 180_000, extendedMs: 0, pausedSince: null, pausedMs: 0 };
const rules = { warningMs: 60_000 };

describe('time of a speech', () => {
  it('stands still while paused and leaves out earlier pauses', () => {
    expect(openMsAt({ ...speech, pausedMs: 5_000 }, 21_000)).toBe(15_000);
    expect(openMsAt({ ...speech, pausedSince: 11_000 }, 21_000)).toBe(10_000);
    expect(openMsAt(speech, 0)).toBe(0);
  });

  it('is what is left with all extensions, and falls below zero', () => {
    expect(remainingMsAt({ ...speech, extendedMs: 60_000 }, 181_000)).toBe(60_000);
    expect(remainingMsAt(speech, 186_000)).toBe(-5_000);
    expect(remainingMsAt({ ...speech, budgetMs: null }, 186_000)).toBeNull();
  });

  it('warns in its last stretch and is over from its end on', () => {
    const states = [120_000, 121_000, 180_999, 181_000].map((now) => clockStateOf(speech, rules, now));
    expect(states).toEqual(['calm', 'warning', 'warning', 'over']);
    expect(clockStateOf({ ...speech, budgetMs: null }, rules, 999_000)).toBe('calm');
  });
});
