/**
 * Time for facts: UTC milliseconds that never jump. The wall clock is read once; from then on the monotonic clock counts,
 * so that a corrected system clock cannot change a running timer or turn the order of facts.
 */
export type Clock = { now(): number };

export function createClock(): Clock {
  const startedAt = Date.now() - performance.now();
  return { now: () => Math.round(startedAt + performance.now()) };
}
