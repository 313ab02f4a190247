/** Stand-ins for mediasoup's router and transports: no process, no port, no packet. */
import { ortc, type types } from 'mediasoup';
import { routerCodecs } from './codecs.ts';
import type {
  EngineConsumer,
  EngineEar,
  EngineLevel,
  EngineProducer,
  EngineRouter,
  EngineTransport,
} from './engine.ts';
import { FakeConsumer, FakeProducer, FakeResource, type ProduceOptions } from './fake-streams.ts';
import { announceCandidates } from './ice-candidates.ts';
import type { IceParameters, MediaPlaneConfig, TransportOffer } from './index.ts';

type ConsumeOptions = Parameters<EngineTransport['consume']>[0];

export type FakeHome = {
  /** Gives each thing of a plane its own id, the same in each run. */
  nextId(name: string): string;
  workerId: string;
  port: number;
  announcedAddresses: string[];
  videoCodec: MediaPlaneConfig['videoCodec'];
};

class FakeTransport extends FakeResource implements EngineTransport {
  readonly #router: FakeRouter;
  readonly #producers = new Set<FakeProducer>();
  readonly #consumers = new Set<FakeConsumer>();
  #consumersMade = 0;

  constructor(id: string, router: FakeRouter) {
    super(id);
    this.#router = router;
  }

  async connect(): Promise<void> {}

  async setMaxIncomingBitrate(): Promise<void> {}

  async setMaxOutgoingBitrate(): Promise<void> {}

  async restartIce(): Promise<IceParameters> {
    return iceParametersOf(this.#router.nextId('ice'));
  }

  /** As of a line on which nobody has sent yet. */
  async getStats() {
    return [{ iceState: 'new' as const, recvBitrate: 0, sendBitrate: 0 }];
  }

  async produce(options: ProduceOptions): Promise<EngineProducer> {
    const producer = new FakeProducer(this.#router.nextId('producer'), options, this.#router.rtpCapabilities);
    const taken = new Set([...this.#producers].flatMap(({ ssrcs }) => ssrcs));
    if (producer.ssrcs.some((ssrc) => taken.has(ssrc))) {
      throw new Error('ssrc already exists in RTP listener');
    }
    this.#producers.add(producer);
    this.#router.producers.set(producer.id, producer);
    producer.observer.once('close', () => {
      this.#producers.delete(producer);
      this.#router.producers.delete(producer.id);
    });
    return producer;
  }

  async consume({ producerId, rtpCapabilities, enableRtx }: ConsumeOptions): Promise<EngineConsumer> {
    const producer = this.#router.producers.get(producerId);
    if (producer === undefined) {
      throw new Error(`Producer with id "${producerId}" not found`);
    }
    const remoteRtpCapabilities = structuredClone(rtpCapabilities);
    ortc.validateAndNormalizeRtpCapabilities(remoteRtpCapabilities);
    const rtpParameters = ortc.getConsumerRtpParameters({
      consumableRtpParameters: producer.consumable,
      remoteRtpCapabilities,
      pipe: false,
      enableRtx,
    });
    const mid = String(this.#consumersMade++);
    const consumer = new FakeConsumer(this.#router.nextId('consumer'), producer, { ...rtpParameters, mid });
    this.#consumers.add(consumer);
    consumer.observer.once('close', () => this.#consumers.delete(consumer));
    producer.observer.once('close', () => consumer.close());
    return consumer;
  }

  get consumerCount(): number {
    return this.#consumers.size;
  }

  protected override closeChildren(): void {
    for (const child of [...this.#producers, ...this.#consumers]) {
      child.close();
    }
  }
}

export class FakeRouter extends FakeResource implements EngineRouter {
  readonly rtpCapabilities: types.RtpCapabilities;
  /** Its own ones, and those that are piped to it. */
  readonly producers = new Map<string, FakeProducer>();
  readonly nextId: FakeHome['nextId'];
  readonly workerId: string;
  readonly #home: FakeHome;
  readonly #transports = new Set<FakeTransport>();
  readonly #listenedTo = new Set<string>();
  #ear: EngineEar | undefined;
  isLost = false;

  constructor(home: FakeHome) {
    super(home.nextId('router'));
    this.nextId = home.nextId;
    this.workerId = home.workerId;
    this.#home = home;
    this.rtpCapabilities = ortc.generateRouterRtpCapabilities(routerCodecs(home.videoCodec));
  }

  canConsume({ producerId, rtpCapabilities }: Parameters<EngineRouter['canConsume']>[0]): boolean {
    const producer = this.producers.get(producerId);
    return producer !== undefined && ortc.canConsume(producer.consumable, structuredClone(rtpCapabilities));
  }

  async openTransport(): Promise<{ transport: EngineTransport; offer: TransportOffer }> {
    const transport = new FakeTransport(this.nextId('transport'), this);
    this.#transports.add(transport);
    transport.observer.once('close', () => this.#transports.delete(transport));
    const candidates = (['udp', 'tcp'] as const).map((protocol) => fakeCandidate(protocol, this.#home.port));
    return {
      transport,
      offer: {
        id: transport.id,
        iceParameters: iceParametersOf(transport.id),
        iceCandidates: announceCandidates(candidates, this.#home.announcedAddresses),
        dtlsParameters: {
          role: 'auto',
          fingerprints: [{ algorithm: 'sha-256', value: Array<string>(32).fill('FA').join(':') }],
        },
      },
    };
  }

  /** The far end is the producer itself: it has the same id, pauses and end. */
  async pipe(producerId: string, target: EngineRouter): Promise<FakeProducer> {
    const producer = this.producers.get(producerId);
    if (producer === undefined || !(target instanceof FakeRouter)) {
      throw new Error(`Producer with id "${producerId}" not found`);
    }
    target.producers.set(producerId, producer);
    producer.observer.once('close', () => target.producers.delete(producerId));
    return producer;
  }

  get consumerCount(): number {
    return [...this.#transports].reduce((sum, transport) => sum + transport.consumerCount, 0);
  }

  setEar(ear: EngineEar): void {
    this.#ear = ear;
  }

  async listenTo(producerId: string): Promise<void> {
    this.#listenedTo.add(producerId);
  }

  /** What the ear of a worker would tell: only of producers that it listens to and that are open. */
  hear(levels: EngineLevel[]): void {
    const heard = levels.filter(
      ({ producerId }) => this.#listenedTo.has(producerId) && this.producers.get(producerId)?.paused === false,
    );
    this.#ear?.onLevels(heard);
    const [loudest] = heard;
    if (loudest) {
      this.#ear?.onDominant(loudest.producerId);
    }
  }

  /** Ends as a router ends whose worker dies. */
  lose(): void {
    this.isLost = true;
    this.close();
  }

  protected override closeChildren(): void {
    for (const transport of [...this.#transports]) {
      transport.close();
    }
  }
}

function iceParametersOf(usernameFragment: string): IceParameters {
  return { usernameFragment, password: 'nothing-listens-behind-this-offer', iceLite: true };
}

function fakeCandidate(protocol: types.TransportProtocol, port: number): types.IceCandidate {
  const address = '127.0.0.1';
  const common = { foundation: `${protocol}candidate`, ip: address, address, protocol, port, type: 'host' } as const;
  return protocol === 'udp'
    ? { ...common, priority: 1_076_558_079 }
    : { ...common, priority: 1_076_276_479, tcpType: 'passive' };
}
