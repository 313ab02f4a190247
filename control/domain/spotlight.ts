/** The one device whose picture is large for everybody, by order of those who run the meeting. It gives nobody the floor. */
import type { Endpoints } from './endpoints.ts';
import type { EndpointId } from './ids.ts';
import { refuse } from './rejection.ts';

export type SpotlightCommand = { type: 'spotlight.set'; endpointId: EndpointId } | { type: 'spotlight.clear' };
export type SpotlightEvent = { type: 'SpotlightSet'; endpointId: EndpointId } | { type: 'SpotlightCleared' };

export function decideSpotlight(
  command: SpotlightCommand,
  spotlightId: EndpointId | null,
  endpoints: Endpoints,
): SpotlightEvent[] {
  if (command.type === 'spotlight.clear') return spotlightId ? [{ type: 'SpotlightCleared' }] : [];
  const endpoint = endpoints.get(command.endpointId) ?? refuse('UNKNOWN_ENDPOINT');
  // The picture of a room agent is that of its site's room device.
  if (endpoint.kind === 'display' || endpoint.kind === 'agent') refuse('UNKNOWN_ENDPOINT');
  return endpoint.id === spotlightId ? [] : [{ type: 'SpotlightSet', endpointId: endpoint.id }];
}
