/**
 * A closed session: those who are no members wait outside, with the reason, and come back by themselves when it ends. Both
 * are in the record; a recording is split there.
 */
import { type Admission, type AdmissionEvent, mustWait } from './admission.ts';
import { type Endpoint, type EndpointEvent, type Endpoints, endpointsOfPerson } from './endpoints.ts';
import type { EndpointId } from './ids.ts';
import type { Participant, Participants } from './participants.ts';
import { assertNever, refuse } from './rejection.ts';
import type { Role } from './roles.ts';

/** `admittedIds`: devices that somebody let in although the session is closed. */
export type ClosedSession = { since: number; admittedIds: ReadonlySet<EndpointId> };

/** `since` names the closed session that is to end. */
export type ClosedSessionCommand = { type: 'closedSession.begin' } | { type: 'closedSession.end'; since: number };
export type ClosedSessionEvent = { type: 'ClosedSessionBegun' } | { type: 'ClosedSessionEnded' };

/** Their work is the meeting itself. A room device carries members; a display is seen by whoever passes; a room agent sees
 * nothing of the meeting and is told to show nobody. */
const mayAttend: readonly Role[] = ['chair', 'deputy', 'clerk', 'operator', 'interpreter', 'room', 'agent'];

type Facts = {
  closedSession: ClosedSession | null;
  admission: Admission;
  endpoints: Endpoints;
  participants: Participants;
  isInSession: boolean;
};

export function decideClosedSession(
  command: ClosedSessionCommand,
  facts: Facts,
): (ClosedSessionEvent | EndpointEvent | AdmissionEvent)[] {
  const { closedSession, admission, endpoints, participants } = facts;
  switch (command.type) {
    case 'closedSession.begin': {
      if (!facts.isInSession) refuse('WRONG_STATUS');
      if (closedSession) return [];
      return [
        { type: 'ClosedSessionBegun' },
        ...putOut([...endpoints.values()].filter((endpoint) => !mayAttendClosed(endpoint, participants))),
      ];
    }
    case 'closedSession.end': {
      if (!closedSession) return [];
      if (closedSession.since !== command.since) refuse('SESSION_CHANGED');
      const back = [...admission.waiting.values()].filter(({ endpoint }) => !mustWait(admission, endpoint));
      return [
        { type: 'ClosedSessionEnded' },
        ...back.map(({ endpoint }): AdmissionEvent => ({ type: 'AdmissionGranted', endpointId: endpoint.id })),
      ];
    }
    default:
      return assertNever(command);
  }
}

/** Who stops being a member while the session is closed waits outside like the others. Answers nothing when all is in line. */
export function settleClosedSession({
  closedSession,
  endpoints,
  participants,
}: Pick<Facts, 'closedSession' | 'endpoints' | 'participants'>): (EndpointEvent | AdmissionEvent)[] {
  return putOut([...endpoints.values()].filter((endpoint) => isKeptOut(closedSession, endpoint, participants)));
}

function putOut(outside: readonly Endpoint[]): (EndpointEvent | AdmissionEvent)[] {
  return [
    ...outside.map(
      ({ id: endpointId }): EndpointEvent => ({ type: 'EndpointLeft', endpointId, cause: 'closedSession' }),
    ),
    ...outside.map((endpoint): AdmissionEvent => ({ type: 'AdmissionAsked', endpoint })),
  ];
}

/** True for a device that may stay, or come, while the session is closed. */
export function mayAttendClosed(
  { kind, role, personIds }: Pick<Endpoint, 'kind' | 'role' | 'personIds'>,
  participants: Participants,
): boolean {
  const [personId] = kind === 'personal' ? personIds : [];
  const person = personId ? participants.get(personId) : undefined;
  return person ? isAllowed(person) : mayAttend.includes(role);
}

/** True for a person who may speak while the session is closed: also a guest whose device somebody let in. */
export function mayTakePart({ admittedIds }: ClosedSession, person: Participant, endpoints: Endpoints): boolean {
  return isAllowed(person) || endpointsOfPerson(endpoints, person.personId).some(({ id }) => admittedIds.has(id));
}

function isAllowed({ isMember, role }: Pick<Participant, 'isMember' | 'role'>): boolean {
  return isMember || mayAttend.includes(role);
}

/** True when a device has to wait outside because the session is closed. */
export function isKeptOut(
  closedSession: ClosedSession | null,
  endpoint: Endpoint,
  participants: Participants,
): boolean {
  return (
    closedSession !== null && !closedSession.admittedIds.has(endpoint.id) && !mayAttendClosed(endpoint, participants)
  );
}
