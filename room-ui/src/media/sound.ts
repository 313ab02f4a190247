/**
 * The sound of the others: one audio element for each track, outside React so that no redraw can stop it. Browsers refuse
 * sound on a page that nobody has touched yet; then one tap starts all of them. A reload may bring the refusal back, so
 * nothing is remembered: the page says again what is so.
 */
import type { EndpointId } from '#contract';
import { createStore, type ReadableStore } from '../session/store.ts';
import { chosenDevices, type RememberedChoice } from './device-choice.ts';

export type SoundOutput = {
  isBlocked: ReadableStore<boolean>;
  /** Where it is played; empty: where the browser plays everything. */
  speakerId: ReadableStore<string>;
  /** The chosen one was pulled out: the browser's usual one plays until it is back. */
  isSpeakerAway: ReadableStore<boolean>;
  /** Now and the next time. */
  chooseSpeaker(deviceId: string): Promise<void>;
  /** What is plugged in now. */
  devicesChanged(present: readonly MediaDeviceInfo[]): void;
  add(producerId: string, endpointId: EndpointId, track: MediaStreamTrack): void;
  remove(producerId: string): void;
  /** From a tap of the person. */
  startAll(): void;
  close(): void;
};

/** What the sound needs of the browser. */
export type SoundHost = {
  createElement(endpointId: EndpointId, track: MediaStreamTrack): SoundElement;
  /** Asks the browser before there is anything to hear whether it would play it; undefined where it does not tell. */
  probe(): Promise<boolean | undefined>;
};

export type SoundElement = { play(): Promise<void>; remove(): void; setSpeaker(deviceId: string): Promise<void> };

export type SoundOptions = {
  /** A display is unlocked when it is set up, and says so before the first word is spoken. */
  isCheckedAhead?: boolean;
  host?: SoundHost;
  choice?: RememberedChoice;
};

export function createSoundOutput({
  isCheckedAhead = false,
  host = browserHost,
  choice = chosenDevices,
}: SoundOptions = {}): SoundOutput {
  const isBlocked = createStore(false);
  const speakerId = createStore('');
  const isSpeakerAway = createStore(false);
  const elements = new Map<string, SoundElement>();
  let isClosed = false;

  async function play(element: SoundElement): Promise<void> {
    try {
      await element.play();
    } catch (error) {
      // Removed meanwhile gives AbortError, which is nobody's problem.
      if (error instanceof DOMException && error.name === 'NotAllowedError' && !isClosed) isBlocked.set(true);
    }
  }

  async function check(): Promise<void> {
    const isAllowed = await host.probe();
    if (isAllowed === false && !isClosed) isBlocked.set(true);
  }

  async function playAt(deviceId: string): Promise<void> {
    speakerId.set(deviceId);
    // One that was pulled out meanwhile: the sound stays where it is.
    await Promise.allSettled([...elements.values()].map((element) => element.setSpeaker(deviceId)));
  }

  function remove(producerId: string): void {
    const element = elements.get(producerId);
    elements.delete(producerId);
    element?.remove();
  }

  if (isCheckedAhead) void check();
  return {
    isBlocked,
    speakerId,
    isSpeakerAway,
    async chooseSpeaker(deviceId) {
      choice.set('speaker', deviceId);
      isSpeakerAway.set(false);
      await playAt(deviceId);
    },
    devicesChanged(present) {
      const { speaker } = choice.get();
      if (!speaker) return;
      const isThere = present.some(({ kind, deviceId }) => kind === 'audiooutput' && deviceId === speaker);
      if (isThere === (speakerId.get() === speaker)) return;
      isSpeakerAway.set(!isThere);
      void playAt(isThere ? speaker : '');
    },
    add(producerId, endpointId, track) {
      remove(producerId);
      const element = host.createElement(endpointId, track);
      elements.set(producerId, element);
      if (speakerId.get()) element.setSpeaker(speakerId.get()).catch(() => undefined);
      void play(element);
    },
    remove,
    startAll() {
      isBlocked.set(false);
      for (const element of elements.values()) void play(element);
      if (isCheckedAhead) void check();
    },
    close() {
      isClosed = true;
      for (const producerId of [...elements.keys()]) remove(producerId);
      isBlocked.set(false);
    },
  };
}

const browserHost: SoundHost = {
  createElement(endpointId, track) {
    const element = document.createElement('audio');
    element.autoplay = true;
    element.dataset.endpointId = endpointId;
    element.dataset.kind = 'audio';
    element.srcObject = new MediaStream([track]);
    document.body.append(element);
    return {
      play: () => element.play(),
      setSpeaker: async (deviceId) => element.setSinkId?.(deviceId),
      remove() {
        element.srcObject = null;
        element.remove();
      },
    };
  },
  async probe() {
    if (!('AudioContext' in window)) return undefined;
    const context = new AudioContext();
    // Where sound is allowed a new context runs by itself, though not at once; where it is not, the promise stays open.
    await Promise.race([context.resume().catch(() => undefined), new Promise((wait) => setTimeout(wait, 500))]);
    const isRunning = context.state === 'running';
    void context.close();
    return isRunning;
  },
};
