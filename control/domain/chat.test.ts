import { describe, expect, it } from 'vitest';
import { type ChatRecipient, type ChatRule, mayRead, shownMessages } from './chat.ts';
import {
  chair,
  clerk,
  device,
  given,
  guest,
  type History,
  inSession,
  lan,
  meetingAfter,
  minh,
  person,
  room,
  roomJoined,
  theClerk,
} from './given-meeting.ts';
import type { EndpointId, PersonId } from './ids.ts';
import { privateMessagesOf } from './me.ts';
import type { MeetingEvent } from './meeting-state.ts';
import type { Actor, PersonRole, Role } from './roles.ts';
import { meetingSlices } from './view.ts';

const pages: MeetingEvent[] = [page(chair, 'chair'), page(clerk, 'clerk'), page(lan, 'delegate'), page(guest, 'guest')];
const here: History = [...inSession, ...pages, roomJoined(minh)];
const theLan = person(lan, 'delegate');

function send(actor: Actor, to: ChatRecipient, ...history: History) {
  return given(...here, ...history).when({ type: 'chat.send', to, text: 'Kính gửi' }, actor);
}

describe('written messages', () => {
  it('keep who wrote them, as they were then', () => {
    const author = { personId: lan, endpointId: theLan.endpointId, name: 'Ông lan', role: 'delegate' };
    expect(send(theLan, 'all')).toEqual([{ type: 'ChatSent', messageId: 'c-1', to: 'all', text: 'Kính gửi', author }]);
    expect(send(device(room, 'room'), 'clerk')).toMatchObject([{ author: { personId: null, name: 'Hall' } }]);
  });

  it('come from devices in the meeting only', () => {
    expect(send({ ...theClerk, endpointId: null }, 'all')).toBe('FORBIDDEN');
    expect(send({ ...theLan, endpointId: 'elsewhere' as EndpointId }, 'all')).toBe('FORBIDDEN');
    expect(send(device('hall-display' as EndpointId, 'display'), 'all')).toBe('FORBIDDEN');
    expect(send(theLan, 'all', { type: 'MeetingClosed' })).toBe('WRONG_STATUS');
  });

  it('follow the rule', () => {
    const under = (rule: ChatRule, actor: Actor, to: ChatRecipient) => {
      const events = send(actor, to, { type: 'ChatRuleSet', rule });
      return typeof events === 'string' ? events : 'sent';
    };
    expect(under('staffOnly', theLan, 'all')).toBe('CHAT_NOT_ALLOWED');
    expect(under('staffOnly', theLan, 'chair')).toBe('sent');
    expect(under('staffOnly', theLan, 'clerk')).toBe('sent');
    expect(under('staffOnly', theClerk, 'all')).toBe('sent');
    for (const to of ['all', 'chair', 'clerk'] as const) {
      expect(under('off', theLan, to)).toBe('CHAT_NOT_ALLOWED');
      expect(under('off', theClerk, to)).toBe('CHAT_NOT_ALLOWED');
      expect(under('everybody', person(guest, 'guest'), to)).toBe('sent');
    }
  });

  it('have their rule set by those who run the meeting', () => {
    const set = { type: 'chat.setRule', rule: 'off' } as const;
    expect(given(...here).when(set, theClerk)).toEqual([{ type: 'ChatRuleSet', rule: 'off' }]);
    expect(given(...here).when(set, theLan)).toBe('FORBIDDEN');
    expect(given(...here, { type: 'ChatRuleSet', rule: 'off' }).when(set, theClerk)).toEqual([]);
  });

  it('are shown to all, the newest ones', () => {
    const many = Array.from({ length: shownMessages + 5 }, () => sent(lan, 'delegate', 'all'));
    const meeting = meetingAfter(...here, sent(lan, 'delegate', 'clerk'), ...many);
    for (const audience of ['staff', 'member', 'public'] as const) {
      const rows = Object.values(meetingSlices.chat.project(meeting, audience).rows);
      expect([rows.length, rows[0]?.number]).toEqual([shownMessages, 7]);
    }
    expect(Object.keys(privateMessagesOf(meeting, { ...theLan, endpointId: 'any' as EndpointId }))).toHaveLength(1);
  });
});

describe('a message to an office', () => {
  const readers = (to: ChatRecipient) => {
    const roles: Role[] = [
      'chair',
      'deputy',
      'clerk',
      'operator',
      'delegate',
      'guest',
      'observer',
      'interpreter',
      'room',
    ];
    const { author } = sent(lan, 'delegate', to) as Extract<MeetingEvent, { type: 'ChatSent' }>;
    const endpointId = 'other' as EndpointId;
    return roles.filter((role) => mayRead({ to, author }, { role, personId: minh, endpointId }));
  };

  it('is for that office', () => {
    expect(readers('chair')).toEqual(['chair', 'deputy']);
    expect(readers('clerk')).toEqual(['clerk', 'operator']);
  });

  it('is for its author, on all their devices; a device without a person has its own only', () => {
    const meeting = meetingAfter(...here, sent(lan, 'delegate', 'chair'), sent(null, 'room', 'chair'));
    const seen = (actor: Actor, endpointId: string) =>
      Object.keys(privateMessagesOf(meeting, { ...actor, endpointId: endpointId as EndpointId }));
    expect(seen(theLan, 'phone-of-lan')).toEqual(['to-chair-by-delegate']);
    expect(seen(device(room, 'room'), room)).toEqual(['to-chair-by-room']);
    expect(seen(device(room, 'room'), 'room-2')).toEqual([]);
    expect(seen(person(minh, 'delegate'), 'page-of-minh')).toEqual([]);
    expect(seen(theClerk, 'page-of-clerk')).toEqual([]);
    expect(seen(person(chair, 'chair'), 'page-of-chair')).toEqual(['to-chair-by-delegate', 'to-chair-by-room']);
  });
});

let count = 0;

function sent(personId: PersonId | null, role: Role, to: ChatRecipient): MeetingEvent {
  const endpointId = personId ? (`page-of-${personId}` as EndpointId) : room;
  count += 1;
  const author = { personId, endpointId, name: personId ?? 'Hall', role };
  return { type: 'ChatSent', messageId: to === 'all' ? `all-${count}` : `to-${to}-by-${role}`, to, text: 'x', author };
}

function page(personId: PersonId, role: PersonRole): MeetingEvent {
  const id = `page-of-${personId}` as EndpointId;
  return {
    type: 'EndpointJoined',
    endpoint: { id, kind: 'personal', role, label: '', siteId: null, personIds: [personId] },
  };
}
