/**
 * Stand-ins for mediasoup's producers and consumers: no packet. Parameters are negotiated by mediasoup's own functions, so
 * what clients get is what the real plane would give them.
 */
import { EventEmitter } from 'node:events';
import { ortc, type types } from 'mediasoup';
import type { EngineConsumer, EngineProducer, EngineTransport } from './engine.ts';
import type { MediaKind, RtpCapabilities, RtpParameters } from './index.ts';

export type ProduceOptions = Parameters<EngineTransport['produce']>[0];

export abstract class FakeResource {
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

export class FakeProducer extends FakeResource implements EngineProducer {
  readonly kind: MediaKind;
  readonly ssrcs: number[];
  readonly layers: number;
  readonly rtpParameters: RtpParameters;
  readonly consumable: RtpParameters;
  paused: boolean;

  constructor(id: string, { kind, rtpParameters, paused }: ProduceOptions, capabilities: RtpCapabilities) {
    super(id);
    const parameters = structuredClone(rtpParameters);
    ortc.validateAndNormalizeRtpParameters(parameters);
    const mapping = ortc.getProducerRtpParametersMapping(parameters, capabilities);
    this.consumable = ortc.getConsumableRtpParameters(kind, parameters, capabilities, mapping);
    this.rtpParameters = parameters;
    this.ssrcs = (parameters.encodings ?? []).flatMap(({ ssrc }) => ssrc ?? []);
    this.kind = kind;
    this.layers = parameters.encodings?.length ?? 1;
    this.paused = paused;
  }

  async pause(): Promise<void> {
    this.paused = true;
  }

  async resume(): Promise<void> {
    this.paused = false;
  }

  async getStats() {
    return [{ ssrc: this.ssrcs[0] ?? 0, packetCount: 0, byteCount: 0, packetsLost: 0, bitrate: 0, score: 10 }];
  }
}

export class FakeConsumer extends FakeResource implements EngineConsumer {
  readonly kind: MediaKind;
  readonly type: types.ConsumerType;
  readonly rtpParameters: RtpParameters;
  readonly #producer: FakeProducer;
  #preferred = Number.POSITIVE_INFINITY;
  paused = true;
  currentLayers: types.ConsumerLayers | undefined;

  constructor(id: string, producer: FakeProducer, rtpParameters: RtpParameters) {
    super(id);
    this.#producer = producer;
    this.kind = producer.kind;
    this.type = producer.kind === 'video' ? 'simulcast' : 'simple';
    this.rtpParameters = rtpParameters;
  }

  get score(): { score: number; producerScores: number[] } {
    return { score: 10, producerScores: Array.from({ length: this.#producer.layers }, () => 10) };
  }

  get producerPaused(): boolean {
    return this.#producer.paused;
  }

  async pause(): Promise<void> {
    this.paused = true;
    this.#carry(undefined);
  }

  async resume(): Promise<void> {
    this.paused = false;
    this.#settle();
  }

  async setPreferredLayers({ spatialLayer }: types.ConsumerLayers): Promise<void> {
    this.#preferred = spatialLayer;
    this.#settle();
  }

  async setPriority(): Promise<void> {}

  async getStats() {
    return [{ type: 'outbound-rtp', bitrate: 0 }];
  }

  /** As if the line bore everything: the layer that is wanted, as far as it is sent. */
  #settle(): void {
    if (this.type === 'simulcast' && !this.paused) {
      this.#carry({ spatialLayer: Math.min(this.#preferred, this.#producer.layers - 1) });
    }
  }

  #carry(layers: types.ConsumerLayers | undefined): void {
    if (this.type === 'simulcast' && layers?.spatialLayer !== this.currentLayers?.spatialLayer) {
      this.currentLayers = layers;
      this.observer.emit('layerschange', layers);
    }
  }
}
