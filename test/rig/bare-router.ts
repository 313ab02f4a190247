/**
 * What the media plane is measured against: one worker with one router, set up as the plane sets up its own, and nothing
 * of ours between.
 */
import * as mediasoup from 'mediasoup';
import type { TransportOffer } from '#sfu';
import { routerCodecs } from '../../sfu/codecs.ts';
import { INITIAL_OUTGOING_BITRATE, RECEIVE_BUFFER_BYTES } from '../../sfu/mediasoup-router.ts';

export const workerPath = process.env.ROSTRUM_MEDIA_WORKER ?? process.env.MEDIASOUP_WORKER_BIN ?? '';

export type BareRouter = {
  router: mediasoup.types.Router;
  openTransport(): Promise<{ transport: mediasoup.types.WebRtcTransport; offer: TransportOffer }>;
  /** Resolves when the worker's process is gone. */
  close(): Promise<void>;
};

export async function openBareRouter(): Promise<BareRouter> {
  const worker = await mediasoup.createWorker({ workerBin: workerPath, logLevel: 'warn' });
  const ip = '127.0.0.1';
  const webRtcServer = await worker.createWebRtcServer({
    listenInfos: [
      { protocol: 'udp', ip, recvBufferSize: RECEIVE_BUFFER_BYTES },
      { protocol: 'tcp', ip },
    ],
  });
  const router = await worker.createRouter({ mediaCodecs: routerCodecs('vp8') });
  return {
    router,
    async openTransport() {
      const transport = await router.createWebRtcTransport({
        webRtcServer,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
      });
      const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
      return { transport, offer: { id, iceParameters, iceCandidates, dtlsParameters } };
    },
    async close() {
      const ended = new Promise<void>((resolve) => worker.once('subprocessclose', () => resolve()));
      worker.close();
      await ended;
    },
  };
}
