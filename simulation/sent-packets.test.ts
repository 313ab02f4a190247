import { describe, expect, it } from 'vitest';
import { rtpPacket } from './rtp.ts';
import { SentPackets } from './sent-packets.ts';

const ssrc = 0x1111;

function packet(sequenceNumber: number): Buffer {
  return rtpPacket({ payloadType: 96, sequenceNumber, timestamp: 1, ssrc, isMarked: false }, Uint8Array.of(7));
}

/** Asks for one packet. */
function nack(sequenceNumber: number): Buffer {
  const request = Buffer.from('81cd0003000000010000111100000000', 'hex');
  request.writeUInt16BE(sequenceNumber, 12);
  return request;
}

describe('packets that were sent', () => {
  it('are found by their number, also where the numbers go round', () => {
    const sent = new SentPackets();
    for (const number of [65_534, 65_535, 65_536]) sent.keep(packet(number));
    expect(sent.askedFor(nack(65_535), ssrc)).toEqual([packet(65_535)]);
    expect(sent.askedFor(nack(0), ssrc)).toEqual([packet(0)]);
    expect(sent.askedFor(nack(1), ssrc)).toEqual([]);
    expect(sent.askedFor(nack(0), 0x2222)).toEqual([]);
  });

  it('are forgotten when others took their place', () => {
    const sent = new SentPackets();
    for (let number = 0; number < 1_000; number += 1) sent.keep(packet(number));
    expect(sent.askedFor(nack(0), ssrc)).toEqual([]);
    expect(sent.askedFor(nack(999), ssrc)).toEqual([packet(999)]);
  });
});
