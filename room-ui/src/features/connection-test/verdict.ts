/** One verdict about a line, and what to do about it. Pure. */
import type { HttpInput } from '#contract';

export type TestResult = HttpInput<'connection-test/end'>['result'];
export type Measured = Omit<TestResult, 'verdict'>;
/** What is known before the way is sought anew and the relay has answered. */
export type Line = Omit<Measured, 'isRelayReachable' | 'reconnectMs'>;
export type Advice = 'none' | 'loss' | 'bitrate' | 'delay' | 'tcp' | 'reconnect' | 'blocked';

/** A camera in full size and the pictures of a meeting fit; speech and a small picture fit. */
const good = { bps: 1_200_000, lossRatio: 0.02, roundTripMs: 150 };
const usable = { bps: 300_000, lossRatio: 0.08, roundTripMs: 500 };
/** Above what is usable: a line is not called poor for what was not sent into it. */
const minimumBps = 400_000;

export function verdictOf(measured: Measured): TestResult['verdict'] {
  // Some way was found where the path is known: what came through on it was too little to measure.
  if (lowerBps(measured) === null) return measured.path === null ? 'failed' : 'poor';
  if (keeps(measured, good) && measured.reconnectMs !== null) return 'good';
  return keeps(measured, usable) ? 'usable' : 'poor';
}

/** The first thing to mend. */
export function adviceFor(measured: Measured): Advice {
  const { lossRatio, roundTripMs, path, reconnectMs } = measured;
  const bps = lowerBps(measured);
  // What is lost of so little says nothing of the line but that it is full.
  if (bps === null) return path === null ? 'blocked' : 'bitrate';
  if ((lossRatio ?? 0) > good.lossRatio) return 'loss';
  if (bps < good.bps) return 'bitrate';
  if ((roundTripMs ?? 0) > good.roundTripMs) return 'delay';
  if (reconnectMs === null) return 'reconnect';
  return path === 'tcp' ? 'tcp' : 'none';
}

/** Nothing but the bitrate speaks against the line, no loss and no delay: the sender may not have gathered its speed yet. */
export function isHeldBack(line: Line): boolean {
  const bps = lowerBps(line);
  return bps !== null && bps < good.bps && keeps({ ...line, sendBps: good.bps, receiveBps: good.bps }, good);
}

/** What a line that loses should be sent to see whether it loses less; null for one that need not be spared. */
export function gentleBps(line: Line): number | null {
  if ((line.lossRatio ?? 0) <= good.lossRatio) return null;
  return Math.max(minimumBps, Math.round((lowerBps(line) ?? 0) * 0.75));
}

/** The direction that is slower decides; null when too little came through to measure it. */
export function lowerBps({ sendBps, receiveBps }: Pick<Line, 'sendBps' | 'receiveBps'>): number | null {
  return sendBps && receiveBps ? Math.min(sendBps, receiveBps) : null;
}

function keeps(measured: Line, limit: typeof good): boolean {
  const { lossRatio, roundTripMs } = measured;
  return (
    (lowerBps(measured) ?? 0) >= limit.bps &&
    (lossRatio ?? 0) <= limit.lossRatio &&
    (roundTripMs ?? 0) <= limit.roundTripMs
  );
}
