/** One mediasoup worker process with its one port, UDP and TCP. It ends with its process and is never started again. */
import { readFile } from 'node:fs/promises';
import * as mediasoup from 'mediasoup';
import { routerCodecs } from './codecs.ts';
import type { EngineRouter } from './engine.ts';
import type { MediaPlaneConfig, WorkerStats } from './index.ts';
import { MediaError, textOf } from './media-error.ts';
import { MediasoupRouter, RECEIVE_BUFFER_BYTES } from './mediasoup-router.ts';

/** A worker says that it runs within milliseconds; after this it never will. */
const START_TIMEOUT_MS = 10_000;

/** How long a worker that was asked to end may take before it is killed. */
const STOP_TIMEOUT_MS = 3_000;

/**
 * How the worker estimates what a receiver's line bears. Its own values suit lines that lose nothing: on one that loses 3 of
 * 100 packets, chance alone lowered the estimate until pictures lost half their frames for seconds, every minute or oftener.
 * Setting any replaces the worker's default, which is the first.
 */
const libwebrtcFieldTrials = [
  'WebRTC-Bwe-AlrLimitedBackoff/Enabled',
  // Falls above 15 % of packets lost (10) and rises up to 5 % (2); too much traffic still shows as delay.
  'WebRTC-BweLossExperiment/Enabled-0.05,0.15,0',
  // A probe of 5 packets in 15 ms measures far too little as soon as one of them is lost.
  'WebRTC-Bwe-ProbingBehavior/min_probe_packets_sent:15,min_probe_duration:60ms',
  '',
].join('/');

export type MediaWorkerSettings = {
  workerPath: string;
  listenAddress: string;
  announcedAddresses: string[];
  /** 0 lets the worker choose. */
  port: number;
  pipePorts: { min: number; max: number };
  videoCodec: MediaPlaneConfig['videoCodec'];
};

type Carried = { rooms: number; producers: number; consumers: number };

type LoadSource = { once(event: 'close', listener: () => void): unknown };

export class MediaWorker {
  readonly #worker: mediasoup.types.Worker;
  readonly #webRtcServer: mediasoup.types.WebRtcServer;
  readonly #settings: MediaWorkerSettings;
  readonly #startedAt = Date.now();
  readonly #carried: Carried = { rooms: 0, producers: 0, consumers: 0 };

  static async create(settings: MediaWorkerSettings): Promise<MediaWorker> {
    const worker = await startProcess(settings.workerPath);
    try {
      const webRtcServer = await listen(worker, settings);
      return new MediaWorker(worker, webRtcServer, settings);
    } catch (error) {
      await stopProcess(worker);
      throw error;
    }
  }

  private constructor(
    worker: mediasoup.types.Worker,
    webRtcServer: mediasoup.types.WebRtcServer,
    settings: MediaWorkerSettings,
  ) {
    this.#worker = worker;
    this.#webRtcServer = webRtcServer;
    this.#settings = settings;
  }

  get pid(): number {
    return this.#worker.pid;
  }

  get isClosed(): boolean {
    return this.#worker.closed;
  }

  /** How much it carries: its rooms, and the streams into and out of them. */
  get load(): number {
    const { rooms, producers, consumers } = this.#carried;
    return rooms + producers + consumers;
  }

  /** By then its rooms have been reported as lost. */
  onDied(listener: (cause: Error) => void): void {
    this.#worker.once('died', listener);
  }

  async openRouter(): Promise<EngineRouter> {
    const router = await this.#worker.createRouter({ mediaCodecs: routerCodecs(this.#settings.videoCodec) });
    this.#count('rooms', router.observer);
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newproducer', (producer) => this.#count('producers', producer.observer));
      transport.observer.on('newconsumer', (consumer) => this.#count('consumers', consumer.observer));
    });
    const { announcedAddresses, pipePorts } = this.#settings;
    const home = { worker: this.#worker, webRtcServer: this.#webRtcServer, announcedAddresses, pipePorts };
    return MediasoupRouter.create(router, home);
  }

  /** Null when it ended. */
  async stats(): Promise<Omit<WorkerStats, 'isSpare'> | null> {
    try {
      const { ru_utime, ru_stime, ru_maxrss } = await this.#worker.getResourceUsage();
      return {
        pid: this.pid,
        startedAt: this.#startedAt,
        cpuSeconds: (ru_utime + ru_stime) / 1000,
        residentBytes: (await residentBytes(this.pid)) ?? ru_maxrss * 1024,
        ...this.#carried,
      };
    } catch (cause) {
      if (this.isClosed) {
        return null;
      }
      throw new MediaError('WORKER_FAILED', `The media worker gave no counters (${textOf(cause)}).`, { cause });
    }
  }

  /** Resolves when the process is gone and its port free. */
  close(): Promise<void> {
    return stopProcess(this.#worker);
  }

  /** Ends the process as if it had died by itself: its rooms are reported as lost and `onDied` is called. */
  kill(): void {
    killProcess(this.#worker);
  }

  #count(what: keyof Carried, observer: LoadSource): void {
    this.#carried[what] += 1;
    observer.once('close', () => {
      this.#carried[what] -= 1;
    });
  }
}

/** What it holds now; mediasoup itself tells only the most that it ever held. Null where there is no /proc. */
async function residentBytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}

async function startProcess(workerPath: string): Promise<mediasoup.types.Worker> {
  const remedy = 'Run "npm run setup" to fetch or build it anew.';
  try {
    // No log tags: with those of ICE and DTLS, every browser that leaves writes three warnings.
    const starting = mediasoup.createWorker({ workerBin: workerPath, logLevel: 'warn', libwebrtcFieldTrials });
    return await withTimeout(starting, START_TIMEOUT_MS);
  } catch (cause) {
    throw new MediaError(
      'WORKER_FAILED',
      `The media worker ${workerPath} did not start (${textOf(cause)}). ${remedy}`,
      {
        cause,
      },
    );
  }
}

async function withTimeout(starting: Promise<mediasoup.types.Worker>, timeoutMs: number) {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    timeout.reject(new Error(`it gave no sign of life for ${timeoutMs} ms`));
    // Nobody waits for it any more, so one that comes late must not stay.
    starting.then(stopProcess, () => undefined);
  }, timeoutMs);
  try {
    return await Promise.race([starting, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function listen(worker: mediasoup.types.Worker, settings: MediaWorkerSettings) {
  const { listenAddress: ip, port, announcedAddresses } = settings;
  const announcedAddress = announcedAddresses[0] ?? ip;
  try {
    return await worker.createWebRtcServer({
      listenInfos: [
        { protocol: 'udp', ip, announcedAddress, port, recvBufferSize: RECEIVE_BUFFER_BYTES },
        { protocol: 'tcp', ip, announcedAddress, port },
      ],
    });
  } catch (cause) {
    const text = textOf(cause);
    if (text.includes('address already in use')) {
      throw new MediaError(
        'PORT_IN_USE',
        `Port ${port} on ${ip} is taken by another program. Stop it, or choose another port with --rtc-port.`,
        { cause },
      );
    }
    throw new MediaError(
      'CANNOT_LISTEN',
      `The media worker cannot listen on ${ip} port ${port} (${text}). Check --rtc-listen and --rtc-port.`,
      { cause },
    );
  }
}

async function stopProcess(worker: mediasoup.types.Worker): Promise<void> {
  if (worker.subprocessClosed) {
    return;
  }
  const ended = new Promise<void>((resolve) => worker.once('subprocessclose', () => resolve()));
  const timer = setTimeout(() => killProcess(worker), STOP_TIMEOUT_MS);
  try {
    worker.close();
  } catch {
    // A worker whose request buffer is spoiled cannot even be asked to end.
    killProcess(worker);
  }
  await ended;
  clearTimeout(timer);
}

function killProcess(worker: mediasoup.types.Worker): void {
  try {
    process.kill(worker.pid, 'SIGKILL');
  } catch {
    // It is gone already, which is what was wanted.
  }
}
