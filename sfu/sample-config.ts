/** Settings of planes for tests, and what a plane is given that tells nobody anything. */
import type { MediaPlaneConfig, MediaPlaneEvents, PlaneLogger } from './index.ts';

/** One worker, no spare, so that a test starts what it asks for and nothing else. */
export const fakeConfig: MediaPlaneConfig = {
  driver: 'fake',
  workerPath: '',
  workerCount: 1,
  hasSpare: false,
  listenAddress: '127.0.0.1',
  announcedAddresses: [],
  rtcPort: 0,
  maxPeersPerRoom: 500,
  maxConsumersPerWorker: 400,
  videoCodec: 'vp8',
};

export const realConfig: MediaPlaneConfig = {
  ...fakeConfig,
  driver: 'mediasoup',
  // Never skipped: without a worker each test fails with the words that the plane itself says.
  workerPath: process.env.MEDIASOUP_WORKER_BIN ?? 'MEDIASOUP_WORKER_BIN-is-not-set',
};

const nothing = () => {};

export const silentLogger: PlaneLogger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

export const silentEvents: MediaPlaneEvents = {
  onRoomLost: nothing,
  onProducerClosed: nothing,
  onSoundLevels: nothing,
  onDominantSpeaker: nothing,
  onConsumerLayer: nothing,
};
