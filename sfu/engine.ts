/**
 * What rooms and peers need from the thing that moves the packets. mediasoup's own objects fit these types as they are;
 * the fake plane has small stand-ins. So the rules of a peer are written once, above this line, and are the same in both.
 */
import type { types } from 'mediasoup';
import type {
  DtlsParameters,
  IceParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  TransportOffer,
} from './index.ts';

export type TransportDirection = 'send' | 'receive';

type EndListener = { once(event: 'close', listener: () => void): unknown };

export type EngineResource = {
  readonly id: string;
  readonly closed: boolean;
  /** Tells of the end once, whoever brought it about. */
  readonly observer: EndListener;
  close(): void;
};

export type EngineProducer = EngineResource & {
  readonly rtpParameters: RtpParameters;
  readonly paused: boolean;
  pause(): Promise<void>;
  resume(): Promise<void>;
  getStats(): Promise<
    Pick<
      types.ProducerStat,
      'rid' | 'ssrc' | 'packetCount' | 'byteCount' | 'packetsLost' | 'bitrate' | 'score' | 'roundTripTime'
    >[]
  >;
};

type Layers = types.ConsumerLayers;
type Score = { score: number; producerScores: readonly number[] };

export type EngineConsumer = EngineResource & {
  readonly kind: MediaKind;
  readonly type: types.ConsumerType;
  readonly rtpParameters: RtpParameters;
  readonly paused: boolean;
  readonly producerPaused: boolean;
  readonly score: Score;
  readonly observer: EndListener & {
    on(event: 'layerschange', listener: (layers?: Layers) => void): unknown;
    on(event: 'score', listener: (score: Score) => void): unknown;
  };
  pause(): Promise<void>;
  resume(): Promise<void>;
  setPreferredLayers(layers: Layers): Promise<void>;
  setPriority(priority: number): Promise<void>;
  /** Of what it sends, and of the producer's stream that it sends now. */
  getStats(): Promise<Pick<types.ConsumerStat, 'type' | 'bitrate' | 'roundTripTime'>[]>;
};

export type EngineTransport = EngineResource & {
  connect(options: { dtlsParameters: DtlsParameters }): Promise<void>;
  produce(options: {
    kind: MediaKind;
    rtpParameters: RtpParameters;
    paused: boolean;
    keyFrameRequestDelay: number;
  }): Promise<EngineProducer>;
  consume(options: {
    producerId: string;
    rtpCapabilities: RtpCapabilities;
    paused: boolean;
    enableRtx: boolean;
  }): Promise<EngineConsumer>;
  restartIce(): Promise<IceParameters>;
  /** What the device may send here; 0: no ceiling. */
  setMaxIncomingBitrate(bitrateBps: number): Promise<void>;
  /** What is sent to the device from here; 0: no ceiling. */
  setMaxOutgoingBitrate(bitrateBps: number): Promise<void>;
  getStats(): Promise<
    Pick<
      types.WebRtcTransportStat,
      | 'iceState'
      | 'iceSelectedTuple'
      | 'recvBitrate'
      | 'sendBitrate'
      | 'availableOutgoingBitrate'
      | 'rtpPacketLossReceived'
      | 'rtpPacketLossSent'
    >[]
  >;
};

export type EngineLevel = { producerId: string; levelDbov: number };

/** What a router hears of the producers that it was told to listen to. */
export type EngineEar = {
  /** Loudest first; empty once when nobody is heard any more. */
  onLevels(levels: EngineLevel[]): void;
  onDominant(producerId: string): void;
};

export type EngineRouter = EngineResource & {
  /** Which worker it is on: no two routers of one room share one. */
  readonly workerId: string;
  /** Whether it ended because its worker died. */
  readonly isLost: boolean;
  readonly rtpCapabilities: RtpCapabilities;
  canConsume(options: { producerId: string; rtpCapabilities: RtpCapabilities }): boolean;
  openTransport(direction: TransportDirection): Promise<{ transport: EngineTransport; offer: TransportOffer }>;
  /** Carries one of its producers to a router on another worker, under the same id and with the same pauses. */
  pipe(producerId: string, target: EngineRouter): Promise<EngineResource>;
  setEar(ear: EngineEar): void;
  listenTo(producerId: string): Promise<void>;
};

/**
 * Opens a router on a worker that carries none of `beside`; null when there is no such worker. Rejects with `NO_WORKER`
 * when it has to be the first and no worker runs.
 */
export type RouterSource = (roomId: string, beside: readonly EngineRouter[]) => Promise<EngineRouter | null>;
