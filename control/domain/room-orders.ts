/**
 * What the meeting means for the cameras of a site's room: who has the floor there, who comes next, and when nobody may
 * be shown. A state, not a story: a room agent that comes back obeys it as it is then.
 */
import { capacityOf, modeOf, speakersList } from './floor.ts';
import type { PersonId, SiteId } from './ids.ts';
import type { Meeting } from './meeting-state.ts';
import type { RoomOrdersHead, SeatedPerson } from './slice-shapes.ts';

export function roomOrdersOf(meeting: Meeting, siteId: SiteId): RoomOrdersHead {
  const { floor } = meeting;
  const privacy = privacyOf(meeting);
  if (privacy.privacy) return { holders: [], next: null, ...privacy };
  const holders = floor.speakers
    .filter(({ pausedBy }) => pausedBy.length === 0)
    .toSorted((one, other) => one.since - other.since)
    .flatMap(({ personId }) => seatedAt(meeting, siteId, personId));
  const nextId = nextSpeaker(meeting);
  const [next = null] = nextId ? seatedAt(meeting, siteId, nextId) : [];
  return { holders, next, ...privacy };
}

function privacyOf({
  closedSession,
  status,
  adjournedSince,
}: Meeting): Pick<RoomOrdersHead, 'privacy' | 'privateSince'> {
  if (closedSession) return { privacy: 'closedSession', privateSince: closedSession.since };
  if (status === 'adjourned') return { privacy: 'recess', privateSince: adjournedSince };
  return { privacy: null, privateSince: null };
}

/** Whoever is invited, or, where the floor goes on by itself, who asked first. */
function nextSpeaker({ floor, agenda, rulePack }: Meeting): PersonId | null {
  const [invitation] = floor.invitations;
  if (invitation) return invitation.personId;
  const mode = modeOf(floor, agenda.activeItemId, rulePack);
  if (mode.name !== 'automatic' || capacityOf(mode) === 0) return null;
  const waiting = speakersList(floor, agenda.activeItemId);
  return waiting.find(({ personId }) => !floor.speakers.some((one) => one.personId === personId))?.personId ?? null;
}

/** Nobody, unless the person belongs to the site or is carried by its room device. */
function seatedAt({ participants, endpoints }: Meeting, siteId: SiteId, personId: PersonId): SeatedPerson[] {
  const person = participants.get(personId);
  if (!person) return [];
  const rooms = [...endpoints.values()].filter(({ kind }) => kind === 'room');
  const carrying = rooms.filter(({ personIds }) => personIds.includes(personId));
  const isHere = carrying.length > 0 ? carrying.some((room) => room.siteId === siteId) : person.siteId === siteId;
  return isHere ? [{ personId, seatId: person.seatId ?? personId }] : [];
}
