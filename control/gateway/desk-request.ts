/** An HTTP request of somebody who is signed in at the desk: the cookie of the session, and its account as it is now. */
import type { IncomingMessage } from 'node:http';
import { errorMeanings } from '#contract';
import { AppError } from '../errors.ts';
import type { Account, Accounts } from '../identity/accounts.ts';
import type { DeskSession, Sessions } from '../identity/sessions.ts';
import { currentAccount } from './command-context.ts';
import { findSession } from './session-cookies.ts';

/** Throws `NOT_SIGNED_IN`, and `PASSWORD_CHANGE_NEEDED` as commands do. */
export function readyAccountOf(
  { sessions, accounts }: { sessions: Sessions; accounts: Accounts },
  sessionKey: string,
  { headers }: IncomingMessage,
): { session: DeskSession; account: Account } {
  const session = findSession(sessions, sessionKey, headers.cookie);
  if (session?.kind !== 'desk') throw new AppError('NOT_SIGNED_IN', errorMeanings.NOT_SIGNED_IN);
  const account = currentAccount(session, { accounts });
  if (account.mustChangePassword) {
    throw new AppError('PASSWORD_CHANGE_NEEDED', errorMeanings.PASSWORD_CHANGE_NEEDED);
  }
  return { session, account };
}
