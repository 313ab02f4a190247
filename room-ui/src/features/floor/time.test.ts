import { describe, expect, it } from 'vitest';
import { clockStateOf, openMsAt, remainingMsAt } from './time.ts';

const speech = { since: 1_000, budgetMs: 180_000, extendedMs: 0, pausedSince: null, pausedMs: 0 };
const rules = { warningMs: 60_000 };

describe('the time of a speech', () => {
  it('counts what the microphone was open, without its pauses', () => {
    expect(openMsAt({ ...speech, pausedMs: 5_000 }, 31_000)).toBe(25_000);
    expect(openMsAt({ ...speech, pausedSince: 11_000, pausedMs: 5_000 }, 900_000)).toBe(5_000);
    expect(openMsAt(speech, 0)).toBe(0);
  });

  it('goes below zero when it is over, and is without end where there is no limit', () => {
    expect(remainingMsAt({ ...speech, extendedMs: 60_000 }, 1_000)).toBe(240_000);
    expect(remainingMsAt(speech, 191_000)).toBe(-10_000);
    expect(remainingMsAt({ ...speech, budgetMs: null }, 191_000)).toBeNull();
  });

  it('warns from the last stretch on, and is over at zero', () => {
    const stateAt = (seconds: number) => clockStateOf(speech, rules, 1_000 + seconds * 1_000);
    expect([0, 119, 120, 179, 180, 181].map(stateAt)).toEqual(['calm', 'calm', 'warning', 'warning', 'over', 'over']);
    expect(clockStateOf({ ...speech, extendedMs: 60_000 }, rules, 176_000)).toBe('calm');
    expect(clockStateOf({ ...speech, budgetMs: null }, rules, 999_000)).toBe('calm');
  });
});
