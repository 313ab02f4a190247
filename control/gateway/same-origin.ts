/** Requests that change something must come from this server's own pages. Programs that send no Origin are no browsers. */
import type { IncomingMessage } from 'node:http';

export function isSameOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
