import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndpointId } from '../domain/ids.ts';
import { LiveVoices } from './live-voices.ts';

const a = 'a' as EndpointId;
const b = 'b' as EndpointId;
const loud = (endpointId: EndpointId) => ({ endpointId, levelDbov: -20 });

describe('who is heard', () => {
  let told: [string[], EndpointId | null][];
  let voices: LiveVoices;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    voices = new LiveVoices((heard, dominant) => told.push([[...heard].sort(), dominant]));
  });

  afterEach(() => {
    voices.close();
    vi.useRealTimers();
  });

  it('is told at once, and the end of a voice by itself', () => {
    voices.take([loud(a)]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([[['a'], null]]);
    vi.advanceTimersByTime(2_000);
    expect(told).toEqual([
      [['a'], null],
      [[], null],
    ]);
  });

  it('does not change in the pauses between words', () => {
    for (let at = 0; at < 5_000; at += 300) {
      voices.take(at % 600 === 0 ? [loud(a)] : []);
      vi.advanceTimersByTime(300);
    }
    expect(told).toEqual([[['a'], null]]);
  });

  it('is told at most every half second, however much changes', () => {
    for (let at = 0; at < 5_000; at += 100) {
      voices.take([loud(at % 200 === 0 ? a : b)]);
      voices.setDominant(at % 200 === 0 ? a : b);
      vi.advanceTimersByTime(100);
    }
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThanOrEqual(11);
  });

  it('takes no fan for a voice', () => {
    voices.take([{ endpointId: a, levelDbov: -70 }]);
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual([]);
  });

  it('ends with the microphone', () => {
    voices.take([loud(a)]);
    voices.setDominant(a);
    vi.advanceTimersByTime(1);
    voices.silence(a);
    vi.advanceTimersByTime(500);
    expect(told.at(-1)).toEqual([[], null]);
  });
});
