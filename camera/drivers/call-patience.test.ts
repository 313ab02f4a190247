import { expect, it } from 'vitest';
import { PtzError } from '../ptz-driver.ts';
import { VirtualClock } from '../twin/virtual-clock.ts';
import { CallPatience, givenUpMs } from './call-patience.ts';

/** Calls one after the other; each takes as long as is given, or for ever. */
function given() {
  const clock = new VirtualClock();
  const patience = new CallPatience(clock);
  const late: number[] = [];
  const call = async (takesMs: number): Promise<{ outcome: string; tookMs: number }> => {
    const sentMs = clock.nowMs();
    const outcome = patience
      .wait(
        async () => {
          await clock.delay(Math.min(takesMs, givenUpMs));
          if (takesMs > givenUpMs) throw new PtzError('TIMED_OUT', 'It hung.');
          return 'answered';
        },
        () => late.push(takesMs),
      )
      .catch((error: { reason: string }) => error.reason);
    let isEnded = false;
    void outcome.then(() => {
      isEnded = true;
    });
    while (!isEnded) await clock.runUntil(clock.nowMs() + 1);
    return { outcome: await outcome, tookMs: clock.nowMs() - sentMs };
  };
  const answer = async (times: number, takesMs: number) => {
    for (let index = 0; index < times; index += 1) await call(takesMs);
  };
  return { clock, patience, late, call, answer };
}

const never = 60_000;

it('waits for all that is allowed until it knows what is usual', async () => {
  const { patience, answer } = given();
  expect(patience.limitMs).toBe(givenUpMs);
  await answer(4, 20);
  expect(patience.limitMs).toBe(givenUpMs);
  await answer(1, 20);
  expect(patience.limitMs).toBe(400);
});

it('gives up what a quick camera does not answer, and the next call the later, until one is answered', async () => {
  const { patience, answer, call } = given();
  await answer(20, 20);
  expect(await call(never)).toEqual({ outcome: 'TIMED_OUT', tookMs: 400 });
  expect(patience.limitMs).toBe(800);
  expect(await call(never)).toEqual({ outcome: 'TIMED_OUT', tookMs: 800 });
  expect(patience.limitMs).toBe(1_600);
  expect((await call(20)).outcome).toBe('answered');
  expect(patience.limitMs).toBe(400);
});

it('never gives up a slow camera for being slow, and learns how much its answers differ', async () => {
  const slow = given();
  await slow.answer(10, 1_000);
  expect(slow.patience.limitMs).toBe(givenUpMs);
  expect((await slow.call(2_000)).outcome).toBe('answered');
  const uneven = given();
  for (let index = 0; index < 30; index += 1) await uneven.call(index % 3 === 0 ? 400 : 40);
  expect(uneven.patience.limitMs).toBeGreaterThan(700);
  const even = given();
  await even.answer(30, 300);
  expect(even.patience.limitMs).toBeGreaterThanOrEqual(900);
  expect(even.patience.limitMs).toBeLessThan(1_000);
});

it('learns from answers that come after all, and makes no storm of a camera that has become slow', async () => {
  const { clock, patience, late, answer, call } = given();
  await answer(20, 20);
  let givenUp = 0;
  for (let index = 0; index < 12; index += 1) if ((await call(900)).outcome !== 'answered') givenUp += 1;
  expect(givenUp).toBeLessThan(3);
  await clock.runUntil(clock.nowMs() + 1_000);
  expect(late).toHaveLength(givenUp);
  expect(patience.limitMs).toBeGreaterThan(1_500);
});

it('leaves no more than a few calls open beside each other', async () => {
  const { clock, patience, answer, call } = given();
  await answer(20, 20);
  for (let index = 0; index < 4; index += 1) {
    await call(never);
    await call(20);
  }
  expect(patience.limitMs).toBe(givenUpMs);
  await clock.runUntil(clock.nowMs() + never);
  await call(20);
  expect(patience.limitMs).toBeLessThan(givenUpMs);
});

it('passes on what the call itself says', async () => {
  const { clock, patience } = given();
  const refused = patience.wait(() => Promise.reject(new Error('no'))).catch((error: Error) => error.message);
  await clock.runUntil(10);
  expect(await refused).toBe('no');
});
