/**
 * What rooms and peers need from the thing that moves the packets. mediasoup's own objects fit these types as they are;
 * the fake plane has small stand-ins. So the rules of a peer are written once, above this line, and are the same in both.
 */
import type { types } from 'mediasoup';
import type { DtlsParameters, MediaKind, RtpCapabilities, RtpParameters, TransportOffer } from './index.ts';

export type TransportDirection = 'send' | 'receive';

export type EngineResource = {
  readonly id: string;
  readonly closed: boolean;
  /** Tells of the end once, whoever brought it about. */
  readonly observer: { once(event: 'close', listener: () => void): unknown };
  close(): void;
};

export type EngineProducer = EngineResource & {
  readonly paused: boolean;
  pause(): Promise<void>;
  resume(): Promise<void>;
  getStats(): Promise<Pick<types.ProducerStat, 'packetCount' | 'byteCount'>[]>;
};

export type EngineConsumer = EngineResource & {
  readonly kind: MediaKind;
  readonly rtpParameters: RtpParameters;
  resume(): Promise<void>;
};

export type EngineTransport = EngineResource & {
  connect(options: { dtlsParameters: DtlsParameters }): Promise<void>;
  produce(options: {
    kind: MediaKind;
    rtpParameters: RtpParameters;
    paused: boolean;
    keyFrameRequestDelay: number;
  }): Promise<EngineProducer>;
  consume(options: { producerId: string; rtpCapabilities: RtpCapabilities; paused: boolean }): Promise<EngineConsumer>;
};

export type EngineRouter = EngineResource & {
  /** Whether it ended because its worker died. */
  readonly isLost: boolean;
  readonly rtpCapabilities: RtpCapabilities;
  canConsume(options: { producerId: string; rtpCapabilities: RtpCapabilities }): boolean;
  openTransport(direction: TransportDirection): Promise<{ transport: EngineTransport; offer: TransportOffer }>;
};
