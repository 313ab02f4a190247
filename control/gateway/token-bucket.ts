/** How often one connection may issue commands: a steady rate with a burst on top. Pure: time comes in. */
export type TokenBucket = {
  /** Answers 0 when the command may pass, else how many milliseconds to wait. */
  take(nowMs: number): number;
};

export function createTokenBucket(perSecond: number, burst: number): TokenBucket {
  let tokens = burst;
  let filledAt: number | null = null;
  return {
    take(nowMs) {
      const elapsedMs = filledAt === null ? 0 : Math.max(0, nowMs - filledAt);
      tokens = Math.min(burst, tokens + (elapsedMs * perSecond) / 1_000);
      filledAt = nowMs;
      if (tokens < 1) return Math.ceil(((1 - tokens) * 1_000) / perSecond);
      tokens -= 1;
      return 0;
    },
  };
}
