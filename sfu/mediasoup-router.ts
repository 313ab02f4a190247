/** Fits a mediasoup router to what rooms and peers need of it. */
import type { types } from 'mediasoup';
import type { EngineRouter, TransportDirection } from './engine.ts';
import { announceCandidates } from './ice-candidates.ts';

/**
 * Where the estimate of a receiver's line begins. Below mediasoup's default a first picture is coarse for seconds; above
 * this, a site on a slow line loses packets at once.
 */
const INITIAL_OUTGOING_BITRATE = 1_000_000;

/** A camera in three layers (2.2 Mbit/s), a shared screen and sound; a client that sends more is told to slow down. */
const MAX_INCOMING_BITRATE = 3_500_000;

export type RouterHome = {
  worker: types.Worker;
  webRtcServer: types.WebRtcServer;
  announcedAddresses: string[];
};

export function mediasoupRouter(router: types.Router, home: RouterHome): EngineRouter {
  return {
    id: router.id,
    get closed() {
      return router.closed;
    },
    get isLost() {
      return home.worker.died;
    },
    observer: router.observer,
    rtpCapabilities: router.rtpCapabilities,
    canConsume: (options) => router.canConsume(options),
    close: () => router.close(),
    openTransport: (direction) => openTransport(router, home, direction),
  };
}

async function openTransport(router: types.Router, home: RouterHome, direction: TransportDirection) {
  const transport = await router.createWebRtcTransport({
    webRtcServer: home.webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
  });
  // A browser that leaves says so by closing DTLS; mediasoup only reports it and would keep the producers.
  transport.on('dtlsstatechange', (state) => {
    if (state === 'closed' || state === 'failed') {
      transport.close();
    }
  });
  if (direction === 'send') {
    try {
      await transport.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
    } catch (error) {
      transport.close();
      throw error;
    }
  }
  const { id, iceParameters, dtlsParameters } = transport;
  const iceCandidates = announceCandidates(transport.iceCandidates, home.announcedAddresses);
  return { transport, offer: { id, iceParameters, iceCandidates, dtlsParameters } };
}
