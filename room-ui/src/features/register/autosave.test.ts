import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAutosave } from './autosave.ts';

function autosaveOf(outcomes: ('taken' | 'refused')[] = []) {
  const saves: { value: string; lastSaved: string }[] = [];
  const autosave = createAutosave<string>({
    saved: 'a',
    async save(value, lastSaved) {
      saves.push({ value, lastSaved });
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (outcomes.shift() === 'refused') throw new Error('refused');
    },
    isSame: (one, other) => one === other,
    isGood: (value) => value !== '',
    now: () => 42,
    delayMs: 500,
  });
  return { autosave, saves, values: () => saves.map(({ value }) => value) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('saving by itself', () => {
  it('waits for a pause in typing and sends the last value once', async () => {
    const { autosave, saves } = autosaveOf();
    autosave.set('ab');
    await vi.advanceTimersByTimeAsync(400);
    autosave.set('abc');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saves).toEqual([{ value: 'abc', lastSaved: 'a' }]);
    expect(autosave.current.get()).toEqual({ value: 'abc', state: 'saved', atMs: 42 });
  });

  it('sends what was typed during a save after it, one at a time', async () => {
    const { autosave, values } = autosaveOf();
    autosave.set('ab');
    await vi.advanceTimersByTimeAsync(550);
    autosave.set('abc');
    expect(values()).toEqual(['ab']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(values()).toEqual(['ab', 'abc']);
  });

  it('keeps what was refused and sends it again on demand', async () => {
    const { autosave, values } = autosaveOf(['refused', 'taken']);
    autosave.set('ab');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(autosave.current.get()).toMatchObject({ value: 'ab', state: 'failed' });
    void autosave.flush();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(autosave.current.get()).toMatchObject({ value: 'ab', state: 'saved' });
    expect(values()).toEqual(['ab', 'ab']);
  });

  it('holds back what cannot be saved, and says so', async () => {
    const { autosave, saves } = autosaveOf();
    autosave.set('');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saves).toEqual([]);
    expect(autosave.current.get()).toMatchObject({ value: '', state: 'held' });
  });

  it('saves nothing that was changed back', async () => {
    const { autosave, saves } = autosaveOf();
    autosave.set('ab');
    autosave.set('a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saves).toEqual([]);
    expect(autosave.current.get().state).toBe('saved');
  });

  it('takes over what others changed, but never over what is being typed', async () => {
    const { autosave } = autosaveOf();
    autosave.adopt('b');
    expect(autosave.current.get().value).toBe('b');
    autosave.set('bx');
    autosave.adopt('c');
    expect(autosave.current.get().value).toBe('bx');
  });

  it('saves at once when the page is left', async () => {
    const { autosave, values } = autosaveOf();
    autosave.set('ab');
    void autosave.flush();
    expect(values()).toEqual(['ab']);
  });
});
