/**
 * The door of the media plane (#sfu). It carries pictures and sound between the peers of a room and opens or closes
 * microphones when it is told to. It never decides who may speak: the journal does, and a reaction gives the order.
 */
import type { types } from 'mediasoup';

export { MediaError, type MediaErrorReason } from './media-error.ts';

export type RtpCapabilities = types.RtpCapabilities;
export type RtpParameters = types.RtpParameters;
export type DtlsParameters = types.DtlsParameters;
export type MediaKind = types.MediaKind;

/** What a producer shows or carries. A microphone obeys the floor; a camera and a screen do not. */
export type ProducerSource = 'microphone' | 'camera' | 'screen';

/** What a browser needs to build its end of a transport (mediasoup-client `TransportOptions`). */
export type TransportOffer = {
  id: string;
  iceParameters: types.IceParameters;
  iceCandidates: types.IceCandidate[];
  dtlsParameters: DtlsParameters;
};

/** What a browser needs to receive one producer (mediasoup-client `ConsumerOptions`). It starts paused. */
export type ConsumerOffer = {
  id: string;
  producerId: string;
  kind: MediaKind;
  rtpParameters: RtpParameters;
};

export type ProduceRequest = {
  transportId: string;
  source: ProducerSource;
  kind: MediaKind;
  rtpParameters: RtpParameters;
};

export type ProducerInfo = { producerId: string; source: ProducerSource; kind: MediaKind };

/** Counters of one producer as the worker received it, for tests, the operator's board and benchmarks. */
export type ProducerStats = ProducerInfo & { isOpen: boolean; packetsReceived: number; bytesReceived: number };

/**
 * One device in a room. Everything it made ends with it.
 * Every method rejects with `MediaError`.
 */
export interface MediaPeer {
  readonly peerId: string;
  readonly isClosed: boolean;
  createTransport(direction: 'send' | 'receive'): Promise<TransportOffer>;
  connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  /** A microphone starts closed unless `setMicrophoneOpen(true)` was the last order for this peer. */
  produce(request: ProduceRequest): Promise<ProducerInfo>;
  closeProducer(producerId: string): Promise<void>;
  producers(): ProducerInfo[];
  /** `producerId` must belong to another peer of the same room. The offer starts paused. */
  consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<ConsumerOffer>;
  resumeConsumer(consumerId: string): Promise<void>;
  closeConsumer(consumerId: string): Promise<void>;
  /** Opens or closes every microphone of this peer in the SFU, those produced later included. */
  setMicrophoneOpen(isOpen: boolean): Promise<void>;
  readonly isMicrophoneOpen: boolean;
  producerStats(): Promise<ProducerStats[]>;
  close(): void;
}

/** The media of one meeting. Closing it closes its peers. */
export interface MediaRoom {
  readonly roomId: string;
  readonly isClosed: boolean;
  readonly rtpCapabilities: RtpCapabilities;
  /** Makes the peer, or answers the one that is there. */
  joinPeer(peerId: string): MediaPeer;
  peer(peerId: string): MediaPeer | undefined;
  close(): void;
}

export type MediaPlaneEvents = {
  /** The room ended without an order, because its worker died. Its peers are gone; join again to rebuild. */
  onRoomLost(roomId: string): void;
  /** A producer ended without an order of `closeProducer`, e.g. because its transport closed. */
  onProducerClosed(roomId: string, peerId: string, producerId: string): void;
};

export interface MediaPlane {
  /** Makes the room, or answers the one that is there. Rejects with `NO_WORKER` while no worker runs. */
  openRoom(roomId: string): Promise<MediaRoom>;
  room(roomId: string): MediaRoom | undefined;
  readonly isRunning: boolean;
  close(): Promise<void>;
}

export type MediaPlaneConfig = {
  driver: 'mediasoup' | 'fake';
  /** Path of the media worker's binary; `media-worker.json` beside it names its version. */
  workerPath: string;
  workerCount: number;
  /** Address that the workers listen on. */
  listenAddress: string;
  /** Addresses that browsers are told, in order of preference; empty: `listenAddress`. */
  announcedAddresses: string[];
  /** Worker number i listens on `rtcPort + i`, UDP and TCP; 0 lets the system choose (tests). */
  rtcPort: number;
};

/** A child logger with the fields-first signature of pino. */
export interface PlaneLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Opens the plane that `config.driver` names. Rejects with a `MediaError` that says what to do when the worker is
 * missing, is of another version, does not start or finds its port taken.
 */
export async function openMediaPlane(
  config: MediaPlaneConfig,
  surroundings: { logger: PlaneLogger; events: MediaPlaneEvents },
): Promise<MediaPlane> {
  switch (config.driver) {
    case 'mediasoup': {
      const { MediasoupPlane } = await import('./mediasoup-plane.ts');
      return MediasoupPlane.create(config, surroundings);
    }
    case 'fake': {
      const { FakePlane } = await import('./fake-plane.ts');
      return FakePlane.create(config, surroundings);
    }
  }
}
