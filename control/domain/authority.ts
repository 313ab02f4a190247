/**
 * Who chairs the meeting: exactly one acting chair, or none. The chair keeps it by being there; a deputy takes over when
 * they are away for the lease of the rule pack, and gives it back by one tap of the chair (floor.md, Authority).
 */
import type { PersonId } from './ids.ts';
import type { Participant, Participants } from './participants.ts';
import { assertNever, refuse } from './rejection.ts';
import type { Actor, Role } from './roles.ts';
import type { RulePack } from './rule-pack.ts';

export type AuthorityCause = 'opened' | 'lost' | 'left' | 'arrived' | 'handedOver' | 'takenBack' | 'seated';
export type Authority = {
  /** Null: nobody chairs, or the meeting has not been opened. */
  actingChairId: PersonId | null;
  since: number | null;
  cause: AuthorityCause | null;
};

export const noAuthority: Authority = { actingChairId: null, since: null, cause: null };

export type AuthorityCommand =
  /** By the server: no page of the acting chair has been there for the lease. `connectedIds`: whose pages are. */
  | { type: 'authority.lapse'; personId: PersonId; connectedIds: readonly PersonId[] }
  /** By the server: somebody came who may chair a meeting without chair. */
  | { type: 'authority.arrive'; personId: PersonId }
  /** `fromId`: who chaired when it was chosen. */
  | { type: 'authority.takeBack'; fromId: PersonId | null }
  | { type: 'authority.handOver'; personId: PersonId; fromId: PersonId }
  | { type: 'authority.seat'; personId: PersonId };

export type AuthorityEvent = { type: 'ActingChairChanged'; personId: PersonId | null; cause: AuthorityCause };

export type AuthorityContext = {
  participants: Participants;
  isInSession: boolean;
  pack: RulePack;
  /** Who acts; null for a device. */
  personId: PersonId | null;
};

/** The role by which somebody acts now: whoever has the chair is the chair. */
export function actingRole(authority: Authority, actor: Pick<Actor, 'role' | 'personId'>): Role {
  return isActingChair(authority, actor) ? 'chair' : actor.role;
}

export function isActingChair({ actingChairId }: Authority, { personId }: Pick<Actor, 'personId'>): boolean {
  return personId !== null && personId === actingChairId;
}

export function decideAuthority(
  command: AuthorityCommand,
  { actingChairId }: Authority,
  { participants, isInSession, pack, personId: actorId }: AuthorityContext,
): AuthorityEvent[] {
  const isSystem = command.type === 'authority.lapse' || command.type === 'authority.arrive';
  if (!isInSession) return isSystem ? [] : refuse('WRONG_STATUS');
  switch (command.type) {
    case 'authority.lapse': {
      // A chair who is back in time keeps the chair.
      if (command.personId !== actingChairId || command.connectedIds.includes(actingChairId)) return [];
      const next = successor(participants, command.connectedIds, actingChairId);
      return [{ type: 'ActingChairChanged', personId: next, cause: 'lost' }];
    }
    case 'authority.arrive': {
      const comer = participants.get(command.personId);
      if (actingChairId || !comer || isAway(comer.attendance)) return [];
      if (comer.role !== 'chair' && comer.role !== 'deputy') return [];
      return [{ type: 'ActingChairChanged', personId: command.personId, cause: 'arrived' }];
    }
    case 'authority.takeBack': {
      const chair = actorId ? participants.get(actorId) : undefined;
      if (!actorId || chair?.role !== 'chair') refuse('FORBIDDEN');
      if (isAway(chair.attendance)) refuse('NOT_PRESENT');
      if (actingChairId === actorId) return [];
      if (actingChairId !== command.fromId) refuse('CHAIR_CHANGED');
      return [{ type: 'ActingChairChanged', personId: actorId, cause: 'takenBack' }];
    }
    case 'authority.handOver':
      assertMayChair(participants, command.personId);
      if (actingChairId === command.personId) return [];
      // The chair is given, or taken back; nobody takes it who acts for the chair.
      if (command.personId === actorId) refuse('NOT_BY_RULE');
      if (actingChairId !== command.fromId) refuse('CHAIR_CHANGED');
      return [{ type: 'ActingChairChanged', personId: command.personId, cause: 'handedOver' }];
    case 'authority.seat':
      if (actingChairId) refuse('CHAIR_TAKEN');
      if (!pack.maySeatChair) refuse('NOT_BY_RULE');
      assertMayChair(participants, command.personId);
      return [{ type: 'ActingChairChanged', personId: command.personId, cause: 'seated' }];
    default:
      return assertNever(command);
  }
}

/** Who chairs a meeting that opens: its chair unless they are away, else the first deputy who is present. */
export function openingChair(participants: Participants): PersonId | null {
  const people = [...participants.values()];
  const chair = people.find(({ role, attendance }) => role === 'chair' && !isAway(attendance));
  return (chair ?? people.find((other) => other.role === 'deputy' && isPresentNow(other)))?.personId ?? null;
}

/** When whoever chairs leaves, or has another role: who chairs by right and is present, else nobody. */
export function settleAuthority({ actingChairId }: Authority, participants: Participants): AuthorityEvent[] {
  if (!actingChairId) return [];
  const acting = participants.get(actingChairId);
  if (acting && !isAway(acting.attendance)) return [];
  return [{ type: 'ActingChairChanged', personId: firstByRight(participants, () => true), cause: 'left' }];
}

function successor(participants: Participants, connectedIds: readonly PersonId[], lostId: PersonId): PersonId | null {
  return firstByRight(participants, (personId) => personId !== lostId && connectedIds.includes(personId));
}

/** The chair, who may have come back meanwhile without taking back, then the first deputy. */
function firstByRight(participants: Participants, isThere: (personId: PersonId) => boolean): PersonId | null {
  const people = [...participants.values()].filter((other) => isPresentNow(other) && isThere(other.personId));
  const first = people.find(({ role }) => role === 'chair') ?? people.find(({ role }) => role === 'deputy');
  return first?.personId ?? null;
}

function assertMayChair(participants: Participants, personId: PersonId): void {
  const person = participants.get(personId) ?? refuse('NOT_A_PARTICIPANT');
  if (!isPresentNow(person)) refuse('NOT_PRESENT');
  if (!person.isMember && person.role !== 'chair' && person.role !== 'deputy') refuse('FORBIDDEN');
}

/** Nobody marks everybody: who was not marked is not taken to be away. */
export function isAway({ status }: Participant['attendance']): boolean {
  return status === 'absent' || status === 'left';
}

function isPresentNow({ attendance }: Participant): boolean {
  return attendance.status === 'present';
}
