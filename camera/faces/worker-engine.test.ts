import { expect, onTestFinished, test } from 'vitest';
import type { FaceBox, FaceEngineName, RgbFrame } from './face-engine.ts';
import { lateMs, script } from './scripted-thread.ts';
import { WorkerEngine } from './worker-engine.ts';

const box: FaceBox = { left: 0, top: 0, width: 1, height: 1, score: 1 };
const thread = new URL('./scripted-thread.ts', import.meta.url);

async function givenEngine({ answerLimitMs = 10_000, name = 'ort' as FaceEngineName } = {}) {
  const warnings: string[] = [];
  const logger = { info() {}, warn: (_fields: object, message: string) => void warnings.push(message) };
  const engine = await WorkerEngine.open(name, { logger, thread, answerLimitMs });
  onTestFinished(() => engine.close());
  return { engine, warnings };
}

function frameOf(order: keyof typeof script, mark = 0): RgbFrame {
  return { width: 1, height: 1, data: Uint8Array.of(script[order], mark, 0) };
}

test('while a frame is looked at only the newest waits; those that it overtook are answered with null', async () => {
  const { engine } = await givenEngine();
  const answers = await Promise.all([1, 2, 3, 4].map((mark) => engine.detect(frameOf('answerLate', mark))));
  expect(answers).toEqual([[1], null, null, [4]]);
});

test('questions about a face are never overtaken, and a new frame does not wait for all of them', async () => {
  const { engine } = await givenEngine();
  const order: string[] = [];
  const note = (name: string) => () => void order.push(name);
  await Promise.all([
    engine.landmarks(frameOf('answer', 1), box).then(note('first')),
    engine.landmarks(frameOf('answer', 2), box).then(note('second')),
    engine.describe(frameOf('answer', 3), box).then(note('third')),
    engine.detect(frameOf('answer', 4)).then(note('frame')),
  ]);
  expect(order).toEqual(['first', 'frame', 'second', 'third']);
});

test('an engine that cannot keep up rests between two frames', async () => {
  const { engine } = await givenEngine();
  const beganAtMs = performance.now();
  const both = [engine.detect(frameOf('answerLate', 1)), engine.detect(frameOf('answerLate', 2))];
  expect(await Promise.all(both)).toEqual([[1], [2]]);
  expect(performance.now() - beganAtMs).toBeGreaterThan(2 * lateMs + lateMs * 0.4);
});

test('a thread that died is replaced; who was asking learns it, and who asks meanwhile is answered', async () => {
  const { engine, warnings } = await givenEngine();
  const dying = engine.detect(frameOf('die'));
  const waiting = engine.detect(frameOf('answer', 7));
  await expect(dying).rejects.toMatchObject({ reason: 'CRASHED' });
  expect(engine.isReady).toBe(false);
  await expect(waiting).resolves.toEqual([7]);
  expect(engine.isReady).toBe(true);
  expect(warnings).toEqual(['the face engine died']);
});

test('a thread that replaces another one computes in the same precision and tries no other', async () => {
  const { engine } = await givenEngine();
  const chosen = { precision: 'int8', precisionTrials: { float32: 2, int8: 1 } };
  expect(engine).toMatchObject(chosen);
  await expect(engine.detect(frameOf('die'))).rejects.toMatchObject({ reason: 'CRASHED' });
  await expect.poll(() => engine.isReady).toBe(true);
  expect(engine).toMatchObject(chosen);
});

test('a thread that hangs is given up and replaced', async () => {
  const { engine } = await givenEngine({ answerLimitMs: 1_000 });
  await expect(engine.detect(frameOf('hang'))).rejects.toMatchObject({ reason: 'TIMED_OUT' });
  await expect.poll(() => engine.isReady).toBe(true);
  await expect(engine.detect(frameOf('answer', 5))).resolves.toEqual([5]);
});

test('a thread that does not listen to its end any more holds up nobody', { timeout: 30_000 }, async () => {
  const { engine } = await givenEngine({ answerLimitMs: 1_000, name: 'tfjs-wasm' });
  await expect(engine.detect(frameOf('loop'))).rejects.toMatchObject({ reason: 'TIMED_OUT' });
  await expect(engine.detect(frameOf('answer', 6))).resolves.toEqual([6]);
});

test('a fault in one question is told and harms no other', async () => {
  const { engine, warnings } = await givenEngine();
  await expect(engine.describe(frameOf('fault'), box)).rejects.toMatchObject({ reason: 'WRONG_FRAME' });
  await expect(engine.describe(frameOf('answer', 2), box)).resolves.toBe('describe 2');
  expect(warnings).toEqual([]);
});

test.each([
  { width: 0, height: 1, data: new Uint8Array(0) },
  { width: 2, height: 2, data: new Uint8Array(11) },
  { width: 1.5, height: 2, data: new Uint8Array(9) },
  { width: 100_000, height: 1, data: new Uint8Array(300_000) },
])('a frame of a wrong size is refused before it reaches the thread', async (frame) => {
  const { engine } = await givenEngine();
  await expect(engine.detect(frame)).rejects.toMatchObject({ reason: 'WRONG_FRAME' });
});

test('closing rejects what waits, and can be done twice', async () => {
  const { engine } = await givenEngine();
  const asked = engine.detect(frameOf('hang'));
  const waiting = engine.describe(frameOf('answer'), box);
  const both = Promise.allSettled([asked, waiting]);
  await engine.close();
  await engine.close();
  for (const outcome of await both) expect(outcome).toMatchObject({ status: 'rejected', reason: { reason: 'CLOSED' } });
  await expect(engine.detect(frameOf('answer'))).rejects.toMatchObject({ reason: 'CLOSED' });
});
