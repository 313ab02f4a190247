/** Where the page of a session is: `/s/<key>/<section>/<rest>`. The key is public; the secret is in a cookie. */
import { navigate, usePath } from '../ui/router.ts';
import { continueUnder, newestKeyOf, parseSessionPath } from './session-keys.ts';

/** What follows the session's key in the address, e.g. `['meetings', 'm-1', 'agenda']`. */
export function useSegments(): string[] {
  return parseSessionPath(usePath())?.segments ?? [];
}

/** The key of this page's session, for requests that name it. */
export function currentSessionKey(): string {
  return newestKeyOf(parseSessionPath(location.pathname)?.sessionKey ?? '');
}

/** The address of a part of this session's page. */
export function sessionPath(...segments: string[]): string {
  return ['', 's', currentSessionKey(), ...segments].join('/');
}

export function goTo(...segments: string[]): void {
  navigate(sessionPath(...segments));
}

/** The session goes on under a new key: the address says so, and the page stays as it is. */
export function replaceSessionKey(newKey: string): void {
  const place = parseSessionPath(location.pathname);
  if (!place) return;
  continueUnder(place.sessionKey, newKey);
  history.replaceState(null, '', ['', 's', newKey, ...place.segments].join('/'));
}
