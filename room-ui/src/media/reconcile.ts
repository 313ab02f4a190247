/** What this page should receive, from the media slice, against what it receives. Pure: the media session acts on it. */
import type { EndpointId, MediaRow, ProducerRow } from '#contract';

export type WantedProducer = ProducerRow & { endpointId: EndpointId };

/** Every producer of every other device. */
export function wantedProducers(rows: Record<string, MediaRow>, ownEndpointId: EndpointId): WantedProducer[] {
  return Object.values(rows)
    .filter((row) => row.endpointId !== ownEndpointId)
    .flatMap((row) => row.producers.map((producer) => ({ ...producer, endpointId: row.endpointId })));
}

export function difference(
  wanted: readonly WantedProducer[],
  heldProducerIds: ReadonlySet<string>,
): { missing: WantedProducer[]; surplus: string[] } {
  const wantedIds = new Set(wanted.map((producer) => producer.producerId));
  return {
    missing: wanted.filter((producer) => !heldProducerIds.has(producer.producerId)),
    surplus: [...heldProducerIds].filter((producerId) => !wantedIds.has(producerId)),
  };
}

/** A microphone sends only while its device has the floor and its owner did not mute. */
export function maySendSound(isMicrophoneOpen: boolean, isMuted: boolean): boolean {
  return isMicrophoneOpen && !isMuted;
}

/** True when the server no longer knows what this page sends, as after its restart. */
export function hasLostOwn(rows: Record<string, MediaRow>, ownEndpointId: EndpointId, producerIds: string[]): boolean {
  const own = rows[ownEndpointId];
  if (!own) return false;
  return producerIds.some((producerId) => !own.producers.some((producer) => producer.producerId === producerId));
}
