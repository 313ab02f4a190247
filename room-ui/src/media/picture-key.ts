/** Names a picture by what it shows, so that it stays the same when its producer is made anew. */
import type { EndpointId, ProducerRow } from '#contract';

export function pictureKey(endpointId: EndpointId, source: ProducerRow['source'], slot = 0): string {
  return slot === 0 ? `${endpointId}/${source}` : `${endpointId}/${source}/${slot}`;
}
