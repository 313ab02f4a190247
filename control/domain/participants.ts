/**
 * The persons of a meeting: a snapshot of name, title and site taken when they were added, so that the record stays
 * true when the body's register changes, and their attendance.
 */
import type { SpeakerPlace } from './floor.ts';
import type { PersonId, SeatId, SiteId } from './ids.ts';
import { type Quorum, type QuorumRule, quorumOf } from './quorum.ts';
import { assertNever, refuse } from './rejection.ts';
import type { PersonRole } from './roles.ts';

export type Attendance =
  | { status: 'unmarked' }
  | { status: 'present'; mode: 'inPerson' | 'online'; since: number }
  | { status: 'absent'; reason: string }
  | { status: 'left'; since: number };

/** What a command says; the time comes from the journal. */
export type AttendanceMark =
  | { status: 'unmarked' }
  | { status: 'present'; mode: 'inPerson' | 'online' }
  | { status: 'absent'; reason: string }
  | { status: 'left' };

export type ParticipantProfile = {
  personId: PersonId;
  name: string;
  rank: string;
  title: string;
  role: PersonRole;
  siteId: SiteId | null;
  siteName: string;
  seatId: SeatId | null;
  seatLabel: string;
  /** Members count for the quorum; a clerk or a guest does not. */
  isMember: boolean;
  /** Invited to this meeting only, not in the register. */
  isGuest: boolean;
  /** The participant for whom this person stands in. */
  substituteForId: PersonId | null;
  /** Delegation, group or block whose speaking time is counted together; empty: none. */
  groupName: string;
};

/** `firstPresentAt` is forgotten by a mark that says that the person was not there. */
export type Participant = ParticipantProfile & { attendance: Attendance; firstPresentAt: number | null };
export type Participants = ReadonlyMap<PersonId, Participant>;

const unmarked: Attendance = { status: 'unmarked' };

export type ParticipantCommand =
  | { type: 'participant.add'; profiles: readonly ParticipantProfile[] }
  | { type: 'participant.change'; profile: ParticipantProfile }
  | { type: 'participant.remove'; personId: PersonId }
  /** Takes over a list: all of it or nothing. */
  | {
      type: 'participant.importMany';
      added: readonly ParticipantProfile[];
      changed: readonly ParticipantProfile[];
    }
  | { type: 'attendance.mark'; personId: PersonId; mark: AttendanceMark }
  | { type: 'attendance.markMany'; personIds: readonly PersonId[]; mark: AttendanceMark };

export type ParticipantEvent =
  | { type: 'ParticipantAdded'; profile: ParticipantProfile }
  | { type: 'ParticipantChanged'; profile: ParticipantProfile }
  | { type: 'ParticipantRemoved'; personId: PersonId }
  | { type: 'AttendanceMarked'; personId: PersonId; mark: AttendanceMark };

export function decideParticipants(command: ParticipantCommand, participants: Participants): ParticipantEvent[] {
  switch (command.type) {
    case 'participant.add':
      return decideProfiles(participants, command.profiles, []);
    case 'participant.change':
      return decideProfiles(participants, [], [command.profile]);
    case 'participant.importMany': {
      const changed = command.changed.filter((profile) => !isSameProfile(participants.get(profile.personId), profile));
      return decideProfiles(participants, command.added, changed);
    }
    case 'participant.remove':
      if (!participants.has(command.personId)) refuse('NOT_A_PARTICIPANT');
      return [{ type: 'ParticipantRemoved', personId: command.personId }];
    case 'attendance.mark':
      return decideMarks(participants, [command.personId], command.mark);
    case 'attendance.markMany':
      return decideMarks(participants, command.personIds, command.mark);
    default:
      return assertNever(command);
  }
}

/** Changes `next` in place: whoever calls has made it. */
export function applyToParticipants(next: Map<PersonId, Participant>, event: ParticipantEvent, at: number): void {
  switch (event.type) {
    case 'ParticipantAdded':
    case 'ParticipantChanged': {
      const { attendance = unmarked, firstPresentAt = null } = next.get(event.profile.personId) ?? {};
      next.set(event.profile.personId, { ...event.profile, attendance, firstPresentAt });
      break;
    }
    case 'ParticipantRemoved':
      next.delete(event.personId);
      for (const participant of next.values()) {
        if (participant.substituteForId !== event.personId) continue;
        next.set(participant.personId, { ...participant, substituteForId: null });
      }
      break;
    case 'AttendanceMarked': {
      const participant = next.get(event.personId);
      if (participant) next.set(event.personId, marked(participant, event.mark, at));
      break;
    }
    default:
      assertNever(event);
  }
}

export function isPresent(participants: Participants, personId: PersonId): boolean {
  return participants.get(personId)?.attendance.status === 'present';
}

/** Where the person belongs now. */
export function placeOf(participants: Participants, personId: PersonId): SpeakerPlace {
  const { siteId = null, siteName = '', groupName = '' } = participants.get(personId) ?? {};
  return { siteId, siteName, groupName };
}

export function chairOf(participants: Participants): Participant | undefined {
  for (const participant of participants.values()) if (participant.role === 'chair') return participant;
  return undefined;
}

export function quorumOfParticipants(rule: QuorumRule, participants: Participants): Quorum {
  let members = 0;
  let present = 0;
  for (const participant of participants.values()) {
    if (!participant.isMember) continue;
    members += 1;
    if (participant.attendance.status === 'present') present += 1;
  }
  return quorumOf(rule, members, present);
}

function attendanceAt(mark: AttendanceMark, at: number): Attendance {
  switch (mark.status) {
    case 'unmarked':
    case 'absent':
      return mark;
    case 'present':
      return { ...mark, since: at };
    case 'left':
      return { ...mark, since: at };
    default:
      return assertNever(mark);
  }
}

function isSameMark(attendance: Attendance, mark: AttendanceMark): boolean {
  if (attendance.status === 'present' && mark.status === 'present') return attendance.mode === mark.mode;
  if (attendance.status === 'absent' && mark.status === 'absent') return attendance.reason === mark.reason;
  return attendance.status === mark.status;
}

function marked(participant: Participant, mark: AttendanceMark, at: number): Participant {
  const { firstPresentAt } = participant;
  const isThere = mark.status === 'present' || mark.status === 'left';
  return {
    ...participant,
    attendance: attendanceAt(mark, at),
    firstPresentAt: isThere ? (firstPresentAt ?? (mark.status === 'present' ? at : null)) : null,
  };
}

function decideMarks(
  participants: Participants,
  personIds: readonly PersonId[],
  mark: AttendanceMark,
): ParticipantEvent[] {
  return [...new Set(personIds)].flatMap((personId): ParticipantEvent[] => {
    const { attendance } = participants.get(personId) ?? refuse('NOT_A_PARTICIPANT');
    return isSameMark(attendance, mark) ? [] : [{ type: 'AttendanceMarked', personId, mark }];
  });
}

function decideProfiles(
  participants: Participants,
  added: readonly ParticipantProfile[],
  changed: readonly ParticipantProfile[],
): ParticipantEvent[] {
  const after = new Map<PersonId, ParticipantProfile>(participants);
  for (const profile of changed) {
    if (!participants.has(profile.personId)) refuse('NOT_A_PARTICIPANT');
    after.set(profile.personId, profile);
  }
  for (const profile of added) {
    if (after.has(profile.personId)) refuse('ALREADY_EXISTS');
    after.set(profile.personId, profile);
  }
  assertPlaces(after);
  assertSubstitutes(after);
  return [
    ...changed.map((profile): ParticipantEvent => ({ type: 'ParticipantChanged', profile })),
    ...added.map((profile): ParticipantEvent => ({ type: 'ParticipantAdded', profile })),
  ];
}

/** One person to a seat, and one chair. */
function assertPlaces(after: ReadonlyMap<PersonId, ParticipantProfile>): void {
  const taken = new Set<SeatId>();
  let chairs = 0;
  for (const { seatId, role } of after.values()) {
    if (seatId && taken.has(seatId)) refuse('SEAT_TAKEN');
    if (seatId) taken.add(seatId);
    if (role === 'chair') chairs += 1;
  }
  if (chairs > 1) refuse('CHAIR_TAKEN');
}

/** Somebody who stands in does so for one other participant, who is there in their own right and has nobody else. */
function assertSubstitutes(after: ReadonlyMap<PersonId, ParticipantProfile>): void {
  const substituted = new Set<PersonId>();
  for (const { personId, substituteForId } of after.values()) {
    if (!substituteForId) continue;
    const other = after.get(substituteForId);
    if (!other || other.personId === personId || other.substituteForId || substituted.has(substituteForId)) {
      refuse('SUBSTITUTE_MISMATCH');
    }
    substituted.add(substituteForId);
  }
}

function isSameProfile(known: ParticipantProfile | undefined, profile: ParticipantProfile): boolean {
  if (!known) return false;
  return (Object.keys(profile) as (keyof ParticipantProfile)[]).every((field) => known[field] === profile[field]);
}
