/**
 * Sends a looped picture in three simulcast layers, as a browser would: one SSRC for each, and when they are asked for, key
 * frames and what got lost.
 */
import { framesPerSecond, layerSizes, type Picture } from './footage.ts';
import { keyFrameRequestsIn, rtpPacket, senderReport } from './rtp.ts';
import { SentPackets } from './sent-packets.ts';
import { vp8Payloads } from './vp8.ts';

const payloadType = 96;
const clockRate = 90_000;
const reportEveryFrames = framesPerSecond;
/** However many ask, the picture jumps at most so often. */
const jumpEveryMs = 1_000;

type Layer = {
  ssrc: number;
  sequenceNumber: number;
  timestampOffset: number;
  packets: number;
  bytes: number;
  sent: SentPackets;
};

export class Camera {
  readonly #picture: Picture;
  readonly #send: (packet: Buffer) => void;
  readonly #layers: Layer[];
  #frame = 0;
  /** Frames since the start, jumps not counted: the time of the stream. */
  #ticks = 0;
  #startedAt = 0;
  #jumpedAt = 0;
  #framesSent = 0;
  #measuredAt = performance.now();
  #timer: NodeJS.Timeout | null = null;

  constructor(picture: Picture, firstSsrc: number, send: (packet: Buffer) => void) {
    this.#picture = picture;
    this.#send = send;
    this.#layers = picture.map((_, layer) => ({
      ssrc: firstSsrc + layer,
      sequenceNumber: (firstSsrc * 31 + layer * 7_919) & 0xffff,
      timestampOffset: (firstSsrc * 2_654_435_761 + layer) >>> 0,
      packets: 0,
      bytes: 0,
      sent: new SentPackets(),
    }));
  }

  /** What mediasoup-client would announce. */
  rtpParameters(cname: string): Record<string, unknown> {
    const rtcpFeedback = [
      { type: 'nack', parameter: '' },
      { type: 'nack', parameter: 'pli' },
      { type: 'ccm', parameter: 'fir' },
    ];
    return {
      mid: '0',
      codecs: [{ mimeType: 'video/VP8', payloadType, clockRate, parameters: {}, rtcpFeedback }],
      headerExtensions: [],
      encodings: this.#layers.map(({ ssrc }, layer) => ({
        ssrc,
        scalabilityMode: 'L1T1',
        maxBitrate: layerSizes[layer]?.bitsPerSecond ?? 0,
      })),
      rtcp: { cname, reducedSize: true },
    };
  }

  start(): void {
    this.stop();
    this.#startedAt = performance.now();
    this.#ticks = 0;
    this.#frame = 0;
    this.#tick();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Frames each second since the last call. */
  measureRate(): number {
    const now = performance.now();
    const rate = (this.#framesSent * 1_000) / Math.max(1, now - this.#measuredAt);
    this.#framesSent = 0;
    this.#measuredAt = now;
    return Math.round(rate);
  }

  handleRtcp(packet: Buffer): void {
    for (const { ssrc, sent } of this.#layers) for (const lost of sent.askedFor(packet, ssrc)) this.#send(lost);
    const own = keyFrameRequestsIn(packet).some((ssrc) => this.#layers.some((layer) => layer.ssrc === ssrc));
    const now = performance.now();
    if (!own || now - this.#jumpedAt < jumpEveryMs) return;
    this.#jumpedAt = now;
    this.#frame = this.#nextKeyFrame();
  }

  #tick(): void {
    const now = performance.now();
    const due = this.#startedAt + (this.#ticks * 1_000) / framesPerSecond;
    // After a stall the stream goes on from now: a burst of old frames helps nobody.
    if (now - due > 1_000) this.#startedAt += now - due;
    for (const [index, layer] of this.#layers.entries()) this.#sendFrame(layer, index);
    this.#ticks += 1;
    this.#framesSent += 1;
    this.#frame = (this.#frame + 1) % (this.#picture[0]?.length ?? 1);
    const next = this.#startedAt + (this.#ticks * 1_000) / framesPerSecond;
    this.#timer = setTimeout(() => this.#tick(), Math.max(1, next - performance.now()));
  }

  #sendFrame(layer: Layer, index: number): void {
    const frame = this.#picture[index]?.[this.#frame];
    if (!frame) return;
    const timestamp = layer.timestampOffset + (this.#ticks * clockRate) / framesPerSecond;
    // From time to time, so that the reports of all layers name the same moment.
    if (this.#ticks % reportEveryFrames === 0) this.#send(senderReport({ ...layer, timestamp }, Date.now()));
    const payloads = vp8Payloads(frame, this.#ticks & 0x7fff);
    for (const [part, payload] of payloads.entries()) {
      const isMarked = part === payloads.length - 1;
      const { sequenceNumber, ssrc } = layer;
      const packet = rtpPacket({ payloadType, sequenceNumber, timestamp, ssrc, isMarked }, ...payload);
      layer.sequenceNumber += 1;
      layer.packets += 1;
      layer.bytes += packet.length - 12;
      layer.sent.keep(packet);
      this.#send(packet);
    }
  }

  #nextKeyFrame(): number {
    const frames = this.#picture[0] ?? [];
    for (let ahead = 0; ahead < frames.length; ahead += 1) {
      const index = (this.#frame + ahead) % frames.length;
      if (frames[index]?.isKey) return index;
    }
    return 0;
  }
}
