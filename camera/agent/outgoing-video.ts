/**
 * One stream of H.264 on its way into the meeting: packets of whatever source follow each other under one SSRC as if they
 * came from one, what got lost is sent again, and a key frame that is asked for is passed on.
 */
import { randomInt } from 'node:crypto';
import { keyFrameRequestsIn, SentPackets, senderReport } from '#simulation';

const payloadType = 96;
const clockRate = 90_000;
const ticksPerMs = clockRate / 1_000;
/** Two seconds of a picture in full. */
const keptPackets = 1_024;
const reportEveryMs = 1_000;
const countedMs = 2_000;

type Shift = { sequence: number; timestamp: number };

export class OutgoingVideo {
  readonly #ssrc = randomInt(1, 0xffff_ffff);
  #sent = new SentPackets(keptPackets);
  #send: ((packet: Buffer) => void) | null = null;
  #sequence = randomInt(0x1_0000);
  #timestamp = randomInt(0x1_0000_0000);
  #sentAtMs = performance.now();
  #reportedAtMs = Number.NEGATIVE_INFINITY;
  #shift: Shift | null = null;
  /** When pictures began to go out, of late. */
  #pictureTimes: number[] = [];
  #packets = 0;
  #bytes = 0;

  /**
   * What mediasoup-client would announce. Every browser has this profile, and routers offer no other; the stream's own
   * parameter sets say what it really is.
   */
  rtpParameters(cname: string): Record<string, unknown> {
    const rtcpFeedback = [
      { type: 'nack', parameter: '' },
      { type: 'nack', parameter: 'pli' },
      { type: 'ccm', parameter: 'fir' },
    ];
    const parameters = { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 };
    return {
      codecs: [{ mimeType: 'video/H264', payloadType, clockRate, parameters, rtcpFeedback }],
      headerExtensions: [],
      encodings: [{ ssrc: this.#ssrc }],
      rtcp: { cname, reducedSize: true },
    };
  }

  /** Where packets go from now on; null: nowhere. */
  leadTo(send: ((packet: Buffer) => void) | null): void {
    this.#send = send;
    // What was sent is never sent again over another line, or when it must not be seen any more.
    this.#sent = new SentPackets(keptPackets);
    this.#reportedAtMs = Number.NEGATIVE_INFINITY;
  }

  /** The next packet comes from another source, with numbers of its own. */
  beginSource(): void {
    this.#shift = null;
  }

  forward(packet: Buffer): void {
    const nowMs = performance.now();
    const [sequence, timestamp] = [packet.readUInt16BE(2), packet.readUInt32BE(4)];
    const lastTimestamp = this.#timestamp;
    this.#shift ??= {
      sequence: this.#sequence + 1 - sequence,
      timestamp: this.#timestamp + Math.round((nowMs - this.#sentAtMs) * ticksPerMs) - timestamp,
    };
    this.#sequence = (sequence + this.#shift.sequence) & 0xffff;
    this.#timestamp = (timestamp + this.#shift.timestamp) >>> 0;
    this.#sentAtMs = nowMs;
    if (this.#send && this.#timestamp !== lastTimestamp) this.#countPicture(nowMs);
    const outgoing = Buffer.from(packet);
    outgoing[1] = payloadType | ((packet[1] ?? 0) & 0x80);
    outgoing.writeUInt16BE(this.#sequence, 2);
    outgoing.writeUInt32BE(this.#timestamp, 4);
    outgoing.writeUInt32BE(this.#ssrc, 8);
    this.#sent.keep(outgoing);
    this.#packets += 1;
    this.#bytes += outgoing.length - 12;
    this.#send?.(outgoing);
    if (nowMs - this.#reportedAtMs >= reportEveryMs) this.#report(nowMs);
  }

  /** Whether somebody asks for a key frame. */
  hear(rtcp: Buffer): boolean {
    for (const packet of this.#sent.askedFor(rtcp, this.#ssrc)) this.#send?.(packet);
    return keyFrameRequestsIn(rtcp).includes(this.#ssrc);
  }

  /** Of what really goes out. */
  get framesPerSecond(): number {
    const fromMs = performance.now() - countedMs;
    return Math.round((this.#pictureTimes.filter((atMs) => atMs > fromMs).length * 1_000) / countedMs);
  }

  #countPicture(nowMs: number): void {
    this.#pictureTimes = [...this.#pictureTimes.filter((atMs) => atMs > nowMs - countedMs), nowMs];
  }

  #report(nowMs: number): void {
    this.#reportedAtMs = nowMs;
    const sent = { ssrc: this.#ssrc, timestamp: this.#timestamp, packets: this.#packets, bytes: this.#bytes };
    this.#send?.(senderReport(sent, Date.now()));
  }
}
