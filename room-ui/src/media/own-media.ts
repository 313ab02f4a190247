/** The cameras and microphones of this document: its own are asked for on the join page and go along into the meeting. */
import type { Me } from '#contract';
import { createStore, type Store } from '../session/store.ts';
import { createLocalMedia, type Wanted } from './local-media.ts';
import { createScreenShare } from './screen-share.ts';

export const ownMedia = createLocalMedia();
export const ownScreen = createScreenShare();

/** What is sent beside the own camera and microphone, as `extraDevices` says. */
export type ExtraState = {
  track: Store<MediaStreamTrack | null>;
  /** The chosen one is not there. */
  isAway: Store<boolean>;
};
const extraState = (): ExtraState => ({
  track: createStore<MediaStreamTrack | null>(null),
  isAway: createStore(false),
});
export const extraStates = { secondCamera: extraState(), secondMicrophone: extraState() };

/** Whether there is anything to mute. */
export function hasMicrophone(): boolean {
  return ownMedia.state.get().microphone !== null || extraStates.secondMicrophone.track.get() !== null;
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
