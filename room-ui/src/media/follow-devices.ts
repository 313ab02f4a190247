/** In the meeting: what is pulled out is replaced, and what was chosen is taken again when it is there. */
import { extraDevices, ownMedia } from './own-media.ts';
import type { SoundOutput } from './sound.ts';
import { watchDevices } from './watch-devices.ts';

/** `hasSecond`: this device may send a second camera and a second microphone. */
export function followDevices(sound: SoundOutput, hasSecond: boolean): () => void {
  const extras = Object.values(extraDevices);
  const look = () =>
    watchDevices((present) => {
      void ownMedia.devicesChanged(present);
      for (const extra of extras) void extra.devicesChanged(present);
      sound.devicesChanged(present);
    });
  let stop = look();
  let isPermitted = false;
  // A browser tells the names of speakers only once it gave a camera or a microphone.
  const onOwn = () => {
    for (const extra of extras) extra.ownChanged();
    const { status, camera, microphone } = ownMedia.state.get();
    if (isPermitted || status !== 'ready' || (!camera && !microphone)) return;
    isPermitted = true;
    stop();
    stop = look();
    if (hasSecond) for (const extra of extras) void extra.resume();
  };
  onOwn();
  const unsubscribe = ownMedia.state.subscribe(onOwn);
  return () => {
    unsubscribe();
    stop();
  };
}
