/**
 * This device's screen, shared with the meeting: sharp rather than smooth. It ends here, by the browser's own bar, or when
 * the server ends it for somebody else.
 */
import { createStore } from '../session/store.ts';

export type ScreenState = {
  status: 'off' | 'asking' | 'on';
  picture: MediaStreamTrack | null;
  /** That of the shared window, where the browser gives it. */
  sound: MediaStreamTrack | null;
  /** Takes the place of the screen that somebody else shares. */
  isReplacing: boolean;
  /** Why the last one ended, when that was not by this person. */
  ending: 'denied' | 'taken' | 'ended' | null;
};

const off: ScreenState = { status: 'off', picture: null, sound: null, isReplacing: false, ending: null };

const constraints: DisplayMediaStreamOptions = {
  video: { width: { max: 2560 }, height: { max: 1440 }, frameRate: { ideal: 5, max: 10 } },
  audio: true,
};

export type ScreenShare = ReturnType<typeof createScreenShare>;

export function createScreenShare() {
  const state = createStore<ScreenState>(off);

  function end(ending: ScreenState['ending']): void {
    const { picture, sound } = state.get();
    state.set({ ...off, ending });
    picture?.stop();
    sound?.stop();
  }

  return {
    state: state as Pick<typeof state, 'get' | 'subscribe'>,
    /** False on phones. */
    isOffered: () => Boolean((navigator.mediaDevices as MediaDevices | undefined)?.getDisplayMedia),
    async start(isReplacing: boolean): Promise<void> {
      if (state.get().status !== 'off') return;
      state.set({ ...off, status: 'asking' });
      try {
        const stream = await navigator.mediaDevices.getDisplayMedia(constraints);
        const [picture] = stream.getVideoTracks();
        const [sound] = stream.getAudioTracks();
        if (!picture) throw new DOMException('', 'NotFoundError');
        // Letters stay sharp: the encoder drops frames rather than lines.
        picture.contentHint = 'detail';
        picture.addEventListener('ended', () => {
          if (state.get().picture === picture) end(null);
        });
        state.set({ status: 'on', picture, sound: sound ?? null, isReplacing, ending: null });
      } catch (error) {
        // Closing the browser's question is no fault.
        const isOwnWish = error instanceof DOMException && error.name === 'NotAllowedError';
        state.set({ ...off, ending: isOwnWish ? null : 'denied' });
      }
    },
    stop: () => end(null),
    /** The server took or refused it. */
    endFor: (ending: 'taken' | 'ended') => end(ending),
  };
}
