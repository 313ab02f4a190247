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

/** What a producer shows or carries. A microphone obeys the floor; the others do not. `screenSound` is that of a shared screen. */
export type ProducerSource = 'microphone' | 'camera' | 'screen' | 'screenSound';

export type IceParameters = types.IceParameters;

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
  /** Which of several of one source, from 0; an endpoint has up to 8 cameras and 4 microphones, one screen. Missing: 0. */
  slot?: number;
  kind: MediaKind;
  rtpParameters: RtpParameters;
};

export type ProducerInfo = { producerId: string; source: ProducerSource; slot: number; kind: MediaKind };

/** Which of a producer's layers a consumer gets, at most: spatial 0 (small) to 2 (full), temporal 0 to 2. */
export type ConsumerLayers = { spatialLayer: number; temporalLayer: number };

/** What a consumer is told to carry. What is missing stays as it is. */
export type ConsumerOrder = {
  isPaused?: boolean;
  layers?: ConsumerLayers;
  /** 1 (first to lose quality when the line is short) to 255. */
  priority?: number;
};

/** One direction of a peer's line, as the worker sees it. Bits per second; loss from 0 to 1; null: not known yet. */
export type LineStats = {
  direction: 'send' | 'receive';
  protocol: 'udp' | 'tcp' | null;
  iceState: 'new' | 'connected' | 'completed' | 'disconnected' | 'closed';
  bitrateBps: number;
  /** What the line is estimated to bear, for `receive` only. */
  availableBps: number | null;
  roundTripMs: number | null;
  lossRatio: number | null;
};

/** Of a consumer: which layer it carries now, the largest that comes in for it (null: none), and how well it goes, 0 to 10. */
export type ConsumerStats = {
  consumerId: string;
  producerId: string;
  kind: MediaKind;
  isPaused: boolean;
  spatialLayer: number | null;
  sentLayer: number | null;
  bitrateBps: number;
  score: number;
};

/** Counters of one peer. `send` is what comes from the device, `receive` what goes to it. */
export type PeerStats = {
  peerId: string;
  lines: LineStats[];
  producers: ProducerStats[];
  consumers: ConsumerStats[];
};

/** One media worker: its process, its CPU time since it began, and what it carries. */
export type WorkerStats = {
  pid: number;
  isSpare: boolean;
  startedAt: number;
  cpuSeconds: number;
  residentBytes: number;
  rooms: number;
  producers: number;
  consumers: number;
};

/** Loudness of a producer in dBov, -127 (silence) to 0. */
export type SoundLevel = { peerId: string; producerId: string; levelDbov: number };

/** Counters of one producer as the worker received it, for tests, the operator's board and benchmarks. */
export type ProducerStats = ProducerInfo & {
  isOpen: boolean;
  packetsReceived: number;
  bytesReceived: number;
  packetsLost: number;
  bitrateBps: number;
  /** What comes of each layer of a picture, the smallest first; one for what has no layers. */
  layerBps: number[];
  /** 0 (nothing comes) to 10. */
  score: number;
};

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
  /** Pauses or resumes a consumer, and says which layers it gets and how important it is. */
  orderConsumer(consumerId: string, order: ConsumerOrder): Promise<void>;
  /** For a device whose network changed: the transport and all on it live on. Answers what its browser needs. */
  restartIce(transportId: string): Promise<IceParameters>;
  /** Ceilings of this peer's lines in bits per second; null: none. Layers are chosen so that they are kept. */
  setCeilings(ceilings: { sendBps: number | null; receiveBps: number | null }): Promise<void>;
  /**
   * With `consumerId` the bitrate of that consumer alone is counted (0 for the others): each counter is asked of the worker,
   * and a large meeting has many.
   */
  stats(consumerId?: string): Promise<PeerStats>;
  /** Opens or closes every microphone of this peer in the SFU, those produced later included. */
  setMicrophoneOpen(isOpen: boolean): Promise<void>;
  readonly isMicrophoneOpen: boolean;
  /** Passes on the pictures of this peer's cameras or holds them back in the SFU, those produced later included. At first open. */
  setCamerasOpen(isOpen: boolean): Promise<void>;
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
  /** About every 300 ms while somebody is heard: the loudest open microphones, loudest first; empty once: silence. */
  onSoundLevels(roomId: string, levels: SoundLevel[]): void;
  /** Whose voice leads now; it never changes the floor. */
  onDominantSpeaker(roomId: string, peerId: string | null): void;
  /** A consumer carries another layer than before, or none (null), because of the line or the sender. */
  onConsumerLayer(roomId: string, peerId: string, consumerId: string, spatialLayer: number | null): void;
};

export interface MediaPlane {
  /** Makes the room, or answers the one that is there. Rejects with `NO_WORKER` while no worker runs. */
  openRoom(roomId: string): Promise<MediaRoom>;
  room(roomId: string): MediaRoom | undefined;
  readonly isRunning: boolean;
  workerStats(): Promise<WorkerStats[]>;
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
  /** A warm worker beside the others takes over the rooms of one that dies. */
  hasSpare: boolean;
  /** At most so many peers in a room (`ROOM_FULL`) ... */
  maxPeersPerRoom: number;
  /** ... and, as soon as one worker carries so many consumers of a room, its next peers go to another one, by pipes. */
  maxConsumersPerWorker: number;
  /** Video codec that browsers are asked to send: both are always understood. */
  videoCodec: 'vp8' | 'h264';
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
