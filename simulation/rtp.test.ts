import { describe, expect, it } from 'vitest';
import { isRtcp, keyFrameRequestsIn, lostPacketsIn, rtpPacket, senderReport } from './rtp.ts';

const fields = {
  payloadType: 96,
  sequenceNumber: 65_537,
  timestamp: 4_294_967_296 + 7,
  ssrc: 0xfedcba98,
  isMarked: true,
};

describe('an RTP packet', () => {
  it('has its fields where RFC 3550 wants them, and numbers go round', () => {
    const packet = rtpPacket(fields, Uint8Array.of(1, 2), Uint8Array.of(3));
    expect(packet.toString('hex')).toBe('80e0000100000007fedcba98010203');
    expect(isRtcp(packet)).toBe(false);
  });

  it('carries the loudness as a one-byte header extension, with the mark of a voice', () => {
    const packet = rtpPacket({ ...fields, isMarked: false, audioLevel: 20 }, Uint8Array.of(9));
    expect(packet.subarray(12).toString('hex')).toBe('bede00011094000009');
    expect(rtpPacket({ ...fields, audioLevel: 127 })[17]).toBe(127);
  });
});

describe('RTCP', () => {
  it('says in a sender report which moment a timestamp stands for', () => {
    const report = senderReport({ ssrc: 5, timestamp: 90_000, packets: 3, bytes: 400 }, 1_000_500);
    expect(report).toHaveLength(28);
    expect(isRtcp(report)).toBe(true);
    expect(report.readUInt32BE(8)).toBe(2_208_988_800 + 1_000);
    expect(report.readUInt32BE(12)).toBe(0x8000_0000);
    expect([16, 20, 24].map((offset) => report.readUInt32BE(offset))).toEqual([90_000, 3, 400]);
  });

  it('is searched for PLI and FIR, also behind a receiver report', () => {
    const receiverReport = Buffer.from('81c90007'.padEnd(64, '0'), 'hex');
    const pli = Buffer.from('81ce00020000000100001111', 'hex');
    const fir = Buffer.from('84ce000600000001000000000000222201000000000033330100000000'.padEnd(56, '0'), 'hex');
    expect(keyFrameRequestsIn(Buffer.concat([receiverReport, pli]))).toEqual([0x1111]);
    expect(keyFrameRequestsIn(fir)).toEqual([0x2222, 0x3333]);
    expect(keyFrameRequestsIn(receiverReport)).toEqual([]);
    expect(keyFrameRequestsIn(Buffer.from([0x81, 206]))).toEqual([]);
  });

  it('is searched for packets that were lost, one by one and by the bits behind a number', () => {
    const nack = Buffer.from('81cd0004000000010000111100070000ffff8001', 'hex');
    const pli = Buffer.from('81ce00020000000100001111', 'hex');
    expect(lostPacketsIn(Buffer.concat([pli, nack]))).toEqual([{ ssrc: 0x1111, sequenceNumbers: [7, 0xffff, 0, 15] }]);
    expect(lostPacketsIn(pli)).toEqual([]);
    expect(lostPacketsIn(Buffer.from([0x81, 205]))).toEqual([]);
  });
});
