/**
 * Devices in a meeting. An endpoint carries no person (a display, a room agent), one (a laptop) or many (a site's room system); a
 * person may be at several. Microphones and links belong to endpoints; the floor and attendance belong to persons.
 */
import type { EndpointId, PersonId, SiteId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';
import type { Role } from './roles.ts';

export const endpointKinds = ['personal', 'room', 'display', 'agent'] as const;
export type EndpointKind = (typeof endpointKinds)[number];

export type Endpoint = {
  id: EndpointId;
  kind: EndpointKind;
  role: Role;
  label: string;
  siteId: SiteId | null;
  personIds: readonly PersonId[];
};
export type Endpoints = ReadonlyMap<EndpointId, Endpoint>;

export type EndpointCommand =
  | { type: 'endpoint.join'; endpoint: Endpoint }
  | { type: 'endpoint.leave'; endpointId: EndpointId; cause: 'left' | 'lost' }
  /** Somebody puts the device out of the meeting; it comes back through the waiting room only. */
  | { type: 'endpoint.remove'; endpointId: EndpointId; reason?: string | undefined }
  | { type: 'endpoint.attachPerson'; endpointId: EndpointId; personId: PersonId }
  | { type: 'endpoint.detachPerson'; endpointId: EndpointId; personId: PersonId };

export type EndpointEvent =
  | { type: 'EndpointJoined'; endpoint: Endpoint }
  /** `closedSession`: it waits outside until the session is open again. */
  | { type: 'EndpointLeft'; endpointId: EndpointId; cause: 'left' | 'lost' | 'closedSession' }
  | { type: 'EndpointRemoved'; endpoint: Endpoint; reason: string | null }
  | { type: 'EndpointPersonAttached'; endpointId: EndpointId; personId: PersonId }
  | { type: 'EndpointPersonDetached'; endpointId: EndpointId; personId: PersonId };

export function decideEndpoints(command: EndpointCommand, endpoints: Endpoints): EndpointEvent[] {
  if (command.type === 'endpoint.join') {
    return endpoints.has(command.endpoint.id) ? [] : [{ type: 'EndpointJoined', endpoint: command.endpoint }];
  }
  const endpoint = endpoints.get(command.endpointId);
  if (command.type === 'endpoint.leave') {
    return endpoint ? [{ type: 'EndpointLeft', endpointId: endpoint.id, cause: command.cause }] : [];
  }
  if (!endpoint) refuse('UNKNOWN_ENDPOINT');
  if (command.type === 'endpoint.remove') {
    return [{ type: 'EndpointRemoved', endpoint, reason: command.reason ?? null }];
  }
  const isAttached = endpoint.personIds.includes(command.personId);
  const { personId } = command;
  // Nobody sits at a room agent: it shows the persons of its site, and they are carried by other devices.
  if (endpoint.kind === 'agent') refuse('UNKNOWN_ENDPOINT');
  if (command.type === 'endpoint.attachPerson') {
    return isAttached ? [] : [{ type: 'EndpointPersonAttached', endpointId: endpoint.id, personId }];
  }
  return isAttached ? [{ type: 'EndpointPersonDetached', endpointId: endpoint.id, personId }] : [];
}

export function evolveEndpoints(endpoints: Endpoints, event: EndpointEvent): Endpoints {
  const next = new Map(endpoints);
  switch (event.type) {
    case 'EndpointJoined':
      return next.set(event.endpoint.id, event.endpoint);
    case 'EndpointLeft':
      next.delete(event.endpointId);
      return next;
    case 'EndpointRemoved':
      next.delete(event.endpoint.id);
      return next;
    case 'EndpointPersonAttached':
      return changePersons(next, event.endpointId, (ids) => [...ids, event.personId]);
    case 'EndpointPersonDetached':
      return changePersons(next, event.endpointId, (ids) => ids.filter((id) => id !== event.personId));
    default:
      return assertNever(event);
  }
}

/** The endpoints at which a person can be heard, so that a grant finds their microphones. */
export function endpointsOfPerson(endpoints: Endpoints, personId: PersonId): Endpoint[] {
  return [...endpoints.values()].filter((endpoint) => endpoint.personIds.includes(personId));
}

/** What follows for the devices when a person is removed from the meeting. */
export function leaveEndpoints(endpoints: Endpoints, personId: PersonId): EndpointEvent[] {
  return endpointsOfPerson(endpoints, personId).map(({ id }) => ({
    type: 'EndpointPersonDetached',
    endpointId: id,
    personId,
  }));
}

function changePersons(
  endpoints: Map<EndpointId, Endpoint>,
  endpointId: EndpointId,
  change: (ids: readonly PersonId[]) => PersonId[],
): Endpoints {
  const endpoint = endpoints.get(endpointId);
  return endpoint ? endpoints.set(endpointId, { ...endpoint, personIds: change(endpoint.personIds) }) : endpoints;
}
