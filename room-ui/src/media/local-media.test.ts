import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLocalMedia } from './local-media.ts';

const both = { camera: true, microphone: true };

function track(kind: 'audio' | 'video') {
  return { kind, enabled: true, stop: vi.fn(), addEventListener: vi.fn() };
}

function streamOf(...tracks: ReturnType<typeof track>[]) {
  return { getTracks: () => tracks } as unknown as MediaStream;
}

describe('the own camera and microphone', () => {
  const [camera, microphone] = [track('video'), track('audio')];
  const getUserMedia = vi.fn();
  beforeEach(() => {
    vi.clearAllMocks();
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
