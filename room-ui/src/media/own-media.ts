/** The cameras and microphones of this document: its own are asked for on the join page and go along into the meeting. */
import type { Me } from '#contract';
import { withChoice } from './device-choice.ts';
import { ExtraDevice } from './extra-device.ts';
import { createLocalMedia, soundConstraints, type Wanted } from './local-media.ts';
import { createScreenShare } from './screen-share.ts';

export const ownMedia = createLocalMedia();
export const ownScreen = createScreenShare();
export const extraDevices = {
  secondCamera: new ExtraDevice('secondCamera', {
    constraints: (id) => ({ video: withChoice({ width: { ideal: 1280 }, height: { ideal: 720 } }, id) }),
    own: () => ownMedia.state.get().camera,
    isMuted: () => false,
  }),
  secondMicrophone: new ExtraDevice('secondMicrophone', {
    constraints: (id) => ({ audio: withChoice(soundConstraints(ownMedia.state.get().processing), id) }),
    own: () => ownMedia.state.get().microphone,
    isMuted: () => ownMedia.state.get().isMuted,
  }),
};

/** Whether there is anything to mute. */
export function hasMicrophone(): boolean {
  return ownMedia.state.get().microphone !== null || extraDevices.secondMicrophone.track.get() !== null;
}

const listenOnlyKey = 'rostrum.listenOnly';

/** A person who chose to listen is not asked for a camera again after a reload. */
export const listenOnly = {
  get: () => sessionStorage.getItem(listenOnlyKey) === 'yes',
  set: (isChosen: boolean) => sessionStorage.setItem(listenOnlyKey, isChosen ? 'yes' : 'no'),
};

export function wantedBy(me: Me): Wanted {
  const speaks = me.may.includes('floor.request') || me.may.includes('floor.grant');
  return { camera: speaks, microphone: speaks };
}
