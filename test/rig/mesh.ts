/** Some peers that send one stream each, and some that receive all of them. */
import type { LoadClient } from './load-client.ts';
import type { StreamName } from './load-messages.ts';
import { type Arena, type ArenaPeer, loadParameters } from './media-arena.ts';

export type Mesh = { senders: number; receivers: number };

/** Answers every stream that a receiver gets. */
export async function buildMesh(
  arena: Arena,
  load: LoadClient,
  { senders, receivers }: Mesh,
): Promise<{ streams: StreamName[] }> {
  const sending = await Promise.all(
    Array.from({ length: senders }, async (_, index) =>
      startSender(await arena.join(`s${index}`), load, index, senders),
    ),
  );
  const streams: StreamName[] = [];
  for (let start = 0; start < receivers; start += 10) {
    const group = Array.from({ length: Math.min(10, receivers - start) }, async (_, index) => {
      const peer = await arena.join(`r${start + index}`);
      streams.push(...(await startReceiver(peer, load, sending)));
    });
    await Promise.all(group);
  }
  return { streams };
}

/** Answers the producer's id. */
export async function startSender(peer: ArenaPeer, load: LoadClient, index: number, count: number): Promise<string> {
  const offer = await peer.createTransport('send');
  const lineId = await load.openLine(offer, (dtls) => peer.connectTransport(offer.id, dtls));
  const ssrc = 1_000 + index;
  const producerId = await peer.produce(offer.id, loadParameters(ssrc));
  await load.startStream(lineId, ssrc, count);
  return producerId;
}

export async function startReceiver(
  peer: ArenaPeer,
  load: LoadClient,
  producerIds: readonly string[],
): Promise<StreamName[]> {
  const offer = await peer.createTransport('receive');
  const lineId = await load.openLine(offer, (dtls) => peer.connectTransport(offer.id, dtls));
  return Promise.all(
    producerIds.map(async (producerId) => {
      const { consumerId, ssrc } = await peer.consume(offer.id, producerId);
      await peer.resume(consumerId);
      return { lineId, ssrc };
    }),
  );
}
