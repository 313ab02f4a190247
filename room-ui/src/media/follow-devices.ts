/** In the meeting: what is pulled out is replaced, and what was chosen is taken again when it is there. */
import { ownMedia, ownSecondCamera } from './own-media.ts';
import type { SoundOutput } from './sound.ts';
import { watchDevices } from './watch-devices.ts';

/** `hasSecond`: this device may send a second camera. */
export function followDevices(sound: SoundOutput, hasSecond: boolean): () => void {
  const look = () =>
    watchDevices((present) => {
      void ownMedia.devicesChanged(present);
      void ownSecondCamera.devicesChanged(present);
      sound.devicesChanged(present);
    });
  let stop = look();
  let isPermitted = false;
  // A browser tells the names of speakers only once it gave a camera or a microphone.
  const onOwn = () => {
    const { status, camera, microphone } = ownMedia.state.get();
    if (isPermitted || status !== 'ready' || (!camera && !microphone)) return;
    isPermitted = true;
    stop();
    stop = look();
    if (hasSecond) void ownSecondCamera.resume();
  };
  onOwn();
  const unsubscribe = ownMedia.state.subscribe(onOwn);
  return () => {
    unsubscribe();
    stop();
  };
}
