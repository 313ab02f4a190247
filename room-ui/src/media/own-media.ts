/** The one camera and microphone of this document: they are asked for on the join page and go along into the meeting. */
import type { Me } from '#contract';
import { createLocalMedia, type Wanted } from './local-media.ts';
import { createScreenShare } from './screen-share.ts';
import { createSecondCamera } from './second-camera.ts';

export const ownMedia = createLocalMedia();
export const ownScreen = createScreenShare();
export const ownSecondCamera = createSecondCamera();

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
