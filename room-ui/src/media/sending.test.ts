import type { types } from 'mediasoup-client';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SendCommand } from '../session/command-sender.ts';
import type { Relays } from './relays.ts';
import { createSending, type SentTracks } from './sending.ts';

const nothing: SentTracks = { camera: null, microphone: null, secondCamera: null, secondMicrophone: null };

function track(kind: 'audio' | 'video') {
  return { kind, readyState: 'live', getSettings: () => ({ height: 720 }) } as unknown as MediaStreamTrack;
}

/** A transport of which only what is sent on it is seen: by source, the track that goes out; null: nothing does. */
function stage() {
  const sent = new Map<string, MediaStreamTrack | null>();
  const slots = new Map<string, unknown>();
  let delay: Promise<void> | undefined;
  let announce: (what: object, answer: (made: { id: string }) => void, fail: () => void) => void = () => {};
  const transport = {
    id: 't',
    on: (name: string, listener: typeof announce) => {
      if (name === 'produce') announce = listener;
    },
    listenerCount: () => 0,
    observer: { on: () => {} },
    async produce({ track: given, appData, onRtpSender }: types.ProducerOptions) {
      const { source } = appData as { source: string };
      sent.set(source, given ?? null);
      onRtpSender?.({ replaceTrack: async (next: MediaStreamTrack | null) => void sent.set(source, next) } as never);
      const { promise, resolve, reject } = Promise.withResolvers<{ id: string }>();
      announce({ kind: given?.kind, rtpParameters: {}, appData }, resolve, reject);
      return {
        id: (await promise).id,
        kind: given?.kind,
        track: given,
        rtpParameters: { encodings: [{}, {}, {}] },
        // As mediasoup-client: what it has is not replaced by itself, and is another one only once that is carried out.
        async replaceTrack({ track: next }: { track: MediaStreamTrack | null }) {
          if (next === sent.get(source)) return;
          await delay;
          sent.set(source, next);
        },
        close: () => void sent.delete(source),
      };
    },
  };
  const send = vi.fn(async (name: string, input: { source?: string; slot?: number }) => {
    if (name !== 'media.produce') return {};
    slots.set(`${input.source}/${input.slot}`, true);
    return { producerId: `${input.source}/${input.slot}` };
  });
  const device = { createSendTransport: () => transport, sendRtpCapabilities: { codecs: [] } };
  const relays = { iceServers: [], renewOn: () => {} } as unknown as Relays;
  const sending = createSending(device as never, send as unknown as SendCommand, () => {}, relays);
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    delay = promise;
    return resolve;
  };
  return { sending, sent, slots, send, hold };
}

describe('what a device with two microphones and two cameras sends', () => {
  const all = { camera: track('video'), secondCamera: track('video') };
  const [first, second] = [track('audio'), track('audio')];
  const tracks = { ...all, microphone: first, secondMicrophone: second };

  beforeEach(() => vi.stubGlobal('addEventListener', () => {}));

  it('goes out in a slot each', async () => {
    const { sending, slots } = stage();
    await sending.setTracks(tracks);
    expect([...slots.keys()]).toEqual(['microphone/0', 'camera/0', 'microphone/1', 'camera/1']);
  });

  it('is no sound of either microphone while the floor is closed, and that of both while it is open', async () => {
    const { sending, sent } = stage();
    await sending.setTracks(tracks);
    const sounds = () => [sent.get('microphone'), sent.get('secondMicrophone')];
    expect(sounds()).toEqual([null, null]);
    await sending.setSoundSent(true);
    expect(sounds()).toEqual([first, second]);
    await sending.setSoundSent(false);
    expect(sounds()).toEqual([null, null]);
    expect([sent.get('camera'), sent.get('secondCamera')]).toEqual([all.camera, all.secondCamera]);
  });

  it('is as the last word was, also while the one before is being carried out', async () => {
    const { sending, sent, hold } = stage();
    await sending.setTracks(tracks);
    for (const last of [true, false]) {
      await sending.setSoundSent(last);
      const goOn = hold();
      const both = [!last, last].map((isSent) => sending.setSoundSent(isSent));
      goOn();
      await Promise.all(both);
      const sounds = [sent.get('microphone'), sent.get('secondMicrophone')];
      expect(sounds).toEqual(last ? [first, second] : [null, null]);
    }
  });

  it('is the sound of one that comes while the floor is open, and of none that was pulled out', async () => {
    const { sending, sent, send } = stage();
    await sending.setSoundSent(true);
    await sending.setTracks({ ...nothing, microphone: first });
    await sending.setTracks({ ...nothing, microphone: first, secondMicrophone: second });
    expect([sent.get('microphone'), sent.get('secondMicrophone')]).toEqual([first, second]);
    const other = track('audio');
    await sending.setTracks({ ...nothing, microphone: first, secondMicrophone: other });
    expect(sent.get('secondMicrophone')).toBe(other);
    await sending.setTracks({ ...nothing, microphone: first });
    expect([...sent.keys()]).toEqual(['microphone']);
    expect(send).toHaveBeenLastCalledWith('media.closeProducer', { producerId: 'microphone/1' }, { patienceMs: 0 });
  });
});
