/** Sends a command from a tap and shows in words why it was refused. Answers undefined then. */

import { useCallback } from 'react';
import type { CommandInput, CommandName, CommandOutput } from '#contract';
import { useTranslation } from '../i18n/use-translation.ts';
import { notices } from '../ui/notices.ts';
import type { SendOptions } from './command-sender.ts';
import { failureText } from './failure-text.ts';
import { useSession } from './SessionContext.tsx';

export type Command = <Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  options?: SendOptions,
) => Promise<CommandOutput<Name> | undefined>;

export function useCommand(): Command {
  const { send } = useSession();
  const { t } = useTranslation();
  return useCallback(
    async (name, input, options) => {
      try {
        return await send(name, input, options);
      } catch (error) {
        notices.show('problem', failureText(t, error));
        return undefined;
      }
    },
    [send, t],
  );
}
