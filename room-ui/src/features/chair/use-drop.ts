/** Strikes a request off the list, with words for the record or without, and offers the way back. */
import type { PersonId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCommand } from '../../session/use-command.ts';
import { notices } from '../../ui/notices.ts';

type Request = { personId: PersonId; requestId: number; name: string };

/** Answers whether it was done. */
export function useDrop(): (request: Request, reason?: string) => Promise<boolean> {
  const { t } = useTranslation();
  const command = useCommand();
  return async ({ personId, requestId, name }, reason) => {
    const isDone = await command('floor.dropRequest', { personId, requestId, ...(reason ? { reason } : {}) });
    if (!isDone) return false;
    notices.undo(t('chair.dropped', { name }), async () => {
      await command('floor.undropRequest', { personId, requestId });
    });
    return true;
  };
}
