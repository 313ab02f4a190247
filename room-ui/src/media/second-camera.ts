/** Another camera that this device sends beside its own, as a room's device does: the hall beside the chair. */
import { createStore } from '../session/store.ts';

export type SecondCamera = ReturnType<typeof createSecondCamera>;

export function createSecondCamera() {
  const track = createStore<MediaStreamTrack | null>(null);

  return {
    track: track as Pick<typeof track, 'get' | 'subscribe'>,
    /** Null: none any more. Answers whether it is there. */
    async choose(deviceId: string | null): Promise<boolean> {
      track.get()?.stop();
      track.set(null);
      if (!deviceId) return true;
      try {
        const video = { deviceId: { exact: deviceId }, width: { ideal: 1280 }, height: { ideal: 720 } };
        const [found] = (await navigator.mediaDevices.getUserMedia({ video })).getVideoTracks();
        found?.addEventListener('ended', () => {
          if (track.get() === found) track.set(null);
        });
        track.set(found ?? null);
        return found !== undefined;
      } catch {
        return false;
      }
    },
  };
}
