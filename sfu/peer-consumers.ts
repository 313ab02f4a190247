/** What one peer receives: which producers, in which layers, and how important each is when its line is short. */
import type { EngineConsumer, EngineTransport } from './engine.ts';
import type { ConsumerLayers, ConsumerOffer, ConsumerOrder, ConsumerStats, RtpCapabilities } from './index.ts';
import { MediaError, textOf } from './media-error.ts';
import type { PeerLife } from './peer-life.ts';
import { longest, type PeerLines } from './peer-lines.ts';
import { readConsumerOrder, readRtpCapabilities } from './wire-parameters.ts';

/** A worker carries about 400 consumers per core, so one peer that asks for more asks for everybody's share. */
const MAX_CONSUMERS = 400;

/** What a peer's consumers need from its room. */
export type ConsumerSource = {
  /** Throws when the producer is none of the room's, is the peer's own, or is in a codec that the peer has not. */
  assertConsumable(producerId: string, rtpCapabilities: RtpCapabilities): void;
  /** Brings a producer of the room to where the peer is. */
  bring(producerId: string): Promise<void>;
  /** False as soon as the producer ended, which the worker knows before its consumers are reported as ended here. */
  isSent(producerId: string): boolean;
  onConsumerCount(change: 1 | -1): void;
  onLayer(consumerId: string, spatialLayer: number | null): void;
};

/** What the worker was told last; a missing value is what the worker began with, or not known any more. */
type Told = { isPaused?: boolean; layers?: ConsumerLayers; priority?: number };

/** Score and layer as the worker told them last: asking mediasoup copies them each time, for hundreds of consumers. */
type Own = {
  readonly consumer: EngineConsumer;
  readonly producerId: string;
  readonly told: Told;
  score: EngineConsumer['score'];
  spatialLayer: number | null;
};

export class PeerConsumers {
  readonly #life: PeerLife;
  readonly #lines: PeerLines;
  readonly #source: ConsumerSource;
  readonly #consumers = new Map<string, Own>();
  #inProgress = 0;

  constructor(life: PeerLife, lines: PeerLines, source: ConsumerSource) {
    this.#life = life;
    this.#lines = lines;
    this.#source = source;
  }

  async consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<ConsumerOffer> {
    this.#life.assertOpen();
    const capabilities = readRtpCapabilities(rtpCapabilities);
    this.#source.assertConsumable(producerId, capabilities);
    if (this.#consumers.size + this.#inProgress >= MAX_CONSUMERS) {
      throw new MediaError('LIMIT_REACHED', `A peer has at most ${MAX_CONSUMERS} consumers. Close some first.`);
    }
    const transport = this.#lines.receiveTransport();
    this.#inProgress += 1;
    try {
      const consumer = await this.#life.ask('CANNOT_CONSUME', 'pass on the producer', () =>
        this.#make(transport, producerId, capabilities),
      );
      this.#life.assertStillOpen(consumer, transport);
      this.#adopt({ consumer, producerId, told: { isPaused: true }, score: consumer.score, spatialLayer: null });
      return { id: consumer.id, producerId, kind: consumer.kind, rtpParameters: consumer.rtpParameters };
    } finally {
      this.#inProgress -= 1;
    }
  }

  /** The worker asks the sender for a key frame by itself when a video consumer resumes. */
  async order(consumerId: string, order: ConsumerOrder): Promise<void> {
    const own = this.#own(consumerId);
    const { isPaused, layers, priority } = readConsumerOrder(order);
    const { consumer, told } = own;
    const tasks: Promise<void>[] = [];
    if (layers && consumer.type !== 'simple' && !areSame(told.layers, layers)) {
      tasks.push(this.#tell(own, { layers }, () => consumer.setPreferredLayers(layers)));
    }
    if (priority !== undefined && told.priority !== priority) {
      tasks.push(this.#tell(own, { priority }, () => consumer.setPriority(priority)));
    }
    // Last, so that a consumer that resumes begins with the right layers.
    if (isPaused !== undefined && told.isPaused !== isPaused) {
      tasks.push(this.#tell(own, { isPaused }, () => (isPaused ? consumer.pause() : consumer.resume())));
    }
    await Promise.all(tasks);
  }

  async close(consumerId: string): Promise<void> {
    this.#own(consumerId).consumer.close();
  }

  /** One that is counted tells the round trip of all; so one is, whether the wanted one flows or not. */
  async stats(consumerId?: string): Promise<{ consumers: ConsumerStats[]; roundTripMs: number | null }> {
    const owns = [...this.#consumers.values()];
    const flowing = owns.filter((own) => this.#isFlowing(own));
    const wanted = flowing.find(({ consumer }) => consumer.id === consumerId) ?? flowing[0];
    const counted = consumerId === undefined ? flowing : [wanted];
    const all = await Promise.all(owns.map((own) => this.#statsOf(own, counted.includes(own))));
    return {
      consumers: all.map(({ stats }) => stats),
      roundTripMs: longest(all.map(({ roundTripMs }) => roundTripMs)),
    };
  }

  async #make(transport: EngineTransport, producerId: string, rtpCapabilities: RtpCapabilities) {
    await this.#source.bring(producerId);
    // Sound can be asked for again too: on a lossy line this saves words that error correction cannot.
    return transport.consume({ producerId, rtpCapabilities, paused: true, enableRtx: true });
  }

  #adopt(own: Own): void {
    const { consumer } = own;
    this.#consumers.set(consumer.id, own);
    this.#source.onConsumerCount(1);
    consumer.observer.once('close', () => {
      this.#consumers.delete(consumer.id);
      this.#source.onConsumerCount(-1);
    });
    consumer.observer.on('score', (score) => {
      own.score = score;
    });
    consumer.observer.on('layerschange', (layers) => {
      const spatialLayer = layers?.spatialLayer ?? null;
      if (spatialLayer !== own.spatialLayer && !consumer.closed && !this.#life.isClosed) {
        own.spatialLayer = spatialLayer;
        this.#source.onLayer(consumer.id, spatialLayer);
      }
    });
  }

  /** Orders reach the worker in the order in which they are given, so what was told last is what holds. */
  async #tell({ told }: Own, order: Told, request: () => Promise<void>): Promise<void> {
    Object.assign(told, order);
    try {
      await this.#life.ask('WORKER_FAILED', 'obey the order for a consumer', request);
    } catch (error) {
      for (const name of Object.keys(order) as (keyof Told)[]) {
        delete told[name];
      }
      throw error;
    }
  }

  #isFlowing({ consumer, producerId }: Own): boolean {
    return !consumer.paused && !consumer.producerPaused && !consumer.closed && this.#source.isSent(producerId);
  }

  /** The worker is not asked for what flows in a paused consumer. */
  async #statsOf(own: Own, isCounted: boolean): Promise<{ stats: ConsumerStats; roundTripMs?: number | undefined }> {
    const { consumer, producerId } = own;
    const isFlowing = this.#isFlowing(own);
    const stats: ConsumerStats = {
      consumerId: consumer.id,
      producerId,
      kind: consumer.kind,
      isPaused: consumer.paused,
      spatialLayer: isFlowing ? layerOf(own) : null,
      sentLayer: isFlowing ? sentLayerOf(own) : null,
      bitrateBps: 0,
      score: own.score.score,
    };
    if (!isFlowing || !isCounted) {
      return { stats };
    }
    try {
      const sent = (await consumer.getStats()).find(({ type }) => type === 'outbound-rtp');
      const { bitrate = 0, roundTripTime } = sent ?? {};
      return { stats: { ...stats, bitrateBps: bitrate }, roundTripMs: roundTripTime };
    } catch (cause) {
      if (consumer.closed) {
        return { stats };
      }
      throw new MediaError('WORKER_FAILED', `The media worker gave no counters (${textOf(cause)}).`, { cause });
    }
  }

  #own(consumerId: string): Own {
    this.#life.assertOpen();
    const own = this.#consumers.get(consumerId);
    if (own === undefined || !this.#source.isSent(own.producerId)) {
      throw new MediaError('UNKNOWN_CONSUMER', `This peer has no consumer ${consumerId}. Its producer may have ended.`);
    }
    return own;
  }
}

/** A picture that is sent in one layer only is in layer 0; sound has none. */
function layerOf({ consumer: { kind, type }, spatialLayer }: Own): number | null {
  if (kind === 'audio') {
    return null;
  }
  return type === 'simple' ? 0 : spatialLayer;
}

/** A layer that the sender leaves out has a score of 0. */
function sentLayerOf({ consumer: { kind }, score }: Own): number | null {
  const layer = kind === 'audio' ? -1 : score.producerScores.findLastIndex((one) => one > 0);
  return layer < 0 ? null : layer;
}

function areSame(one: ConsumerLayers | undefined, other: ConsumerLayers): boolean {
  return one?.spatialLayer === other.spatialLayer && one.temporalLayer === other.temporalLayer;
}
