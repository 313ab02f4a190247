/** RTP and RTCP packets (RFC 3550) as far as a sender without a browser needs them. */

export type RtpFields = {
  payloadType: number;
  sequenceNumber: number;
  timestamp: number;
  ssrc: number;
  isMarked: boolean;
  /** Loudness in dB below the loudest, 0 to 127, as header extension 1 (RFC 6464). */
  audioLevel?: number;
};

const headerBytes = 12;
const levelExtensionId = 1;

/** The packet with room for the payload, which is copied in. */
export function rtpPacket(fields: RtpFields, ...payload: Uint8Array[]): Buffer {
  const { payloadType, sequenceNumber, timestamp, ssrc, isMarked, audioLevel } = fields;
  const extensionBytes = audioLevel === undefined ? 0 : 8;
  const payloadBytes = payload.reduce((sum, { length }) => sum + length, 0);
  const packet = Buffer.alloc(headerBytes + extensionBytes + payloadBytes);
  packet[0] = extensionBytes > 0 ? 0x90 : 0x80;
  packet[1] = payloadType | (isMarked ? 0x80 : 0);
  packet.writeUInt16BE(sequenceNumber & 0xffff, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
  packet.writeUInt32BE(ssrc, 8);
  let offset = headerBytes;
  if (audioLevel !== undefined) {
    packet.writeUInt32BE(0xbede0001, offset);
    packet[offset + 4] = levelExtensionId << 4;
    packet[offset + 5] = (audioLevel < 60 ? 0x80 : 0) | (audioLevel & 0x7f);
    offset += extensionBytes;
  }
  for (const part of payload) {
    packet.set(part, offset);
    offset += part.length;
  }
  return packet;
}

export type SentSoFar = { ssrc: number; timestamp: number; packets: number; bytes: number };

/** Says which moment an RTP timestamp stands for; without it a media worker cannot change from one layer to another. */
export function senderReport({ ssrc, timestamp, packets, bytes }: SentSoFar, atMs: number): Buffer {
  const secondsSince1900 = 2_208_988_800;
  const report = Buffer.alloc(28);
  report[0] = 0x80;
  report[1] = 200;
  report.writeUInt16BE(6, 2);
  report.writeUInt32BE(ssrc, 4);
  report.writeUInt32BE((Math.floor(atMs / 1_000) + secondsSince1900) >>> 0, 8);
  report.writeUInt32BE(Math.floor(((atMs % 1_000) / 1_000) * 0x1_0000_0000) >>> 0, 12);
  report.writeUInt32BE(timestamp >>> 0, 16);
  report.writeUInt32BE(packets >>> 0, 20);
  report.writeUInt32BE(bytes >>> 0, 24);
  return report;
}

export function isRtcp(packet: Buffer): boolean {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
}

/** What a compound RTCP packet asks for once more, by generic NACK (RFC 4585), as numbers by stream. */
export function lostPacketsIn(packet: Buffer): { ssrc: number; sequenceNumbers: number[] }[] {
  const lost: { ssrc: number; sequenceNumbers: number[] }[] = [];
  for (let offset = 0; offset + 12 <= packet.length; ) {
    const format = (packet[offset] ?? 0) & 0x1f;
    const bytes = (packet.readUInt16BE(offset + 2) + 1) * 4;
    if (packet[offset + 1] === 205 && format === 1) {
      const sequenceNumbers: number[] = [];
      for (let entry = offset + 12; entry + 4 <= offset + bytes && entry + 4 <= packet.length; entry += 4) {
        const [first, more] = [packet.readUInt16BE(entry), packet.readUInt16BE(entry + 2)];
        sequenceNumbers.push(first);
        for (let bit = 0; bit < 16; bit += 1) if (more & (1 << bit)) sequenceNumbers.push((first + bit + 1) & 0xffff);
      }
      lost.push({ ssrc: packet.readUInt32BE(offset + 8), sequenceNumbers });
    }
    offset += bytes;
  }
  return lost;
}

/** The streams for which a compound RTCP packet asks for a key frame, by PLI or FIR. */
export function keyFrameRequestsIn(packet: Buffer): number[] {
  const ssrcs: number[] = [];
  for (let offset = 0; offset + 12 <= packet.length; ) {
    const format = (packet[offset] ?? 0) & 0x1f;
    const bytes = (packet.readUInt16BE(offset + 2) + 1) * 4;
    if (packet[offset + 1] === 206 && format === 1) ssrcs.push(packet.readUInt32BE(offset + 8));
    if (packet[offset + 1] === 206 && format === 4) {
      for (let entry = offset + 12; entry + 8 <= offset + bytes && entry + 4 <= packet.length; entry += 8) {
        ssrcs.push(packet.readUInt32BE(entry));
      }
    }
    offset += bytes;
  }
  return ssrcs;
}
