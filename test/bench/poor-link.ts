/** How picture and sound come through over a line with loss and delay, 25 s each. */
import { measure, openPoorLine } from '../harness/poor-line.ts';
import type { Figure } from './report.ts';

export async function benchPoorLink(): Promise<Figure[]> {
  const poor = await openPoorLine();
  try {
    await poor.become({ delayMs: 20, lossRatio: 0.03 });
    const slight = await measure(poor);
    process.stderr.write(`The speaker's browser held back: ${slight.sent.heldBack}\n`);
    await poor.become({ delayMs: 20, jitterMs: 3, lossRatio: 0.03 });
    const jittery = await measure(poor);
    await poor.become({ delayMs: 50, jitterMs: 5, lossRatio: 0.08 });
    const severe = await measure(poor);
    return [
      { name: 'loss3FramesPerSecond', value: slight.framesPerSecond, unit: '1/s', goal: '>= 29' },
      { name: 'loss3FrozenSeconds', value: slight.frozenSeconds, unit: 's', goal: '<= 1' },
      // With these a poor line is told from a busy machine.
      { name: 'loss3SentFramesPerSecond', value: slight.sent.framesPerSecond, unit: '1/s', goal: null },
      { name: 'loss3CameraFramesPerSecond', value: slight.sent.cameraFramesPerSecond, unit: '1/s', goal: null },
      { name: 'loss3EncodeMs', value: slight.sent.encodeMs, unit: 'ms', goal: null },
      { name: 'loss3Jitter3FramesPerSecond', value: jittery.framesPerSecond, unit: '1/s', goal: null },
      { name: 'loss3Jitter3FrozenSeconds', value: jittery.frozenSeconds, unit: 's', goal: null },
      { name: 'loss3Jitter3SentFramesPerSecond', value: jittery.sent.framesPerSecond, unit: '1/s', goal: null },
      { name: 'loss8ConcealedPercent', value: severe.concealedRatio * 100, unit: '%', goal: '<= 10' },
      { name: 'loss8FramesPerSecond', value: severe.framesPerSecond, unit: '1/s', goal: null },
    ];
  } finally {
    await poor.close();
  }
}
