/**
 * For the minutes: everybody who took part, also those who were removed since, and when each was there. A mark that says
 * that a person was not there takes back the marks before it, as it does on the attendance board.
 */
import type { PersonId } from './ids.ts';
import type { MeetingEvent } from './meeting-state.ts';
import type { ParticipantProfile } from './participants.ts';
import type { Actor, Role } from './roles.ts';

/** `to` null: they are still there, or stayed to the end. */
export type MinutesStay = { mode: 'inPerson' | 'online'; from: number; to: number | null };

export type MinutesPerson = Pick<
  ParticipantProfile,
  | 'personId'
  | 'name'
  | 'rank'
  | 'title'
  | 'role'
  | 'siteName'
  | 'groupName'
  | 'isMember'
  | 'isGuest'
  | 'substituteForId'
> & {
  isRemoved: boolean;
  stays: readonly MinutesStay[];
  /** Null: they were not marked as absent. */
  absence: { reason: string } | null;
};

/** Who did something, and for which chair; the name is empty where the meeting does not know the person. */
export type MinutesActor = { role: Role; name: string; forName: string };

type Persons = Map<PersonId, MinutesPerson>;

/** Changes `persons` in place. */
export function notePerson(persons: Persons, event: MeetingEvent, at: number): void {
  if (event.type === 'ParticipantAdded' || event.type === 'ParticipantChanged') {
    const { stays = [], absence = null } = persons.get(event.profile.personId) ?? {};
    persons.set(event.profile.personId, { ...shown(event.profile), isRemoved: false, stays, absence });
  }
  if (event.type === 'ParticipantRemoved') {
    change(persons, event.personId, (person) => ({ ...person, isRemoved: true, stays: ended(person.stays, at) }));
    for (const person of persons.values()) {
      if (person.substituteForId !== event.personId) continue;
      persons.set(person.personId, { ...person, substituteForId: null });
    }
  }
  if (event.type === 'AttendanceMarked') {
    const { mark } = event;
    change(persons, event.personId, (person) => {
      if (mark.status === 'absent') return { ...person, stays: [], absence: { reason: mark.reason } };
      if (mark.status === 'unmarked') return { ...person, stays: [], absence: null };
      if (mark.status === 'left') return { ...person, stays: ended(person.stays, at) };
      const stays = [...ended(person.stays, at), { mode: mark.mode, from: at, to: null }];
      return {
        ...person,
        stays: person.stays.at(-1)?.to === null && isSameMode(person, mark) ? person.stays : stays,
        absence: null,
      };
    });
  }
}

/** Null where somebody acted in their own name. */
export function actorInMinutes({ role, personId, onBehalfOf }: Actor, persons: Persons): MinutesActor | null {
  if (!onBehalfOf || onBehalfOf === personId) return null;
  const nameOf = (id: PersonId | null) => (id && persons.get(id)?.name) || '';
  return { role, name: nameOf(personId), forName: nameOf(onBehalfOf) };
}

function isSameMode({ stays }: MinutesPerson, { mode }: { mode: MinutesStay['mode'] }): boolean {
  return stays.at(-1)?.mode === mode;
}

function ended(stays: readonly MinutesStay[], at: number): readonly MinutesStay[] {
  const last = stays.at(-1);
  return last && last.to === null ? [...stays.slice(0, -1), { ...last, to: at }] : stays;
}

function change(persons: Persons, personId: PersonId, make: (person: MinutesPerson) => MinutesPerson): void {
  const person = persons.get(personId);
  if (person) persons.set(personId, make(person));
}

function shown(profile: ParticipantProfile) {
  const { personId, name, rank, title, role, siteName, groupName, isMember, isGuest, substituteForId } = profile;
  return { personId, name, rank, title, role, siteName, groupName, isMember, isGuest, substituteForId };
}
