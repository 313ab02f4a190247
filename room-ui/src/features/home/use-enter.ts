/** From the start page into a meeting, with one tap; a session of the desk that has run out is mended on the way. */
import { useCallback } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { CommandError } from '../../session/command-error.ts';
import { failureText } from '../../session/failure-text.ts';
import { post } from '../../session/http.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { currentSessionKey } from '../../session/session-path.ts';
import { notices } from '../../ui/notices.ts';
import { navigate } from '../../ui/router.ts';

export function useEnter(): (meetingId: string) => Promise<void> {
  const { send } = useSession();
  const { t } = useTranslation();
  return useCallback(
    async (meetingId) => {
      const ask = () => post('enter', { sessionKey: currentSessionKey(), meetingId });
      try {
        const { sessionKey } = await ask().catch(async (error: unknown) => {
          if (!(error instanceof CommandError) || error.code !== 'NOT_SIGNED_IN') throw error;
          // Any command waits until somebody has signed in again; then there is a key to enter with.
          await send('home.read', {});
          return ask();
        });
        navigate(`/s/${sessionKey}`);
      } catch (error) {
        notices.show('problem', failureText(t, error));
      }
    },
    [send, t],
  );
}
