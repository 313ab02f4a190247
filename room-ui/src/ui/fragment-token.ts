/** The secret of a link stands behind its #, so that it never reaches a server's log or a referrer. */
export function fragmentToken(): string {
  return decodeURIComponent(location.hash.slice(1));
}
