import { describe, expect, it } from 'vitest';
import type { EndpointId } from '#contract';
import { createRememberedChoice } from './device-choice.ts';
import { createSoundOutput, type SoundHost } from './sound.ts';

const endpointId = 'e1' as EndpointId;
const track = {} as MediaStreamTrack;

/** A browser that refuses sound until it was touched, as after a reload. */
function browser({ refusal = null as string | null } = {}) {
  const state = { refusal, playing: 0, removed: 0, speakers: [] as string[] };
  const host: SoundHost = {
    createElement: () => ({
      async play() {
        if (state.refusal) throw new DOMException('refused', state.refusal);
        state.playing += 1;
      },
      remove() {
        state.removed += 1;
      },
      async setSpeaker(deviceId) {
        state.speakers.push(deviceId);
      },
    }),
    probe: async () => state.refusal === null,
  };
  return { state, host };
}

/** A browser that remembers nothing yet. */
function noChoice() {
  const kept = new Map<string, string>();
  return createRememberedChoice(() => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  }));
}

function speakers(...ids: string[]) {
  return ids.map((deviceId) => ({ kind: 'audiooutput', deviceId }) as MediaDeviceInfo);
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('sound of the others', () => {
  it('plays at once where the browser allows it', async () => {
    const { state, host } = browser();
    const sound = createSoundOutput({ host });
    sound.add('p1', endpointId, track);
    await settled();
    expect(state.playing).toBe(1);
    expect(sound.isBlocked.get()).toBe(false);
  });

  it('goes to the speaker that was chosen, also what begins later', async () => {
    const { state, host } = browser();
    const sound = createSoundOutput({ host, choice: noChoice() });
    sound.add('p1', endpointId, track);
    await sound.chooseSpeaker('headphones');
    sound.add('p2', endpointId, track);
    expect(state.speakers).toEqual(['headphones', 'headphones']);
  });

  it('goes to the speaker that was chosen in an earlier meeting, once that is there', async () => {
    const { state, host } = browser();
    const choice = noChoice();
    choice.set('speaker', 'headphones');
    const sound = createSoundOutput({ host, choice });
    sound.devicesChanged(speakers(''));
    sound.add('p1', endpointId, track);
    expect([state.speakers, sound.isSpeakerAway.get()]).toEqual([[], false]);
    sound.devicesChanged(speakers('default', 'headphones'));
    expect(state.speakers).toEqual(['headphones']);
  });

  it('goes to the usual speaker while the chosen one is pulled out, says so, and goes back', async () => {
    const { state, host } = browser();
    const sound = createSoundOutput({ host, choice: noChoice() });
    sound.add('p1', endpointId, track);
    await sound.chooseSpeaker('headphones');
    sound.devicesChanged(speakers('default'));
    expect([state.speakers.at(-1), sound.isSpeakerAway.get()]).toEqual(['', true]);
    sound.devicesChanged(speakers('default', 'headphones'));
    expect([state.speakers.at(-1), sound.isSpeakerAway.get()]).toEqual(['headphones', false]);
  });

  it('says that it is blocked, and one tap starts everything', async () => {
    const { state, host } = browser({ refusal: 'NotAllowedError' });
    const sound = createSoundOutput({ host });
    sound.add('p1', endpointId, track);
    sound.add('p2', endpointId, track);
    await settled();
    expect(sound.isBlocked.get()).toBe(true);
    state.refusal = null;
    sound.startAll();
    await settled();
    expect(state.playing).toBe(2);
    expect(sound.isBlocked.get()).toBe(false);
  });

  it('says it again when the tap did not help', async () => {
    const { host } = browser({ refusal: 'NotAllowedError' });
    const sound = createSoundOutput({ host });
    sound.add('p1', endpointId, track);
    await settled();
    sound.startAll();
    await settled();
    expect(sound.isBlocked.get()).toBe(true);
  });

  it('takes an element that was removed while it started for what it is', async () => {
    const { host } = browser({ refusal: 'AbortError' });
    const sound = createSoundOutput({ host });
    sound.add('p1', endpointId, track);
    await settled();
    expect(sound.isBlocked.get()).toBe(false);
  });

  it('replaces the element of a producer that comes again, and removes all in the end', async () => {
    const { state, host } = browser();
    const sound = createSoundOutput({ host });
    sound.add('p1', endpointId, track);
    sound.add('p1', endpointId, track);
    expect(state.removed).toBe(1);
    sound.close();
    expect(state.removed).toBe(2);
  });

  it('of a person’s page is not doubted before there is anything to hear', async () => {
    const sound = createSoundOutput({ host: browser({ refusal: 'NotAllowedError' }).host });
    await settled();
    expect(sound.isBlocked.get()).toBe(false);
  });
});

describe('sound of a display', () => {
  it('says before the first word that it is not allowed', async () => {
    const { host } = browser({ refusal: 'NotAllowedError' });
    const sound = createSoundOutput({ isCheckedAhead: true, host });
    await settled();
    expect(sound.isBlocked.get()).toBe(true);
  });

  it('is unlocked by one tap, and locked again after a reload if the browser says so', async () => {
    const { state, host } = browser({ refusal: 'NotAllowedError' });
    const before = createSoundOutput({ isCheckedAhead: true, host });
    await settled();
    state.refusal = null;
    before.startAll();
    await settled();
    expect(before.isBlocked.get()).toBe(false);
    before.close();
    state.refusal = 'NotAllowedError';
    const after = createSoundOutput({ isCheckedAhead: true, host });
    await settled();
    expect(after.isBlocked.get()).toBe(true);
  });

  it('says nothing where the browser does not tell', async () => {
    const { host } = browser({ refusal: 'NotAllowedError' });
    const sound = createSoundOutput({ isCheckedAhead: true, host: { ...host, probe: async () => undefined } });
    await settled();
    expect(sound.isBlocked.get()).toBe(false);
  });
});
