/**
 * The persons of a meeting: a snapshot of name, title and site taken when they were added, so that the record stays
 * true when the body's register changes, and their attendance.
 */
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
  title: string;
  role: PersonRole;
  siteId: SiteId | null;
  siteName: string;
  seatId: SeatId | null;
  seatLabel: string;
  /** Members count for the quorum; a clerk or a guest does not. */
  isMember: boolean;
};

export type Participant = ParticipantProfile & { attendance: Attendance };
export type Participants = ReadonlyMap<PersonId, Participant>;

export type ParticipantCommand =
  | { type: 'participant.add'; profiles: readonly ParticipantProfile[] }
  | { type: 'participant.change'; profile: ParticipantProfile }
  | { type: 'participant.remove'; personId: PersonId }
  | { type: 'attendance.mark'; personId: PersonId; mark: AttendanceMark };

export type ParticipantEvent =
  | { type: 'ParticipantAdded'; profile: ParticipantProfile }
  | { type: 'ParticipantChanged'; profile: ParticipantProfile }
  | { type: 'ParticipantRemoved'; personId: PersonId }
  | { type: 'AttendanceMarked'; personId: PersonId; mark: AttendanceMark };

export function decideParticipants(command: ParticipantCommand, participants: Participants): ParticipantEvent[] {
  switch (command.type) {
    case 'participant.add':
      assertSeatsFree(participants, command.profiles);
      assertNew(participants, command.profiles);
      assertOneChair(participants, command.profiles);
      return command.profiles.map((profile) => ({ type: 'ParticipantAdded', profile }));
    case 'participant.change':
      if (!participants.has(command.profile.personId)) refuse('NOT_A_PARTICIPANT');
      assertSeatsFree(participants, [command.profile]);
      assertOneChair(participants, [command.profile]);
      return [{ type: 'ParticipantChanged', profile: command.profile }];
    case 'participant.remove':
      if (!participants.has(command.personId)) refuse('NOT_A_PARTICIPANT');
      return [{ type: 'ParticipantRemoved', personId: command.personId }];
    case 'attendance.mark': {
      const participant = participants.get(command.personId) ?? refuse('NOT_A_PARTICIPANT');
      const { personId, mark } = command;
      return isSameMark(participant.attendance, mark) ? [] : [{ type: 'AttendanceMarked', personId, mark }];
    }
    default:
      return assertNever(command);
  }
}

export function evolveParticipants(participants: Participants, event: ParticipantEvent, at: number): Participants {
  const next = new Map(participants);
  switch (event.type) {
    case 'ParticipantAdded':
      return next.set(event.profile.personId, { ...event.profile, attendance: { status: 'unmarked' } });
    case 'ParticipantChanged': {
      const attendance = participants.get(event.profile.personId)?.attendance ?? { status: 'unmarked' };
      return next.set(event.profile.personId, { ...event.profile, attendance });
    }
    case 'ParticipantRemoved':
      next.delete(event.personId);
      return next;
    case 'AttendanceMarked': {
      const participant = participants.get(event.personId);
      return participant
        ? next.set(event.personId, { ...participant, attendance: attendanceAt(event.mark, at) })
        : participants;
    }
    default:
      return assertNever(event);
  }
}

export function isPresent(participants: Participants, personId: PersonId): boolean {
  return participants.get(personId)?.attendance.status === 'present';
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

function assertNew(participants: Participants, profiles: readonly ParticipantProfile[]): void {
  const comers = new Set<PersonId>();
  for (const { personId } of profiles) {
    if (participants.has(personId) || comers.has(personId)) refuse('ALREADY_EXISTS');
    comers.add(personId);
  }
}

function assertOneChair(participants: Participants, profiles: readonly ParticipantProfile[]): void {
  const chairs = new Set(profiles.filter(({ role }) => role === 'chair').map(({ personId }) => personId));
  const chair = chairOf(participants);
  if (chair && chairs.size > 0) chairs.add(chair.personId);
  if (chairs.size > 1) refuse('CHAIR_TAKEN');
}

function assertSeatsFree(participants: Participants, profiles: readonly ParticipantProfile[]): void {
  const comers = new Set(profiles.map((profile) => profile.personId));
  const taken = new Set<SeatId>();
  for (const { personId, seatId } of participants.values()) if (seatId && !comers.has(personId)) taken.add(seatId);
  for (const { seatId } of profiles) {
    if (!seatId) continue;
    if (taken.has(seatId)) refuse('SEAT_TAKEN');
    taken.add(seatId);
  }
}
