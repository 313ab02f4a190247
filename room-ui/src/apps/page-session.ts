/** The session of a page with its early media, opened by the page itself, or by the tap that leads to it. */
import { beginLink } from '../media/early-link.ts';
import { openSession, type Session } from '../session/session.ts';

export type PageSession = { session: Session; close(): void };

let begun: (PageSession & { sessionKey: string }) | undefined;

/** Connects while the page that will show the session is still to be drawn. */
export function beginPageSession(sessionKey: string): void {
  begun?.close();
  begun = { sessionKey, ...openPageSession(sessionKey, false) };
}

/** The session that was begun under this key, once; else a new one. */
export function takePageSession(sessionKey: string, isKnownDesk: boolean): PageSession {
  const ahead = begun;
  begun = undefined;
  if (ahead?.sessionKey === sessionKey) return ahead;
  ahead?.close();
  return openPageSession(sessionKey, isKnownDesk);
}

function openPageSession(sessionKey: string, isKnownDesk: boolean): PageSession {
  const session = openSession(sessionKey, isKnownDesk);
  const endLink = beginLink(session);
  return {
    session,
    close() {
      endLink();
      session.close();
    },
  };
}
