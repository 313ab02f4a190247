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
  start(): void;
  /** The key was let go, the page lost the focus or was hidden, or the floor ended. */
  end(): void;
};

export function createTalkHold(host: TalkHost): TalkHold {
  let isHeld = false;
  return {
    start() {
      // A held key repeats.
      if (isHeld || !host.hasFloor() || !host.isMuted()) return;
      isHeld = true;
      host.setMuted(false);
    },
    end() {
      if (!isHeld) return;
      isHeld = false;
      host.setMuted(true);
    },
  };
}
