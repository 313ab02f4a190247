/**
 * Keeps the configured number of workers running and gives each new room the one that carries least. One more, the
 * spare, listens already and carries nothing: when a worker dies it takes over at once, and the one that is started in
 * the place of the dead becomes the spare.
 */
import type { EngineRouter } from './engine.ts';
import type { PlaneLogger, WorkerStats } from './index.ts';
import { MediaError, textOf } from './media-error.ts';
import { MediaWorker, type MediaWorkerSettings } from './media-worker.ts';

/** The first replacement comes at once for people; each further one waits twice as long as the one before it. */
const FIRST_RESTART_DELAY_MS = 50;
const MAX_RESTART_DELAY_MS = 10_000;

/** A worker that ran for so long did not die of what killed the one before it. */
const STEADY_AFTER_MS = 60_000;

export type WorkerPoolSettings = {
  workerCount: number;
  hasSpare: boolean;
  workerSettings(index: number): MediaWorkerSettings;
};

/** The place of one worker; successive workers in it use the same port. */
type Place = {
  index: number;
  worker: MediaWorker;
  isSpare: boolean;
  startedAt: number;
  deaths: number;
  timer?: NodeJS.Timeout;
};

export class WorkerPool {
  readonly #settings: WorkerPoolSettings;
  readonly #logger: PlaneLogger;
  readonly #places: Place[];
  readonly #replacements = new Set<Promise<void>>();
  #isClosed = false;

  static async create(settings: WorkerPoolSettings, logger: PlaneLogger): Promise<WorkerPool> {
    const count = settings.workerCount + (settings.hasSpare ? 1 : 0);
    const starts = Array.from({ length: count }, (_, index) => MediaWorker.create(settings.workerSettings(index)));
    const outcomes = await Promise.allSettled(starts);
    const workers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure) {
      await Promise.all(workers.map((worker) => worker.close()));
      throw failure.reason;
    }
    return new WorkerPool(settings, logger, workers);
  }

  private constructor(settings: WorkerPoolSettings, logger: PlaneLogger, workers: MediaWorker[]) {
    this.#settings = settings;
    this.#logger = logger;
    this.#places = workers.map((worker, index) => ({
      index,
      worker,
      isSpare: index >= settings.workerCount,
      startedAt: performance.now(),
      deaths: 0,
    }));
    for (const place of this.#places) {
      this.#watch(place);
    }
  }

  get isRunning(): boolean {
    return !this.#isClosed && this.#serving().length > 0;
  }

  /** Null when each worker that serves carries one of `besides` already and there are some. */
  async openRouter(besides: readonly EngineRouter[]): Promise<EngineRouter | null> {
    const taken = new Set(besides.map(({ workerId }) => workerId));
    const free = this.#serving().filter((worker) => !taken.has(String(worker.pid)));
    const [first, ...others] = free;
    if (first === undefined) {
      if (besides.length > 0) {
        return null;
      }
      throw new MediaError('NO_WORKER', 'No media worker runs at this moment. A new one is being started: try again.');
    }
    const freest = others.reduce((best, worker) => (worker.load < best.load ? worker : best), first);
    try {
      return await freest.openRouter();
    } catch (cause) {
      this.#endUseless(freest, cause);
      throw new MediaError('NO_WORKER', `The media worker opened no room (${textOf(cause)}). Try again.`, { cause });
    }
  }

  async stats(): Promise<WorkerStats[]> {
    const running = this.#places.filter(({ worker }) => !worker.isClosed);
    const all = await Promise.all(
      running.map(async ({ worker, isSpare }) => {
        const stats = await worker.stats();
        return stats ? [{ ...stats, isSpare }] : [];
      }),
    );
    return all.flat();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const place of this.#places) {
      clearTimeout(place.timer);
    }
    await Promise.all(this.#replacements);
    await Promise.all(this.#places.map((place) => place.worker.close()));
  }

  /**
   * The workers that rooms may be on. The rooms of a dead worker are reported before its own death is, so a spare takes
   * its place when somebody asks, not when the death is told.
   */
  #serving(): MediaWorker[] {
    const dead = this.#places.find(({ isSpare, worker }) => !isSpare && worker.isClosed);
    const spare = this.#places.find(({ isSpare, worker }) => isSpare && !worker.isClosed);
    if (dead && spare && !this.#isClosed) {
      dead.isSpare = true;
      spare.isSpare = false;
      this.#logger.warn({ worker: spare.index, pid: spare.worker.pid }, 'the spare media worker takes over');
    }
    return this.#places.filter(({ isSpare, worker }) => !isSpare && !worker.isClosed).map(({ worker }) => worker);
  }

  #watch(place: Place): void {
    const { worker, index } = place;
    this.#logger.info({ worker: index, pid: worker.pid, isSpare: place.isSpare }, 'media worker runs');
    worker.onDied((cause) => {
      if (this.#isClosed) {
        return;
      }
      place.deaths = performance.now() - place.startedAt > STEADY_AFTER_MS ? 1 : place.deaths + 1;
      this.#logger.error({ worker: index, pid: worker.pid, err: cause }, 'media worker died');
      this.#serving();
      this.#replaceLater(place);
    });
  }

  /**
   * A worker that lives but opens no router serves nobody any more, and the rooms on it can neither be changed nor left.
   * Its death makes them heal on another one.
   */
  #endUseless(worker: MediaWorker, cause: unknown): void {
    if (!this.#isClosed && !worker.isClosed) {
      this.#logger.error({ pid: worker.pid, err: cause }, 'media worker refuses rooms and is ended');
      worker.kill();
    }
  }

  #replaceLater(place: Place): void {
    const delayMs = Math.min(FIRST_RESTART_DELAY_MS * 2 ** (place.deaths - 1), MAX_RESTART_DELAY_MS);
    place.timer = setTimeout(() => {
      const replacement = this.#replace(place).finally(() => this.#replacements.delete(replacement));
      this.#replacements.add(replacement);
    }, delayMs);
  }

  async #replace(place: Place): Promise<void> {
    try {
      place.worker = await MediaWorker.create(this.#settings.workerSettings(place.index));
      place.startedAt = performance.now();
      this.#serving();
      this.#watch(place);
    } catch (error) {
      place.deaths += 1;
      this.#logger.error({ worker: place.index, err: error }, 'media worker could not be replaced');
      if (!this.#isClosed) {
        this.#replaceLater(place);
      }
    }
  }
}
