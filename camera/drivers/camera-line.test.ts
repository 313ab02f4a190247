import { expect, it } from 'vitest';
import { PtzError } from '../ptz-driver.ts';
import { VirtualClock } from '../twin/virtual-clock.ts';
import { givenUpMs } from './call-patience.ts';
import { CameraLine } from './camera-line.ts';

/** A camera that carries out in the middle of a call what it is told; of some calls one decides how late, or that never. */
function given() {
  const clock = new VirtualClock();
  const done: string[] = [];
  const fates: (number | 'never')[] = [];
  let sent = 0;
  const call = (what: string) => async () => {
    sent += 1;
    const fate = fates.shift() ?? 0;
    if (fate === 'never') {
      await clock.delay(givenUpMs);
      throw new PtzError('TIMED_OUT', 'It hung.');
    }
    await clock.delay(10 + fate);
    done.push(what);
    await clock.delay(10);
  };
  const line = new CameraLine(clock, call('stop'));
  const order = (what: string, isRepeatable = true) =>
    line.order(call(what), { isRepeatable }).catch((error: { reason: string }) => error.reason);
  const run = (what: string, forMs: number) =>
    line.run(call(what), forMs).catch((error: { reason: string }) => error.reason);
  const pass = (ms: number) => clock.runUntil(clock.nowMs() + ms);
  const learn = async () => {
    for (let index = 0; index < 8; index += 1) {
      void order('learn');
      await pass(50);
    }
    done.length = 0;
    sent = 0;
  };
  return { clock, line, done, fates, order, run, call, pass, learn, sent: () => sent };
}

it('goes on with the newest order soon after one that is not answered', async () => {
  const { done, fates, order, pass, learn } = given();
  await learn();
  fates.push('never');
  const lost = order('a');
  void order('b');
  const newest = order('c');
  await pass(450);
  expect(await lost).toBe('TIMED_OUT');
  expect(await newest).toBe(true);
  expect(done).toEqual(['c']);
});

it('waits for what must not be said twice as long as may be', async () => {
  const { done, fates, order, pass, learn } = given();
  await learn();
  fates.push('never');
  const lost = order('a', false);
  const next = order('b');
  await pass(givenUpMs - 100);
  expect(done).toEqual([]);
  await pass(200);
  expect([await lost, await next]).toEqual(['TIMED_OUT', true]);
});

it('says the newest order again when one that was given up is carried out after it', async () => {
  const { done, fates, order, pass, learn } = given();
  await learn();
  fates.push(1_000);
  void order('old');
  await pass(500);
  void order('new');
  await pass(2_000);
  expect(done).toEqual(['new', 'old', 'new']);
});

it('stops a motion that begins late, after another one has ended', async () => {
  const { done, fates, run, pass, learn } = given();
  await learn();
  fates.push(1_800);
  void run('late', 400);
  await pass(500);
  void run('newer', 400);
  await pass(3_000);
  expect(done.indexOf('late')).toBeGreaterThan(done.indexOf('newer'));
  expect(done.at(-1)).toBe('stop');
});

it('leaves nothing running behind a stop, whatever was on its way', async () => {
  const { line, done, fates, run, pass, learn } = given();
  await learn();
  fates.push(1_500);
  void run('late', 5_000);
  await pass(500);
  const stopped = line.stop();
  await pass(3_000);
  await stopped;
  expect(done.indexOf('late')).toBeGreaterThan(done.indexOf('stop'));
  expect(done.at(-1)).toBe('stop');
});

it('says a stop again until it is heard, and none against an order that is newer', async () => {
  const { line, done, fates, order, pass, learn } = given();
  await learn();
  fates.push('never');
  const heard = line.stop();
  await pass(460);
  await heard;
  expect(done).toEqual(['stop']);
  fates.push('never');
  const overtaken = line.stop();
  await pass(100);
  void order('newer');
  await pass(3_000);
  await overtaken;
  expect(done).toEqual(['stop', 'newer']);
});

it('repeats no order that was stopped meanwhile', async () => {
  const { line, done, fates, order, pass, learn } = given();
  await learn();
  fates.push(1_000);
  void order('old');
  await pass(500);
  void order('new');
  await pass(50);
  void line.stop();
  await pass(3_000);
  expect(done.filter((what) => what === 'new')).toHaveLength(1);
  expect(done.at(-1)).toBe('stop');
});

it('takes a camera for away when nothing is answered, and not when some calls of several are lost', async () => {
  const { line, fates, call, pass, learn, sent } = given();
  await learn();
  const read = () => line.read(call('read')).catch((error: { reason: string }) => error.reason);
  fates.push('never', 'never', 'never');
  for (let index = 0; index < 4; index += 1) void read();
  await pass(givenUpMs + 50);
  void read();
  await pass(50);
  expect(sent()).toBe(5);
  fates.push(...Array.from({ length: 100 }, () => 'never' as const));
  for (let index = 0; index < 60; index += 1) {
    void read();
    await pass(100);
  }
  const known = sent();
  for (let index = 0; index < 60; index += 1) {
    void read();
    await pass(100);
  }
  expect(sent() - known).toBeLessThan(8);
});
