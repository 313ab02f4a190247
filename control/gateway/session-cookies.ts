/** One http-only cookie per session, so that several sessions of one browser never disturb each other. */
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Session, Sessions } from '../identity/sessions.ts';

/** `__Host-` binds the cookie to this host, to TLS and to the whole site. */
const prefix = '__Host-rostrum-';

export function sessionCookie(session: Session, secret: string): string {
  const maxAge = Math.floor((session.expiresAt - Date.now()) / 1_000);
  return cookie(session.key, secret, maxAge);
}

export function endedCookie(sessionKey: string): string {
  return cookie(sessionKey, '', 0);
}

export function findSession(sessions: Sessions, sessionKey: string, cookieHeader: string | undefined): Session | null {
  const secret = parseCookie(cookieHeader ?? '')[prefix + sessionKey];
  return secret ? sessions.find(sessionKey, secret) : null;
}

function cookie(sessionKey: string, value: string, maxAge: number): string {
  return stringifySetCookie({
    name: prefix + sessionKey,
    value,
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'strict',
    maxAge,
  });
}
