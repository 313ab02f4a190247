import { describe, expect, it } from 'vitest';
import type { AdmissionRule } from './admission.ts';
import type { Endpoint } from './endpoints.ts';
import {
  chair,
  clerk,
  deputy,
  floorGranted,
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
import type { EndpointId, PersonId, SiteId } from './ids.ts';
import { projectWaitingMe } from './me.ts';
import type { MeetingEvent } from './meeting-state.ts';
import { type PersonRole, systemActor } from './roles.ts';
import { meetingSlices } from './view.ts';

const laptop = laptopOf(lan, 'delegate');
const asked: MeetingEvent = { type: 'AdmissionAsked', endpoint: laptop };
const locked: MeetingEvent = { type: 'AdmissionSet', admission: 'nobody' };
const granted: MeetingEvent = { type: 'AdmissionGranted', endpointId: laptop.id };
const joined: MeetingEvent = { type: 'EndpointJoined', endpoint: laptop };

describe('coming in', () => {
  const comes = (endpoint: Endpoint, ...history: History) =>
    given(...inSession, ...history).when({ type: 'endpoint.join', endpoint }, systemActor);
  const waits = (endpoint: Endpoint, ...history: History) => {
    const events = comes(endpoint, ...history);
    return typeof events === 'string' ? events : events.map(({ type }) => type).join();
  };

  it('is for everybody at first', () => {
    expect(comes(laptop)).toEqual([joined]);
  });

  it('lets guests and observers wait where only the invited come straight in', () => {
    const invitedOnly: MeetingEvent = { type: 'AdmissionSet', admission: 'invitedOnly' };
    expect(waits(laptop, invitedOnly)).toBe('EndpointJoined');
    expect(waits(laptopOf(guest, 'guest'), invitedOnly)).toBe('AdmissionAsked');
    expect(waits(laptopOf(guest, 'observer'), invitedOnly)).toBe('AdmissionAsked');
  });

  it('is closed to all in a locked meeting but to those who run it', () => {
    for (const role of ['delegate', 'guest', 'observer', 'interpreter'] as const) {
      expect(waits(laptopOf(lan, role), locked)).toBe('AdmissionAsked');
    }
    for (const [personId, role] of [
      [chair, 'chair'],
      [deputy, 'deputy'],
      [clerk, 'clerk'],
      [lan, 'operator'],
    ] as const) {
      expect(waits(laptopOf(personId, role), locked)).toBe('EndpointJoined');
    }
    expect(waits(theRoom(), locked)).toBe('AdmissionAsked');
  });

  it('changes nothing for a device that is in', () => {
    expect(comes(laptop, joined, locked)).toEqual([]);
    expect(comes(theRoom(), roomJoined(minh), locked)).toEqual([]);
  });

  it('asks once', () => {
    expect(comes(laptop, locked, asked)).toEqual([]);
  });

  it('stays open to a device that was let in, however long it was lost', () => {
    const lost: MeetingEvent = { type: 'EndpointLeft', endpointId: laptop.id, cause: 'lost' };
    expect(waits(laptop, locked, asked, granted)).toBe('EndpointJoined');
    expect(waits(laptop, locked, asked, granted, joined, lost)).toBe('EndpointJoined');
    expect(waits(laptop, locked, asked, granted, joined, { ...lost, cause: 'left' })).toBe('AdmissionAsked');
  });

  it('is the same for a person with a new device after a denial or a removal', () => {
    const denied: MeetingEvent = { type: 'AdmissionDenied', endpointId: laptop.id, reason: null };
    const removed: MeetingEvent = { type: 'EndpointRemoved', endpoint: laptop, reason: null };
    const open: MeetingEvent = { type: 'AdmissionSet', admission: 'everyone' };
    const phone = { ...laptop, id: 'phone' as EndpointId };
    expect(waits(phone, locked, asked, denied, open)).toBe('AdmissionAsked');
    expect(waits(phone, joined, removed)).toBe('AdmissionAsked');
    expect(waits(phone, joined, removed, granted)).toBe('EndpointJoined');
    expect(waits(laptopOf(minh, 'delegate'), joined, removed)).toBe('EndpointJoined');
  });
});

describe('those who wait', () => {
  const whileLocked = (...history: History) => given(...inSession, locked, ...history);

  it('are let in by those who run the meeting, and by nobody else', () => {
    const admit = { type: 'admission.admit', endpointIds: [laptop.id] } as const;
    expect(whileLocked(asked).when(admit, theClerk)).toEqual([granted]);
    expect(whileLocked(asked).when(admit, person(minh, 'delegate'))).toBe('FORBIDDEN');
    expect(whileLocked(asked, granted).when(admit, theClerk)).toEqual([]);
    expect(whileLocked().when(admit, theClerk)).toBe('UNKNOWN_ENDPOINT');
  });

  it('are let in together; one who went away keeps nobody', () => {
    const endpointIds = [laptop.id, 'gone' as EndpointId, laptop.id];
    expect(whileLocked(asked).when({ type: 'admission.admit', endpointIds }, theClerk)).toEqual([granted]);
  });

  it('are denied with a reason, once, and can still be let in', () => {
    const deny = { type: 'admission.deny', endpointId: laptop.id, reason: 'nhầm phòng' } as const;
    const denied: MeetingEvent = { type: 'AdmissionDenied', endpointId: laptop.id, reason: 'nhầm phòng' };
    expect(whileLocked(asked).when(deny, theClerk)).toEqual([denied]);
    expect(whileLocked(asked, denied).when(deny, theClerk)).toEqual([]);
    expect(whileLocked().when(deny, theClerk)).toBe('UNKNOWN_ENDPOINT');
    const admit = { type: 'admission.admit', endpointIds: [laptop.id] } as const;
    expect(whileLocked(asked, denied).when(admit, theClerk)).toEqual([granted]);
  });

  it('come in when the rule does not ask for it any more, but for those who were denied', () => {
    const denied: MeetingEvent = { type: 'AdmissionDenied', endpointId: laptop.id, reason: null };
    const other: MeetingEvent = { type: 'AdmissionAsked', endpoint: laptopOf(guest, 'guest') };
    const set = (admission: AdmissionRule, ...history: History) =>
      whileLocked(...history).when({ type: 'meeting.setAdmission', admission }, theClerk);
    const open: MeetingEvent = { type: 'AdmissionSet', admission: 'everyone' };
    expect(set('everyone', asked)).toEqual([open, granted]);
    expect(set('invitedOnly', asked, other)).toEqual([{ ...open, admission: 'invitedOnly' }, granted]);
    expect(set('everyone', asked, denied)).toEqual([open]);
    expect(set('nobody')).toEqual([]);
  });

  it('leave the list when they go away, or take part no more', () => {
    const lapsed = { type: 'AdmissionLapsed', endpointId: laptop.id };
    const leave = { type: 'endpoint.leave', endpointId: laptop.id, cause: 'lost' } as const;
    expect(whileLocked(asked).when(leave, systemActor)).toEqual([{ ...lapsed, cause: 'lost' }]);
    const removal = whileLocked(asked).when({ type: 'participant.remove', personId: lan }, theClerk);
    expect(removal).toContainEqual({ ...lapsed, cause: 'left' });
  });

  it('come in when they run the meeting now', () => {
    const endpoint = { ...laptop, role: 'deputy' } as const;
    expect(whileLocked(asked).when({ type: 'endpoint.join', endpoint }, systemActor)).toEqual([
      { type: 'AdmissionLapsed', endpointId: laptop.id, cause: 'joined' },
      { type: 'EndpointJoined', endpoint },
    ]);
  });

  it('are told who, what and since when, and nothing of the meeting', () => {
    const meeting = meetingAfter(...inSession, locked, { at: 7, event: asked });
    const me = projectWaitingMe(meeting, { ...person(lan, 'delegate'), endpointId: laptop.id }, 'lan');
    expect(me).toMatchObject({ name: 'Ông lan', may: [], personIds: [], standing: { state: 'none' } });
    expect(me.waiting).toEqual({
      meetingTitle: 'Phiên họp',
      bodyName: 'Ủy ban',
      since: 7,
      isLocked: true,
      isSessionClosed: false,
      denied: null,
      removed: null,
    });
    const { head, rows } = meetingSlices.waiting.project(meeting, 'staff');
    expect(head).toEqual({ rule: 'nobody' });
    expect(rows[laptop.id]).toMatchObject({ personId: lan, name: 'Ông lan', siteName: 'Hội trường', since: 7 });
  });
});

describe('a device that is removed', () => {
  const remove = { type: 'endpoint.remove', endpointId: laptop.id, reason: 'nhầm phòng' } as const;
  const removed: MeetingEvent = { type: 'EndpointRemoved', endpoint: laptop, reason: 'nhầm phòng' };
  const left: MeetingEvent = { type: 'AttendanceMarked', personId: lan, mark: { status: 'left' } };

  it('is out with its person, who loses the floor', () => {
    const speaking: MeetingEvent = floorGranted(lan, { itemId: null });
    expect(given(...inSession, joined, speaking).when(remove, theClerk, 9)).toEqual([
      { type: 'FloorEnded', personId: lan, cause: 'left', openMs: 9 },
      removed,
      left,
    ]);
  });

  it('leaves a person there who has another one', () => {
    const phone: MeetingEvent = { type: 'EndpointJoined', endpoint: { ...laptop, id: 'phone' as EndpointId } };
    expect(given(...inSession, joined, phone).when(remove, theClerk)).toEqual([removed]);
  });

  it('of a site leaves the attendance of its persons to whoever keeps it', () => {
    const speaking: MeetingEvent = floorGranted(minh, { itemId: null });
    const events = given(...inSession, roomJoined(lan, minh), speaking).when({ ...remove, endpointId: room }, theClerk);
    expect(Array.isArray(events) && events.map(({ type }) => type)).toEqual(['FloorEnded', 'EndpointRemoved']);
  });

  it('is never one of those who run the meeting', () => {
    const clerks: MeetingEvent = { type: 'EndpointJoined', endpoint: laptopOf(clerk, 'clerk') };
    const command = { ...remove, endpointId: laptopOf(clerk, 'clerk').id };
    expect(given(...inSession, clerks).when(command, person(chair, 'chair'))).toBe('NOT_REMOVABLE');
    expect(given(...inSession).when(remove, theClerk)).toBe('UNKNOWN_ENDPOINT');
    expect(given(...inSession, joined).when(remove, person(lan, 'delegate'))).toBe('FORBIDDEN');
  });

  it('waits when it comes back, and says that it was removed', () => {
    const history: History = [...inSession, joined, removed, asked];
    const { admission } = meetingAfter(...history);
    expect(admission.waiting.get(laptop.id)).toMatchObject({ denied: null, removed: { reason: 'nhầm phòng' } });
    const admit = { type: 'admission.admit', endpointIds: [laptop.id] } as const;
    expect(given(...inSession, joined, removed).when(admit, theClerk)).toEqual([granted]);
  });
});

function laptopOf(personId: PersonId, role: PersonRole): Endpoint {
  const id = `laptop-of-${personId}` as EndpointId;
  return { id, kind: 'personal', role, label: personId, siteId: null, personIds: [personId] };
}

function theRoom(): Endpoint {
  return { id: room, kind: 'room', role: 'room', label: 'Hall', siteId: 'hall' as SiteId, personIds: [] };
}
