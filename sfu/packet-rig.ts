/**
 * Real packets without a browser, for tests: the transports of a real router become direct ones, through which this
 * process sends and receives RTP. Router, producers, consumers, pipes and observers are the worker's own.
 */
import type { types } from 'mediasoup';

const ONE_BYTE_EXTENSIONS = 0xbede;
const LEVEL_EXTENSION_ID = 1;
const OPUS_TICKS_PER_PACKET = 960;
const VP8_TICKS_PER_FRAME = 3_000;

/** From 1900, where NTP begins, to 1970. */
const NTP_EPOCH_S = 2_208_988_800;

/** First octets of a VP8 payload: the start of a partition, and the header of a key frame of 320 x 180. */
const VP8_KEY_FRAME = Buffer.from([0x10, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xb4, 0x00, 1, 2, 3, 4]);

export class PacketRig {
  readonly producers = new Map<string, types.Producer>();
  readonly consumers = new Map<string, types.Consumer>();
  /** Packets that a consumer was given, by its id. */
  readonly received = new Map<string, Buffer[]>();
  /** RTCP that went to senders. */
  readonly feedback: Buffer[] = [];
  readonly transports: types.DirectTransport[] = [];
  readonly #sent = new Map<number, number>();

  /** To be called before the router makes its first transport. */
  attach(router: types.Router): void {
    router.createWebRtcTransport = (async () => {
      const transport = await router.createDirectTransport();
      this.#watch(transport);
      return Object.assign(transport, {
        iceParameters: {},
        iceCandidates: [],
        dtlsParameters: { fingerprints: [] },
        setMaxIncomingBitrate: async () => {},
        setMaxOutgoingBitrate: async () => {},
      });
    }) as unknown as types.Router['createWebRtcTransport'];
  }

  /** One packet of 20 ms; `levelDbov` from -127 to 0. */
  sendOpus(producerId: string, ssrc: number, levelDbov = -20): void {
    const level = Buffer.from([(LEVEL_EXTENSION_ID << 4) | 0, 0x80 | -levelDbov, 0, 0]);
    const { sequence, header } = this.#header(ssrc, 111, OPUS_TICKS_PER_PACKET, true);
    const extension = Buffer.alloc(4);
    extension.writeUInt16BE(ONE_BYTE_EXTENSIONS, 0);
    extension.writeUInt16BE(1, 2);
    this.#send(producerId, Buffer.concat([header, extension, level, Buffer.from([sequence & 0xff, 7, 7, 7])]));
  }

  /** One key frame in one packet. */
  sendVp8(producerId: string, ssrc: number): void {
    const { header } = this.#header(ssrc, 96, VP8_TICKS_PER_FRAME, false);
    this.#send(producerId, Buffer.concat([header, VP8_KEY_FRAME]));
  }

  /** Ties a stream's clock to the sender's, without which no receiver can go from one layer to another. */
  sendReport(producerId: string, ssrc: number): void {
    const report = Buffer.alloc(28);
    report.writeUInt8(0x80, 0);
    report.writeUInt8(200, 1);
    report.writeUInt16BE(6, 2);
    report.writeUInt32BE(ssrc, 4);
    const nowMs = Date.now();
    report.writeUInt32BE(Math.floor(nowMs / 1000) + NTP_EPOCH_S, 8);
    report.writeUInt32BE(Math.floor(((nowMs % 1000) / 1000) * 2 ** 32), 12);
    report.writeUInt32BE(((this.#sent.get(ssrc) ?? 0) * VP8_TICKS_PER_FRAME) >>> 0, 16);
    this.transports.find((transport) => this.#transportOf.get(producerId) === transport)?.sendRtcp(report);
  }

  count(consumerId: string): number {
    return this.received.get(consumerId)?.length ?? 0;
  }

  readonly #transportOf = new Map<string, types.DirectTransport>();

  #watch(transport: types.DirectTransport): void {
    this.transports.push(transport);
    transport.on('rtcp', (packet) => void this.feedback.push(packet));
    transport.observer.on('newproducer', (producer) => {
      this.producers.set(producer.id, producer);
      this.#transportOf.set(producer.id, transport);
    });
    transport.observer.on('newconsumer', (consumer) => {
      this.consumers.set(consumer.id, consumer);
      const packets: Buffer[] = [];
      this.received.set(consumer.id, packets);
      consumer.on('rtp', (packet) => void packets.push(packet));
    });
  }

  #header(ssrc: number, payloadType: number, ticks: number, hasExtension: boolean) {
    const sequence = (this.#sent.get(ssrc) ?? 0) + 1;
    this.#sent.set(ssrc, sequence);
    const header = Buffer.alloc(12);
    header.writeUInt8(hasExtension ? 0x90 : 0x80, 0);
    header.writeUInt8(0x80 | payloadType, 1);
    header.writeUInt16BE(sequence, 2);
    header.writeUInt32BE(sequence * ticks, 4);
    header.writeUInt32BE(ssrc, 8);
    return { sequence, header };
  }

  #send(producerId: string, packet: Buffer): void {
    this.producers.get(producerId)?.send(packet);
  }
}
