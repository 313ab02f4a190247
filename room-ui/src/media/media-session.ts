/**
 * Keeps this page's picture and sound as the meeting says, by itself: it compares what should be with what is, one loop
 * at a time, and builds everything anew when the link breaks or the server lost it. No click of a person is needed.
 */
import type { EndpointId, MediaRow } from '#contract';
import { CommandError } from '../session/command-error.ts';
import type { Session } from '../session/session.ts';
import { createStore, type ReadableStore } from '../session/store.ts';
import { backoffMs } from './backoff.ts';
import type { LocalMedia } from './local-media.ts';
import type { MediaLink, OpenLink } from './media-link.ts';
import type { ExtraState } from './own-media.ts';
import { pictureKey } from './picture-key.ts';
import { difference, hasLostOwn, maySendSound, type WantedProducer, wantedProducers } from './reconcile.ts';
import type { ScreenShare } from './screen-share.ts';
import type { SoundOutput } from './sound.ts';

/** Pictures by `pictureKey`. */
export type RemotePictures = Readonly<Record<string, MediaStreamTrack>>;

/** What the media session needs of the page's session. */
export type MediaHost = Pick<Session, 'slices' | 'phase' | 'send' | 'onMediaLost' | 'onReportAsked'>;

/** What this device has to send. */
export type OwnSources = {
  local: Pick<LocalMedia, 'state'>;
  secondCamera: Pick<ExtraState, 'track'>;
  secondMicrophone: Pick<ExtraState, 'track'>;
  screen: Pick<ScreenShare, 'state' | 'endFor'>;
};

export type MediaSession = {
  pictures: ReadableStore<RemotePictures>;
  /** False while the link is being made, for the first time or again. */
  isLinked: ReadableStore<boolean>;
  /** The server does not know what this page has: it is made anew. */
  rebuild(): void;
  close(): void;
};

export function startMediaSession(
  host: MediaHost,
  own: OwnSources,
  sound: SoundOutput,
  openLink: OpenLink,
): MediaSession {
  const runner = new MediaRunner(host, own, sound, openLink);
  const endings = [
    host.slices.subscribe(() => runner.wake()),
    host.phase.subscribe(() => runner.connectionChanged()),
    own.local.state.subscribe(() => runner.wake()),
    own.secondCamera.track.subscribe(() => runner.wake()),
    own.secondMicrophone.track.subscribe(() => runner.wake()),
    own.screen.state.subscribe(() => runner.wake()),
    host.onMediaLost(() => runner.rebuild()),
    host.onReportAsked(() => void runner.report()),
  ];
  runner.wake();
  return {
    pictures: runner.pictures,
    isLinked: runner.isLinked,
    rebuild: () => runner.rebuildLinked(),
    close() {
      for (const end of endings) end();
      runner.close();
    },
  };
}

class MediaRunner {
  readonly pictures = createStore<RemotePictures>({});
  readonly isLinked = createStore(false);
  readonly #host: MediaHost;
  readonly #own: OwnSources;
  readonly #sound: SoundOutput;
  readonly #openLink: OpenLink;
  #link: MediaLink | undefined;
  /** On which the own picture and sound have been begun. */
  #sendingLink: MediaLink | undefined;
  #received = new Map<string, { producer: WantedProducer; track: MediaStreamTrack }>();
  #mutedOnServer: boolean | undefined;
  #screenSeen: string | null = null;
  /** The media slice from before a reconnect: only a newer one tells what the server still has. */
  #staleMedia: object | undefined;
  #isRunning = false;
  #isDirty = false;
  #isClosed = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(host: MediaHost, own: OwnSources, sound: SoundOutput, openLink: OpenLink) {
    this.#host = host;
    this.#own = own;
    this.#sound = sound;
    this.#openLink = openLink;
  }

  wake(): void {
    this.#isDirty = true;
    // A microphone that must be silent waits for nothing.
    this.#applyGate().catch(() => undefined);
    if (!this.#isRunning && !this.#retry) void this.#run();
  }

  connectionChanged(): void {
    if (this.#host.phase.get().name === 'offline') {
      this.#staleMedia = this.#host.slices.get().media;
      // A server that was started again has forgotten it.
      this.#mutedOnServer = undefined;
    }
    this.#clearRetry();
    this.wake();
  }

  /** What is there is gone or useless: start from nothing. */
  rebuild(): void {
    this.#dropLink();
    this.#clearRetry();
    this.wake();
  }

  /** As `rebuild`, unless it is under way already. */
  rebuildLinked(): void {
    if (this.#link) this.rebuild();
  }

  /** A report that does not arrive is missed by nobody: the next one is asked for soon. */
  async report(): Promise<void> {
    try {
      const report = await this.#link?.report();
      if (report) await this.#host.send('media.report', report, { patienceMs: 0 });
    } catch {}
  }

  close(): void {
    this.#isClosed = true;
    this.#clearRetry();
    this.#dropLink();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#isDirty && !this.#isClosed && !this.#retry) {
      this.#isDirty = false;
      try {
        await this.#step();
      } catch {
        this.#retryLater();
      }
    }
    this.#isRunning = false;
  }

  #retryLater(): void {
    this.#dropLink();
    if (this.#isClosed) return;
    this.#clearRetry();
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.wake();
    }, backoffMs(this.#failures));
    this.#failures += 1;
  }

  async #step(): Promise<void> {
    const { me, media } = this.#host.slices.get();
    if (this.#host.phase.get().name !== 'online' || !me || !media) return;
    this.#checkAfterReconnect(media, me.head.endpointId);
    const link = await this.#ensureLink();
    // Nobody waits for the own camera to see and hear the others. Both are over before the next step begins.
    const parts = [this.#reconcile(link, me.head.endpointId), this.#sendOwn(link, me.head.endpointId)];
    for (const part of await Promise.allSettled(parts)) if (part.status === 'rejected') throw part.reason;
    this.#failures = 0;
  }

  async #sendOwn(link: MediaLink, ownEndpointId: EndpointId): Promise<void> {
    if (this.#sendingLink !== link) {
      this.#sendingLink = link;
      // Two lines made at once, with encoders that start, would hold up the first picture of the others.
      if (wantedProducers(this.#rows(), ownEndpointId).length > 0) await link.receiving.standing();
    }
    const { camera, microphone, isMuted } = this.#own.local.state.get();
    await this.#applyGate();
    await this.#tellMuted(isMuted);
    const secondCamera = this.#own.secondCamera.track.get();
    const secondMicrophone = this.#own.secondMicrophone.track.get();
    await link.sending.setTracks({ camera, microphone, secondCamera, secondMicrophone });
    await this.#shareScreen(link, this.#rows()[ownEndpointId]);
  }

  #checkAfterReconnect(media: { rows: Record<string, MediaRow> }, ownEndpointId: EndpointId): void {
    if (!this.#staleMedia || this.#staleMedia === media) return;
    this.#staleMedia = undefined;
    if (this.#link && hasLostOwn(media.rows, ownEndpointId, this.#link.sending.producerIds)) this.#dropLink();
  }

  async #ensureLink(): Promise<MediaLink> {
    if (this.#link) return this.#link;
    const link = await this.#openLink(this.#host.send, () => {
      if (this.#link === link) this.rebuild();
    });
    if (this.#isClosed) {
      link.close();
      throw new Error('closed');
    }
    this.#link = link;
    this.isLinked.set(true);
    return link;
  }

  async #applyGate(): Promise<void> {
    const isOpen = this.#host.slices.get().me?.head.isMicrophoneOpen ?? false;
    await this.#link?.sending.setSoundSent(maySendSound(isOpen, this.#own.local.state.get().isMuted));
  }

  async #shareScreen({ sending }: MediaLink, ownRow: MediaRow | undefined): Promise<void> {
    const { picture, sound, isReplacing } = this.#own.screen.state.get();
    const { screenProducerId } = sending;
    const isOnServer = ownRow?.producers.some(({ producerId }) => producerId === screenProducerId) ?? false;
    if (screenProducerId && isOnServer) this.#screenSeen = screenProducerId;
    // It was there and is not any more: the chair ended it, or somebody else took its place.
    if (picture && screenProducerId && !isOnServer && this.#screenSeen === screenProducerId) {
      this.#own.screen.endFor('ended');
      return sending.setScreen({ picture: null, sound: null, isReplacing: false });
    }
    try {
      await sending.setScreen({ picture, sound, isReplacing });
    } catch (error) {
      const isRefused = error instanceof CommandError && (error.code === 'SCREEN_TAKEN' || error.code === 'FORBIDDEN');
      if (!isRefused) throw error;
      this.#own.screen.endFor('taken');
    }
  }

  async #tellMuted(isMuted: boolean): Promise<void> {
    if (this.#mutedOnServer === isMuted) return;
    await this.#host.send('media.setMuted', { isMuted }, { patienceMs: 0 });
    this.#mutedOnServer = isMuted;
  }

  async #reconcile(link: MediaLink, ownEndpointId: EndpointId): Promise<void> {
    const wanted = wantedProducers(this.#rows(), ownEndpointId);
    const { missing, surplus } = difference(wanted, link.receiving.producerIds);
    for (const producerId of surplus) this.#forget(link, producerId);
    // Sound first: a meeting without pictures still is one.
    const soundFirst = missing.toSorted((one, other) => Number(other.kind === 'audio') - Number(one.kind === 'audio'));
    await Promise.all(soundFirst.map((producer) => this.#receive(link, producer, ownEndpointId)));
  }

  async #receive(link: MediaLink, producer: WantedProducer, ownEndpointId: EndpointId): Promise<void> {
    const { producerId, endpointId } = producer;
    try {
      const track = await link.receiving.start(producerId);
      if (this.#link !== link) return;
      this.#received.set(producerId, { producer, track });
      if (producer.kind === 'audio') this.#sound.add(producerId, endpointId, track);
      this.#showPictures();
    } catch (error) {
      const wanted = wantedProducers(this.#rows(), ownEndpointId);
      // When its owner closed it while this page was asking for it, nothing is wrong.
      if (wanted.some((other) => other.producerId === producerId) || !(error instanceof CommandError)) throw error;
    }
  }

  #forget(link: MediaLink, producerId: string): void {
    link.receiving.stop(producerId);
    this.#received.delete(producerId);
    this.#sound.remove(producerId);
    this.#showPictures();
  }

  #showPictures(): void {
    const pictures = [...this.#received.values()]
      .filter(({ producer }) => producer.kind === 'video')
      .map(({ producer, track }) => [pictureKey(producer.endpointId, producer.source, producer.slot), track] as const);
    this.pictures.set(Object.fromEntries(pictures));
  }

  #dropLink(): void {
    this.#link?.close();
    this.#link = undefined;
    this.#mutedOnServer = undefined;
    for (const producerId of this.#received.keys()) this.#sound.remove(producerId);
    this.#received.clear();
    this.#showPictures();
    this.isLinked.set(false);
  }

  #clearRetry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }

  #rows(): Record<string, MediaRow> {
    return this.#host.slices.get().media?.rows ?? {};
  }
}
