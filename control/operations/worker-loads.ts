/** How busy each media worker is: its processor time between two looks. */
import type { MediaPlane, WorkerStats } from '#sfu';

export type WorkerLoad = WorkerStats & {
  /** A share of one core; null until there was a second look. */
  cpuRatio: number | null;
};

type Look = { at: number; cpuSeconds: number; cpuRatio: number | null };

/** Looks that follow each other more quickly say nothing. */
const minIntervalMs = 1_000;

export class WorkerLoads {
  readonly #plane: Pick<MediaPlane, 'workerStats'>;
  #looks = new Map<number, Look>();

  constructor(plane: Pick<MediaPlane, 'workerStats'>) {
    this.#plane = plane;
  }

  async read(nowMs: number): Promise<WorkerLoad[]> {
    const workers = await this.#plane.workerStats();
    const looks = new Map(workers.map((worker) => [worker.pid, nextLook(this.#looks.get(worker.pid), worker, nowMs)]));
    this.#looks = looks;
    return workers.map((worker) => ({ ...worker, cpuRatio: looks.get(worker.pid)?.cpuRatio ?? null }));
  }
}

function nextLook(before: Look | undefined, { cpuSeconds }: WorkerStats, at: number): Look {
  if (!before) return { at, cpuSeconds, cpuRatio: null };
  if (at - before.at < minIntervalMs) return before;
  return { at, cpuSeconds, cpuRatio: Math.max(0, ((cpuSeconds - before.cpuSeconds) * 1_000) / (at - before.at)) };
}
