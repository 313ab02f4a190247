import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { CommandCounter } from './metrics.ts';

it('tells how long the event loop was held up, not how often it is looked at', async () => {
  const counter = new CommandCounter();
  try {
    await delay(2_600);
    expect(counter.loopDelaySeconds(50)).toBeLessThan(0.25);
    const until = performance.now() + 1_500;
    while (performance.now() < until);
    await delay(600);
    expect(counter.loopDelaySeconds(100)).toBeGreaterThan(0.5);
  } finally {
    counter.close();
  }
});
