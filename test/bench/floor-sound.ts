/** A speaker who never stops sending and a listener, both without a browser: from the tap of the chair to the first packet. */
import { setTimeout as wait } from 'node:timers/promises';
import type { DtlsParameters, TransportOffer } from '#sfu';
import { Microphone } from '../../simulation/microphone.ts';
import { isRtcp } from '../../simulation/rtp.ts';
import { WebRtcLine } from '../../simulation/webrtc-line.ts';
import { type Client, dataOf } from '../harness/client.ts';

const silenceMs = 300;
const timeoutMs = 5_000;
/** Its content does not matter to a media worker: it is never decoded there. */
const voice = {
  packets: [Uint8Array.from({ length: 80 }, (_, index) => (index === 0 ? 0xfc : index))],
  levels: Uint8Array.of(30),
};

export class SoundPath {
  readonly #lines: WebRtcLine[];
  readonly #microphone: Microphone;
  #lastPacketAt = 0;
  #onPacket: (at: number) => void = () => {};

  /** The speaker's microphone sends from now on, whether it is carried on or not. */
  static async open(speaker: Client, listener: Client): Promise<SoundPath> {
    const sending = await openLine(speaker, 'send', () => {});
    const microphone = new Microphone(voice, 4_711, (packet) => sending.line.send(packet));
    const sound = { source: 'microphone', kind: 'audio', rtpParameters: microphone.rtpParameters('bench') } as const;
    const { producerId } = await dataOf(speaker.send('media.produce', { transportId: sending.transportId, ...sound }));
    const { rtpCapabilities } = await dataOf(listener.send('media.join', {}));
    let path: SoundPath | null = null;
    let ssrc = 0;
    const receiving = await openLine(listener, 'receive', (packet) => {
      if (!isRtcp(packet) && packet.readUInt32BE(8) === ssrc) path?.note();
    });
    const { id: consumerId, rtpParameters } = await dataOf(
      listener.send('media.consume', { producerId, rtpCapabilities }),
    );
    ssrc = (rtpParameters.encodings as { ssrc: number }[])[0]?.ssrc ?? 0;
    await dataOf(listener.send('media.resumeConsumer', { consumerId }));
    microphone.setOpen(true);
    path = new SoundPath([sending.line, receiving.line], microphone);
    return path;
  }

  private constructor(lines: WebRtcLine[], microphone: Microphone) {
    this.#lines = lines;
    this.#microphone = microphone;
  }

  note(): void {
    this.#lastPacketAt = performance.now();
    this.#onPacket(this.#lastPacketAt);
  }

  /** Resolves when nothing has come for a while: a packet that is still under way must not count as the first. */
  async untilSilent(): Promise<void> {
    const startedAt = performance.now();
    while (performance.now() - Math.max(this.#lastPacketAt, startedAt) < silenceMs) await wait(20);
  }

  /** When the next packet comes. */
  async nextPacket(): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const timer = setTimeout(() => reject(new Error('No sound came.')), timeoutMs);
    this.#onPacket = resolve;
    return promise.finally(() => {
      clearTimeout(timer);
      this.#onPacket = () => {};
    });
  }

  close(): void {
    this.#microphone.setOpen(false);
    for (const line of this.#lines) line.close();
  }
}

async function openLine(client: Client, direction: 'send' | 'receive', onPacket: (packet: Buffer) => void) {
  if (direction === 'send') await dataOf(client.send('media.join', {}));
  const offer = (await dataOf(client.send('media.createTransport', { direction }))) as unknown as TransportOffer;
  const connect = (dtlsParameters: DtlsParameters) =>
    dataOf(
      client.send('media.connectTransport', {
        transportId: offer.id,
        dtlsParameters: dtlsParameters as unknown as Record<string, unknown>,
      }),
    );
  return { transportId: offer.id, line: await WebRtcLine.open(offer, connect, { onPacket }) };
}
