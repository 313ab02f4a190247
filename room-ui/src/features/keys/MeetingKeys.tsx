/** Listens for the keys of the meeting's page and does what the buttons do, from the moment when those are there. */
import { useEffect, useRef } from 'react';
import { hasMicrophone, ownMedia, wantedBy } from '../../media/own-media.ts';
import { useSession } from '../../session/SessionContext.tsx';
import type { Session } from '../../session/session.ts';
import { goTo } from '../../session/session-path.ts';
import { type Command, useCommand } from '../../session/use-command.ts';
import { isStaff } from '../attendance/model.ts';
import { toggleChat } from '../chat/chat-memory.ts';
import { floorOf } from '../floor/model.ts';
import { floorButton, floorKeyCommand } from '../floor/own-floor.ts';
import { minutesSegment } from '../minutes/minutes-address.ts';
import type { KeyId } from './catalogue.ts';
import { keyOf } from './key-of.ts';
import { followPointer, isPointerFocus } from './pointer-focus.ts';
import { createTalkHold } from './talk-hold.ts';

/** Where a dialog is open, the page behind it is not reached by keys. */
const worksInDialogs: readonly KeyId[] = ['microphone', 'camera', 'sheet'];

export function MeetingKeys({ onSheet }: { onSheet: () => void }): null {
  const session = useSession();
  const command = useCommand();
  const latest = useRef({ command, onSheet });
  latest.current = { command, onSheet };
  useEffect(() => {
    const hold = createTalkHold({
      hasFloor: () => session.slices.get().me?.head.isMicrophoneOpen ?? false,
      isMuted: () => ownMedia.state.get().isMuted,
      setMuted: (isMuted) => ownMedia.setMuted(isMuted),
    });
    const act = (id: KeyId): boolean => {
      if (id === 'talk') return hold.start();
      if (id === 'sheet') {
        latest.current.onSheet();
        return true;
      }
      return actions[id]?.(session, latest.current.command) ?? false;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const id = keyOf(event, 'meeting');
      if (!id || (isDialogOpen() && !worksInDialogs.includes(id))) return;
      // A held key repeats; only talking goes on.
      if (event.repeat && id !== 'talk') return event.preventDefault();
      if (act(id)) event.preventDefault();
    };
    // Before the button that the pointer pressed takes the space bar for itself.
    const onKeyDownFirst = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || !isPointerFocus(document.activeElement)) return;
      onKeyDown(event);
      if (event.defaultPrevented) event.stopPropagation();
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.code === 'Space' && hold.end()) event.preventDefault();
    };
    const end = () => void hold.end();
    const endings = [
      session.slices.subscribe(() => session.slices.get().me?.head.isMicrophoneOpen || hold.end()),
      followPointer(),
      end,
    ];
    addEventListener('keydown', onKeyDownFirst, true);
    addEventListener('keydown', onKeyDown);
    addEventListener('keyup', onKeyUp);
    addEventListener('blur', end);
    document.addEventListener('visibilitychange', end);
    return () => {
      for (const close of endings) close();
      removeEventListener('keydown', onKeyDownFirst, true);
      removeEventListener('keydown', onKeyDown);
      removeEventListener('keyup', onKeyUp);
      removeEventListener('blur', end);
      document.removeEventListener('visibilitychange', end);
    };
  }, [session]);
  return null;
}

type Action = (session: Session, command: Command) => boolean;

/** Each says whether it did something: only then does the browser not do what it would. */
const actions: Partial<Record<KeyId, Action>> = {
  microphone: (session) => {
    if (!mayShow(session) || !hasMicrophone()) return false;
    ownMedia.setMuted(!ownMedia.state.get().isMuted);
    return true;
  },
  camera: (session) => {
    if (!mayShow(session)) return false;
    void ownMedia.toggleCamera();
    return true;
  },
  floor: (session, command) => {
    const { me, floor, attendance, agenda, meeting } = session.slices.get();
    if (session.phase.get().name !== 'online' || !me || !floor || !attendance || !agenda || !meeting) return false;
    const wish = floorKeyCommand(
      floorButton({
        me: me.head,
        floor: floorOf(floor),
        names: attendance.rows,
        status: meeting.head.status,
        itemId: agenda.head.activeItemId,
      }),
    );
    if (!wish) return false;
    void command(wish.name, wish.input);
    return true;
  },
  people: () => {
    document.querySelector<HTMLElement>('[data-testid="tab-attendance"]')?.click();
    // The tab draws its panel first.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.panel.attendance')?.focus());
    return true;
  },
  chat: () => {
    toggleChat();
    return true;
  },
  minutes: (session) => {
    const { me } = session.slices.get();
    if (!me || !isStaff(me.head)) return false;
    goTo(minutesSegment);
    return true;
  },
  invite: () => press('.chair-queue .invite:not(:disabled)'),
  extend: () => press('.speaker-desk .extend button:not(:disabled)'),
  bar: () => {
    const button = document.querySelector<HTMLElement>('.control-bar button:not(:disabled)');
    button?.focus();
    return button !== null;
  },
};

/** The first of the buttons that do this: the key does what the eye sees. */
function press(selector: string): boolean {
  const button = document.querySelector<HTMLElement>(selector);
  button?.click();
  return button !== null;
}

function mayShow(session: Session): boolean {
  const { me } = session.slices.get();
  return me !== undefined && wantedBy(me.head).camera;
}

function isDialogOpen(): boolean {
  return document.querySelector('.overlay') !== null;
}
