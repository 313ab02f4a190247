/** The media plane on mediasoup: a pool of workers and the rooms on them. */
import * as mediasoup from 'mediasoup';
import type { MediaPlane, MediaPlaneConfig, MediaRoom, PlaneLogger, WorkerStats } from './index.ts';
import { MediaError } from './media-error.ts';
import { type PlaneSurroundings, RoomRegistry } from './room-registry.ts';
import { checkWorker } from './worker-check.ts';
import { WorkerPool } from './worker-pool.ts';

const HIGHEST_PORT = 65_535;

/** Pipes between workers take ports of the loopback from one of these, whichever is clear of the workers' own. */
const PIPE_PORTS = [
  { min: 50_000, max: 59_999 },
  { min: 20_000, max: 29_999 },
] as const;

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
        hasSpare: config.hasSpare,
        workerSettings: (index) => ({
          workerPath,
          listenAddress: config.listenAddress,
          announcedAddresses,
          videoCodec: config.videoCodec,
          pipePorts: pipePorts(config),
          port: config.rtcPort === 0 ? 0 : config.rtcPort + index,
        }),
      },
      surroundings.logger,
    );
    return new MediasoupPlane(pool, config, surroundings);
  }

  private constructor(pool: WorkerPool, config: MediaPlaneConfig, surroundings: PlaneSurroundings) {
    this.#pool = pool;
    this.#rooms = new RoomRegistry((_roomId, beside) => pool.openRouter(beside), config, surroundings);
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

  workerStats(): Promise<WorkerStats[]> {
    return this.#pool.stats();
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

function portCount({ workerCount, hasSpare }: MediaPlaneConfig): number {
  return workerCount + (hasSpare ? 1 : 0);
}

function assertPorts(config: MediaPlaneConfig): void {
  const { rtcPort, workerCount } = config;
  if (workerCount < 1 || rtcPort < 0 || rtcPort + portCount(config) - 1 > HIGHEST_PORT) {
    throw new MediaError(
      'WRONG_PARAMETERS',
      `${portCount(config)} media workers do not fit on the ports from ${rtcPort}. Choose a lower --rtc-port.`,
    );
  }
}

function pipePorts(config: MediaPlaneConfig): { min: number; max: number } {
  const [usual, other] = PIPE_PORTS;
  const isClear = config.rtcPort + portCount(config) <= usual.min || config.rtcPort > usual.max;
  return isClear ? usual : other;
}

/** mediasoup has one place for the log of all its workers in a process. */
function logInto(logger: PlaneLogger): void {
  mediasoup.setLogEventListeners({
    onwarn: (namespace, log) => logger.warn({ namespace }, log),
    onerror: (namespace, log, error) => logger.error({ namespace, err: error }, log),
  });
}
