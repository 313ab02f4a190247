import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../session/store.ts';
import { chosenDevices } from './device-choice.ts';
import { ExtraDevice } from './extra-device.ts';
import type { ExtraState } from './own-media.ts';

function microphone(deviceId: string, groupId = '') {
  let onEnded = () => {};
  return {
    enabled: true,
    readyState: 'live',
    stop: vi.fn(),
    getSettings: () => ({ deviceId, groupId }),
    addEventListener: (_: string, listener: () => void) => {
      onEnded = listener;
    },
    end: () => onEnded(),
  };
}

type Microphone = ReturnType<typeof microphone>;

function plugged(deviceId: string): MediaDeviceInfo {
  return { kind: 'audioinput', deviceId, groupId: '', label: deviceId, toJSON: () => null };
}

describe('the second microphone', () => {
  const getUserMedia = vi.fn();
  let own: Microphone | null;
  let isMuted: boolean;
  let echoCancellation: boolean;
  let state: ExtraState;
  let second: ExtraDevice;

  beforeEach(() => {
    vi.resetAllMocks();
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    [own, isMuted, echoCancellation] = [microphone('own'), false, true];
    state = { track: createStore<MediaStreamTrack | null>(null), isAway: createStore(false) };
    second = new ExtraDevice('secondMicrophone', state, {
      constraints: (deviceId) => ({ audio: { deviceId: { exact: deviceId }, echoCancellation } }),
      own: () => own as MediaStreamTrack | null,
      isMuted: () => isMuted,
    });
  });

  afterEach(() => {
    chosenDevices.set('secondMicrophone', null);
    vi.unstubAllGlobals();
  });

  function gives(...tracks: Microphone[]): void {
    for (const track of tracks) getUserMedia.mockResolvedValueOnce({ getTracks: () => [track] });
  }

  it('is taken, remembered, and taken again in the next meeting', async () => {
    const [hall, again] = [microphone('hall'), microphone('hall')];
    gives(hall, again);
    expect(await second.choose('hall')).toBe(true);
    expect(state.track.get()).toBe(hall);
    second.stop();
    expect([state.track.get(), hall.stop.mock.calls.length]).toEqual([null, 1]);
    await second.resume();
    expect(state.track.get()).toBe(again);
    await second.choose(null);
    expect([state.track.get(), chosenDevices.get().secondMicrophone]).toEqual([null, null]);
  });

  it('is silent at once when its owner mutes, and begins silent when they muted before', async () => {
    const [hall, other] = [microphone('hall'), microphone('other')];
    gives(hall, other);
    await second.choose('hall');
    isMuted = true;
    second.ownChanged();
    expect(hall.enabled).toBe(false);
    await second.choose('other');
    expect(other.enabled).toBe(false);
    isMuted = false;
    second.ownChanged();
    expect(other.enabled).toBe(true);
  });

  it('is away when it is pulled out, and taken again when it is back, once', async () => {
    const [hall, again] = [microphone('hall'), microphone('hall')];
    gives(hall, again);
    await second.choose('hall');
    hall.end();
    expect([state.track.get(), state.isAway.get()]).toEqual([null, true]);
    await second.devicesChanged([plugged('own')]);
    expect(getUserMedia).toHaveBeenCalledTimes(1);
    await Promise.all([second.devicesChanged([plugged('hall')]), second.devicesChanged([plugged('hall')])]);
    expect([state.track.get(), state.isAway.get()]).toEqual([again, false]);
    expect(getUserMedia).toHaveBeenCalledTimes(2);
  });

  it('gives way while it serves as the own one, so that nobody is heard twice', async () => {
    const [hall, again] = [microphone('hall', 'usb'), microphone('hall', 'usb')];
    gives(hall, again);
    await second.choose('hall');
    for (const double of [microphone('hall'), microphone('default', 'usb')]) {
      own = double;
      second.ownChanged();
      await vi.waitFor(() => expect(state.track.get()).toBe(null));
      expect(state.isAway.get()).toBe(false);
    }
    own = microphone('own');
    second.ownChanged();
    await vi.waitFor(() => expect(state.track.get()).toBe(again));
  });

  it('is taken anew when the browser has to treat its sound in another way', async () => {
    const [hall, plain] = [microphone('hall'), microphone('hall')];
    gives(hall, plain);
    await second.choose('hall');
    echoCancellation = false;
    second.ownChanged();
    await vi.waitFor(() => expect(state.track.get()).toBe(plain));
    expect(hall.stop).toHaveBeenCalled();
    expect(getUserMedia).toHaveBeenLastCalledWith({ audio: { deviceId: { exact: 'hall' }, echoCancellation: false } });
  });

  it('stays the one that it was when another cannot be opened', async () => {
    const [hall, again] = [microphone('hall'), microphone('hall')];
    gives(hall);
    await second.choose('hall');
    getUserMedia.mockRejectedValueOnce(new DOMException('', 'NotReadableError'));
    gives(again);
    expect(await second.choose('busy')).toBe(false);
    expect([state.track.get(), state.isAway.get()]).toEqual([again, false]);
    expect(chosenDevices.get().secondMicrophone).toBe('hall');
  });

  it('is let go of when it comes after the meeting was left', async () => {
    const hall = microphone('hall');
    const answer = Promise.withResolvers<unknown>();
    getUserMedia.mockReturnValueOnce(answer.promise);
    const choosing = second.choose('hall');
    await vi.waitFor(() => expect(getUserMedia).toHaveBeenCalled());
    second.stop();
    answer.resolve({ getTracks: () => [hall] });
    await choosing;
    expect([state.track.get(), hall.stop.mock.calls.length]).toEqual([null, 1]);
    await second.devicesChanged([plugged('hall')]);
    expect(getUserMedia).toHaveBeenCalledTimes(1);
  });
});
