/**
 * Who may do what in a meeting. Roles belong to persons; `room`, `display` and `agent` are devices without a person of their own.
 * The table is data: a command that is not listed for a role is refused, and the page of that role does not show it.
 */
import type { EndpointId, PersonId } from './ids.ts';
import type { MeetingCommandType } from './meeting-state.ts';
import type { Delegation } from './rule-pack.ts';

export const personRoles = [
  'chair',
  'deputy',
  'clerk',
  'operator',
  'delegate',
  'guest',
  'observer',
  'interpreter',
] as const;
export const deviceRoles = ['room', 'display', 'agent'] as const;

export type PersonRole = (typeof personRoles)[number];
export type DeviceRole = (typeof deviceRoles)[number];
/** `system` is the server itself: time that ran out, a device that stayed away. */
export type Role = PersonRole | DeviceRole | 'system';

/** Who acts. `onBehalfOf` is the chair for whom a clerk or an operator acts; both names are in the journal. */
export type Actor = {
  role: Role;
  personId: PersonId | null;
  endpointId: EndpointId | null;
  onBehalfOf: PersonId | null;
};

export const systemActor: Actor = { role: 'system', personId: null, endpointId: null, onBehalfOf: null };

/**
 * What a viewer may read: staff run the meeting, members decide in it, the public looks on. A room agent reads none of
 * that: only who has the floor at its site.
 */
export const audiences = ['staff', 'member', 'public', 'agent'] as const;
export type Audience = (typeof audiences)[number];

const audienceOfRole: Record<Role, Audience> = {
  chair: 'staff',
  deputy: 'staff',
  clerk: 'staff',
  operator: 'staff',
  system: 'staff',
  delegate: 'member',
  interpreter: 'member',
  room: 'member',
  guest: 'public',
  observer: 'public',
  display: 'public',
  agent: 'agent',
};

export function audienceOf(role: Role): Audience {
  return audienceOfRole[role];
}

const runsMeeting = ['chair', 'deputy', 'clerk', 'operator'] as const;
const prepares = ['chair', 'clerk', 'operator'] as const;
const speaks = ['chair', 'deputy', 'clerk', 'delegate', 'guest', 'interpreter', 'room'] as const;
const system = ['system'] as const;

const allowedRoles: Record<MeetingCommandType, readonly Role[]> = {
  'meeting.create': prepares,
  'meeting.change': prepares,
  'meeting.convene': prepares,
  'meeting.cancel': prepares,
  'meeting.open': runsMeeting,
  'meeting.adjourn': runsMeeting,
  'meeting.resume': runsMeeting,
  'meeting.close': runsMeeting,
  'meeting.setAdmission': runsMeeting,
  'admission.admit': runsMeeting,
  'admission.deny': runsMeeting,
  'agenda.add': prepares,
  'agenda.change': prepares,
  'agenda.resolveConflict': prepares,
  'agenda.move': prepares,
  'agenda.remove': prepares,
  'agenda.select': runsMeeting,
  'agenda.activate': runsMeeting,
  'participant.add': prepares,
  'participant.change': prepares,
  'participant.remove': prepares,
  'participant.importMany': prepares,
  'attendance.mark': [...runsMeeting, 'delegate', 'guest', 'observer', 'interpreter', 'room'],
  'attendance.markMany': runsMeeting,
  'endpoint.attachPerson': [...runsMeeting, 'room'],
  'endpoint.detachPerson': [...runsMeeting, 'room'],
  'endpoint.remove': runsMeeting,
  'endpoint.join': system,
  'endpoint.leave': system,
  'floor.request': speaks,
  'floor.cancelRequest': speaks,
  'floor.accept': speaks,
  'floor.decline': speaks,
  'floor.yield': speaks,
  'floor.restoreRequest': speaks,
  'floor.dropRequest': runsMeeting,
  'floor.undropRequest': runsMeeting,
  'floor.moveRequest': runsMeeting,
  'floor.extend': runsMeeting,
  'floor.pause': runsMeeting,
  'floor.resume': runsMeeting,
  'floor.setMode': runsMeeting,
  'floor.setPriority': runsMeeting,
  'floor.setBudget': runsMeeting,
  'floor.setSelfAccept': [...runsMeeting, 'room'],
  'floor.pauseForLoss': system,
  'floor.resumeAfterLoss': system,
  'floor.checkTime': system,
  'authority.takeBack': ['chair'],
  'authority.handOver': ['chair', 'deputy'],
  'authority.seat': ['deputy', 'clerk', 'operator'],
  'authority.lapse': system,
  'authority.arrive': system,
  'closedSession.begin': runsMeeting,
  'closedSession.end': runsMeeting,
  'display.setScene': runsMeeting,
  'display.showNotice': runsMeeting,
  'display.clearNotice': runsMeeting,
  'minutes.write': ['clerk', 'operator'],
  'floor.grant': runsMeeting,
  'floor.withdraw': runsMeeting,
  'floor.withdrawAll': runsMeeting,
  'floor.expireInvitation': system,
  'spotlight.set': ['chair', 'clerk', 'operator'],
  'spotlight.clear': ['chair', 'clerk', 'operator'],
  'chat.send': [...personRoles, 'room'],
  'chat.setRule': runsMeeting,
  'rollCall.record': runsMeeting,
  'access.recordRefusal': system,
};

/** Members and those who run the meeting may share a screen. */
export function mayShareScreen(role: Role): boolean {
  return maySendMedia(role) && (audienceOf(role) === 'staff' || audienceOf(role) === 'member');
}

/** A room agent sends pictures and nothing that is heard. */
export function maySendSound(role: Role): boolean {
  return maySendMedia(role) && role !== 'agent';
}

/** Those who run the meeting see the cameras of the sites and take them over. */
export function maySteerCameras(role: Role): boolean {
  return audienceOf(role) === 'staff' && role !== 'system';
}

export function maySetUpCameras(role: Role): boolean {
  return role === 'clerk' || role === 'operator';
}

const watchers: readonly Role[] = ['observer', 'display'];

/** Those who only look on send neither picture nor sound. */
export function maySendMedia(role: Role): boolean {
  return !watchers.includes(role);
}

export function mayIssue(role: Role, command: MeetingCommandType): boolean {
  return allowedRoles[command].includes(role);
}

export function commandsOf(role: Role): MeetingCommandType[] {
  return (Object.keys(allowedRoles) as MeetingCommandType[]).filter((command) => mayIssue(role, command));
}

const actsForChair: readonly Role[] = ['deputy', 'clerk', 'operator'];

/** Commands of the chair, by what a rule pack delegates them as. */
const chairCommands: Partial<Record<MeetingCommandType, Delegation>> = {
  'meeting.open': 'lifecycle',
  'meeting.adjourn': 'lifecycle',
  'meeting.resume': 'lifecycle',
  'meeting.close': 'lifecycle',
  'agenda.activate': 'agenda',
  'floor.grant': 'floor',
  'floor.withdraw': 'floor',
  'floor.withdrawAll': 'floor',
  'floor.dropRequest': 'floor',
  'floor.undropRequest': 'floor',
  'floor.moveRequest': 'floor',
  'floor.extend': 'floor',
  'floor.pause': 'floor',
  'floor.resume': 'floor',
  'floor.setMode': 'floor',
  'floor.setPriority': 'floor',
  'floor.setBudget': 'floor',
  'authority.handOver': 'authority',
  'closedSession.begin': 'closedSession',
  'closedSession.end': 'closedSession',
  'display.showNotice': 'displays',
  'display.clearNotice': 'displays',
  'spotlight.set': 'displays',
  'spotlight.clear': 'displays',
};

/** What a command must be delegated as when somebody else issues it for the chair; undefined: it is not the chair's. */
export function delegationOf(command: MeetingCommandType): Delegation | undefined {
  return chairCommands[command];
}

/** These end or hide something: they work also while nobody chairs. */
const withoutChair: readonly MeetingCommandType[] = [
  'meeting.adjourn',
  'floor.withdraw',
  'floor.withdrawAll',
  'closedSession.end',
  'display.showNotice',
  'display.clearNotice',
  'spotlight.set',
  'spotlight.clear',
];

export function worksWithoutChair(command: MeetingCommandType): boolean {
  return withoutChair.includes(command);
}

/** True for a command of the chair that somebody else issues for them: the journal then names both. */
export function isOnBehalfOfChair(role: Role, command: MeetingCommandType): boolean {
  return actsForChair.includes(role) && command in chairCommands;
}
