/**
 * Who may do what in a meeting. Roles belong to persons; `room` and `display` are devices without a person of their own.
 * The table is data: a command that is not listed for a role is refused, and the page of that role does not show it.
 */
import type { EndpointId, PersonId } from './ids.ts';
import type { MeetingCommandType } from './meeting-state.ts';

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
export const deviceRoles = ['room', 'display'] as const;

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

/** What a viewer may read: staff run the meeting, members decide in it, the public looks on. */
export const audiences = ['staff', 'member', 'public'] as const;
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
  return maySendMedia(role) && audienceOf(role) !== 'public';
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
const chairCommands: readonly MeetingCommandType[] = [
  'meeting.open',
  'meeting.adjourn',
  'meeting.resume',
  'meeting.close',
  'agenda.activate',
  'floor.grant',
  'floor.withdraw',
  'floor.withdrawAll',
  'spotlight.set',
  'spotlight.clear',
];

/** True for a command of the chair that somebody else issues for them: the journal then names both. */
export function isOnBehalfOfChair(role: Role, command: MeetingCommandType): boolean {
  return actsForChair.includes(role) && chairCommands.includes(command);
}
