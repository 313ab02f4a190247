/**
 * One device in a room: what it may make, what it may ask for, and its microphone. Every rule of the door is here, for
 * the real plane and the fake one alike. It obeys orders about the microphone and never decides on them.
 */
import type { EngineConsumer, EngineProducer, EngineRouter, EngineTransport, TransportDirection } from './engine.ts';
import type {
  ConsumerOffer,
  DtlsParameters,
  MediaKind,
  MediaPeer,
  ProduceRequest,
  ProducerInfo,
  ProducerSource,
  ProducerStats,
  RtpCapabilities,
  TransportOffer,
} from './index.ts';
import { MediaError, type MediaErrorReason, textOf } from './media-error.ts';
import { OrderQueue } from './order-queue.ts';
import { readDtlsParameters, readRtpCapabilities, readRtpParameters } from './wire-parameters.ts';

/** A worker carries about 400 consumers per core, so one peer that asks for more asks for everybody's share. */
const MAX_CONSUMERS = 400;

/**
 * When many peers join at once, each asks for a key frame. The sender makes at most one in this time; a key frame is
 * several times as large as another frame, and a storm of them would hurt just when all are looking.
 */
const KEY_FRAME_REQUEST_DELAY_MS = 500;

const KIND_OF_SOURCE: Record<ProducerSource, MediaKind> = { microphone: 'audio', camera: 'video', screen: 'video' };

/** What a peer needs from its room. */
export type PeerRoom = {
  readonly router: EngineRouter;
  /** The peer of this room that sends the producer. */
  senderOf(producerId: string): MediaPeer | undefined;
  onProducerClosed(peerId: string, producerId: string): void;
  onPeerClosed(peer: MediaPeer): void;
};

type OwnProducer = { info: ProducerInfo; producer: EngineProducer };

export class Peer implements MediaPeer {
  readonly peerId: string;
  readonly #room: PeerRoom;
  readonly #transports = new Map<TransportDirection, EngineTransport>();
  readonly #connected = new WeakSet<EngineTransport>();
  readonly #producers = new Map<string, OwnProducer>();
  readonly #consumers = new Map<string, EngineConsumer>();
  readonly #sourcesInProgress = new Set<ProducerSource>();
  readonly #microphoneOrders = new OrderQueue();
  #consumersInProgress = 0;
  #isMicrophoneOpen = false;
  #isClosed = false;

  constructor(peerId: string, room: PeerRoom) {
    this.peerId = peerId;
    this.#room = room;
  }

  get isClosed(): boolean {
    return this.#isClosed || this.#room.router.closed;
  }

  get isMicrophoneOpen(): boolean {
    return this.#isMicrophoneOpen;
  }

  /** A client that comes back makes its transport anew, so the one that it had in this direction ends. */
  async createTransport(direction: TransportDirection): Promise<TransportOffer> {
    this.#assertOpen();
    const { transport, offer } = await this.#ask('WORKER_FAILED', 'open a transport', () =>
      this.#room.router.openTransport(direction),
    );
    this.#assertStillOpen(transport);
    const former = this.#transports.get(direction);
    this.#transports.set(direction, transport);
    former?.close();
    transport.observer.once('close', () => {
      if (this.#transports.get(direction) === transport) {
        this.#transports.delete(direction);
      }
    });
    return offer;
  }

  async connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    this.#assertOpen();
    const transport = this.#transport(transportId);
    const parameters = readDtlsParameters(dtlsParameters);
    if (this.#connected.has(transport)) {
      throw new MediaError(
        'ALREADY_CONNECTED',
        `Transport ${transportId} is connected already. To start over, create a new transport.`,
      );
    }
    this.#connected.add(transport);
    await this.#ask('WRONG_PARAMETERS', 'connect the transport', () =>
      transport.connect({ dtlsParameters: parameters }),
    );
  }

  async produce({ transportId, source, kind, rtpParameters }: ProduceRequest): Promise<ProducerInfo> {
    this.#assertOpen();
    const transport = this.#transport(transportId, 'send');
    if (kind !== KIND_OF_SOURCE[source]) {
      throw new MediaError('WRONG_PARAMETERS', `A ${source} cannot be of kind ${kind}. Send the kind of its track.`);
    }
    const parameters = readRtpParameters(rtpParameters, kind);
    if (this.#sourcesInProgress.has(source) || this.producers().some((info) => info.source === source)) {
      throw new MediaError('ALREADY_PRODUCING', `This peer sends its ${source} already. Close that producer first.`);
    }
    this.#sourcesInProgress.add(source);
    try {
      const producer = await this.#ask('WRONG_PARAMETERS', 'take the producer', () =>
        transport.produce({
          kind,
          rtpParameters: parameters,
          // A microphone is made closed, so that no packet passes between its making and the order that applies to it.
          paused: source === 'microphone',
          keyFrameRequestDelay: kind === 'video' ? KEY_FRAME_REQUEST_DELAY_MS : 0,
        }),
      );
      this.#assertStillOpen(producer, transport);
      return await this.#adopt({ info: { producerId: producer.id, source, kind }, producer });
    } finally {
      this.#sourcesInProgress.delete(source);
    }
  }

  async closeProducer(producerId: string): Promise<void> {
    const { producer } = this.#own(producerId);
    // It leaves the list first: what is closed by order is not reported as closed without one.
    this.#producers.delete(producerId);
    producer.close();
  }

  producers(): ProducerInfo[] {
    return [...this.#producers.values()].map(({ info }) => info);
  }

  async consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<ConsumerOffer> {
    this.#assertOpen();
    const capabilities = readRtpCapabilities(rtpCapabilities);
    this.#assertMayConsume(producerId, capabilities);
    const transport = this.#transports.get('receive');
    if (transport === undefined) {
      throw new MediaError('UNKNOWN_TRANSPORT', 'This peer has no receive transport. Create one before consuming.');
    }
    this.#consumersInProgress += 1;
    try {
      const consumer = await this.#ask('CANNOT_CONSUME', 'pass on the producer', () =>
        transport.consume({ producerId, rtpCapabilities: capabilities, paused: true }),
      );
      this.#assertStillOpen(consumer, transport);
      this.#consumers.set(consumer.id, consumer);
      consumer.observer.once('close', () => this.#consumers.delete(consumer.id));
      return { id: consumer.id, producerId, kind: consumer.kind, rtpParameters: consumer.rtpParameters };
    } finally {
      this.#consumersInProgress -= 1;
    }
  }

  /** The worker asks the sender for a key frame by itself when a video consumer resumes. */
  async resumeConsumer(consumerId: string): Promise<void> {
    const consumer = this.#consumer(consumerId);
    await this.#ask('WORKER_FAILED', 'resume the consumer', () => consumer.resume());
  }

  async closeConsumer(consumerId: string): Promise<void> {
    this.#consumer(consumerId).close();
  }

  async setMicrophoneOpen(isOpen: boolean): Promise<void> {
    this.#assertOpen();
    this.#isMicrophoneOpen = isOpen;
    await this.#microphoneOrders.run(() => this.#applyMicrophoneOrder());
  }

  async producerStats(): Promise<ProducerStats[]> {
    this.#assertOpen();
    const all = await Promise.all([...this.#producers.values()].map((own) => this.#statsOf(own)));
    return all.filter((stats) => stats !== undefined);
  }

  close(): void {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    for (const transport of [...this.#transports.values()]) {
      transport.close();
    }
    this.#room.onPeerClosed(this);
  }

  /** From here on the producer is the peer's, and its microphone follows the last order. */
  async #adopt(own: OwnProducer): Promise<ProducerInfo> {
    const { info, producer } = own;
    this.#producers.set(producer.id, own);
    producer.observer.once('close', () => {
      const wasOwn = this.#producers.delete(producer.id);
      if (wasOwn && !this.isClosed) {
        this.#room.onProducerClosed(this.peerId, producer.id);
      }
    });
    if (info.source === 'microphone') {
      try {
        await this.#microphoneOrders.run(() => this.#applyMicrophoneOrder());
      } catch (error) {
        this.#producers.delete(producer.id);
        producer.close();
        throw error;
      }
    }
    return info;
  }

  /**
   * It follows the order that is the last one when it runs, not the one that queued it: an order that was overtaken
   * never opens a microphone, not even for a moment.
   */
  async #applyMicrophoneOrder(): Promise<void> {
    for (const { info, producer } of [...this.#producers.values()]) {
      if (info.source !== 'microphone' || producer.closed || producer.paused !== this.#isMicrophoneOpen) {
        continue;
      }
      if (this.#isMicrophoneOpen) {
        await this.#ask('WORKER_FAILED', 'open the microphone', () => producer.resume());
      } else {
        await this.#closeMicrophone(producer);
      }
    }
  }

  /** A microphone that cannot be paused is ended: the floor's word is kept, and the client hears of it and sends anew. */
  async #closeMicrophone(producer: EngineProducer): Promise<void> {
    try {
      await producer.pause();
    } catch {
      producer.close();
    }
  }

  async #statsOf({ info, producer }: OwnProducer): Promise<ProducerStats | undefined> {
    try {
      const streams = await producer.getStats();
      return {
        ...info,
        isOpen: !producer.paused,
        packetsReceived: streams.reduce((sum, stream) => sum + stream.packetCount, 0),
        bytesReceived: streams.reduce((sum, stream) => sum + stream.byteCount, 0),
      };
    } catch (cause) {
      if (producer.closed) {
        return undefined;
      }
      throw new MediaError('WORKER_FAILED', `The media worker gave no counters (${textOf(cause)}).`, { cause });
    }
  }

  #assertMayConsume(producerId: string, rtpCapabilities: RtpCapabilities): void {
    const sender = this.#room.senderOf(producerId);
    if (sender === undefined) {
      throw new MediaError('UNKNOWN_PRODUCER', `No peer of this room sends ${producerId}. It may have just ended.`);
    }
    if (sender === this) {
      throw new MediaError('CANNOT_CONSUME', 'A peer does not receive what it sends itself. Show the local track.');
    }
    if (this.#consumers.size + this.#consumersInProgress >= MAX_CONSUMERS) {
      throw new MediaError('LIMIT_REACHED', `A peer has at most ${MAX_CONSUMERS} consumers. Close some first.`);
    }
    if (!this.#room.router.canConsume({ producerId, rtpCapabilities })) {
      throw new MediaError(
        'CANNOT_CONSUME',
        'The receiver has none of the codecs of this producer. Update the browser.',
      );
    }
  }

  #transport(transportId: string, direction?: TransportDirection): EngineTransport {
    for (const [ownDirection, transport] of this.#transports) {
      if (transport.id === transportId && (direction === undefined || direction === ownDirection)) {
        return transport;
      }
    }
    throw new MediaError(
      'UNKNOWN_TRANSPORT',
      `This peer has no ${direction ?? ''} transport ${transportId}. Create one first.`.replace('  ', ' '),
    );
  }

  #own(producerId: string): OwnProducer {
    this.#assertOpen();
    const own = this.#producers.get(producerId);
    if (own === undefined) {
      throw new MediaError('UNKNOWN_PRODUCER', `This peer does not send ${producerId}. It may have ended already.`);
    }
    return own;
  }

  #consumer(consumerId: string): EngineConsumer {
    this.#assertOpen();
    const consumer = this.#consumers.get(consumerId);
    if (consumer === undefined) {
      throw new MediaError('UNKNOWN_CONSUMER', `This peer has no consumer ${consumerId}. Its producer may have ended.`);
    }
    return consumer;
  }

  #assertOpen(): void {
    if (this.isClosed) {
      throw new MediaError('CLOSED', `Peer ${this.peerId} is closed. Join the room again.`);
    }
  }

  /** While a request was on its way its peer or its transport may have ended; what it made then ends too. */
  #assertStillOpen(made: { closed: boolean; close(): void }, transport?: EngineTransport): void {
    if (!this.isClosed && !made.closed && !transport?.closed) {
      return;
    }
    made.close();
    this.#assertOpen();
    throw new MediaError('UNKNOWN_TRANSPORT', 'The transport ended in the meantime. Create a new one and try again.');
  }

  async #ask<T>(reason: MediaErrorReason, what: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (cause) {
      this.#assertOpen();
      throw new MediaError(reason, `The media worker did not ${what} (${textOf(cause)}).`, { cause });
    }
  }
}
