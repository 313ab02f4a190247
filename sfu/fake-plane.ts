/**
 * The media plane without a worker, for tests of what stands above it. Rooms and peers are the real ones and keep the
 * real rules; only nothing flows. Beyond the door it can lose what a real plane may lose, and hear what one may hear.
 */
import type { EngineLevel, EngineRouter } from './engine.ts';
import { FakeRouter } from './fake-router.ts';
import type { MediaPlane, MediaPlaneConfig, MediaRoom, WorkerStats } from './index.ts';
import { MediaError } from './media-error.ts';
import { type PlaneSurroundings, RoomRegistry } from './room-registry.ts';

const PORT_WHEN_THE_SYSTEM_CHOOSES = 40_000;

export class FakePlane implements MediaPlane {
  readonly #rooms: RoomRegistry;
  readonly #routers = new Map<string, FakeRouter[]>();
  readonly #idsGiven = new Map<string, number>();
  readonly #config: MediaPlaneConfig;
  readonly #startedAt = Date.now();
  #hasWorker = true;
  #isClosed = false;

  static async create(config: MediaPlaneConfig, surroundings: PlaneSurroundings): Promise<FakePlane> {
    return new FakePlane(config, surroundings);
  }

  private constructor(config: MediaPlaneConfig, surroundings: PlaneSurroundings) {
    this.#config = config;
    this.#rooms = new RoomRegistry((roomId, beside) => this.#openRouter(roomId, beside), config, surroundings);
  }

  get isRunning(): boolean {
    return this.#hasWorker && !this.#isClosed;
  }

  openRoom(roomId: string): Promise<MediaRoom> {
    return this.#rooms.open(roomId);
  }

  room(roomId: string): MediaRoom | undefined {
    return this.#rooms.room(roomId);
  }

  async workerStats(): Promise<WorkerStats[]> {
    const count = this.isRunning ? this.#config.workerCount + (this.#config.hasSpare ? 1 : 0) : 0;
    return Array.from({ length: count }, (_, index) => {
      const routers = [...this.#routers.values()].flat().filter(({ workerId }) => workerId === String(index));
      return {
        pid: index + 1,
        isSpare: index >= this.#config.workerCount,
        startedAt: this.#startedAt,
        cpuSeconds: 0,
        residentBytes: 0,
        rooms: routers.length,
        producers: routers.reduce((sum, { producers }) => sum + producers.size, 0),
        consumers: routers.reduce((sum, { consumerCount }) => sum + consumerCount, 0),
      };
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#rooms.close();
  }

  /** Ends one room as if a worker of it had died and been replaced at once. */
  loseRoom(roomId: string): void {
    this.#routers.get(roomId)?.at(-1)?.lose();
  }

  /** Ends all rooms and opens none until `startWorker`. */
  stopWorker(): void {
    this.#hasWorker = false;
    for (const routers of [...this.#routers.values()]) {
      routers.at(0)?.lose();
    }
  }

  startWorker(): void {
    this.#hasWorker = true;
  }

  /** Tells of producers as if they were heard so loudly just now, the first one leading; of none: silence. */
  hear(roomId: string, levels: EngineLevel[]): void {
    for (const router of this.#routers.get(roomId) ?? []) {
      router.hear(levels);
    }
  }

  async #openRouter(roomId: string, beside: readonly EngineRouter[]): Promise<FakeRouter | null> {
    if (!this.#hasWorker) {
      throw new MediaError('NO_WORKER', 'No media worker runs at this moment. A new one is being started: try again.');
    }
    const { rtcPort, announcedAddresses, listenAddress, workerCount, videoCodec } = this.#config;
    if (beside.length >= workerCount) {
      return null;
    }
    const router = new FakeRouter({
      nextId: (name) => this.#nextId(name),
      workerId: String(beside.length),
      port: rtcPort === 0 ? PORT_WHEN_THE_SYSTEM_CHOOSES : rtcPort + beside.length,
      announcedAddresses: announcedAddresses.length > 0 ? announcedAddresses : [listenAddress],
      videoCodec,
    });
    this.#routers.set(roomId, [...(this.#routers.get(roomId) ?? []), router]);
    router.observer.once('close', () => {
      const others = (this.#routers.get(roomId) ?? []).filter((other) => other !== router);
      this.#routers.set(roomId, others);
      if (others.length === 0) {
        this.#routers.delete(roomId);
      }
    });
    return router;
  }

  #nextId(name: string): string {
    const number = (this.#idsGiven.get(name) ?? 0) + 1;
    this.#idsGiven.set(name, number);
    return `${name}-${number}`;
  }
}
