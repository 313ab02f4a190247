/**
 * Stand-ins for mediasoup's router, transports, producers and consumers: no process, no port, no packet. Parameters are
 * negotiated by mediasoup's own functions, so what clients get is what the real plane would give them.
 */
import { EventEmitter } from 'node:events';
import { ortc, type types } from 'mediasoup';
import { ROUTER_CODECS } from './codecs.ts';
import type { EngineConsumer, EngineProducer, EngineRouter, EngineTransport, TransportDirection } from './engine.ts';
import { announceCandidates } from './ice-candidates.ts';
import type { MediaKind, RtpCapabilities, RtpParameters, TransportOffer } from './index.ts';

type ProduceOptions = Parameters<EngineTransport['produce']>[0];
type ConsumeOptions = Parameters<EngineTransport['consume']>[0];

export type FakeHome = {
  /** Gives each thing of a plane its own id, the same in each run. */
  nextId(name: string): string;
  port: number;
  announcedAddresses: string[];
};

abstract class FakeResource {
  readonly id: string;
  // As many listeners as there are consumers: mediasoup's own emitters have no limit either.
  readonly observer = new EventEmitter().setMaxListeners(0);
  #closed = false;

  constructor(id: string) {
    this.id = id;
  }

  get closed(): boolean {
    return this.#closed;
  }

  close(): void {
    if (this.#closed) {
      return;
    }
    this.#closed = true;
    this.closeChildren();
    this.observer.emit('close');
  }

  protected closeChildren(): void {}
}

class FakeProducer extends FakeResource implements EngineProducer {
  readonly kind: MediaKind;
  readonly ssrcs: number[];
  readonly consumable: RtpParameters;
  paused: boolean;

  constructor(id: string, { kind, rtpParameters, paused }: ProduceOptions, capabilities: RtpCapabilities) {
    super(id);
    const parameters = structuredClone(rtpParameters);
    ortc.validateAndNormalizeRtpParameters(parameters);
    const mapping = ortc.getProducerRtpParametersMapping(parameters, capabilities);
    this.consumable = ortc.getConsumableRtpParameters(kind, parameters, capabilities, mapping);
    this.ssrcs = (parameters.encodings ?? []).flatMap(({ ssrc }) => ssrc ?? []);
    this.kind = kind;
    this.paused = paused;
  }

  async pause(): Promise<void> {
    this.paused = true;
  }

  async resume(): Promise<void> {
    this.paused = false;
  }

  async getStats() {
    return [{ packetCount: 0, byteCount: 0 }];
  }
}

class FakeConsumer extends FakeResource implements EngineConsumer {
  readonly kind: MediaKind;
  readonly rtpParameters: RtpParameters;
  paused = true;

  constructor(id: string, producer: FakeProducer, rtpParameters: RtpParameters) {
    super(id);
    this.kind = producer.kind;
    this.rtpParameters = rtpParameters;
  }

  async resume(): Promise<void> {
    this.paused = false;
  }
}

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

  async consume({ producerId, rtpCapabilities }: ConsumeOptions): Promise<EngineConsumer> {
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
      enableRtx: producer.kind === 'video',
    });
    const mid = String(this.#consumersMade++);
    const consumer = new FakeConsumer(this.#router.nextId('consumer'), producer, { ...rtpParameters, mid });
    this.#consumers.add(consumer);
    consumer.observer.once('close', () => this.#consumers.delete(consumer));
    producer.observer.once('close', () => consumer.close());
    return consumer;
  }

  protected override closeChildren(): void {
    for (const child of [...this.#producers, ...this.#consumers]) {
      child.close();
    }
  }
}

export class FakeRouter extends FakeResource implements EngineRouter {
  readonly rtpCapabilities = ortc.generateRouterRtpCapabilities(structuredClone(ROUTER_CODECS));
  readonly producers = new Map<string, FakeProducer>();
  readonly nextId: FakeHome['nextId'];
  readonly #home: FakeHome;
  readonly #transports = new Set<FakeTransport>();
  isLost = false;

  constructor(home: FakeHome) {
    super(home.nextId('router'));
    this.nextId = home.nextId;
    this.#home = home;
  }

  canConsume({ producerId, rtpCapabilities }: Parameters<EngineRouter['canConsume']>[0]): boolean {
    const producer = this.producers.get(producerId);
    return producer !== undefined && ortc.canConsume(producer.consumable, structuredClone(rtpCapabilities));
  }

  async openTransport(_direction: TransportDirection): Promise<{ transport: EngineTransport; offer: TransportOffer }> {
    const transport = new FakeTransport(this.nextId('transport'), this);
    this.#transports.add(transport);
    transport.observer.once('close', () => this.#transports.delete(transport));
    const candidates = (['udp', 'tcp'] as const).map((protocol) => fakeCandidate(protocol, this.#home.port));
    return {
      transport,
      offer: {
        id: transport.id,
        iceParameters: { usernameFragment: transport.id, password: 'nothing-listens-behind-this-offer', iceLite: true },
        iceCandidates: announceCandidates(candidates, this.#home.announcedAddresses),
        dtlsParameters: {
          role: 'auto',
          fingerprints: [{ algorithm: 'sha-256', value: Array<string>(32).fill('FA').join(':') }],
        },
      },
    };
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

function fakeCandidate(protocol: types.TransportProtocol, port: number): types.IceCandidate {
  const address = '127.0.0.1';
  const common = { foundation: `${protocol}candidate`, ip: address, address, protocol, port, type: 'host' } as const;
  return protocol === 'udp'
    ? { ...common, priority: 1_076_558_079 }
    : { ...common, priority: 1_076_276_479, tcpType: 'passive' };
}
