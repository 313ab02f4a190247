import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGathering } from './gathering.ts';

const inMs = <Value>(ms: number, value: Value) => new Promise<Value>((resolve) => setTimeout(() => resolve(value), ms));

describe('what is asked for at once', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes on together, in the turn in which the last answer comes', async () => {
    const { join } = createGathering();
    const order: string[] = [];
    for (const [name, ms] of [
      ['late', 30],
      ['early', 10],
      ['middle', 20],
    ] as const) {
      void join(inMs(ms, name)).then((answer) => {
        order.push(answer);
        // As a transport begins: with all that came before this.
        queueMicrotask(() => order.push('begin'));
      });
    }
    await vi.advanceTimersByTimeAsync(29);
    expect(order).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(order.indexOf('begin')).toBe(3);
  });

  it('does not wait long for one that hangs, nor for one that was refused', async () => {
    const { join } = createGathering();
    const refused = expect(join(Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    const there = join(inMs(5, 'there'));
    await vi.advanceTimersByTimeAsync(5);
    expect(await there).toBe('there');
    await refused;
    void join(new Promise(() => undefined));
    const other = join(Promise.resolve('other'));
    await vi.advanceTimersByTimeAsync(100);
    expect(await other).toBe('other');
  });

  it('begins anew after all are there', async () => {
    const { join } = createGathering();
    expect(await join(Promise.resolve(1))).toBe(1);
    expect(await join(Promise.resolve(2))).toBe(2);
  });
});
