export function pause(spanMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, spanMs)));
}

/** Rejects with an error when `promise` takes longer; what it was about goes on all the same. */
export function within<Value>(spanMs: number, promise: Promise<Value>): Promise<Value> {
  return Promise.race([
    promise,
    pause(spanMs).then((): never => {
      throw new Error('This took too long.');
    }),
  ]);
}
