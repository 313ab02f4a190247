/** Counts delays in steps of 0.05 ms, however many there are. */
const stepsPerMs = 20;
const longestMs = 2_000;

export class DelayCounts {
  readonly #counts = new Uint32Array(longestMs * stepsPerMs + 1);
  #total = 0;

  add(ms: number): void {
    const step = Math.min(this.#counts.length - 1, Math.max(0, Math.floor(ms * stepsPerMs)));
    this.#counts[step] = (this.#counts[step] ?? 0) + 1;
    this.#total += 1;
  }

  /** The upper end of the step in which it lies; not a number when nothing was counted. */
  percentile(share: number): number {
    if (this.#total === 0) return Number.NaN;
    let seen = 0;
    for (const [step, count] of this.#counts.entries()) {
      seen += count;
      if (seen >= this.#total * share) return (step + 1) / stepsPerMs;
    }
    return longestMs;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }
}
