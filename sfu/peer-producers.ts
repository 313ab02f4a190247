/** What one peer sends; its microphones obey the last order and never open by themselves, its cameras while they are held back. */
import type { EngineProducer } from './engine.ts';
import type { MediaKind, ProduceRequest, ProducerInfo, ProducerSource, ProducerStats, RtpParameters } from './index.ts';
import { MediaError, textOf } from './media-error.ts';
import { OrderQueue } from './order-queue.ts';
import type { PeerLife } from './peer-life.ts';
import { longest, type PeerLines } from './peer-lines.ts';
import { readRtpParameters } from './wire-parameters.ts';

/**
 * When many peers join at once, each asks for a key frame. The sender makes at most one in this time; a key frame is
 * several times as large as another frame, and a storm of them would hurt just when all are looking.
 */
const KEY_FRAME_REQUEST_DELAY_MS = 500;

const SOURCES: Record<ProducerSource, { kind: MediaKind; slots: number }> = {
  microphone: { kind: 'audio', slots: 4 },
  camera: { kind: 'video', slots: 8 },
  screen: { kind: 'video', slots: 1 },
  screenSound: { kind: 'audio', slots: 1 },
};

/** Whom a peer tells of its producers. */
export type ProducerListener = {
  onProducerAdded(producerId: string, source: ProducerSource): Promise<void>;
  onMicrophoneChanged(): void;
  /** `isOrdered`: by `closeProducer`, or with the peer. */
  onProducerRemoved(producerId: string, isOrdered: boolean): void;
};

type Encodings = NonNullable<RtpParameters['encodings']>;

/** `encodings` as they were agreed: asking mediasoup copies all parameters each time. */
type Own = { info: ProducerInfo; producer: EngineProducer; encodings: Encodings };

export class PeerProducers {
  readonly #life: PeerLife;
  readonly #lines: PeerLines;
  readonly #listener: ProducerListener;
  readonly #producers = new Map<string, Own>();
  readonly #slotsInProgress = new Set<string>();
  readonly #microphoneOrders = new OrderQueue();
  readonly #cameraOrders = new OrderQueue();
  #isMicrophoneOpen = false;
  #areCamerasOpen = true;

  constructor(life: PeerLife, lines: PeerLines, listener: ProducerListener) {
    this.#life = life;
    this.#lines = lines;
    this.#listener = listener;
  }

  get isMicrophoneOpen(): boolean {
    return this.#isMicrophoneOpen;
  }

  list(): ProducerInfo[] {
    return [...this.#producers.values()].map(({ info }) => info);
  }

  isOpen(producerId: string): boolean {
    return this.#producers.get(producerId)?.producer.paused === false;
  }

  async produce({ transportId, source, slot = 0, kind, rtpParameters }: ProduceRequest): Promise<ProducerInfo> {
    this.#life.assertOpen();
    const transport = this.#lines.transport(transportId, 'send');
    assertSource(source, slot, kind);
    const parameters = readRtpParameters(rtpParameters, kind);
    const place = `${source}/${slot}`;
    if (this.#slotsInProgress.has(place) || this.list().some((info) => `${info.source}/${info.slot}` === place)) {
      throw new MediaError(
        'ALREADY_PRODUCING',
        `This peer sends its ${source} (slot ${slot}) already. Close that producer first, or send in another slot.`,
      );
    }
    this.#slotsInProgress.add(place);
    try {
      const producer = await this.#life.ask('WRONG_PARAMETERS', 'take the producer', () =>
        transport.produce({
          kind,
          rtpParameters: parameters,
          // Made closed, so that no packet passes between its making and the order that applies to it.
          paused: source === 'microphone' || (source === 'camera' && !this.#areCamerasOpen),
          keyFrameRequestDelay: kind === 'video' ? KEY_FRAME_REQUEST_DELAY_MS : 0,
        }),
      );
      this.#life.assertStillOpen(producer, transport);
      const info = { producerId: producer.id, source, slot, kind };
      return await this.#adopt({ info, producer, encodings: producer.rtpParameters.encodings ?? [] });
    } finally {
      this.#slotsInProgress.delete(place);
    }
  }

  async closeProducer(producerId: string): Promise<void> {
    this.#life.assertOpen();
    const own = this.#producers.get(producerId);
    if (own === undefined) {
      throw new MediaError('UNKNOWN_PRODUCER', `This peer does not send ${producerId}. It may have ended already.`);
    }
    this.#forget(own, true);
    own.producer.close();
  }

  async setMicrophoneOpen(isOpen: boolean): Promise<void> {
    this.#life.assertOpen();
    this.#isMicrophoneOpen = isOpen;
    await this.#microphoneOrders.run(() => this.#applyMicrophoneOrder());
  }

  async setCamerasOpen(isOpen: boolean): Promise<void> {
    this.#life.assertOpen();
    this.#areCamerasOpen = isOpen;
    await this.#cameraOrders.run(() => this.#applyCameraOrder());
  }

  async stats(): Promise<{ producers: ProducerStats[]; roundTripMs: number | null }> {
    this.#life.assertOpen();
    const all = (await Promise.all([...this.#producers.values()].map((own) => measure(own)))).flat();
    return {
      producers: all.map(({ stats }) => stats),
      roundTripMs: longest(all.flatMap(({ roundTripsMs }) => roundTripsMs)),
    };
  }

  /** From here on the producer is the peer's, and its microphone follows the last order. */
  async #adopt(own: Own): Promise<ProducerInfo> {
    const { info, producer } = own;
    this.#producers.set(producer.id, own);
    producer.observer.once('close', () => this.#forget(own, this.#life.isClosed));
    try {
      await this.#listener.onProducerAdded(producer.id, info.source);
      if (info.source === 'microphone') {
        await this.#microphoneOrders.run(() => this.#applyMicrophoneOrder());
      } else if (info.source === 'camera') {
        await this.#cameraOrders.run(() => this.#applyCameraOrder());
        await this.#allowCameras();
      }
    } catch (error) {
      this.#forget(own, true);
      producer.close();
      throw error;
    }
    this.#life.assertStillOpen(producer);
    return info;
  }

  /** A producer leaves the list once, before it is closed by order: it is not reported as closed without one then. */
  #forget({ info, producer }: Own, isOrdered: boolean): void {
    if (!this.#producers.delete(producer.id)) {
      return;
    }
    this.#listener.onProducerRemoved(producer.id, isOrdered);
    if (info.source === 'camera' && !this.#life.isClosed) {
      // What is allowed too much until the next camera comes or goes hurts nobody.
      this.#allowCameras().catch(() => undefined);
    }
  }

  #allowCameras(): Promise<void> {
    return this.#lines.setCameraCount(this.list().filter(({ source }) => source === 'camera').length);
  }

  /**
   * It follows the order that is the last one when it runs, not the one that queued it: an order that was overtaken
   * never opens a microphone, not even for a moment.
   */
  async #applyMicrophoneOrder(): Promise<void> {
    const isOpen = () => this.#isMicrophoneOpen;
    await this.#apply('microphone', isOpen, () => this.#listener.onMicrophoneChanged());
  }

  #applyCameraOrder(): Promise<void> {
    return this.#apply('camera', () => this.#areCamerasOpen);
  }

  async #apply(source: ProducerSource, isOpen: () => boolean, onChanged?: () => void): Promise<void> {
    for (const { info, producer } of [...this.#producers.values()]) {
      if (info.source !== source || producer.closed || producer.paused !== isOpen()) {
        continue;
      }
      if (isOpen()) {
        await this.#life.ask('WORKER_FAILED', `open the ${source}`, () => producer.resume());
      } else {
        await closeProducer(producer);
      }
      onChanged?.();
    }
  }
}

function assertSource(source: ProducerSource, slot: number, kind: MediaKind): void {
  if (!Object.hasOwn(SOURCES, source)) {
    throw new MediaError(
      'WRONG_PARAMETERS',
      `There is no such source. Send one of: ${Object.keys(SOURCES).join(', ')}.`,
    );
  }
  const { kind: rightKind, slots } = SOURCES[source];
  if (kind !== rightKind) {
    throw new MediaError('WRONG_PARAMETERS', `A ${source} is of kind ${rightKind}. Send the kind of its track.`);
  }
  if (!Number.isInteger(slot) || slot < 0 || slot >= slots) {
    throw new MediaError('WRONG_PARAMETERS', `A ${source} has the slots 0 to ${slots - 1}. Send one of them.`);
  }
}

/** What cannot be paused is ended: the order is kept, and the client hears of it and sends anew. */
async function closeProducer(producer: EngineProducer): Promise<void> {
  try {
    await producer.pause();
  } catch {
    producer.close();
  }
}

/** Streams of layers that have not begun are not among what the worker counts. */
function layersOf(encodings: Encodings, streams: readonly StreamStat[]): number[] {
  return encodings.map(
    ({ rid, ssrc }) => streams.find((stream) => (rid ? stream.rid === rid : stream.ssrc === ssrc))?.bitrate ?? 0,
  );
}

type StreamStat = Awaited<ReturnType<EngineProducer['getStats']>>[number];
type Measured = { stats: ProducerStats; roundTripsMs: (number | undefined)[] };

async function measure({ info, producer, encodings }: Own): Promise<Measured[]> {
  try {
    const streams = await producer.getStats();
    const sum = (pick: (stream: (typeof streams)[number]) => number) =>
      streams.reduce((total, stream) => total + pick(stream), 0);
    const stats = {
      ...info,
      isOpen: !producer.paused,
      packetsReceived: sum((stream) => stream.packetCount),
      bytesReceived: sum((stream) => stream.byteCount),
      packetsLost: sum((stream) => stream.packetsLost),
      bitrateBps: sum((stream) => stream.bitrate),
      layerBps: layersOf(encodings, streams),
      score: Math.max(0, ...streams.map((stream) => stream.score)),
    };
    return [{ stats, roundTripsMs: streams.map(({ roundTripTime }) => roundTripTime) }];
  } catch (cause) {
    if (producer.closed) {
      return [];
    }
    throw new MediaError('WORKER_FAILED', `The media worker gave no counters (${textOf(cause)}).`, { cause });
  }
}
