/** Sends a voice, in a loop, while it is open; closed it sends nothing at all, as a page does. */
import type { Voice } from './footage.ts';
import { rtpPacket, senderReport } from './rtp.ts';
import { SentPackets } from './sent-packets.ts';

const payloadType = 111;
const clockRate = 48_000;
const packetMs = 20;
const samplesPerPacket = (clockRate / 1_000) * packetMs;
const reportEveryPackets = 50;

export class Microphone {
  readonly #voice: Voice;
  readonly #ssrc: number;
  readonly #send: (packet: Buffer) => void;
  readonly #sent = new SentPackets();
  readonly #beganAt = performance.now();
  #sequenceNumber = 0;
  #packet = 0;
  #packets = 0;
  #bytes = 0;
  /** Packets since the beginning, the silent ones counted: the time of the stream. */
  #due = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(voice: Voice, ssrc: number, send: (packet: Buffer) => void) {
    this.#voice = voice;
    this.#ssrc = ssrc;
    this.#send = send;
  }

  get isOpen(): boolean {
    return this.#timer !== null;
  }

  /** What mediasoup-client would announce. */
  rtpParameters(cname: string): Record<string, unknown> {
    const parameters = { minptime: 10, useinbandfec: 1, usedtx: 1 };
    const rtcpFeedback = [{ type: 'nack', parameter: '' }];
    return {
      mid: '1',
      codecs: [{ mimeType: 'audio/opus', payloadType, clockRate, channels: 2, parameters, rtcpFeedback }],
      headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 1 }],
      encodings: [{ ssrc: this.#ssrc }],
      rtcp: { cname, reducedSize: true },
    };
  }

  setOpen(isOpen: boolean): void {
    if (isOpen === this.isOpen) return;
    if (!isOpen) {
      if (this.#timer) clearTimeout(this.#timer);
      this.#timer = null;
      return;
    }
    this.#packet = 0;
    this.#due = Math.ceil((performance.now() - this.#beganAt) / packetMs);
    this.#timer = setTimeout(() => this.#tick(true), packetMs);
  }

  handleRtcp(packet: Buffer): void {
    for (const lost of this.#sent.askedFor(packet, this.#ssrc)) this.#send(lost);
  }

  #tick(isFirst = false): void {
    const elapsedMs = performance.now() - this.#beganAt;
    // What is late by less than a second is sent at once, so that no sound is missing; more is left out.
    if (elapsedMs - this.#due * packetMs > 1_000) this.#due = Math.floor(elapsedMs / packetMs);
    for (let isMarked = isFirst; this.#due * packetMs <= elapsedMs; isMarked = false) this.#sendNext(isMarked);
    const nextMs = this.#beganAt + this.#due * packetMs - performance.now();
    this.#timer = setTimeout(() => this.#tick(), Math.max(1, nextMs));
  }

  #sendNext(isMarked: boolean): void {
    const payload = this.#voice.packets[this.#packet % this.#voice.packets.length];
    const audioLevel = this.#voice.levels[this.#packet % this.#voice.levels.length] ?? 127;
    const timestamp = this.#due * samplesPerPacket;
    this.#due += 1;
    this.#packet += 1;
    if (!payload) return;
    const ssrc = this.#ssrc;
    const sequenceNumber = this.#sequenceNumber;
    if (this.#packets % reportEveryPackets === 0) {
      this.#send(senderReport({ ssrc, timestamp, packets: this.#packets, bytes: this.#bytes }, Date.now()));
    }
    const packet = rtpPacket({ payloadType, sequenceNumber, timestamp, ssrc, isMarked, audioLevel }, payload);
    this.#sent.keep(packet);
    this.#send(packet);
    this.#sequenceNumber += 1;
    this.#packets += 1;
    this.#bytes += payload.length;
  }
}
