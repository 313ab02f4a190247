import { describe, expect, it } from 'vitest';
import {
  chair,
  device,
  floorGranted,
  given,
  inSession,
  lan,
  meetingAfter,
  minh,
  person,
  profile,
  room,
  roomJoined,
  type theChair,
  theClerk,
} from './given-meeting.ts';
import type { EndpointId, PersonId, SiteId } from './ids.ts';
import { isMicrophoneOpenAt } from './me.ts';
import type { MeetingEvent } from './meeting-state.ts';
import { systemActor } from './roles.ts';

const joined = roomJoined(lan);
const laptop: MeetingEvent = {
  type: 'EndpointJoined',
  endpoint: {
    id: 'laptop' as EndpointId,
    kind: 'personal',
    role: 'delegate',
    label: '',
    siteId: null,
    personIds: [lan],
  },
};
const theRoom = device(room, 'room');

describe('devices in a meeting', () => {
  it('join once', () => {
    if (joined.type !== 'EndpointJoined') throw new TypeError('not a device');
    const join = { type: 'endpoint.join', endpoint: joined.endpoint } as const;
    expect(given(...inSession).when(join, systemActor)).toEqual([joined]);
    expect(given(...inSession, joined).when(join, systemActor)).toEqual([]);
  });

  it('leave once', () => {
    const leave = { type: 'endpoint.leave', endpointId: room, cause: 'lost' } as const;
    const left = [{ type: 'EndpointLeft', endpointId: room, cause: 'lost' }];
    expect(given(...inSession, joined).when(leave, systemActor)).toEqual(left);
    expect(given(...inSession).when(leave, systemActor)).toEqual([]);
  });

  it('do not join a meeting that is closed', () => {
    if (joined.type !== 'EndpointJoined') throw new TypeError('not a device');
    const join = { type: 'endpoint.join', endpoint: joined.endpoint } as const;
    expect(given(...inSession, { type: 'MeetingClosed' }).when(join, systemActor)).toBe('WRONG_STATUS');
  });

  it('are told by the room itself or by staff whom they carry', () => {
    const attach = (actor: typeof theChair, endpointId = room) =>
      given(...inSession, joined).when({ type: 'endpoint.attachPerson', endpointId, personId: minh }, actor);
    const attached = [{ type: 'EndpointPersonAttached', endpointId: room, personId: minh }];
    expect(attach(theRoom)).toEqual(attached);
    expect(attach(theClerk)).toEqual(attached);
    expect(attach(device('room-2' as EndpointId, 'room'))).toBe('FORBIDDEN');
    expect(attach(person(minh, 'delegate'))).toBe('FORBIDDEN');
    expect(attach(theClerk, 'room-9' as EndpointId)).toBe('UNKNOWN_ENDPOINT');
  });

  it('carry participants only', () => {
    const attach = { type: 'endpoint.attachPerson', endpointId: room, personId: 'stranger' as PersonId } as const;
    expect(given(...inSession, joined).when(attach, theRoom)).toBe('NOT_A_PARTICIPANT');
  });

  it('say nothing when a person is attached or detached a second time', () => {
    const change = (type: 'endpoint.attachPerson' | 'endpoint.detachPerson', personId: PersonId) =>
      given(...inSession, joined).when({ type, endpointId: room, personId }, theRoom);
    expect(change('endpoint.attachPerson', lan)).toEqual([]);
    expect(change('endpoint.detachPerson', minh)).toEqual([]);
    expect(change('endpoint.detachPerson', lan)).toEqual([
      { type: 'EndpointPersonDetached', endpointId: room, personId: lan },
    ]);
  });

  it('of a site carry persons of that site only, unless staff say otherwise', () => {
    const elsewhere: MeetingEvent = {
      type: 'ParticipantChanged',
      profile: { ...profile(minh, 'delegate'), siteId: 'north' as SiteId },
    };
    const attach = { type: 'endpoint.attachPerson', endpointId: room, personId: minh } as const;
    const history = [...inSession, joined, elsewhere];
    expect(given(...history).when(attach, device(room, 'room'))).toBe('FORBIDDEN');
    expect(given(...history).when(attach, theClerk)).toHaveLength(1);
  });

  it('carry several persons, and a person may be at several', () => {
    const attached: MeetingEvent = { type: 'EndpointPersonAttached', endpointId: room, personId: minh };
    const { endpoints } = meetingAfter(...inSession, joined, laptop, attached);
    expect([...endpoints.values()].map(({ personIds }) => personIds)).toEqual([[lan, minh], [lan]]);
  });

  it('leave the floor to the person: it stays when one of their devices is lost', () => {
    const speaking: MeetingEvent = floorGranted(lan, { itemId: null });
    const lost: MeetingEvent = { type: 'EndpointLeft', endpointId: room, cause: 'lost' };
    expect(meetingAfter(...inSession, joined, speaking, lost).floor.speakers).toHaveLength(1);
  });
});

describe('the microphone of a device', () => {
  const speaking: MeetingEvent = floorGranted(lan, { itemId: null });
  const isOpen = (...events: MeetingEvent[]) => isMicrophoneOpenAt(meetingAfter(...inSession, ...events), room);

  it('is open while somebody there has the floor', () => {
    expect(isOpen(joined)).toBe(false);
    expect(isOpen(joined, speaking)).toBe(true);
    expect(isOpen(joined, speaking, { type: 'FloorEnded', personId: lan, cause: 'yielded', openMs: 0 })).toBe(false);
  });

  it('follows a person who is attached or detached while they speak', () => {
    const attached: MeetingEvent = { type: 'EndpointPersonAttached', endpointId: room, personId: lan };
    const detached: MeetingEvent = { type: 'EndpointPersonDetached', endpointId: room, personId: lan };
    expect(isOpen(roomJoined(), speaking)).toBe(false);
    expect(isOpen(roomJoined(), speaking, attached)).toBe(true);
    expect(isOpen(roomJoined(), speaking, attached, detached)).toBe(false);
  });

  it('stays closed for others than those whom it carries', () => {
    expect(isOpen(joined, floorGranted(chair, { kind: 'chair', itemId: null }))).toBe(false);
  });
});
