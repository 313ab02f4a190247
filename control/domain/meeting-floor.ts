/** What the floor asks of the rest of the meeting: who may speak now, and for whom somebody acts. */
import { findItem, isReadableBy } from './agenda.ts';
import { actingRole } from './authority.ts';
import { mayTakePart } from './closed-session.ts';
import { endpointsOfPerson } from './endpoints.ts';
import type { FloorCommand, FloorContext, PersonFloorCommand } from './floor-commands.ts';
import { decideFloor } from './floor-decisions.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import { type DecisionContext, isRunning, type Meeting, type MeetingEvent } from './meeting-state.ts';
import { placeOf } from './participants.ts';
import { refuse } from './rejection.ts';
import { type Actor, audienceOf } from './roles.ts';

/** Throws besides the codes of the floor `NOT_A_PARTICIPANT`, `FORBIDDEN`, `WRONG_STATUS`, `NOT_PRESENT`, `UNKNOWN_ITEM`. */
export function decideFloorOf(command: FloorCommand, meeting: Meeting, { at, actor }: DecisionContext): MeetingEvent[] {
  if (!isAboutPerson(command)) {
    if (command.type === 'floor.setMode' && !isRunning(meeting.status)) refuse('WRONG_STATUS');
    if (command.type === 'floor.setMode' && command.mode.name === 'presentation') {
      if (!meeting.participants.has(command.mode.presenterId)) refuse('NOT_A_PARTICIPANT');
    }
    return decideFloor(command, meeting.floor, floorContext(meeting, at, false));
  }
  const { personId } = command;
  if (!meeting.participants.has(personId)) refuse('NOT_A_PARTICIPANT');
  const own = isOwn(personId, meeting, actor);
  if (!isAboutOthers(command) && !own) refuse('FORBIDDEN');
  // A device without a person of staff sets only those whom it carries.
  const isStaff = audienceOf(actingRole(meeting.authority, actor)) === 'staff';
  if (command.type === 'floor.setSelfAccept' && !own && !isStaff) refuse('FORBIDDEN');
  const context = floorContext(meeting, at, own);
  if (command.type === 'floor.request' && command.itemId && command.itemId !== context.itemId) {
    assertMayRegister(command.itemId, meeting, actor);
    return decideFloor(command, meeting.floor, context);
  }
  if (meeting.status !== 'inSession' && opensFloor(command)) refuse('WRONG_STATUS');
  const mustBeThere = opensFloor(command) || restores(command);
  if (mustBeThere && !context.isPresent(personId)) refuse('NOT_PRESENT');
  return decideFloor(command, meeting.floor, context);
}

/** Asked beforehand, for an item that is still to come. */
function assertMayRegister(itemId: AgendaItemId, meeting: Meeting, actor: Actor): void {
  if (meeting.status === 'draft') refuse('WRONG_STATUS');
  const item = findItem(meeting.agenda, itemId);
  // An item that they may not see does not exist for them.
  if (!item || !isReadableBy(item, audienceOf(actingRole(meeting.authority, actor)))) refuse('UNKNOWN_ITEM');
  if (item.status === 'done') refuse('ITEM_CHANGED');
}

export function floorContext(meeting: Meeting, at: number, isOwnCommand: boolean): FloorContext {
  const { participants, authority, agenda, endpoints, rulePack: pack, closedSession } = meeting;
  return {
    at,
    pack,
    itemId: agenda.activeItemId,
    chairId: authority.actingChairId,
    isInSession: meeting.status === 'inSession',
    isOwn: isOwnCommand,
    isPresent: (personId) => {
      const person = participants.get(personId);
      if (person?.attendance.status !== 'present') return false;
      return closedSession === null || mayTakePart(closedSession, person, endpoints);
    },
    isSeated: (personId) => {
      const devices = endpointsOfPerson(endpoints, personId);
      const isInRoom = devices.length > 0 || Boolean(participants.get(personId)?.seatId);
      return isInRoom && devices.every(({ kind }) => kind === 'room');
    },
    responsibleFor: (itemId) => (itemId && findItem(agenda, itemId)?.responsibleIds) ?? [],
    placeOf: (personId) => placeOf(participants, personId),
  };
}

const aboutOthers: readonly FloorCommand['type'][] = [
  'floor.grant',
  'floor.withdraw',
  'floor.dropRequest',
  'floor.undropRequest',
  'floor.moveRequest',
  'floor.extend',
  'floor.pause',
  'floor.resume',
  'floor.setSelfAccept',
  'floor.expireInvitation',
  'floor.pauseForLoss',
  'floor.resumeAfterLoss',
  'floor.checkTime',
];

function isAboutPerson(command: FloorCommand): command is PersonFloorCommand {
  return !['floor.withdrawAll', 'floor.setMode', 'floor.setPriority', 'floor.setBudget'].includes(command.type);
}

function isAboutOthers({ type }: FloorCommand): boolean {
  return aboutOthers.includes(type);
}

const opening: readonly FloorCommand['type'][] = ['floor.request', 'floor.grant', 'floor.accept'];

function opensFloor({ type }: FloorCommand): boolean {
  return opening.includes(type);
}

function restores({ type }: FloorCommand): boolean {
  return type === 'floor.restoreRequest' || type === 'floor.undropRequest';
}

/** A person acts for themselves from their own page, or from the device of a site that carries them. */
export function isOwn(personId: PersonId, meeting: Meeting, actor: Actor): boolean {
  if (actor.personId) return actor.personId === personId;
  const endpoint = actor.endpointId ? meeting.endpoints.get(actor.endpointId) : undefined;
  return endpoint?.personIds.includes(personId) ?? false;
}
