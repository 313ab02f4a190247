/** Starts picture and sound for a meeting's page and ends them with it. */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { takeLink } from './early-link.ts';
import { afterFirstPaint } from './first-paint.ts';
import { followDevices } from './follow-devices.ts';
import type { OpenLink } from './media-link.ts';
import { type MediaSession, startMediaSession } from './media-session.ts';
import { extraStates, listenOnly, ownMedia, ownScreen, wantedBy } from './own-media.ts';
import { createShownPictures, type ShownPictures } from './shown-pictures.ts';
import { startShownTeller } from './shown-teller.ts';
import { createSoundOutput, type SoundOutput } from './sound.ts';

type MediaParts = { media: MediaSession; sound: SoundOutput };

/** One for the page: tiles tell it where they are before the media are there. */
let shownPictures: ShownPictures | undefined;

export function shownPicturesOfPage(): ShownPictures {
  shownPictures ??= createShownPictures();
  return shownPictures;
}

const MediaContext = createContext<MediaParts | null>(null);

type MediaProviderProps = {
  children: ReactNode;
  /** For a display: whether sound is allowed is asked before there is anything to hear. */
  isSoundChecked?: boolean;
};

/** The media code is heavy: the page is there before it. */
const openLinkLater: OpenLink = async (send, onFailed) => {
  const early = await takeLink(send, onFailed);
  if (early) return early;
  await afterFirstPaint();
  const { openMediaLink } = await import('./media-link.ts');
  return openMediaLink(send, onFailed);
};

/** Rendered only once the slices are there. */
export function MediaProvider({ children, isSoundChecked = false }: MediaProviderProps) {
  const session = useSession();
  const [parts, setParts] = useState<MediaParts | null>(null);
  useEffect(() => {
    const { me, media: held } = session.slices.get();
    // After a reload the person's own mute goes on: a page must not open what its owner closed.
    if (me && held?.rows[me.head.endpointId]?.isMuted) ownMedia.setMuted(true);
    const wanted = me && !listenOnly.get() ? wantedBy(me.head) : { camera: false, microphone: false };
    const isAsked = ownMedia.state.get().status !== 'idle';
    if (!isAsked && (wanted.camera || wanted.microphone)) void ownMedia.ask(wanted);
    const sound = createSoundOutput({ isCheckedAhead: isSoundChecked });
    const own = { local: ownMedia, ...extraStates, screen: ownScreen };
    const media = startMediaSession(session, own, sound, openLinkLater);
    const stopDevices = followDevices(sound, me?.head.role === 'room');
    const stopTelling = startShownTeller(session, shownPicturesOfPage().shown, media.rebuild);
    setParts({ media, sound });
    return () => {
      stopTelling();
      stopDevices();
      // No screen is read for a meeting that is left.
      ownScreen.stop();
      media.close();
      sound.close();
    };
  }, [session, isSoundChecked]);
  return parts && <MediaContext value={parts}>{children}</MediaContext>;
}

export function useMedia(): MediaParts {
  const parts = useContext(MediaContext);
  if (!parts) throw new Error('There is no media session around this component.');
  return parts;
}
