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
  for (const { name, detectMs, fault } of report.trials) {
    expect(detectMs === null).toBe(fault !== null);
    if (fault !== null) expect(fault).toContain(`@tensorflow/${name}`);
  }
});

test('takes the one that is asked for and tries no other', async () => {
  const { engine, report } = await openFaceEngine({ engine: 'ort' });
  onTestFinished(() => engine.close());
  expect(report.trials).toHaveLength(1);
  expect(report.why).toMatch(/^The face engine ort was asked for; it takes \d+ ms for a picture\.$/);
});
