/** The accounts of a body, read anew after each change. Null until they are here. */
import { useCallback, useEffect, useState } from 'react';
import type { BodyId } from '#contract';
import { useCommand } from '../../session/use-command.ts';
import type { Account } from './model.ts';

export function useAccounts(bodyId: BodyId | null): { accounts: readonly Account[] | null; reload(): Promise<void> } {
  const command = useCommand();
  const [accounts, setAccounts] = useState<readonly Account[] | null>(null);
  const reload = useCallback(async () => {
    if (!bodyId) return;
    const answer = await command('account.list', { bodyId });
    if (answer) setAccounts(answer.accounts);
  }, [command, bodyId]);
  useEffect(() => void reload(), [reload]);
  return { accounts, reload };
}
