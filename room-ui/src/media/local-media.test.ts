import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chosenDevices } from './device-choice.ts';
import { createLocalMedia } from './local-media.ts';

const both = { camera: true, microphone: true };

function track(kind: 'audio' | 'video') {
  return { kind, enabled: true, stop: vi.fn(), addEventListener: vi.fn() };
}

function namedCamera(id: string) {
  let onEnded = () => {};
  const settings = { deviceId: id, groupId: '' };
  return {
    ...track('video'),
    label: id.toUpperCase(),
    getSettings: () => settings,
    addEventListener: (_: string, listener: () => void) => {
      onEnded = listener;
    },
    end: () => onEnded(),
  };
}

function plugged(deviceId: string): MediaDeviceInfo {
  return { kind: 'videoinput', deviceId, groupId: '', label: deviceId.toUpperCase(), toJSON: () => null };
}

function streamOf(...tracks: object[]) {
  return { getTracks: () => tracks } as unknown as MediaStream;
}

describe('the own camera and microphone', () => {
  const [camera, microphone] = [track('video'), track('audio')];
  const getUserMedia = vi.fn();
  beforeEach(() => {
    vi.resetAllMocks();
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('are asked for together and kept', async () => {
    getUserMedia.mockResolvedValue(streamOf(camera, microphone));
    const media = createLocalMedia();
    await media.ask(both);
    expect(media.state.get()).toMatchObject({ status: 'ready', camera, microphone });
    expect(getUserMedia).toHaveBeenCalledTimes(1);
  });

  it('are asked for one by one when one of them is not there', async () => {
    getUserMedia
      .mockRejectedValueOnce(new DOMException('', 'NotFoundError'))
      .mockRejectedValueOnce(new DOMException('', 'NotFoundError'))
      .mockResolvedValueOnce(streamOf(microphone));
    const media = createLocalMedia();
    await media.ask(both);
    expect(media.state.get()).toMatchObject({ camera: null, cameraProblem: 'missing', microphone, status: 'ready' });
  });

  it('are replaced by the next when one is pulled out, and taken again when it is back', async () => {
    const [first, second, again] = [namedCamera('a'), namedCamera('b'), namedCamera('a')];
    getUserMedia.mockResolvedValueOnce(streamOf(first));
    const media = createLocalMedia();
    await media.ask({ camera: true, microphone: false });
    getUserMedia.mockResolvedValueOnce(streamOf(second));
    first.end();
    await vi.waitFor(() => expect(media.state.get().news).toMatchObject({ what: 'replaced', lost: 'A', now: 'B' }));
    await media.devicesChanged([plugged('b')]);
    expect(media.state.get().camera).toBe(second);
    getUserMedia.mockResolvedValueOnce(streamOf(again));
    await Promise.all([media.devicesChanged([plugged('a'), plugged('b')]), media.devicesChanged([plugged('a')])]);
    expect(getUserMedia).toHaveBeenLastCalledWith({ video: expect.objectContaining({ deviceId: { exact: 'a' } }) });
    expect(media.state.get()).toMatchObject({ camera: again, news: { what: 'back', now: 'A' } });
    expect(getUserMedia).toHaveBeenCalledTimes(3);
  });

  it('are others when the chosen one is not plugged in', async () => {
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    chosenDevices.set('camera', 'gone');
    getUserMedia.mockImplementation(async ({ video }: { video: MediaTrackConstraints }) => {
      if (video.deviceId) throw new DOMException('', 'OverconstrainedError');
      return streamOf(camera);
    });
    const media = createLocalMedia();
    await media.ask({ camera: true, microphone: false });
    expect(media.state.get()).toMatchObject({ camera, cameraProblem: null });
    chosenDevices.set('camera', null);
  });

  it('stay off when they are back after their owner switched them off', async () => {
    const [first, second] = [namedCamera('a'), namedCamera('b')];
    getUserMedia.mockResolvedValueOnce(streamOf(first)).mockResolvedValueOnce(streamOf(second));
    const media = createLocalMedia();
    await media.ask({ camera: true, microphone: false });
    first.end();
    await vi.waitFor(() => expect(media.state.get().camera).toBe(second));
    await media.toggleCamera();
    await media.devicesChanged([plugged('a')]);
    expect(media.state.get().camera).toBe(null);
    expect(getUserMedia).toHaveBeenCalledTimes(2);
  });

  it('stay as they were when another one cannot be opened, and the page says why', async () => {
    const [first, again] = [namedCamera('a'), namedCamera('a')];
    getUserMedia
      .mockResolvedValueOnce(streamOf(first))
      .mockRejectedValueOnce(new DOMException('', 'NotReadableError'))
      .mockResolvedValueOnce(streamOf(again));
    const media = createLocalMedia();
    await media.ask({ camera: true, microphone: false });
    await media.choose('camera', 'b');
    expect(media.state.get()).toMatchObject({ camera: again, news: { what: 'failed', problem: 'busy' } });
  });

  it('are let go of when they come after the person chose to listen', async () => {
    const answer = Promise.withResolvers<MediaStream>();
    getUserMedia.mockReturnValue(answer.promise);
    const media = createLocalMedia();
    const asked = media.ask(both);
    media.release();
    answer.resolve(streamOf(camera, microphone));
    await asked;
    expect([camera.stop.mock.calls.length, microphone.stop.mock.calls.length]).toEqual([1, 1]);
    expect(media.state.get()).toMatchObject({ status: 'idle', camera: null, microphone: null });
  });

  it('are not asked for again one by one after they were let go of', async () => {
    const answer = Promise.withResolvers<MediaStream>();
    getUserMedia.mockReturnValue(answer.promise);
    const media = createLocalMedia();
    const asked = media.ask(both);
    media.release();
    answer.reject(new DOMException('', 'NotAllowedError'));
    await asked;
    expect(getUserMedia).toHaveBeenCalledTimes(1);
    expect(media.state.get()).toMatchObject({ status: 'idle', cameraProblem: null });
  });
});
