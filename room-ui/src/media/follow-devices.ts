/** In the meeting: what is pulled out is replaced, and what was chosen is taken again when it is there. */
import { ownMedia } from './own-media.ts';
import type { SoundOutput } from './sound.ts';
import { watchDevices } from './watch-devices.ts';

/** Where the code for them cannot be loaded, as while the server is started again. */
const retryMs = 3_000;

/** `hasSecond`: this device may send a second camera and a second microphone. */
export function followDevices(sound: SoundOutput, hasSecond: boolean): () => void {
  const look = () =>
    watchDevices((present) => {
      void ownMedia.devicesChanged(present);
      sound.devicesChanged(present);
    });
  let stop = look();
  let stopExtras = () => {};
  let isPermitted = false;
  // A browser tells the names of speakers only once it gave a camera or a microphone.
  const onOwn = () => {
    const { status, camera, microphone } = ownMedia.state.get();
    if (isPermitted || status !== 'ready' || (!camera && !microphone)) return;
    isPermitted = true;
    stop();
    stop = look();
    if (hasSecond) stopExtras = followExtras();
  };
  onOwn();
  const unsubscribe = ownMedia.state.subscribe(onOwn);
  return () => {
    unsubscribe();
    stop();
    stopExtras();
  };
}

/** Few devices are a room's: the others do not load this. */
function followExtras(): () => void {
  let stop = () => {};
  let isOver = false;
  const load = async () => {
    const loaded = await import('./extra-devices.ts').catch(() => null);
    if (isOver) return;
    if (loaded) stop = loaded.followExtraDevices();
    else setTimeout(load, retryMs);
  };
  void load();
  return () => {
    isOver = true;
    stop();
  };
}
