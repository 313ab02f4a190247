/**
 * Keeps the record from being flooded by who tries again and again: the first attempt of a device is told at once, those
 * of the following minute together at its end.
 */
import type { RefusedAccess } from '../domain/refused-access.ts';

type Attempt = Omit<RefusedAccess, 'attempts'>;
type Series = { timer: NodeJS.Timeout; last: Attempt | null; attempts: number };

export const seriesMs = 60_000;

export class RefusedAttempts {
  readonly #record: (refused: RefusedAccess) => void;
  readonly #series = new Map<Attempt['endpointId'], Series>();

  constructor(record: (refused: RefusedAccess) => void) {
    this.#record = record;
  }

  note(attempt: Attempt): void {
    const series = this.#series.get(attempt.endpointId);
    if (series) {
      series.last = attempt;
      series.attempts += 1;
      return;
    }
    this.#begin(attempt);
    this.#record({ ...attempt, attempts: 1 });
  }

  /** Tells what was counted so far. */
  close(): void {
    for (const { timer, last, attempts } of this.#series.values()) {
      clearTimeout(timer);
      if (last) this.#record({ ...last, attempts });
    }
    this.#series.clear();
  }

  #begin({ endpointId }: Attempt): void {
    const timer = setTimeout(() => this.#end(endpointId), seriesMs);
    timer.unref();
    this.#series.set(endpointId, { timer, last: null, attempts: 0 });
  }

  #end(endpointId: Attempt['endpointId']): void {
    const { last = null, attempts = 0 } = this.#series.get(endpointId) ?? {};
    this.#series.delete(endpointId);
    if (!last) return;
    this.#begin(last);
    this.#record({ ...last, attempts });
  }
}
