import { describe, expect, it } from 'vitest';
import { bestBitrates, lossOf, type Reading, readLine } from './line-meter.ts';

const reading = (more: Partial<Reading>): Reading => ({
  at: 0,
  bytesSent: 0,
  bytesReceived: 0,
  packetsSent: 0,
  packetsReceived: 0,
  lostOut: 0,
  lostIn: 0,
  roundTripMs: null,
  path: null,
  ...more,
});
const report = (...stats: object[]) =>
  new Map(stats.map((stat, index) => [String(index), { id: String(index), ...stat }])) as unknown as RTCStatsReport;

describe('the meter of a line', () => {
  it('takes the best second, not the slow beginning', () => {
    const readings = [0, 10_000, 135_000, 260_000].map((bytes, index) =>
      reading({ at: index * 500, bytesSent: bytes, bytesReceived: bytes / 2 }),
    );
    expect(bestBitrates(readings)).toEqual({ sendBps: 2_000_000, receiveBps: 1_000_000 });
    expect(bestBitrates(readings.slice(0, 1))).toEqual({ sendBps: 0, receiveBps: 0 });
  });

  it('takes the direction that loses more', () => {
    expect(lossOf(reading({}))).toBeNull();
    expect(lossOf(reading({ packetsSent: 100, lostOut: 5, packetsReceived: 90, lostIn: 10 }))).toBeCloseTo(0.1);
    expect(lossOf(reading({ packetsSent: 100, lostOut: 30, packetsReceived: 99, lostIn: 1 }))).toBeCloseTo(0.3);
  });

  it('knows the path and the round trip of the pair in use', () => {
    const send = report(
      { type: 'transport', selectedCandidatePairId: 'pair' },
      { type: 'candidate-pair', id: 'pair', localCandidateId: 'local', currentRoundTripTime: 0.04 },
      { type: 'local-candidate', id: 'local', candidateType: 'relay', protocol: 'udp' },
      { type: 'outbound-rtp', bytesSent: 10, packetsSent: 2 },
      { type: 'remote-inbound-rtp', packetsLost: -1 },
    );
    expect(readLine(send, report(), 5)).toMatchObject({ roundTripMs: 40, path: 'relay', bytesSent: 10, lostOut: 0 });
  });
});
