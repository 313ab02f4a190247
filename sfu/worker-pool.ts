/** Keeps the configured number of workers running and gives each new room the one that carries least. */
import type { EngineRouter } from './engine.ts';
import type { PlaneLogger } from './index.ts';
import { MediaError, textOf } from './media-error.ts';
import { MediaWorker, type MediaWorkerSettings } from './media-worker.ts';

/** The first replacement comes at once for people; each further one waits twice as long as the one before it. */
const FIRST_RESTART_DELAY_MS = 50;
const MAX_RESTART_DELAY_MS = 10_000;

/** A worker that ran for so long did not die of what killed the one before it. */
const STEADY_AFTER_MS = 60_000;

export type WorkerPoolSettings = { workerCount: number; workerSettings(index: number): MediaWorkerSettings };

/** The place of one worker; successive workers in it use the same port. */
type Slot = { worker: MediaWorker; startedAt: number; deaths: number; timer?: NodeJS.Timeout };

export class WorkerPool {
  readonly #settings: WorkerPoolSettings;
  readonly #logger: PlaneLogger;
  readonly #slots: Slot[] = [];
  readonly #replacements = new Set<Promise<void>>();
  #isClosed = false;

  static async create(settings: WorkerPoolSettings, logger: PlaneLogger): Promise<WorkerPool> {
    const starts = Array.from({ length: settings.workerCount }, (_, index) =>
      MediaWorker.create(settings.workerSettings(index)),
    );
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
    for (const [index, worker] of workers.entries()) {
      this.#slots[index] = { worker, startedAt: performance.now(), deaths: 0 };
      this.#watch(index, worker);
    }
  }

  get isRunning(): boolean {
    return !this.#isClosed && this.#slots.some((slot) => !slot.worker.isClosed);
  }

  async openRouter(): Promise<EngineRouter> {
    const running = this.#slots.map((slot) => slot.worker).filter((worker) => !worker.isClosed);
    const [first, ...others] = running;
    if (first === undefined) {
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

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const slot of this.#slots) {
      clearTimeout(slot.timer);
    }
    await Promise.all(this.#replacements);
    await Promise.all(this.#slots.map((slot) => slot.worker.close()));
  }

  #watch(index: number, worker: MediaWorker): void {
    this.#logger.info({ worker: index, pid: worker.pid }, 'media worker runs');
    worker.onDied((cause) => {
      const slot = this.#slots[index];
      if (this.#isClosed || slot === undefined) {
        return;
      }
      slot.deaths = performance.now() - slot.startedAt > STEADY_AFTER_MS ? 1 : slot.deaths + 1;
      this.#logger.error({ worker: index, pid: worker.pid, err: cause }, 'media worker died');
      this.#replaceLater(index, slot);
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

  #replaceLater(index: number, slot: Slot): void {
    const delayMs = Math.min(FIRST_RESTART_DELAY_MS * 2 ** (slot.deaths - 1), MAX_RESTART_DELAY_MS);
    slot.timer = setTimeout(() => {
      const replacement = this.#replace(index, slot).finally(() => this.#replacements.delete(replacement));
      this.#replacements.add(replacement);
    }, delayMs);
  }

  async #replace(index: number, slot: Slot): Promise<void> {
    try {
      const worker = await MediaWorker.create(this.#settings.workerSettings(index));
      slot.worker = worker;
      slot.startedAt = performance.now();
      this.#watch(index, worker);
    } catch (error) {
      slot.deaths += 1;
      this.#logger.error({ worker: index, err: error }, 'media worker could not be replaced');
      if (!this.#isClosed) {
        this.#replaceLater(index, slot);
      }
    }
  }
}
