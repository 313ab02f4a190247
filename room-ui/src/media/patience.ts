/**
 * How long pictures wait before they are shown. On a line that loses packets, what was lost must be asked for and sent
 * again, sometimes twice; a picture that does not wait so long goes on without it and stutters. Pure.
 */
type Stat = { type: string; [field: string]: unknown };

/** Counters of all that comes in, as they stand now. */
export type Arrivals = { packets: number; lost: number; roundTripMs: number };

/** `waitMs` null: as long as the browser finds right. */
export type Patience = { waitMs: number | null; quietLooks: number };

export const noPatience: Patience = { waitMs: null, quietLooks: 0 };

/** How often one looks. */
export const lookEveryMs = 2_000;
const lossyRatio = 0.01;
const quietRatio = 0.003;
/** A line that was lossy is trusted again after so many looks without loss. */
const quietLooksNeeded = 15;
const leastPackets = 50;
/** Until a loss is noticed and answered, besides the way there and back. */
const answerMs = 60;
const sendings = 2;
const stepMs = 50;
const longestMs = 400;

export function patienceAfter(before: Patience, last: Arrivals, now: Arrivals): Patience {
  const lost = now.lost - last.lost;
  const expected = now.packets - last.packets + lost;
  // Of pictures that ended meanwhile the counters are gone, and nothing can be said of this time.
  if (lost < 0 || expected < leastPackets) return before;
  const lossRatio = lost / expected;
  if (lossRatio >= lossyRatio) {
    const wantedMs = Math.ceil((sendings * (now.roundTripMs + answerMs)) / stepMs) * stepMs;
    // Waiting longer and shorter by turns would itself be seen.
    return { waitMs: Math.max(before.waitMs ?? 0, Math.min(wantedMs, longestMs)), quietLooks: 0 };
  }
  if (before.waitMs === null || lossRatio > quietRatio) return { ...before, quietLooks: 0 };
  const quietLooks = before.quietLooks + 1;
  return quietLooks >= quietLooksNeeded ? noPatience : { ...before, quietLooks };
}

/** The worker's probes come as a picture of which nothing is ever received whole; what it loses means nothing. */
export function arrivalsOf(stats: Iterable<Stat>): Arrivals {
  const arrivals = { packets: 0, lost: 0, roundTripMs: 0 };
  for (const stat of stats) {
    if (stat.type === 'inbound-rtp' && (stat.kind === 'audio' || numberOf(stat.framesDecoded) > 0)) {
      arrivals.packets += numberOf(stat.packetsReceived);
      arrivals.lost += numberOf(stat.packetsLost);
    }
    if (stat.type === 'candidate-pair' && stat.nominated === true) {
      arrivals.roundTripMs = Math.max(arrivals.roundTripMs, numberOf(stat.currentRoundTripTime) * 1_000);
    }
  }
  return arrivals;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
