/**
 * Keys of sessions in addresses. A session of the desk that ran out goes on under a new key; to the page it stays the same
 * session, so both keys have one identity, and addresses of the old key lead to the new one.
 */
const pattern = /^\/s\/([A-Za-z0-9_-]+)((?:\/[A-Za-z0-9_-]+)*)\/?$/;
const identities = new Map<string, string>();
const newestKeys = new Map<string, string>();

/** The key of the session in an address, and what follows it; null for other addresses. */
export function parseSessionPath(path: string): { sessionKey: string; segments: string[] } | null {
  const match = path.match(pattern);
  if (!match?.[1]) return null;
  return { sessionKey: match[1], segments: (match[2] ?? '').split('/').filter(Boolean) };
}

/** The same for all keys that one session had one after another. */
export function sessionIdentity(sessionKey: string): string {
  return identities.get(sessionKey) ?? sessionKey;
}

/** The key that the server takes now. */
export function newestKeyOf(sessionKey: string): string {
  return newestKeys.get(sessionIdentity(sessionKey)) ?? sessionKey;
}

export function continueUnder(oldKey: string, newKey: string): void {
  const identity = sessionIdentity(oldKey);
  identities.set(newKey, identity);
  newestKeys.set(identity, newKey);
}
