/** Reads what went out, what came back and how long it took from the counters of two transports. */
import type { Line, TestResult } from './verdict.ts';

export type Reading = {
  at: number;
  /** With the headers: the line carries these too. */
  bytesSent: number;
  bytesReceived: number;
  packetsSent: number;
  packetsReceived: number;
  lostOut: number;
  lostIn: number;
  roundTripMs: number | null;
  path: TestResult['path'];
};

/** mediasoup's, the same in every room. */
const probeSsrc = 1_234;

export function readLine(send: RTCStatsReport, receive: RTCStatsReport, at: number): Reading {
  const out = [...send.values()];
  const back = [...receive.values()];
  // What the server sends to find out how much the line bears is meant to be lost on a narrow one.
  const streams = back.filter(({ ssrc }) => ssrc !== probeSsrc);
  return {
    at,
    bytesSent: sum(out, 'outbound-rtp', 'bytesSent') + sum(out, 'outbound-rtp', 'headerBytesSent'),
    packetsSent: sum(out, 'outbound-rtp', 'packetsSent'),
    lostOut: lostOf(out, { seen: 'remote-inbound-rtp', repaired: 'outbound-rtp', field: 'retransmittedPacketsSent' }),
    bytesReceived: sum(back, 'inbound-rtp', 'bytesReceived') + sum(back, 'inbound-rtp', 'headerBytesReceived'),
    packetsReceived: sum(streams, 'inbound-rtp', 'packetsReceived'),
    lostIn: lostOf(streams, { seen: 'inbound-rtp', repaired: 'inbound-rtp', field: 'retransmittedPacketsReceived' }),
    ...pathOf(out),
  };
}

function sum(stats: readonly Stat[], type: string, field: string): number {
  return stats.reduce((total, stat) => total + (stat.type === type ? countOf(stat[field]) : 0), 0);
}

function countOf(value: unknown): number {
  return Math.max(0, Number(value ?? 0));
}

/**
 * Of each stream the larger count, as some say it in one way and some in the other: a packet that was sent again in the
 * place of a lost one is no longer missed where sound is sent again, and stays so for pictures, which have RTX.
 */
function lostOf(stats: readonly Stat[], from: { seen: string; repaired: string; field: string }): number {
  const lost = new Map<unknown, number>();
  for (const { type, ssrc, ...stat } of stats) {
    const seen = type === from.seen ? countOf(stat.packetsLost) : 0;
    const repaired = type === from.repaired ? countOf(stat[from.field]) : 0;
    if (seen + repaired > 0) lost.set(ssrc, Math.max(lost.get(ssrc) ?? 0, seen, repaired));
  }
  return [...lost.values()].reduce((total, count) => total + count, 0);
}

/** The best stretch of `windowMs` in each direction: the sender begins slowly, and that is not the line's fault. */
export function bestBitrates(readings: readonly Reading[], windowMs = 1_000): { sendBps: number; receiveBps: number } {
  const best = { sendBps: 0, receiveBps: 0 };
  for (const from of readings) {
    const to = readings.find(({ at }) => at - from.at >= windowMs);
    if (!to) break;
    const seconds = (to.at - from.at) / 1_000;
    best.sendBps = Math.max(best.sendBps, ((to.bytesSent - from.bytesSent) * 8) / seconds);
    best.receiveBps = Math.max(best.receiveBps, ((to.bytesReceived - from.bytesReceived) * 8) / seconds);
  }
  return best;
}

/** The direction that loses more; null before anything was sent. */
export function lossOf(readings: readonly Reading[]): number | null {
  const last = readings.at(-1);
  if (!last || last.packetsSent === 0) return null;
  const first = readings.length > 1 ? readings[0] : undefined;
  const since = (field: 'packetsSent' | 'packetsReceived' | 'lostOut' | 'lostIn') =>
    Math.max(0, last[field] - (first?.[field] ?? 0));
  const [sent, received] = [since('packetsSent'), since('packetsReceived')];
  const [lostOut, lostIn] = [since('lostOut'), since('lostIn')];
  return Math.max(sent > 0 ? Math.min(1, lostOut / sent) : 0, lostIn > 0 ? lostIn / (received + lostIn) : 0);
}

/** What is known of the line after some readings, null for what is not. Loss is what it is from `steadyAt` on, if known. */
export function lineOf(readings: readonly Reading[], steadyAt = 0): Line {
  const steady = readings.filter(({ at }) => at >= steadyAt);
  const { sendBps, receiveBps } = bestBitrates(readings);
  const roundTrips = readings.flatMap(({ roundTripMs }) => roundTripMs ?? []).sort((one, other) => one - other);
  return {
    sendBps: sendBps || null,
    receiveBps: receiveBps || null,
    roundTripMs: roundTrips[Math.floor(roundTrips.length / 2)] ?? null,
    lossRatio: lossOf(steady.length > 1 ? steady : readings),
    path: readings.at(-1)?.path ?? null,
  };
}

type Stat = { type: string; id: string; [field: string]: unknown };

function pathOf(stats: readonly Stat[]): Pick<Reading, 'roundTripMs' | 'path'> {
  const transport = stats.find(({ type }) => type === 'transport');
  const pair =
    stats.find(({ id }) => id === transport?.selectedCandidatePairId) ??
    stats.find(({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded');
  const local = stats.find(({ id }) => id === pair?.localCandidateId);
  const seconds = typeof pair?.currentRoundTripTime === 'number' ? pair.currentRoundTripTime : null;
  const path = local?.candidateType === 'relay' ? 'relay' : local?.protocol;
  return {
    roundTripMs: seconds === null ? null : seconds * 1_000,
    path: path === 'udp' || path === 'tcp' || path === 'relay' ? path : null,
  };
}
