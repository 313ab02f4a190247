/**
 * Preloaded into the server by the benchmarks: on SIGUSR2 it prints how long the event loop was blocked at most since the
 * last time, and begins anew. The product knows nothing of it.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 5;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();

process.on('SIGUSR2', () => {
  // The histogram counts the sampling timer itself.
  const blockedMs = Math.max(0, delay.max / 1e6 - resolutionMs);
  process.stdout.write(`loopBlockMaxMs=${blockedMs.toFixed(1)}\n`);
  delay.reset();
});
