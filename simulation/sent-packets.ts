/** The last packets of a stream, to be sent once more when they are asked for. */
import { lostPacketsIn } from './rtp.ts';

/** Over a second of the largest layer, two seconds of sound. */
const usuallyKept = 256;

export class SentPackets {
  readonly #packets: (Buffer | undefined)[];

  constructor(keptPackets = usuallyKept) {
    this.#packets = new Array<Buffer | undefined>(keptPackets);
  }

  keep(packet: Buffer): void {
    this.#packets[packet.readUInt16BE(2) % this.#packets.length] = packet;
  }

  /** Those of a stream that an RTCP packet asks for, as far as they are not too long ago. */
  askedFor(rtcp: Buffer, ssrc: number): Buffer[] {
    const numbers = lostPacketsIn(rtcp).flatMap((lost) => (lost.ssrc === ssrc ? lost.sequenceNumbers : []));
    return numbers.flatMap((number) => {
      const packet = this.#packets[number % this.#packets.length];
      return packet?.readUInt16BE(2) === number ? [packet] : [];
    });
  }
}
