/** A site on a poor line stays in the meeting. How well is measured: `npm run bench -- poor-link`. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { measure, openPoorLine, type PoorLine } from '../harness/poor-line.ts';

vi.setConfig({ testTimeout: 90_000 });

const measureMs = 8_000;

describe('a site on a poor line', () => {
  let poor: PoorLine | undefined;
  beforeAll(async () => {
    poor = await openPoorLine();
  }, 120_000);
  afterAll(() => poor?.close());

  it.each([
    ['3 % loss and 40 ms round trip', { delayMs: 20, jitterMs: 3, lossRatio: 0.03 }],
    ['8 % loss and 100 ms round trip', { delayMs: 50, jitterMs: 5, lossRatio: 0.08 }],
  ])('with %s still sees the speaker move and hears them', async (_name, line) => {
    if (!poor) throw new Error('There is no line.');
    await poor.become(line);
    const { framesPerSecond, concealedRatio, heardSeconds } = await measure(poor, measureMs);
    expect(framesPerSecond).toBeGreaterThan(1);
    expect(heardSeconds).toBeGreaterThan(measureMs / 2_000);
    expect(concealedRatio).toBeLessThan(0.5);
  });
});
