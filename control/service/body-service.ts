/** The register of one body as it runs, and what a meeting takes over from it. */
import { type Body, type BodyCommand, type BodyEvent, bodyEvolver, decideBody, newBody } from '../domain/body.ts';
import type { BodyId, PersonId, SeatId, SiteId } from '../domain/ids.ts';
import type { Participant, ParticipantProfile } from '../domain/participants.ts';
import { refuse } from '../domain/rejection.ts';
import type { PersonRole } from '../domain/roles.ts';
import type { Journal } from '../store/journal.ts';
import { Aggregate, type Decider } from './aggregate.ts';
import type { Clock } from './clock.ts';

export type BodyAggregate = Aggregate<Body, BodyCommand, BodyEvent>;

const bodyDecider: Decider<Body, BodyCommand, BodyEvent> = {
  decide: decideBody,
  evolver: bodyEvolver,
  actorFor: (actor) => actor,
  isFinal: () => false,
};

export function loadBody(id: BodyId, journal: Journal, clock: Clock): Promise<BodyAggregate> {
  return Aggregate.load({ stream: `body/${id}`, initial: newBody(id), decider: bodyDecider, journal, clock });
}

export type ParticipantChoice = {
  personId: PersonId;
  role: PersonRole;
  isMember: boolean;
  seatId: SeatId | null;
  substituteForId: PersonId | null;
  /** Undefined: as it was, or none. */
  groupName?: string | undefined;
};

/** A snapshot of a person for a meeting. Throws `UNKNOWN_PERSON`, `UNKNOWN_SEAT`. A seat brings its site with it. */
export function profileOf(body: Body, choice: ParticipantChoice): ParticipantProfile {
  const { name, rank, title, siteId } = body.persons.get(choice.personId) ?? refuse('UNKNOWN_PERSON');
  const { groupName = '', ...chosen } = choice;
  return { ...chosen, groupName, name, rank, title, isGuest: false, ...placeOf(body, choice.seatId, siteId) };
}

/**
 * The profile of somebody who takes part already: a new snapshot of those in the register. A guest, and somebody who left
 * the register since, stays who they are. Throws `NOT_A_PARTICIPANT`, `UNKNOWN_SEAT`.
 */
export function changedProfile(
  body: Body,
  known: Participant | undefined,
  choice: ParticipantChoice,
): ParticipantProfile {
  const { attendance: _attendance, firstPresentAt: _firstPresentAt, ...own } = known ?? refuse('NOT_A_PARTICIPANT');
  const groupName = choice.groupName ?? own.groupName;
  if (!own.isGuest && body.persons.has(own.personId)) return profileOf(body, { ...choice, groupName });
  const place = choice.seatId ? placeOf(body, choice.seatId, null) : { seatId: null, seatLabel: '' };
  return { ...own, ...choice, groupName, ...place };
}

type Guest = Pick<ParticipantProfile, 'personId' | 'name' | 'rank' | 'title' | 'siteId'> & {
  groupName?: string | undefined;
};

/** Somebody who is in no register. Throws `UNKNOWN_SITE`. */
export function guestProfile(body: Body, guest: Guest): ParticipantProfile {
  if (guest.siteId && !body.sites.has(guest.siteId)) refuse('UNKNOWN_SITE');
  const more = { role: 'guest', isMember: false, isGuest: true, substituteForId: null } as const;
  return { ...guest, groupName: guest.groupName ?? '', ...more, ...placeOf(body, null, guest.siteId) };
}

function placeOf(body: Body, seatId: SeatId | null, ownSiteId: SiteId | null) {
  const seat = seatId ? (body.seats.get(seatId) ?? refuse('UNKNOWN_SEAT')) : null;
  const siteId = seat?.siteId ?? ownSiteId;
  const siteName = siteId ? (body.sites.get(siteId)?.name ?? '') : '';
  return { siteId, siteName, seatId, seatLabel: seat?.label ?? '' };
}
