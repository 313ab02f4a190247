/** A device without a browser, with a real line to the media worker each way: what it sends is real RTP, what it gets is counted. */
import type { CommandInput } from '#contract';
import type { DtlsParameters, TransportOffer } from '#sfu';
import { Microphone } from '../../simulation/microphone.ts';
import { isRtcp } from '../../simulation/rtp.ts';
import { WebRtcLine } from '../../simulation/webrtc-line.ts';
import { type Client, dataOf } from './client.ts';

/** A voice of one packet; the level that goes with it is what the worker hears. */
const voice = { packets: [Uint8Array.of(8, 1, 2, 3)], levels: Uint8Array.of(25) };

export async function openTransport(client: Client, direction: 'send' | 'receive'): Promise<TransportOffer> {
  return (await dataOf(client.send('media.createTransport', { direction }))) as unknown as TransportOffer;
}

async function openLine(client: Client, offer: TransportOffer, onPacket: (packet: Buffer) => void) {
  const connect = (dtlsParameters: DtlsParameters) =>
    dataOf(client.send('media.connectTransport', { transportId: offer.id, dtlsParameters }));
  return WebRtcLine.open(offer, connect, { onPacket });
}

export function microphoneOf(transportId: string, ssrc: number): CommandInput<'media.produce'> {
  const rtpParameters = new Microphone(voice, ssrc, () => undefined).rtpParameters(`device-${ssrc}`);
  return { transportId, source: 'microphone', kind: 'audio', rtpParameters };
}

export type Voice = { producerId: string; close(): void };

/** Joins the media and speaks on and on. */
export async function speak(client: Client, ssrc: number): Promise<Voice> {
  await dataOf(client.send('media.join', {}));
  const offer = await openTransport(client, 'send');
  const line = await openLine(client, offer, () => undefined);
  const microphone = new Microphone(voice, ssrc, (packet) => line.send(packet));
  const { producerId } = await dataOf(client.send('media.produce', microphoneOf(offer.id, ssrc)));
  microphone.setOpen(true);
  return {
    producerId,
    close() {
      microphone.setOpen(false);
      line.close();
    },
  };
}

export type Ear = { packets(): number; close(): void };

/** Joins the media and receives one producer. */
/** `onPacket` gets each packet of RTP. */
export async function hear(
  client: Client,
  producerId: string,
  onPacket: (packet: Buffer) => void = () => undefined,
): Promise<Ear> {
  const { rtpCapabilities } = await dataOf(client.send('media.join', {}));
  const offer = await openTransport(client, 'receive');
  let packets = 0;
  const line = await openLine(client, offer, (packet) => {
    if (isRtcp(packet)) return;
    packets += 1;
    onPacket(packet);
  });
  const { id } = await dataOf(client.send('media.consume', { producerId, rtpCapabilities }));
  await dataOf(client.send('media.resumeConsumer', { consumerId: id }));
  return { packets: () => packets, close: () => line.close() };
}
