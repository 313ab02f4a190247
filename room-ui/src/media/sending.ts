/** What goes out from this page: its camera in three sizes, and its microphone, which is silent until the floor opens it. */
import type { types } from 'mediasoup-client';
import type { SendCommand } from '../session/command-sender.ts';
import type { Relays } from './relays.ts';
import { once, openTransport } from './transport.ts';

type Source = 'camera' | 'microphone';

export type Sending = {
  /** Sends these tracks from now on; a null track ends its source. */
  setTracks(tracks: Record<Source, MediaStreamTrack | null>): Promise<void>;
  /** Sound leaves the page only while this is true. */
  setSoundSent(isSent: boolean): Promise<void>;
  readonly producerIds: string[];
  close(): void;
};

const cameraEncodings: types.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 130_000, maxFramerate: 15 },
  { scaleResolutionDownBy: 2, maxBitrate: 420_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 1_200_000 },
];

export function createSending(device: types.Device, send: SendCommand, onFailed: () => void, relays: Relays): Sending {
  const producers = new Map<Source, types.Producer>();
  let transport: Promise<types.Transport> | undefined;
  let microphone: MediaStreamTrack | null = null;
  let isSoundSent = false;

  async function applyGate(): Promise<void> {
    await producers.get('microphone')?.replaceTrack({ track: isSoundSent ? microphone : null });
  }

  async function start(source: Source, track: MediaStreamTrack): Promise<void> {
    transport ??= openTransport(device, 'send', send, onFailed, relays);
    const opened = await transport;
    if (opened.listenerCount('produce') === 0) announceProducers(opened, send);
    producers.set(source, await opened.produce(producerOptions(device, source, track)));
    // Brings the producer's own view in line with a sender that was made without a track.
    if (source === 'microphone') await producers.get(source)?.replaceTrack({ track: null });
  }

  async function stop(source: Source, producer: types.Producer): Promise<void> {
    producers.delete(source);
    producer.close();
    await send('media.closeProducer', { producerId: producer.id }, once);
  }

  async function setTrack(source: Source, track: MediaStreamTrack | null): Promise<void> {
    const producer = producers.get(source);
    if (track && !producer) await start(source, track);
    else if (!track && producer) await stop(source, producer);
    else if (track && source === 'camera') await producer?.replaceTrack({ track });
  }

  return {
    async setTracks(tracks) {
      microphone = tracks.microphone;
      await setTrack('microphone', tracks.microphone);
      await applyGate();
      await setTrack('camera', tracks.camera);
    },
    async setSoundSent(isSent) {
      isSoundSent = isSent;
      await applyGate();
    },
    get producerIds() {
      return [...producers.values()].map((producer) => producer.id);
    },
    close() {
      transport?.then((opened) => opened.close()).catch(() => undefined);
      for (const { id } of producers.values())
        send('media.closeProducer', { producerId: id }, once).catch(() => undefined);
    },
  };
}

function announceProducers(transport: types.Transport, send: SendCommand): void {
  transport.on('produce', ({ kind, rtpParameters, appData }, answer, fail) => {
    const source = appData.source as Source;
    const input = { transportId: transport.id, source, kind, rtpParameters: rtpParameters as Record<string, unknown> };
    send('media.produce', input, once).then(({ producerId }) => answer({ id: producerId }), fail);
  });
}

function producerOptions(device: types.Device, source: Source, track: MediaStreamTrack): types.ProducerOptions {
  const common = { track, stopTracks: false, disableTrackOnPause: false, appData: { source } };
  if (source === 'microphone') {
    return {
      ...common,
      codecOptions: { opusFec: true, opusDtx: true, opusStereo: false },
      // Without a track a sender sends nothing at all. It gets its track when the floor is granted: at once, and
      // without the negotiation that pausing would need.
      onRtpSender: (sender) => void sender.replaceTrack(null),
    };
  }
  const codec = device.sendRtpCapabilities.codecs?.find(({ mimeType }) => mimeType.toLowerCase() === 'video/vp8');
  return { ...common, encodings: cameraEncodings, ...(codec ? { codec } : {}) };
}
