import { describe, expect, it } from 'vitest';
import { given, inSession, person, profile, theChair } from './given-meeting.ts';
import type { PersonId } from './ids.ts';
import { actorFor } from './meeting.ts';
import { type MeetingCommand, type MeetingCommandType, newMeeting } from './meeting-state.ts';
import { quorumRules } from './quorum.ts';
import {
  type Actor,
  audienceOf,
  commandsOf,
  isOnBehalfOfChair,
  maySendMedia,
  maySendSound,
  maySetUpCameras,
  mayShareScreen,
  maySteerCameras,
  type Role,
} from './roles.ts';
import { simplePack } from './rule-pack.ts';

/** C chair, D deputy, K clerk, O operator, d delegate, g guest, b observer, i interpreter, r room, y display, a agent, s system. */
const letters: Record<string, Role> = {
  C: 'chair',
  D: 'deputy',
  K: 'clerk',
  O: 'operator',
  d: 'delegate',
  g: 'guest',
  b: 'observer',
  i: 'interpreter',
  r: 'room',
  y: 'display',
  a: 'agent',
  s: 'system',
};
const roles = Object.values(letters);

/** Written by hand from design/floor.md and product.md; the code has its own table. */
const expected: Record<MeetingCommandType, string> = {
  'meeting.create': 'CKO',
  'meeting.change': 'CKO',
  'meeting.convene': 'CKO',
  'meeting.cancel': 'CKO',
  'meeting.open': 'CDKO',
  'meeting.adjourn': 'CDKO',
  'meeting.resume': 'CDKO',
  'meeting.close': 'CDKO',
  'meeting.setAdmission': 'CDKO',
  'admission.admit': 'CDKO',
  'admission.deny': 'CDKO',
  'agenda.add': 'CKO',
  'agenda.change': 'CKO',
  'agenda.resolveConflict': 'CKO',
  'agenda.move': 'CKO',
  'agenda.remove': 'CKO',
  'agenda.select': 'CDKO',
  'agenda.activate': 'CDKO',
  'participant.add': 'CKO',
  'participant.change': 'CKO',
  'participant.remove': 'CKO',
  'participant.importMany': 'CKO',
  'attendance.mark': 'CDKOdgbir',
  'attendance.markMany': 'CDKO',
  'endpoint.attachPerson': 'CDKOr',
  'endpoint.detachPerson': 'CDKOr',
  'endpoint.remove': 'CDKO',
  'endpoint.join': 's',
  'endpoint.leave': 's',
  'floor.request': 'CDKdgir',
  'floor.cancelRequest': 'CDKdgir',
  'floor.accept': 'CDKdgir',
  'floor.decline': 'CDKdgir',
  'floor.yield': 'CDKdgir',
  'floor.grant': 'CDKO',
  'floor.withdraw': 'CDKO',
  'floor.withdrawAll': 'CDKO',
  'floor.restoreRequest': 'CDKdgir',
  'floor.dropRequest': 'CDKO',
  'floor.undropRequest': 'CDKO',
  'floor.moveRequest': 'CDKO',
  'floor.extend': 'CDKO',
  'floor.pause': 'CDKO',
  'floor.resume': 'CDKO',
  'floor.setMode': 'CDKO',
  'floor.setPriority': 'CDKO',
  'floor.setBudget': 'CDKO',
  'floor.setSelfAccept': 'CDKOr',
  'floor.expireInvitation': 's',
  'floor.pauseForLoss': 's',
  'floor.resumeAfterLoss': 's',
  'floor.checkTime': 's',
  'authority.takeBack': 'C',
  'authority.handOver': 'CD',
  'authority.seat': 'DKO',
  'authority.lapse': 's',
  'authority.arrive': 's',
  'closedSession.begin': 'CDKO',
  'closedSession.end': 'CDKO',
  'display.setScene': 'CDKO',
  'display.showNotice': 'CDKO',
  'display.clearNotice': 'CDKO',
  'minutes.write': 'KO',
  'spotlight.set': 'CKO',
  'spotlight.clear': 'CKO',
  'chat.send': 'CDKOdgbir',
  'chat.setRule': 'CDKO',
  'rollCall.record': 'CDKO',
  'access.recordRefusal': 's',
};
const commandTypes = Object.keys(expected) as MeetingCommandType[];

describe('roles', () => {
  it.each(commandTypes)('let only those issue %s who may', (type) => {
    const allowed = [...expected[type]].map((letter) => letters[letter]);
    const refused = roles.filter((role) => given(...inSession).when(sample(type), stranger(role)) === 'FORBIDDEN');
    const withOwnRules = refused.filter((role) => allowed.includes(role) && !isAboutOwnThings(type));
    expect(withOwnRules).toEqual([]);
    expect(roles.filter((role) => !allowed.includes(role) && !refused.includes(role))).toEqual([]);
  });

  it.each(roles)('tell the page of a %s exactly what it may issue', (role) => {
    const letter = Object.keys(letters).find((key) => letters[key] === role) ?? '';
    expect(commandsOf(role).sort()).toEqual(commandTypes.filter((type) => expected[type].includes(letter)).sort());
  });

  it('keep running the meeting from everybody who only takes part, looks on or is a device', () => {
    for (const role of ['delegate', 'guest', 'observer', 'interpreter', 'room', 'display', 'agent'] as const) {
      const running = commandsOf(role).filter((type) => /^(meeting|agenda|participant|admission)\./.test(type));
      expect([role, running]).toEqual([role, []]);
    }
  });

  it('let those who only look on send neither picture nor sound', () => {
    expect(roles.filter((role) => !maySendMedia(role))).toEqual(['observer', 'display']);
  });

  it('let a room agent send pictures, no sound and no screen', () => {
    expect(roles.filter((role) => maySendMedia(role) && !maySendSound(role))).toEqual(['agent']);
    expect(roles.filter((role) => maySendMedia(role) && !mayShareScreen(role))).toEqual(['guest', 'agent']);
  });

  it('let those who run the meeting steer cameras, and clerk and operator set them up', () => {
    expect(roles.filter(maySteerCameras)).toEqual(['chair', 'deputy', 'clerk', 'operator']);
    expect(roles.filter(maySetUpCameras)).toEqual(['clerk', 'operator']);
  });

  it('make nobody a viewer of more than their work needs', () => {
    const readers = Map.groupBy(roles, audienceOf);
    expect(Object.fromEntries(readers)).toEqual({
      staff: ['chair', 'deputy', 'clerk', 'operator', 'system'],
      member: ['delegate', 'interpreter', 'room'],
      public: ['guest', 'observer', 'display'],
      agent: ['agent'],
    });
  });
});

describe('acting for the chair', () => {
  it('names the chair in the record for commands of the chair, and for no others', () => {
    const forChair = commandTypes.filter((type) => isOnBehalfOfChair('clerk', type)).sort();
    expect(forChair).toEqual([
      'agenda.activate',
      'authority.handOver',
      'closedSession.begin',
      'closedSession.end',
      'display.clearNotice',
      'display.showNotice',
      'floor.dropRequest',
      'floor.extend',
      'floor.grant',
      'floor.moveRequest',
      'floor.pause',
      'floor.resume',
      'floor.setBudget',
      'floor.setMode',
      'floor.setPriority',
      'floor.undropRequest',
      'floor.withdraw',
      'floor.withdrawAll',
      'meeting.adjourn',
      'meeting.close',
      'meeting.open',
      'meeting.resume',
      'spotlight.clear',
      'spotlight.set',
    ]);
    expect(roles.filter((role) => isOnBehalfOfChair(role, 'floor.grant'))).toEqual(['deputy', 'clerk', 'operator']);
  });

  it('names nobody in a meeting without a chair', () => {
    const actor = stranger('clerk');
    expect(actorFor(actor, { type: 'meeting.open' }, newMeeting('m' as never)).onBehalfOf).toBeNull();
    expect(actorFor(theChair, { type: 'meeting.open' }, newMeeting('m' as never))).toBe(theChair);
  });
});

function stranger(role: Role): Actor {
  return role === 'room' || role === 'display' || role === 'agent' || role === 'system'
    ? { role, personId: null, endpointId: null, onBehalfOf: null }
    : person('stranger' as PersonId, role);
}

/** Commands that are refused also to an allowed role when they concern somebody else. */
function isAboutOwnThings(type: MeetingCommandType): boolean {
  return /^(attendance|endpoint)\.|^chat\.send$|^floor\.(request|cancelRequest|restoreRequest|setSelfAccept|accept|decline|yield)$|^authority\.takeBack$/.test(
    type,
  );
}

/** Any command of a type; whether it makes sense is not the question here. */
function sample(type: MeetingCommandType): MeetingCommand {
  return {
    type,
    bodyId: 'body',
    title: 'Phiên họp',
    place: '',
    plannedStartAt: 0,
    quorumRule: quorumRules.simpleMajority,
    items: [],
    changes: {},
    baseRevision: 0,
    conflictId: 'conflict-1',
    keep: 'current',
    reason: 'bão',
    startsAt: null,
    responsibleIds: [],
    itemId: 'item-1',
    plannedMs: 60_000,
    visibility: 'public',
    position: 1,
    personId: 'lan',
    profiles: [profile('new', 'delegate')],
    profile: profile('lan', 'delegate'),
    added: [profile('new', 'delegate')],
    changed: [],
    personIds: ['lan'],
    mark: { status: 'left' },
    endpointId: 'room-1',
    endpointIds: ['room-1'],
    admission: 'nobody',
    to: 'all',
    text: 'Kính gửi',
    rule: 'off',
    rulePack: simplePack,
    requestId: 1,
    beforeId: null,
    addMs: 60_000,
    isOn: true,
    mode: { name: 'closed' },
    scope: { of: 'group', groupName: 'Tổ 1' },
    budgetMs: 60_000,
    section: 'opening',
    connectedIds: [],
    scene: 'agenda',
    endpoint: { id: 'room-1', kind: 'room', role: 'room', label: '', siteId: null, personIds: [] },
    cause: 'left',
  } as unknown as MeetingCommand;
}
