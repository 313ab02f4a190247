/** How long to wait before the next attempt: longer each time up to a limit, with some chance so that pages do not come at once. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const limitMs = Math.min(8_000, 400 * 2 ** attempt);
  return Math.round(limitMs * (0.5 + random() / 2));
}
