import { expect, onTestFinished, test, vi } from 'vitest';
import { openFaceEngine } from './open-face-engine.ts';

vi.setConfig({ testTimeout: 180_000 });

test('takes the fastest engine that runs, and tells what it found out about each', async () => {
  const told: string[] = [];
  const logger = { info: (_fields: object, message: string) => void told.push(message), warn() {} };
  const { engine, report } = await openFaceEngine({ logger });
  onTestFinished(() => engine.close());
  expect(report.trials.map(({ name }) => name)).toEqual(['ort', 'tfjs-node', 'tfjs-wasm']);
  const running = report.trials.filter(({ detectMs }) => detectMs !== null);
  const fastest = running.reduce((best, trial) => ((trial.detectMs ?? 0) < (best.detectMs ?? 0) ? trial : best));
  expect([engine.name, report.name]).toEqual([fastest.name, fastest.name]);
  expect(engine.isReady).toBe(true);
  expect(report.why).toContain(`${fastest.name} is the fastest of ${running.length}`);
  expect(told).toEqual([report.why]);
  for (const { name, precision, detectMs, fault } of report.trials) {
    expect([precision === null, detectMs === null]).toEqual([fault !== null, fault !== null]);
    if (fault !== null) expect(fault).toContain(`@tensorflow/${name}`);
  }
});

test('takes the one that is asked for and tries no other', async () => {
  const { engine, report } = await openFaceEngine({ engine: 'ort', precision: 'float32' });
  onTestFinished(() => engine.close());
  expect(report.trials).toHaveLength(1);
  expect([engine.precision, report.precision]).toEqual(['float32', 'float32']);
  expect(report.why).toMatch(/^The face engine ort was asked for; it takes \d+ ms for a picture \(float32\)\.$/);
});

test('says what each precision took where it chose between two', async () => {
  const { engine, report } = await openFaceEngine({ engine: 'ort' });
  onTestFinished(() => engine.close());
  expect([engine.precision, report.precision]).toEqual(Array(2).fill(report.trials[0]?.precision));
  const { float32, int8 } = report.trials[0]?.precisions ?? {};
  // On a processor without instructions for int8 there was nothing to choose.
  if (float32 === undefined || int8 === undefined) return expect(report.precision).toBe('float32');
  expect(report.precision).toBe(int8 <= float32 * 0.8 ? 'int8' : 'float32');
  expect(report.why).toMatch(/ms for a picture \((int8; float32|float32; int8) would take \d+\)\.$/);
});

test('an engine that has float32 only does not pretend to anything else', async () => {
  await expect(openFaceEngine({ engine: 'tfjs-wasm', precision: 'int8' })).rejects.toThrow(
    'tfjs-wasm: The face engine tfjs-wasm has float32 only.',
  );
});
