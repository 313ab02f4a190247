/** The media plane on mediasoup: a pool of workers and the rooms on them. */
import * as mediasoup from 'mediasoup';
import type { MediaPlane, MediaPlaneConfig, MediaRoom, PlaneLogger } from './index.ts';
import { MediaError } from './media-error.ts';
import { type PlaneSurroundings, RoomRegistry } from './room-registry.ts';
import { checkWorker } from './worker-check.ts';
import { WorkerPool } from './worker-pool.ts';

const HIGHEST_PORT = 65_535;

/** Addresses that mean "all of this machine's", which no browser can send to. */
const UNSPECIFIED_ADDRESSES = ['0.0.0.0', '::'];

export class MediasoupPlane implements MediaPlane {
  readonly #pool: WorkerPool;
  readonly #rooms: RoomRegistry;

  static async create(config: MediaPlaneConfig, surroundings: PlaneSurroundings): Promise<MediasoupPlane> {
    const announcedAddresses = readAddresses(config);
    assertPorts(config);
    const workerPath = await checkWorker(config.workerPath, mediasoup.version);
    logInto(surroundings.logger);
    const pool = await WorkerPool.create(
      {
        workerCount: config.workerCount,
        workerSettings: (index) => ({
          workerPath,
          listenAddress: config.listenAddress,
          announcedAddresses,
          port: config.rtcPort === 0 ? 0 : config.rtcPort + index,
        }),
      },
      surroundings.logger,
    );
    return new MediasoupPlane(pool, surroundings);
  }

  private constructor(pool: WorkerPool, surroundings: PlaneSurroundings) {
    this.#pool = pool;
    this.#rooms = new RoomRegistry(() => pool.openRouter(), surroundings);
  }

  get isRunning(): boolean {
    return this.#pool.isRunning;
  }

  openRoom(roomId: string): Promise<MediaRoom> {
    return this.#rooms.open(roomId);
  }

  room(roomId: string): MediaRoom | undefined {
    return this.#rooms.room(roomId);
  }

  async close(): Promise<void> {
    this.#rooms.close();
    await this.#pool.close();
  }
}

function readAddresses({ announcedAddresses, listenAddress }: MediaPlaneConfig): string[] {
  if (announcedAddresses.length > 0) {
    return announcedAddresses;
  }
  if (UNSPECIFIED_ADDRESSES.includes(listenAddress)) {
    throw new MediaError(
      'WRONG_PARAMETERS',
      `The media plane listens on ${listenAddress}, which browsers cannot reach. Name this server with --public-host.`,
    );
  }
  return [listenAddress];
}

function assertPorts({ rtcPort, workerCount }: MediaPlaneConfig): void {
  if (workerCount < 1 || rtcPort < 0 || rtcPort + workerCount - 1 > HIGHEST_PORT) {
    throw new MediaError(
      'WRONG_PARAMETERS',
      `${workerCount} media workers do not fit on the ports from ${rtcPort}. Choose a lower --rtc-port.`,
    );
  }
}

/** mediasoup has one place for the log of all its workers in a process. */
function logInto(logger: PlaneLogger): void {
  mediasoup.setLogEventListeners({
    onwarn: (namespace, log) => logger.warn({ namespace }, log),
    onerror: (namespace, log, error) => logger.error({ namespace, err: error }, log),
  });
}
