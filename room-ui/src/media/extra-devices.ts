/** The second camera and the second microphone of a room's device. Only rooms load this, once the meeting is there. */
import { withChoice } from './device-choice.ts';
import { ExtraDevice } from './extra-device.ts';
import { soundConstraints } from './local-media.ts';
import { extraStates, ownMedia } from './own-media.ts';
import { watchDevices } from './watch-devices.ts';

export const extraDevices = {
  secondCamera: new ExtraDevice('secondCamera', extraStates.secondCamera, {
    constraints: (id) => ({ video: withChoice({ width: { ideal: 1280 }, height: { ideal: 720 } }, id) }),
    own: () => ownMedia.state.get().camera,
    isMuted: () => false,
  }),
  secondMicrophone: new ExtraDevice('secondMicrophone', extraStates.secondMicrophone, {
    constraints: (id) => ({ audio: withChoice(soundConstraints(ownMedia.state.get().processing), id) }),
    own: () => ownMedia.state.get().microphone,
    isMuted: () => ownMedia.state.get().isMuted,
  }),
};

/** Takes those that were chosen before and keeps them; the answer ends it. */
export function followExtraDevices(): () => void {
  const all = Object.values(extraDevices);
  for (const extra of all) void extra.resume();
  const endings = [
    watchDevices((present) => {
      for (const extra of all) void extra.devicesChanged(present);
    }),
    ownMedia.state.subscribe(() => {
      for (const extra of all) extra.ownChanged();
    }),
  ];
  return () => {
    for (const end of endings) end();
    // Nobody is filmed or heard for a meeting that is left.
    for (const extra of all) extra.stop();
  };
}
