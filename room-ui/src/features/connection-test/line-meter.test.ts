import { describe, expect, it } from 'vitest';
import { bestBitrates, lineOf, lossOf, type Reading, readLine } from './line-meter.ts';

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
    expect(lossOf([])).toBeNull();
    expect(lossOf([reading({})])).toBeNull();
    const ofOne = (more: Partial<Reading>) => lossOf([reading(more)]);
    expect(ofOne({ packetsSent: 100, lostOut: 5, packetsReceived: 90, lostIn: 10 })).toBeCloseTo(0.1);
    expect(ofOne({ packetsSent: 100, lostOut: 30, packetsReceived: 99, lostIn: 1 })).toBeCloseTo(0.3);
  });

  it('forgives what was lost while the sender tried how much the line bears', () => {
    const readings = [
      reading({ at: 0, packetsSent: 10 }),
      reading({ at: 1_000, packetsSent: 200, lostOut: 76 }),
      reading({ at: 2_000, packetsSent: 300, lostOut: 80 }),
      reading({ at: 3_500, packetsSent: 600, lostOut: 83 }),
    ];
    expect(lineOf(readings.slice(0, 2)).lossRatio).toBeCloseTo(0.4);
    expect(lineOf(readings, 1_500).lossRatio).toBeCloseTo(0.01);
    expect(lineOf(readings, 3_400).lossRatio).toBeCloseTo(83 / 590);
  });

  it('counts a lost packet once, whether it is missed or sent again', () => {
    const send = report(
      { type: 'outbound-rtp', ssrc: 1, packetsSent: 100, retransmittedPacketsSent: 6 },
      { type: 'remote-inbound-rtp', ssrc: 1, packetsLost: 5 },
      { type: 'outbound-rtp', ssrc: 2, packetsSent: 50, retransmittedPacketsSent: 3 },
      { type: 'remote-inbound-rtp', ssrc: 2, packetsLost: -1 },
    );
    const receive = report(
      { type: 'inbound-rtp', ssrc: 3, packetsReceived: 95, packetsLost: 5, retransmittedPacketsReceived: 4 },
      { type: 'inbound-rtp', ssrc: 1_234, packetsReceived: 25, packetsLost: 25, bytesReceived: 7 },
    );
    expect(readLine(send, receive, 0)).toMatchObject({ lostOut: 9, lostIn: 5, packetsReceived: 95, bytesReceived: 7 });
  });

  it('says what it does not know yet', () => {
    const unknown = { sendBps: null, receiveBps: null, roundTripMs: null, lossRatio: null, path: null };
    expect(lineOf([])).toEqual(unknown);
    expect(lineOf([reading({ roundTripMs: 9, path: 'udp' })])).toEqual({ ...unknown, roundTripMs: 9, path: 'udp' });
    const trips = [30, null, 10, 20].map((roundTripMs, at) => reading({ at, roundTripMs }));
    expect(lineOf(trips)).toMatchObject({ roundTripMs: 20 });
  });

  it('knows the path and the round trip of the pair in use', () => {
    const send = report(
      { type: 'transport', selectedCandidatePairId: 'pair' },
      { type: 'candidate-pair', id: 'pair', localCandidateId: 'local', currentRoundTripTime: 0.04 },
      { type: 'local-candidate', id: 'local', candidateType: 'relay', protocol: 'udp' },
      { type: 'outbound-rtp', bytesSent: 10, headerBytesSent: 4, packetsSent: 2 },
      { type: 'remote-inbound-rtp', packetsLost: -1 },
    );
    expect(readLine(send, report(), 5)).toMatchObject({ roundTripMs: 40, path: 'relay', bytesSent: 14, lostOut: 0 });
  });
});
