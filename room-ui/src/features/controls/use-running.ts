/** How the meeting stands, what this person may do about it, and the command that does it. */
import type { MeetingCommandType } from '#contract';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';

type RunCommand = 'meeting.open' | 'meeting.adjourn' | 'meeting.resume' | 'meeting.close';

export function useRunning() {
  const me = useSlice('me').head;
  const { status } = useSlice('meeting').head;
  const isOnline = useIsOnline();
  const command = useCommand();
  return {
    status,
    isDisabled: !isOnline,
    may: (name: MeetingCommandType) => me.may.includes(name),
    // Not sent again after a lost connection: it could end what was begun meanwhile.
    run: (name: RunCommand) => void command(name, {}, { patienceMs: 0 }),
  };
}
