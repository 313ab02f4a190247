/** How picture and sound come through over a line with loss and delay, 25 s each. */
import { measure, openPoorLine, sentBy } from '../harness/poor-line.ts';
import type { Figure } from './report.ts';

export async function benchPoorLink(): Promise<Figure[]> {
  const poor = await openPoorLine();
  try {
    await poor.become({ delayMs: 20, jitterMs: 3, lossRatio: 0.03 });
    const slight = await measure(poor.receiver);
    // Tells a poor line from a busy machine.
    process.stderr.write(`The speaker sends ${await sentBy(poor.sender)}\n`);
    await poor.become({ delayMs: 50, jitterMs: 5, lossRatio: 0.08 });
    const severe = await measure(poor.receiver);
    return [
      { name: 'loss3FramesPerSecond', value: slight.framesPerSecond, unit: '1/s', goal: '>= 29' },
      { name: 'loss3FrozenSeconds', value: slight.frozenSeconds, unit: 's', goal: '<= 1' },
      { name: 'loss8ConcealedPercent', value: severe.concealedRatio * 100, unit: '%', goal: '<= 10' },
      { name: 'loss8FramesPerSecond', value: severe.framesPerSecond, unit: '1/s', goal: null },
    ];
  } finally {
    await poor.close();
  }
}
