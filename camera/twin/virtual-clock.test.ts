import { expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

it('fires timers by time, and those of one time in the order in which they were set', async () => {
  const clock = new VirtualClock();
  const fired: string[] = [];
  clock.at(20, () => fired.push('b'));
  clock.at(10, () => fired.push('a'));
  clock.at(20, () => fired.push('c'));
  await clock.runUntil(20);
  expect(fired).toEqual(['a', 'b', 'c']);
  expect(clock.nowMs()).toBe(20);
});

it('finishes all that follows from one timer before the next', async () => {
  const clock = new VirtualClock();
  const seen: number[] = [];
  const walk = async () => {
    for (let step = 0; step < 3; step += 1) {
      await clock.delay(10);
      await Promise.resolve();
      seen.push(clock.nowMs());
    }
  };
  void walk();
  clock.at(15, () => seen.push(15));
  await clock.runUntil(100);
  expect(seen).toEqual([10, 15, 20, 30]);
});

it('breaks a delay off with the reason that it is given', async () => {
  const clock = new VirtualClock();
  const ended = new AbortController();
  const waiting = clock.delay(1_000, ended.signal);
  ended.abort(new Error('closed'));
  await expect(waiting).rejects.toThrow('closed');
  await expect(clock.delay(1, ended.signal)).rejects.toThrow('closed');
});

it('stands still while work outside of it goes on', async () => {
  const clock = new VirtualClock();
  let heldUntil = -1;
  clock.at(10, () => {
    const work = new Promise<void>((resolve) => {
      setTimeout(resolve, 30);
    });
    void clock.hold(work).then(() => {
      heldUntil = clock.nowMs();
    });
  });
  await clock.runUntil(1_000);
  expect(heldUntil).toBe(10);
});
