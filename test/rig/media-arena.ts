/**
 * Where a load is put on: our media plane, a bare mediasoup router, or a whole server through its protocol. To the load all
 * three look the same.
 */
import type { types } from 'mediasoup';
import {
  type DtlsParameters,
  type MediaPlane,
  openMediaPlane,
  type RtpCapabilities,
  type RtpParameters,
  type TransportOffer,
} from '#sfu';
import { openBareRouter, workerPath } from './bare-router.ts';

export type ArenaPeer = {
  createTransport(direction: 'send' | 'receive'): Promise<TransportOffer>;
  connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<unknown>;
  /** Answers the producer's id. */
  produce(transportId: string, rtpParameters: RtpParameters): Promise<string>;
  consume(transportId: string, producerId: string): Promise<{ consumerId: string; ssrc: number }>;
  resume(consumerId: string): Promise<unknown>;
};

export type Arena = { join(peerId: string): Promise<ArenaPeer>; close(): Promise<void> };

export const loadCapabilities = {
  codecs: [
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 96,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: [{ type: 'nack', parameter: 'pli' }],
    },
  ],
  headerExtensions: [],
} as unknown as RtpCapabilities;

export function loadParameters(ssrc: number): RtpParameters {
  return {
    mid: '0',
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType: 96,
        clockRate: 90_000,
        parameters: {},
        rtcpFeedback: [{ type: 'nack', parameter: 'pli' }],
      },
    ],
    headerExtensions: [],
    encodings: [{ ssrc }],
    rtcp: { cname: 'load', reducedSize: true },
  };
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export type PlaneSettings = { workerCount?: number; maxConsumersPerWorker?: number };

export async function openPlaneArena({
  workerCount = 1,
  maxConsumersPerWorker = 100_000,
}: PlaneSettings = {}): Promise<Arena> {
  const plane: MediaPlane = await openMediaPlane(
    {
      driver: 'mediasoup',
      workerPath,
      workerCount,
      listenAddress: '127.0.0.1',
      announcedAddresses: [],
      hasSpare: false,
      maxPeersPerRoom: 1_000,
      maxConsumersPerWorker,
      videoCodec: 'vp8',
      rtcPort: 0,
    },
    {
      logger: silent,
      events: {
        onRoomLost: () => {},
        onProducerClosed: () => {},
        onSoundLevels: () => {},
        onDominantSpeaker: () => {},
        onConsumerLayer: () => {},
      },
    },
  );
  const room = await plane.openRoom('load');
  return {
    async join(peerId) {
      const peer = room.joinPeer(peerId);
      return {
        createTransport: (direction) => peer.createTransport(direction),
        connectTransport: (transportId, dtlsParameters) => peer.connectTransport(transportId, dtlsParameters),
        async produce(transportId, rtpParameters) {
          const request = { transportId, source: 'camera', kind: 'video', rtpParameters } as const;
          return (await peer.produce(request)).producerId;
        },
        async consume(_transportId, producerId) {
          const { id, rtpParameters } = await peer.consume(producerId, loadCapabilities);
          return { consumerId: id, ssrc: rtpParameters.encodings?.[0]?.ssrc ?? 0 };
        },
        resume: (consumerId) => peer.resumeConsumer(consumerId),
      };
    },
    close: () => plane.close(),
  };
}

/** What the plane is measured against: one worker, one router, and nothing of ours. */
export async function openBareArena(): Promise<Arena> {
  const { openTransport, close } = await openBareRouter();
  return {
    async join() {
      const transports = new Map<string, types.WebRtcTransport>();
      const consumers = new Map<string, types.Consumer>();
      const transportOf = (id: string) => transports.get(id) as types.WebRtcTransport;
      return {
        async createTransport() {
          const { transport, offer } = await openTransport();
          transports.set(transport.id, transport);
          return offer;
        },
        connectTransport: (transportId, dtlsParameters) => transportOf(transportId).connect({ dtlsParameters }),
        async produce(transportId, rtpParameters) {
          return (await transportOf(transportId).produce({ kind: 'video', rtpParameters })).id;
        },
        async consume(transportId, producerId) {
          const rtpCapabilities = loadCapabilities;
          const consumer = await transportOf(transportId).consume({
            producerId,
            rtpCapabilities,
            paused: true,
            enableRtx: true,
          });
          consumers.set(consumer.id, consumer);
          return { consumerId: consumer.id, ssrc: consumer.rtpParameters.encodings?.[0]?.ssrc ?? 0 };
        },
        resume: async (consumerId) => consumers.get(consumerId)?.resume(),
      };
    },
    close,
  };
}
