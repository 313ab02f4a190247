/** How well a device's line goes, in one word, from the counters of the media plane. Pure. */
import type { LinkQuality } from '#contract';
import type { PeerStats } from '#sfu';

export type QualityFacts = {
  isConnected: boolean;
  /** Its camera is on, as its page says. */
  isPictureExpected: boolean;
  stats: PeerStats | null;
};

const limits = { lossRatio: 0.03, roundTripMs: 300, slowBps: 250_000, deadScore: 0 } as const;
/** Past so much of a limit a bad word is taken back: it does not come and go. */
const backShare = 0.7;

export function linkQualityOf(
  { isConnected, isPictureExpected, stats }: QualityFacts,
  before: LinkQuality | null,
): LinkQuality | null {
  if (!isConnected) return 'lost';
  if (!stats || stats.lines.length === 0) return null;
  const isDown = (state: string) => state === 'disconnected' || state === 'closed';
  if (stats.lines.every(({ iceState }) => isDown(iceState))) return 'lost';
  const camera = stats.producers.find(({ source }) => source === 'camera');
  if (isPictureExpected && camera && camera.bitrateBps === 0 && camera.score <= limits.deadScore) return 'noPicture';
  const limitFor = (word: LinkQuality, limit: number) => (before === word ? limit * backShare : limit);
  const loss = Math.max(0, ...stats.lines.map(({ lossRatio }) => lossRatio ?? 0));
  if (loss > limitFor('weakLoss', limits.lossRatio)) return 'weakLoss';
  const delayMs = Math.max(0, ...stats.lines.map(({ roundTripMs }) => roundTripMs ?? 0));
  if (delayMs > limitFor('weakDelay', limits.roundTripMs)) return 'weakDelay';
  const receive = stats.lines.find(({ direction }) => direction === 'receive');
  const isAsking = stats.consumers.some(({ kind, isPaused }) => kind === 'video' && !isPaused);
  const slowBps = before === 'slow' ? limits.slowBps / backShare : limits.slowBps;
  if (isAsking && receive?.availableBps && receive.availableBps < slowBps) return 'slow';
  return 'good';
}

/** What goes over a device's line now, each way. */
export function lineUseOf(stats: PeerStats | null): { sendBps: number; receiveBps: number } {
  const sum = (direction: 'send' | 'receive') =>
    (stats?.lines ?? []).filter((line) => line.direction === direction).reduce((all, line) => all + line.bitrateBps, 0);
  return { sendBps: sum('send'), receiveBps: sum('receive') };
}
