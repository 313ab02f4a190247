import { describe, expect, it } from 'vitest';
import type { Endpoint } from './endpoints.ts';
import {
  at,
  chair,
  floorAsked,
  floorGranted,
  given,
  guest,
  inSession,
  lan,
  meetingAfter,
  minh,
  person,
  present,
  profile,
  roomJoined,
  theChair,
  theClerk,
} from './given-meeting.ts';
import type { EndpointId, PersonId, SiteId } from './ids.ts';
import { projectWaitingMe } from './me.ts';
import type { MeetingCommand, MeetingEvent } from './meeting-state.ts';
import { type PersonRole, systemActor } from './roles.ts';
import { meetingSlices } from './view.ts';

const guests = laptopOf(guest, 'guest');
const lans = laptopOf(lan, 'delegate');
const wall: Endpoint = { ...guests, id: 'wall' as EndpointId, kind: 'display', role: 'display', personIds: [] };
const begin: MeetingCommand = { type: 'closedSession.begin' };
const end: MeetingCommand = { type: 'closedSession.end', since: 0 };
const begun: MeetingEvent = { type: 'ClosedSessionBegun' };
const joined = (endpoint: Endpoint): MeetingEvent => ({ type: 'EndpointJoined', endpoint });
const asked = (endpoint: Endpoint): MeetingEvent => ({ type: 'AdmissionAsked', endpoint });
const out = ({ id: endpointId }: Endpoint): MeetingEvent => ({
  type: 'EndpointLeft',
  endpointId,
  cause: 'closedSession',
});
const admitted = ({ id: endpointId }: Endpoint): MeetingEvent => ({ type: 'AdmissionGranted', endpointId });

const lanNow = profile(lan, 'delegate');
const everybody = [...inSession, present(guest), roomJoined(minh), joined(lans), joined(guests), joined(wall)];
const closed = [...everybody, begun, out(guests), asked(guests), out(wall), asked(wall)];

describe('a closed session', () => {
  it('puts those out who are no members, and the displays; rooms and members stay', () => {
    expect(given(...everybody).when(begin, theChair)).toEqual([
      begun,
      out(guests),
      out(wall),
      asked(guests),
      asked(wall),
    ]);
    expect(given(...closed).when(begin, theChair)).toEqual([]);
    expect([...meetingAfter(...closed).endpoints.keys()]).toEqual(['room-1', lans.id]);
  });

  it('closes every microphone before anybody is put out', () => {
    const events = given(...everybody, floorGranted(lan)).when(begin, theChair, 700) as MeetingEvent[];
    expect(events.slice(0, 2)).toEqual([
      { type: 'FloorEnded', personId: lan, cause: 'closedSession', openMs: 700 },
      begun,
    ]);
  });

  it('tells those outside why they wait', () => {
    const actor = { ...person(guest, 'guest'), endpointId: guests.id };
    expect(projectWaitingMe(meetingAfter(...closed), actor, '').waiting).toMatchObject({ isSessionClosed: true });
  });

  it('keeps out who comes meanwhile, and lets members and the clerk in', () => {
    const comes = (endpoint: Endpoint) =>
      given(...closed).when({ type: 'endpoint.join', endpoint }, systemActor) as MeetingEvent[];
    expect(comes({ ...guests, id: 'phone' as EndpointId })).toMatchObject([{ type: 'AdmissionAsked' }]);
    expect(comes(laptopOf(minh, 'delegate'))).toMatchObject([{ type: 'EndpointJoined' }]);
  });

  it('is not opened by a rule of admission', () => {
    const rule: MeetingCommand = { type: 'meeting.setAdmission', admission: 'invitedOnly' };
    const back: MeetingCommand = { type: 'meeting.setAdmission', admission: 'everyone' };
    expect(given(...closed).when(rule, theClerk)).toHaveLength(1);
    const invitedOnly: MeetingEvent = { type: 'AdmissionSet', admission: 'invitedOnly' };
    expect(given(...closed, invitedOnly).when(back, theClerk)).toEqual([
      { type: 'AdmissionSet', admission: 'everyone' },
    ]);
  });

  it('lets a guest in by somebody’s word, and then be heard', () => {
    const grant: MeetingCommand = { type: 'floor.grant', personId: guest };
    expect(given(...closed).when(grant, theChair)).toBe('NOT_PRESENT');
    const admit: MeetingCommand = { type: 'admission.admit', endpointIds: [guests.id] };
    expect(given(...closed).when(admit, theClerk)).toEqual([admitted(guests)]);
    const letIn = [...closed, admitted(guests)];
    const again = given(...letIn).when({ type: 'endpoint.join', endpoint: guests }, systemActor);
    expect(again).toEqual([joined(guests)]);
    expect(given(...letIn, joined(guests)).when(grant, theChair)).toMatchObject([{ type: 'FloorInvited' }]);
  });

  it('keeps the requests of those outside, who speak again when it is over', () => {
    const history = [...everybody, floorAsked(guest), begun, out(guests), asked(guests)];
    const grant: MeetingCommand = { type: 'floor.grant', personId: guest };
    expect(given(...history).when(grant, theChair)).toBe('NOT_PRESENT');
    const over: MeetingEvent[] = [{ type: 'ClosedSessionEnded' }, admitted(guests), joined(guests)];
    expect(given(...history, ...over).when(grant, theChair)).toEqual([floorGranted(guest, { requestId: 1 })]);
  });

  it('puts out who stops being a member while it runs, in the middle of their speech', () => {
    const change: MeetingCommand = { type: 'participant.change', profile: { ...lanNow, isMember: false } };
    const events = given(...closed, floorGranted(lan)).when(change, theClerk, 700);
    expect(events).toEqual([
      { type: 'ParticipantChanged', profile: change.profile },
      { type: 'FloorEnded', personId: lan, cause: 'closedSession', openMs: 700 },
      out(lans),
      asked(lans),
    ]);
    const admittedByWord = [...closed, out(lans), admitted(lans), joined(lans)];
    expect(given(...admittedByWord).when(change, theClerk)).toHaveLength(1);
  });

  it('ends what a person says whom a room carries, when they stop being a member; the room stays', () => {
    const change: MeetingCommand = {
      type: 'participant.change',
      profile: { ...profile(minh, 'delegate'), isMember: false },
    };
    expect(given(...closed, floorGranted(minh)).when(change, theClerk)).toMatchObject([
      { type: 'ParticipantChanged' },
      { type: 'FloorEnded', personId: minh, cause: 'closedSession' },
    ]);
  });

  it('lets in who becomes a member while it runs', () => {
    const member: MeetingEvent = {
      type: 'ParticipantChanged',
      profile: { ...profile(guest, 'delegate'), isMember: true },
    };
    const join: MeetingCommand = { type: 'endpoint.join', endpoint: guests };
    expect(given(...closed).when(join, systemActor)).toEqual([]);
    expect(given(...closed, member).when(join, systemActor)).toEqual([
      { type: 'AdmissionLapsed', endpointId: guests.id, cause: 'joined' },
      joined(guests),
    ]);
  });

  it('ends, and those outside come back by themselves', () => {
    expect(given(...closed).when(end, theChair)).toEqual([
      { type: 'ClosedSessionEnded' },
      admitted(guests),
      admitted(wall),
    ]);
    expect(given(...everybody).when(end, theChair)).toEqual([]);
    const anew = given(...everybody, begun, { type: 'ClosedSessionEnded' }, at(5_000, begun));
    expect(anew.when(end, theChair)).toBe('SESSION_CHANGED');
  });

  it('tells staff who only waits for its end, and who waits for another reason', () => {
    const denied: MeetingEvent = { type: 'AdmissionDenied', endpointId: guests.id, reason: null };
    const outside = (...history: Parameters<typeof meetingAfter>) =>
      Object.values(meetingSlices.waiting.project(meetingAfter(...history), 'staff').rows)
        .filter(({ isOutside }) => isOutside)
        .map(({ endpointId }) => endpointId);
    expect(outside(...closed)).toEqual([guests.id, wall.id]);
    expect(outside(...closed, denied)).toEqual([wall.id]);
    expect(outside(...everybody, out(guests), asked(guests))).toEqual([]);
  });

  it('ends for nobody who waits for another reason', () => {
    const denied: MeetingEvent = { type: 'AdmissionDenied', endpointId: guests.id, reason: null };
    expect(given(...closed, denied).when(end, theChair)).toEqual([{ type: 'ClosedSessionEnded' }, admitted(wall)]);
  });

  it('begins while the meeting is in session only, and ends with it', () => {
    expect(given(...everybody, { type: 'MeetingAdjourned' }).when(begin, theChair)).toBe('WRONG_STATUS');
    expect(meetingAfter(...closed, { type: 'MeetingAdjourned' }).closedSession).not.toBeNull();
    expect(meetingAfter(...closed, { type: 'MeetingClosed' }).closedSession).toBeNull();
    expect(given(...everybody).when(begin, person(lan, 'delegate'))).toBe('FORBIDDEN');
    expect(meetingAfter(...closed).authority.actingChairId).toBe(chair);
  });
});

function laptopOf(personId: PersonId, role: PersonRole): Endpoint {
  const siteId = 'hall' as SiteId;
  return {
    id: `laptop-of-${personId}` as EndpointId,
    kind: 'personal',
    role,
    label: '',
    siteId,
    personIds: [personId],
  };
}
