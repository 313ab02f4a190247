import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndpointId, MediaRow } from '#contract';
import type { HeldSlices } from '../session/apply-update.ts';
import { CommandError } from '../session/command-error.ts';
import type { SessionPhase } from '../session/session.ts';
import { createStore } from '../session/store.ts';
import type { LocalMediaState } from './local-media.ts';
import type { MediaLink } from './media-link.ts';
import { type MediaHost, startMediaSession } from './media-session.ts';
import type { ScreenState } from './screen-share.ts';
import type { SoundOutput } from './sound.ts';

const own = 'own' as EndpointId;
const other = 'other' as EndpointId;
const microphone = { kind: 'audio' } as MediaStreamTrack;
const camera = { kind: 'video' } as MediaStreamTrack;

function row(endpointId: EndpointId, ...producerIds: string[]): MediaRow {
  const producers = producerIds.map((producerId) => {
    const isSound = producerId.startsWith('sound');
    const what = isSound
      ? ({ source: 'microphone', kind: 'audio' } as const)
      : ({ source: 'camera', kind: 'video' } as const);
    return { producerId, slot: 0, ...what };
  });
  return { endpointId, producers } as unknown as MediaRow;
}

/** A link that keeps what it was told, in place of mediasoup. */
class FakeLink {
  isClosed = false;
  isSoundSent = false;
  tracks: unknown;
  screen: unknown = null;
  readonly received = new Set<string>();
  readonly ownIds: string[] = ['own-camera'];
  refuses: string | undefined;

  asLink(): MediaLink {
    const fake = this;
    return {
      sending: {
        setTracks: async (tracks) => {
          fake.tracks = tracks;
        },
        setScreen: async ({ picture }) => {
          fake.screen = picture;
        },
        screenProducerId: null,
        setSoundSent: async (isSent) => {
          fake.isSoundSent = isSent;
        },
        get producerIds() {
          return fake.ownIds;
        },
        counters: async () => ({ send: null, sent: new Map() }),
        close: () => undefined,
      },
      receiving: {
        standing: async () => undefined,
        start: async (producerId) => {
          if (producerId === fake.refuses) throw new CommandError({ code: 'MEDIA_REFUSED', message: '' });
          fake.received.add(producerId);
          return { kind: producerId } as unknown as MediaStreamTrack;
        },
        stop: (producerId) => void fake.received.delete(producerId),
        get producerIds() {
          return new Set(fake.received);
        },
        counters: async () => ({ receive: null }),
        close: () => undefined,
      },
      report: async () => ({ sent: [], lines: [], received: { framesDecoded: 0, soundEnergy: 0 } }),
      close: () => {
        fake.isClosed = true;
      },
    };
  }
}

function stage(rows: Record<string, MediaRow> = {}) {
  let version = 0;
  const slicesOf = (media: Record<string, MediaRow>, isMicrophoneOpen = false) => {
    version += 1;
    return {
      me: { version, head: { endpointId: own, isMicrophoneOpen }, rows: {} },
      media: { version, head: { isAvailable: true }, rows: media },
    } as unknown as HeldSlices;
  };
  const slices = createStore<HeldSlices>(slicesOf(rows));
  const phase = createStore<SessionPhase>({ name: 'online' });
  const lost = new Set<() => void>();
  const asked = new Set<() => void>();
  const send = vi.fn(async () => ({}));
  const host = {
    slices,
    phase,
    send,
    onReportAsked: (listener: () => void) => {
      asked.add(listener);
      return () => asked.delete(listener);
    },
    onMediaLost: (listener: () => void) => {
      lost.add(listener);
      return () => lost.delete(listener);
    },
  } as unknown as MediaHost;
  const local = createStore({ camera, microphone, isMuted: false } as LocalMediaState);
  const heard = new Set<string>();
  const sound = {
    add: (producerId: string) => heard.add(producerId),
    remove: (producerId: string) => heard.delete(producerId),
  } as unknown as SoundOutput;
  const links: FakeLink[] = [];
  const fail: (() => void)[] = [];
  const secondCamera = { track: createStore<MediaStreamTrack | null>(null) };
  const secondMicrophone = { track: createStore<MediaStreamTrack | null>(null) };
  const screenState = createStore<ScreenState>({
    status: 'off',
    picture: null,
    sound: null,
    isReplacing: false,
    ending: null,
  });
  const sources = {
    local: { state: local },
    secondCamera,
    secondMicrophone,
    screen: { state: screenState, endFor: () => undefined },
  };
  const media = startMediaSession(host, sources, sound, async (_send, onFailed) => {
    const link = new FakeLink();
    links.push(link);
    fail.push(onFailed);
    return link.asLink();
  });
  return { slices, slicesOf, phase, lost, asked, send, local, secondMicrophone, heard, links, fail, media };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(10);

describe('media session', () => {
  it('sends the own tracks and receives everything of the others, once', async () => {
    const { links, heard, media, slices, slicesOf } = stage({ other: row(other, 'sound1', 'picture1') });
    await settle();
    slices.set(slicesOf({ other: row(other, 'sound1', 'picture1') }));
    await settle();
    expect(links).toHaveLength(1);
    expect(links[0]?.tracks).toEqual({ camera, microphone, secondCamera: null, secondMicrophone: null });
    expect([...heard]).toEqual(['sound1']);
    expect(Object.keys(media.pictures.get())).toEqual(['other/camera']);
  });

  it('lets go of what is gone', async () => {
    const { links, heard, media, slices, slicesOf } = stage({ other: row(other, 'sound1', 'picture1') });
    await settle();
    slices.set(slicesOf({}));
    await settle();
    expect(links[0]?.received.size).toBe(0);
    expect(heard.size).toBe(0);
    expect(media.pictures.get()).toEqual({});
  });

  it('sends sound only while the floor is given and the person did not mute', async () => {
    const { links, local, slices, slicesOf } = stage();
    await settle();
    expect(links[0]?.isSoundSent).toBe(false);
    slices.set(slicesOf({}, true));
    await settle();
    expect(links[0]?.isSoundSent).toBe(true);
    local.set({ ...local.get(), isMuted: true });
    expect(links[0]?.isSoundSent).toBe(false);
  });

  it('sends the second microphone as soon as it is there, also on a link that is made anew', async () => {
    const { links, lost, secondMicrophone } = stage();
    await settle();
    const second = { kind: 'audio' } as MediaStreamTrack;
    secondMicrophone.track.set(second);
    await settle();
    expect(links[0]?.tracks).toMatchObject({ microphone, secondMicrophone: second });
    for (const listener of lost) listener();
    await settle();
    expect(links[1]?.tracks).toMatchObject({ microphone, secondMicrophone: second });
  });

  it('tells the server of the own mute', async () => {
    const { local, send } = stage();
    await settle();
    local.set({ ...local.get(), isMuted: true });
    await settle();
    expect(send).toHaveBeenLastCalledWith('media.setMuted', { isMuted: true }, { patienceMs: 0 });
  });

  it('builds everything anew when the server lost it', async () => {
    const { links, lost, heard } = stage({ other: row(other, 'sound1') });
    await settle();
    for (const listener of lost) listener();
    await settle();
    expect(links.map((link) => link.isClosed)).toEqual([true, false]);
    expect([...heard]).toEqual(['sound1']);
  });

  it('says how it is when it is asked, and nothing while it has no link', async () => {
    const { asked, send, lost } = stage();
    const ask = () => {
      for (const listener of asked) listener();
    };
    ask();
    await settle();
    expect(send).not.toHaveBeenCalledWith('media.report', expect.anything(), expect.anything());
    ask();
    await settle();
    expect(send).toHaveBeenLastCalledWith('media.report', expect.objectContaining({ sent: [] }), { patienceMs: 0 });
    expect(lost.size).toBe(1);
  });

  it('builds everything anew when the link fails', async () => {
    const { links, fail } = stage();
    await settle();
    fail[0]?.();
    await settle();
    expect(links).toHaveLength(2);
  });

  it('keeps the link over a reconnect when the server still has it, and not otherwise', async () => {
    const { links, phase, slices, slicesOf } = stage({ own: row(own, 'own-camera') });
    await settle();
    const reconnect = async (media: Record<string, MediaRow>) => {
      phase.set({ name: 'offline', since: 0 });
      phase.set({ name: 'online' });
      slices.set(slicesOf(media));
      await settle();
    };
    await reconnect({ own: row(own, 'own-camera') });
    expect(links).toHaveLength(1);
    await reconnect({ own: row(own) });
    expect(links).toHaveLength(2);
  });

  it('tries again later when the server refuses what is still there', async () => {
    const { links, slices, slicesOf } = stage();
    await settle();
    const [first] = links;
    if (first) first.refuses = 'picture1';
    slices.set(slicesOf({ other: row(other, 'picture1') }));
    await settle();
    expect(first?.isClosed).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(links).toHaveLength(2);
    expect([...(links[1]?.received ?? [])]).toEqual(['picture1']);
  });
});
