/** What goes out from this page: cameras in three sizes, a shared screen, and its microphones, silent until the floor opens them. */
import type { types } from 'mediasoup-client';
import type { SendCommand } from '../session/command-sender.ts';
import type { ExtraUse, Source } from './device-choice.ts';
import { type Counters, picturesOf, statsOf } from './page-report.ts';
import type { Relays } from './relays.ts';
import { cameraLayersFor, producerOptions, type SendSource, slotOf, sourceOf } from './send-profiles.ts';
import { once, openTransport } from './transport.ts';

export type SentTracks = Record<Source | ExtraUse, MediaStreamTrack | null>;
export type SentScreen = {
  picture: MediaStreamTrack | null;
  sound: MediaStreamTrack | null;
  isReplacing: boolean;
};

export type Sending = {
  /** Sends these tracks from now on; a null track ends its source. */
  setTracks(tracks: SentTracks): Promise<void>;
  /** Rejects when the server does not let this page share; nothing is sent then. */
  setScreen(screen: SentScreen): Promise<void>;
  /** Sound of the microphones leaves the page only while this is true. */
  setSoundSent(isSent: boolean): Promise<void>;
  readonly producerIds: string[];
  readonly screenProducerId: string | null;
  counters(): Promise<Pick<Counters, 'send' | 'sent'>>;
  close(): void;
};

/** In the order in which they begin. */
const ownSources = ['microphone', 'camera', 'secondMicrophone', 'secondCamera'] as const;
const microphones = ['microphone', 'secondMicrophone'] as const;

export function createSending(device: types.Device, send: SendCommand, onFailed: () => void, relays: Relays): Sending {
  const producers = new Map<SendSource, types.Producer>();
  let transport: Promise<types.Transport> | undefined;
  let tracks: Partial<SentTracks> = {};
  let isSoundSent = false;
  let gate = Promise.resolve();
  let isReplacing = false;

  /** In turn: a producer takes a track for the one that it has while another is on its way, and would end without it. */
  function applyGate(): Promise<void> {
    gate = gate.catch(() => undefined).then(setGate);
    return gate;
  }

  async function setGate(): Promise<void> {
    const gated = microphones.map(async (source) => {
      const track = (isSoundSent && tracks[source]) || null;
      // Ended while another one is on its way: that one takes its place, and this one sends nothing any more.
      if (track?.readyState !== 'ended') await producers.get(source)?.replaceTrack({ track });
    });
    await Promise.all(gated);
  }

  async function start(source: SendSource, track: MediaStreamTrack): Promise<void> {
    transport ??= openTransport(device, 'send', send, onFailed, relays);
    const opened = await transport;
    if (opened.listenerCount('produce') === 0) announceProducers(opened, send, () => isReplacing);
    producers.set(source, await opened.produce(producerOptions(device, source, track)));
    // Brings the producer's own view in line with a sender that was made without a track.
    if (sourceOf(source) === 'microphone') await producers.get(source)?.replaceTrack({ track: null });
  }

  async function stop(source: SendSource, producer: types.Producer): Promise<void> {
    producers.delete(source);
    producer.close();
    // The server may have closed it before, for somebody else's screen.
    await send('media.closeProducer', { producerId: producer.id }, once).catch(() => undefined);
  }

  async function setTrack(source: SendSource, track: MediaStreamTrack | null): Promise<void> {
    if (track?.readyState === 'ended') return;
    const producer = producers.get(source);
    if (track && !producer) await start(source, track);
    else if (!track && producer) await stop(source, producer);
    else if (track && producer && sourceOf(source) !== 'microphone' && producer.track !== track) {
      const isCamera = sourceOf(source) === 'camera';
      const layers = producer.rtpParameters.encodings?.length;
      if (!isCamera || layers === cameraLayersFor(track.getSettings().height)) return producer.replaceTrack({ track });
      // A camera of another size has another number of layers.
      await stop(source, producer);
      await start(source, track);
    }
  }

  return {
    async setTracks(given) {
      tracks = given;
      for (const source of ownSources) {
        await setTrack(source, given[source]);
        if (sourceOf(source) === 'microphone') await applyGate();
      }
    },
    async setScreen(screen) {
      isReplacing = screen.isReplacing;
      await setTrack('screen', screen.picture);
      await setTrack('screenSound', screen.sound);
    },
    async setSoundSent(isSent) {
      isSoundSent = isSent;
      await applyGate();
    },
    get producerIds() {
      return [...producers.values()].map((producer) => producer.id);
    },
    get screenProducerId() {
      return producers.get('screen')?.id ?? null;
    },
    async counters() {
      return { send: await statsOf(transport), sent: await picturesOf(producers.values()) };
    },
    close() {
      transport?.then((opened) => opened.close()).catch(() => undefined);
      for (const { id } of producers.values())
        send('media.closeProducer', { producerId: id }, once).catch(() => undefined);
    },
  };
}

function announceProducers(transport: types.Transport, send: SendCommand, isReplacing: () => boolean): void {
  transport.on('produce', ({ kind, rtpParameters, appData }, answer, fail) => {
    const key = appData.source as SendSource;
    const source = sourceOf(key);
    const input = {
      transportId: transport.id,
      source,
      slot: slotOf(key),
      kind,
      rtpParameters: rtpParameters as Record<string, unknown>,
      ...(source === 'screen' ? { isReplacing: isReplacing() } : {}),
    };
    send('media.produce', input, once).then(({ producerId }) => answer({ id: producerId }), fail);
  });
}
