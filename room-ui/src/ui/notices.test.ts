import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { notices } from './notices.ts';

const texts = () => notices.list.get().map(({ text }) => text);

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  for (const { id } of notices.list.get()) notices.dismiss(id);
  vi.useRealTimers();
});

describe('notices', () => {
  it('go by themselves, what went wrong later than what went well', () => {
    notices.show('problem', 'a');
    notices.show('done', 'b');
    vi.advanceTimersByTime(4_000);
    expect(texts()).toEqual(['a']);
    vi.advanceTimersByTime(6_000);
    expect(texts()).toEqual([]);
  });

  it('say nothing twice, and drop old successes for new words', () => {
    notices.show('problem', 'a');
    notices.show('problem', 'a');
    notices.show('done', 'b');
    notices.show('done', 'c');
    expect(texts()).toEqual(['a', 'c']);
  });

  it('keep the way back for eight seconds, whatever else is said', () => {
    notices.undo('removed', () => undefined);
    notices.show('done', 'a');
    notices.show('done', 'b');
    vi.advanceTimersByTime(7_999);
    expect(texts()).toEqual(['removed']);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it('wait while somebody is at them, and leave a moment afterwards', () => {
    notices.undo('removed', () => undefined);
    vi.advanceTimersByTime(7_900);
    notices.pause();
    vi.advanceTimersByTime(60_000);
    expect(texts()).toEqual(['removed']);
    notices.resume();
    vi.advanceTimersByTime(999);
    expect(texts()).toEqual(['removed']);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it('are three at most, and a notice that was pushed out does not come back', () => {
    for (const text of ['a', 'b', 'c', 'd']) notices.show('problem', text);
    expect(texts()).toEqual(['b', 'c', 'd']);
    notices.pause();
    notices.resume();
    expect(texts()).toEqual(['b', 'c', 'd']);
  });
});
