/** Another camera that this device sends beside its own, as a room's device does: the hall beside the chair. */
import { createStore } from '../session/store.ts';
import { chosenDevices } from './device-choice.ts';

export type SecondCamera = ReturnType<typeof createSecondCamera>;

export function createSecondCamera() {
  const track = createStore<MediaStreamTrack | null>(null);
  /** The chosen one is not there. */
  const isAway = createStore(false);

  async function take(deviceId: string): Promise<boolean> {
    try {
      const video = { deviceId: { exact: deviceId }, width: { ideal: 1280 }, height: { ideal: 720 } };
      const [found] = (await navigator.mediaDevices.getUserMedia({ video })).getVideoTracks();
      found?.addEventListener('ended', () => {
        if (track.get() !== found) return;
        track.set(null);
        isAway.set(true);
      });
      track.get()?.stop();
      track.set(found ?? null);
      isAway.set(false);
      return found !== undefined;
    } catch {
      return false;
    }
  }

  function stop(): void {
    track.get()?.stop();
    track.set(null);
    isAway.set(false);
  }

  return {
    track: track as Pick<typeof track, 'get' | 'subscribe'>,
    isAway: isAway as Pick<typeof isAway, 'get' | 'subscribe'>,
    /** Null: none any more. Answers whether it is there; it is remembered for the next meeting then. */
    async choose(deviceId: string | null): Promise<boolean> {
      stop();
      if (deviceId && !(await take(deviceId))) return false;
      chosenDevices.set('secondCamera', deviceId);
      return true;
    },
    /** Takes the one that was chosen before, as after a power cut. */
    async resume(): Promise<void> {
      const { secondCamera } = chosenDevices.get();
      if (secondCamera && !track.get()) isAway.set(!(await take(secondCamera)));
    },
    /** What is plugged in now. */
    async devicesChanged(present: readonly MediaDeviceInfo[]): Promise<void> {
      const { secondCamera } = chosenDevices.get();
      if (isAway.get() && secondCamera && present.some(({ deviceId }) => deviceId === secondCamera)) {
        await take(secondCamera);
      }
    },
    stop,
  };
}
