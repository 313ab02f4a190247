/**
 * One device in a room. The rules of the door are here and in its three parts (lines, producers, consumers), for the
 * real plane and the fake one alike. It obeys orders about the microphone and never decides on them.
 */
import type { EngineRouter, TransportDirection } from './engine.ts';
import type {
  ConsumerOffer,
  ConsumerOrder,
  DtlsParameters,
  IceParameters,
  MediaPeer,
  PeerStats,
  ProduceRequest,
  ProducerInfo,
  ProducerSource,
  ProducerStats,
  RtpCapabilities,
  TransportOffer,
} from './index.ts';
import { MediaError, textOf } from './media-error.ts';
import { PeerConsumers } from './peer-consumers.ts';
import { PeerLife } from './peer-life.ts';
import { PeerLines } from './peer-lines.ts';
import { PeerProducers } from './peer-producers.ts';
import type { Ceilings } from './wire-parameters.ts';

/** What a peer needs from its room. */
export type PeerRoom = {
  readonly isClosed: boolean;
  /** Chooses the router on which a peer is. */
  place(): Promise<EngineRouter>;
  /** Throws unless the producer is one of another peer of this room, in a codec that `rtpCapabilities` has. */
  assertConsumable(peer: MediaPeer, producerId: string, rtpCapabilities: RtpCapabilities): void;
  bring(producerId: string, router: EngineRouter): Promise<void>;
  /** Whether a peer of this room sends it now. */
  isSent(producerId: string): boolean;
  onConsumerCount(router: EngineRouter, change: 1 | -1): void;
  onLayer(peerId: string, consumerId: string, spatialLayer: number | null): void;
  onProducerAdded(peer: Peer, producerId: string, source: ProducerSource): Promise<void>;
  onProducerRemoved(peerId: string, producerId: string, isOrdered: boolean): void;
  onMicrophoneChanged(): void;
  onPeerClosed(peer: MediaPeer): void;
};

export class Peer implements MediaPeer {
  readonly peerId: string;
  readonly #room: PeerRoom;
  readonly #life: PeerLife;
  readonly #lines: PeerLines;
  readonly #producers: PeerProducers;
  readonly #consumers: PeerConsumers;
  #placing: Promise<EngineRouter> | undefined;
  #router: EngineRouter | undefined;

  constructor(peerId: string, room: PeerRoom) {
    this.peerId = peerId;
    this.#room = room;
    this.#life = new PeerLife(peerId, () => room.isClosed);
    this.#lines = new PeerLines(this.#life, () => this.#place());
    this.#producers = new PeerProducers(this.#life, this.#lines, {
      onProducerAdded: (producerId, source) => room.onProducerAdded(this, producerId, source),
      onProducerRemoved: (producerId, isOrdered) => room.onProducerRemoved(peerId, producerId, isOrdered),
      onMicrophoneChanged: () => room.onMicrophoneChanged(),
    });
    this.#consumers = new PeerConsumers(this.#life, this.#lines, {
      assertConsumable: (producerId, capabilities) => room.assertConsumable(this, producerId, capabilities),
      bring: async (producerId) => room.bring(producerId, await this.#place()),
      isSent: (producerId) => room.isSent(producerId),
      onConsumerCount: (change) => this.#router && room.onConsumerCount(this.#router, change),
      onLayer: (consumerId, spatialLayer) => room.onLayer(peerId, consumerId, spatialLayer),
    });
  }

  get isClosed(): boolean {
    return this.#life.isClosed;
  }

  get isMicrophoneOpen(): boolean {
    return this.#producers.isMicrophoneOpen;
  }

  /** Where it is; undefined before its first transport. */
  get router(): EngineRouter | undefined {
    return this.#router;
  }

  createTransport(direction: TransportDirection): Promise<TransportOffer> {
    return this.#lines.create(direction);
  }

  connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    return this.#lines.connect(transportId, dtlsParameters);
  }

  restartIce(transportId: string): Promise<IceParameters> {
    return this.#lines.restartIce(transportId);
  }

  setCeilings(ceilings: Ceilings): Promise<void> {
    return this.#lines.setCeilings(ceilings);
  }

  produce(request: ProduceRequest): Promise<ProducerInfo> {
    return this.#producers.produce(request);
  }

  closeProducer(producerId: string): Promise<void> {
    return this.#producers.closeProducer(producerId);
  }

  producers(): ProducerInfo[] {
    return this.#producers.list();
  }

  /** Whether packets of this producer are passed on. */
  isProducerOpen(producerId: string): boolean {
    return this.#producers.isOpen(producerId);
  }

  setMicrophoneOpen(isOpen: boolean): Promise<void> {
    return this.#producers.setMicrophoneOpen(isOpen);
  }

  setCamerasOpen(isOpen: boolean): Promise<void> {
    return this.#producers.setCamerasOpen(isOpen);
  }

  async producerStats(): Promise<ProducerStats[]> {
    return (await this.#producers.stats()).producers;
  }

  consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<ConsumerOffer> {
    return this.#consumers.consume(producerId, rtpCapabilities);
  }

  resumeConsumer(consumerId: string): Promise<void> {
    return this.#consumers.order(consumerId, { isPaused: false });
  }

  orderConsumer(consumerId: string, order: ConsumerOrder): Promise<void> {
    return this.#consumers.order(consumerId, order);
  }

  closeConsumer(consumerId: string): Promise<void> {
    return this.#consumers.close(consumerId);
  }

  async stats(consumerId?: string): Promise<PeerStats> {
    this.#life.assertOpen();
    try {
      const [lines, { producers, roundTripMs: sendTripMs }, { consumers, roundTripMs: receiveTripMs }] =
        await Promise.all([this.#lines.stats(), this.#producers.stats(), this.#consumers.stats(consumerId)]);
      return {
        peerId: this.peerId,
        lines: lines.map((line) => ({ ...line, roundTripMs: line.direction === 'send' ? sendTripMs : receiveTripMs })),
        producers,
        consumers,
      };
    } catch (cause) {
      this.#life.assertOpen();
      if (cause instanceof MediaError) {
        throw cause;
      }
      throw new MediaError('WORKER_FAILED', `The media worker gave no counters (${textOf(cause)}).`, { cause });
    }
  }

  close(): void {
    if (this.#life.hasEnded) {
      return;
    }
    this.#life.end();
    this.#lines.close();
    this.#room.onPeerClosed(this);
  }

  /** Both transports of a peer are on one router, chosen when it makes the first. */
  #place(): Promise<EngineRouter> {
    this.#placing ??= this.#room.place().then(
      (router) => {
        this.#router = router;
        return router;
      },
      (error: unknown) => {
        this.#placing = undefined;
        throw error;
      },
    );
    return this.#placing;
  }
}
