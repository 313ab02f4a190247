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

export function readLine(send: RTCStatsReport, receive: RTCStatsReport, at: number): Reading {
  const out = [...send.values()];
  const back = [...receive.values()];
  const sum = (stats: readonly Record<string, unknown>[], type: string, field: string) =>
    stats.reduce((total, stat) => total + (stat.type === type ? Math.max(0, Number(stat[field] ?? 0)) : 0), 0);
  return {
    at,
    bytesSent: sum(out, 'outbound-rtp', 'bytesSent') + sum(out, 'outbound-rtp', 'headerBytesSent'),
    packetsSent: sum(out, 'outbound-rtp', 'packetsSent'),
    lostOut: sum(out, 'remote-inbound-rtp', 'packetsLost'),
    bytesReceived: sum(back, 'inbound-rtp', 'bytesReceived') + sum(back, 'inbound-rtp', 'headerBytesReceived'),
    packetsReceived: sum(back, 'inbound-rtp', 'packetsReceived'),
    lostIn: sum(back, 'inbound-rtp', 'packetsLost'),
    ...pathOf(out),
  };
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

/** What a sender that tries how much the line bears loses at the beginning does not come back in a meeting. */
const steadyMs = 2_500;

/** The direction that loses more, of late; null before anything was sent. */
export function lossOf(readings: readonly Reading[]): number | null {
  const last = readings.at(-1);
  if (!last || last.packetsSent === 0) return null;
  const first = readings.findLast(({ at }) => last.at - at >= steadyMs);
  const since = (field: 'packetsSent' | 'packetsReceived' | 'lostOut' | 'lostIn') =>
    Math.max(0, last[field] - (first?.[field] ?? 0));
  const [sent, back] = [since('packetsSent'), since('packetsReceived') + since('lostIn')];
  return Math.min(1, Math.max(sent > 0 ? since('lostOut') / sent : 0, back > 0 ? since('lostIn') / back : 0));
}

/** What is known of the line after some readings, null for what is not. */
export function lineOf(readings: readonly Reading[]): Line {
  const { sendBps, receiveBps } = bestBitrates(readings);
  const roundTrips = readings.flatMap(({ roundTripMs }) => roundTripMs ?? []).sort((one, other) => one - other);
  return {
    sendBps: sendBps || null,
    receiveBps: receiveBps || null,
    roundTripMs: roundTrips[Math.floor(roundTrips.length / 2)] ?? null,
    lossRatio: lossOf(readings),
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
