/**
 * The media plane without a worker, for tests of what stands above it. Rooms and peers are the real ones and keep the
 * real rules; only nothing flows. Beyond the door it can lose what a real plane may lose.
 */
import { FakeRouter } from './fake-router.ts';
import type { MediaPlane, MediaPlaneConfig, MediaRoom } from './index.ts';
import { MediaError } from './media-error.ts';
import { type PlaneSurroundings, RoomRegistry } from './room-registry.ts';

const PORT_WHEN_THE_SYSTEM_CHOOSES = 40_000;

export class FakePlane implements MediaPlane {
  readonly #rooms: RoomRegistry;
  readonly #routers = new Map<string, FakeRouter>();
  readonly #idsGiven = new Map<string, number>();
  readonly #config: MediaPlaneConfig;
  #hasWorker = true;
  #isClosed = false;

  static async create(config: MediaPlaneConfig, surroundings: PlaneSurroundings): Promise<FakePlane> {
    return new FakePlane(config, surroundings);
  }

  private constructor(config: MediaPlaneConfig, surroundings: PlaneSurroundings) {
    this.#config = config;
    this.#rooms = new RoomRegistry((roomId) => this.#openRouter(roomId), surroundings);
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

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#rooms.close();
  }

  /** Ends one room as if its worker had died and been replaced at once. */
  loseRoom(roomId: string): void {
    this.#routers.get(roomId)?.lose();
  }

  /** Ends all rooms and opens none until `startWorker`. */
  stopWorker(): void {
    this.#hasWorker = false;
    for (const router of [...this.#routers.values()]) {
      router.lose();
    }
  }

  startWorker(): void {
    this.#hasWorker = true;
  }

  async #openRouter(roomId: string): Promise<FakeRouter> {
    if (!this.#hasWorker) {
      throw new MediaError('NO_WORKER', 'No media worker runs at this moment. A new one is being started: try again.');
    }
    const { rtcPort, announcedAddresses, listenAddress } = this.#config;
    const router = new FakeRouter({
      nextId: (name) => this.#nextId(name),
      port: rtcPort === 0 ? PORT_WHEN_THE_SYSTEM_CHOOSES : rtcPort,
      announcedAddresses: announcedAddresses.length > 0 ? announcedAddresses : [listenAddress],
    });
    this.#routers.set(roomId, router);
    router.observer.once('close', () => this.#routers.delete(roomId));
    return router;
  }

  #nextId(name: string): string {
    const number = (this.#idsGiven.get(name) ?? 0) + 1;
    this.#idsGiven.set(name, number);
    return `${name}-${number}`;
  }
}
