/**
 * What reactions ask of the planes. An order to the media plane names the fact: whoever carries it out looks at the state
 * as it is then.
 */
import type { AgendaItemId, EndpointId, MeetingId, PersonId } from '../domain/ids.ts';

export type SfuOrder =
  /** Bring the microphones of all endpoints of a person in line with the floor. */
  | { plane: 'sfu'; kind: 'settleMicrophonesOfPerson'; personId: PersonId }
  | { plane: 'sfu'; kind: 'settleMicrophone'; endpointId: EndpointId }
  /** Bring every open microphone in line with the floor. */
  | { plane: 'sfu'; kind: 'settleMicrophones' }
  /** Who is important has changed: pictures are chosen anew. */
  | { plane: 'sfu'; kind: 'settlePictures' }
  | { plane: 'sfu'; kind: 'endPeer'; endpointId: EndpointId }
  | { plane: 'sfu'; kind: 'closeRoom' };

export type RecordOrder =
  | { plane: 'record'; kind: 'beginSpeech'; personId: PersonId; itemId: AgendaItemId | null }
  | { plane: 'record'; kind: 'endSpeech'; personId: PersonId; openMs: number }
  | { plane: 'record'; kind: 'beginItem'; itemId: AgendaItemId }
  /** What follows is another piece of the recording: a pause or a closed session begins or ends. */
  | { plane: 'record'; kind: 'split' };

export type Order = SfuOrder | RecordOrder;

/** The planes beside the media plane. Orders to one that is not there are nobody's. */
export type OrderPorts = {
  record?: (meetingId: MeetingId, order: RecordOrder) => Promise<void>;
};
