/** The register of one body as it runs: sites, seats and persons. */
import { type Body, type BodyCommand, type BodyEvent, decideBody, evolveBody, newBody } from '../domain/body.ts';
import type { BodyId, PersonId, SeatId } from '../domain/ids.ts';
import type { ParticipantProfile } from '../domain/participants.ts';
import { refuse } from '../domain/rejection.ts';
import type { PersonRole } from '../domain/roles.ts';
import type { Journal } from '../store/journal.ts';
import { Aggregate, type Decider } from './aggregate.ts';
import type { Clock } from './clock.ts';

export type BodyAggregate = Aggregate<Body, BodyCommand, BodyEvent>;

const bodyDecider: Decider<Body, BodyCommand, BodyEvent> = {
  decide: decideBody,
  evolve: evolveBody,
  actorFor: (actor) => actor,
  isFinal: () => false,
};

export function loadBody(id: BodyId, journal: Journal, clock: Clock): Promise<BodyAggregate> {
  return Aggregate.load({ stream: `body/${id}`, initial: newBody(id), decider: bodyDecider, journal, clock });
}

export type ParticipantChoice = { personId: PersonId; role: PersonRole; isMember: boolean; seatId: SeatId | null };

/** A snapshot of a person for a meeting. Throws `UNKNOWN_PERSON`, `UNKNOWN_SEAT`. A seat brings its site with it. */
export function profileOf(body: Body, { personId, role, isMember, seatId }: ParticipantChoice): ParticipantProfile {
  const person = body.persons.get(personId) ?? refuse('UNKNOWN_PERSON');
  const seat = seatId ? (body.seats.get(seatId) ?? refuse('UNKNOWN_SEAT')) : null;
  const siteId = seat?.siteId ?? person.siteId;
  return {
    personId,
    name: person.name,
    title: person.title,
    role,
    isMember,
    siteId,
    siteName: siteId ? (body.sites.get(siteId)?.name ?? '') : '',
    seatId,
    seatLabel: seat?.label ?? '',
  };
}
