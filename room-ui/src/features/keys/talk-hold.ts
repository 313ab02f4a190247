/**
 * Talking while a key is held: lifts the person's own mute while they have the floor, and puts it back however the hold
 * ends. It never opens what the floor keeps closed and changes nothing for somebody who is not muted.
 */
export type TalkHost = {
  hasFloor(): boolean;
  isMuted(): boolean;
  setMuted(isMuted: boolean): void;
};

export type TalkHold = {
  /** True while the mute is lifted by this hold. */
  start(): boolean;
  /** The key was let go, the page lost the focus or was hidden, or the floor ended. True where that ended a hold. */
  end(): boolean;
};

export function createTalkHold(host: TalkHost): TalkHold {
  let isHeld = false;
  return {
    start() {
      // A held key repeats.
      if (isHeld) return true;
      if (!host.hasFloor() || !host.isMuted()) return false;
      isHeld = true;
      host.setMuted(false);
      return true;
    },
    end() {
      if (!isHeld) return false;
      isHeld = false;
      host.setMuted(true);
      return true;
    },
  };
}
