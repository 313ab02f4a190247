/**
 * Attempts of a device against another meeting. They are refused in any case; here they become facts in the record of the
 * meeting from which they came, for an inspector. Nothing in the meeting follows from them.
 */
import type { EndpointId, MeetingId, PersonId } from './ids.ts';

/** `command` is what was asked; `meetingId` is the other meeting; `attempts` counts a series that is told as one. */
export type RefusedAccess = {
  endpointId: EndpointId;
  personId: PersonId | null;
  command: string;
  meetingId: MeetingId;
  attempts: number;
};

export type AccessCommand = { type: 'access.recordRefusal'; refused: RefusedAccess };
export type AccessEvent = { type: 'AccessRefused' } & RefusedAccess;

export function decideAccess({ refused }: AccessCommand): AccessEvent[] {
  return [{ type: 'AccessRefused', ...refused }];
}
