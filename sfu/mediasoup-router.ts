/** Fits a mediasoup router to what rooms and peers need of it. */
import type { types } from 'mediasoup';
import type { EngineEar, EngineResource, EngineRouter, TransportDirection } from './engine.ts';
import { announceCandidates } from './ice-candidates.ts';

/**
 * Where the estimate of a receiver's line begins. Below mediasoup's default a first picture is coarse for seconds; above
 * this, a site on a slow line loses packets at once.
 */
export const INITIAL_OUTGOING_BITRATE = 1_000_000;

/**
 * All peers of a worker come in on one socket. The system's usual buffer holds about 150 packets, which key frames of
 * several cameras at once overflow while the worker waits for its turn; the system gives less where it allows less.
 */
export const RECEIVE_BUFFER_BYTES = 4_194_304;

const EAR_INTERVAL_MS = 300;

/** What is quieter than this is a quiet hall. */
const HEARD_FROM_DBOV = -65;

const MAX_LEVELS = 10;

export type RouterHome = {
  worker: types.Worker;
  webRtcServer: types.WebRtcServer;
  announcedAddresses: string[];
  /** Where the ends of pipes between workers of this machine listen. */
  pipePorts: types.TransportPortRange;
};

type Observers = { levels: types.AudioLevelObserver; speaker: types.ActiveSpeakerObserver };

export class MediasoupRouter implements EngineRouter {
  readonly #router: types.Router;
  readonly #home: RouterHome;
  readonly #observers: Observers;
  readonly rtpCapabilities: types.RtpCapabilities;

  static async create(router: types.Router, home: RouterHome): Promise<MediasoupRouter> {
    const [levels, speaker] = await Promise.all([
      router.createAudioLevelObserver({
        maxEntries: MAX_LEVELS,
        threshold: HEARD_FROM_DBOV,
        interval: EAR_INTERVAL_MS,
      }),
      router.createActiveSpeakerObserver({ interval: EAR_INTERVAL_MS }),
    ]);
    return new MediasoupRouter(router, home, { levels, speaker });
  }

  private constructor(router: types.Router, home: RouterHome, observers: Observers) {
    this.#router = router;
    this.#home = home;
    this.#observers = observers;
    this.rtpCapabilities = router.rtpCapabilities;
  }

  get id(): string {
    return this.#router.id;
  }

  get workerId(): string {
    return String(this.#home.worker.pid);
  }

  get closed(): boolean {
    return this.#router.closed;
  }

  get isLost(): boolean {
    return this.#home.worker.died;
  }

  get observer(): types.RouterObserver {
    return this.#router.observer;
  }

  canConsume(options: Parameters<EngineRouter['canConsume']>[0]): boolean {
    return this.#router.canConsume(options);
  }

  close(): void {
    this.#router.close();
  }

  async openTransport(_direction: TransportDirection) {
    const transport = await this.#router.createWebRtcTransport({
      webRtcServer: this.#home.webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
    });
    // A browser that leaves says so by closing DTLS; mediasoup only reports it and would keep the producers.
    transport.on('dtlsstatechange', (state) => {
      if (state === 'closed' || state === 'failed') {
        transport.close();
      }
    });
    const { id, iceParameters, dtlsParameters } = transport;
    const iceCandidates = announceCandidates(transport.iceCandidates, this.#home.announcedAddresses);
    return { transport, offer: { id, iceParameters, iceCandidates, dtlsParameters } };
  }

  async pipe(producerId: string, target: EngineRouter): Promise<EngineResource> {
    if (!(target instanceof MediasoupRouter)) {
      throw new TypeError('only routers of mediasoup can be piped to each other');
    }
    const { pipeConsumer, pipeProducer } = await this.#router.pipeToRouter({
      producerId,
      router: target.#router,
      enableSctp: false,
      listenInfo: {
        protocol: 'udp',
        ip: '127.0.0.1',
        portRange: this.#home.pipePorts,
        recvBufferSize: RECEIVE_BUFFER_BYTES,
      },
    });
    if (!pipeConsumer || !pipeProducer) {
      throw new Error('the pipe has no ends');
    }
    followPauses(pipeConsumer, pipeProducer);
    return pipeProducer;
  }

  setEar(ear: EngineEar): void {
    const { levels, speaker } = this.#observers;
    levels.on('volumes', (volumes) =>
      ear.onLevels(volumes.map(({ producer, volume }) => ({ producerId: producer.id, levelDbov: volume }))),
    );
    levels.on('silence', () => ear.onLevels([]));
    speaker.on('dominantspeaker', ({ producer }) => ear.onDominant(producer.id));
  }

  async listenTo(producerId: string): Promise<void> {
    const { levels, speaker } = this.#observers;
    await Promise.all([levels.addProducer({ producerId }), speaker.addProducer({ producerId })]);
  }
}

/**
 * mediasoup lets the far end follow without looking whether it could; when its worker dies just then, the rejection is
 * nobody's and would end the whole server.
 */
function followPauses(near: types.Consumer, far: types.Producer): void {
  for (const event of ['pause', 'resume'] as const) {
    near.observer.removeAllListeners(event);
    near.observer.on(event, () => far[event]().catch(() => far.close()));
  }
}
