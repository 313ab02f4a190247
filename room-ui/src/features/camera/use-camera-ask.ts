/** Asks the room agent of a site. Nothing is repeated by itself: a camera that turned late must not turn twice. */
import { useMemo } from 'react';
import type { AgentAnswer, AgentRequest, SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { failureText } from '../../session/failure-text.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { notices } from '../../ui/notices.ts';

/** A little longer than the server waits itself. */
const replyTimeoutsMs: Partial<Record<AgentRequest['type'], number>> = { test: 95_000, discover: 12_000 };

export type AskCamera = {
  /** Says in words why it failed; undefined then. */
  ask(request: AgentRequest): Promise<AgentAnswer | undefined>;
  /** Rejects with a `CommandError`, for a form that has a place for the words. */
  askOrThrow(request: AgentRequest): Promise<AgentAnswer>;
};

export function useCameraAsk(siteId: SiteId): AskCamera {
  const { send } = useSession();
  const { t } = useTranslation();
  return useMemo(() => {
    const askOrThrow = (request: AgentRequest) => {
      const replyTimeoutMs = replyTimeoutsMs[request.type];
      return send('camera.ask', { siteId, request }, { patienceMs: 0, ...(replyTimeoutMs ? { replyTimeoutMs } : {}) });
    };
    return {
      askOrThrow,
      async ask(request) {
        try {
          return await askOrThrow(request);
        } catch (error) {
          notices.show('problem', failureText(t, error));
          return undefined;
        }
      },
    };
  }, [send, siteId, t]);
}
