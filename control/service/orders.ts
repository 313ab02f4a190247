/** What reactions ask of the planes. An order names the fact; whoever carries it out looks at the state as it is then. */
import type { EndpointId, PersonId } from '../domain/ids.ts';

export type Order =
  /** Bring the microphones of all endpoints of a person in line with the floor. */
  | { plane: 'sfu'; kind: 'settleMicrophonesOfPerson'; personId: PersonId }
  | { plane: 'sfu'; kind: 'settleMicrophone'; endpointId: EndpointId }
  /** Who is important has changed: pictures are chosen anew. */
  | { plane: 'sfu'; kind: 'settlePictures' }
  | { plane: 'sfu'; kind: 'endPeer'; endpointId: EndpointId }
  | { plane: 'sfu'; kind: 'closeRoom' };
