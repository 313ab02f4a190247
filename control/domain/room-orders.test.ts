import { describe, expect, it } from 'vitest';
import {
  at,
  chair,
  first,
  floorAsked,
  floorGranted,
  inSession,
  lan,
  meetingAfter,
  minh,
  profile,
  room,
} from './given-meeting.ts';
import type { EndpointId, PersonId, SiteId } from './ids.ts';
import type { MeetingEvent } from './meeting-state.ts';
import { roomOrdersOf } from './room-orders.ts';

const hall = 'hall' as SiteId;
const south = 'south' as SiteId;
const moved = (personId: PersonId, siteId: SiteId, seatId: string | null = null): MeetingEvent => ({
  type: 'ParticipantChanged',
  profile: { ...profile(personId, 'delegate', seatId), siteId },
});
const roomOfSouth = (...personIds: PersonId[]): MeetingEvent => ({
  type: 'EndpointJoined',
  endpoint: { id: 'room-2' as EndpointId, kind: 'room', role: 'room', label: 'South', siteId: south, personIds },
});

describe('what the meeting means for a room', () => {
  it('names who is heard there with their seats, whoever got the floor last at the end', () => {
    const meeting = meetingAfter(
      ...inSession,
      moved(lan, hall, 'seat-7'),
      at(1_000, floorGranted(lan)),
      at(2_000, floorGranted(chair, { kind: 'chair' })),
    );
    expect(roomOrdersOf(meeting, hall)).toEqual({
      holders: [
        { personId: lan, seatId: 'seat-7' },
        { personId: chair, seatId: chair },
      ],
      next: null,
      privacy: null,
      privateSince: null,
    });
  });

  it('tells one site nothing of the persons of another', () => {
    const meeting = meetingAfter(...inSession, moved(minh, south), floorGranted(lan), floorAsked(minh));
    expect(JSON.stringify(roomOrdersOf(meeting, south))).not.toContain(lan);
    expect(roomOrdersOf(meeting, south).holders).toEqual([]);
  });

  it('looks for a person where a room device carries them, wherever they belong', () => {
    const meeting = meetingAfter(...inSession, roomOfSouth(lan), floorGranted(lan));
    expect(roomOrdersOf(meeting, hall).holders).toEqual([]);
    expect(roomOrdersOf(meeting, south).holders).toEqual([{ personId: lan, seatId: lan }]);
    expect(meeting.endpoints.has(room)).toBe(false);
  });

  it('leaves out whose microphone is closed for now', () => {
    const paused: MeetingEvent = { type: 'FloorPaused', personId: lan, cause: 'pointOfOrder' };
    expect(roomOrdersOf(meetingAfter(...inSession, floorGranted(lan), paused), hall).holders).toEqual([]);
  });

  it('knows who comes next: who is invited, or who waits first where the floor goes on by itself', () => {
    const invited: MeetingEvent = { type: 'FloorInvited', personId: minh, expiresAt: 9 };
    expect(roomOrdersOf(meetingAfter(...inSession, invited), hall).next).toEqual({ personId: minh, seatId: minh });
    const waiting = [...inSession, floorGranted(lan), floorAsked(minh)];
    expect(roomOrdersOf(meetingAfter(...waiting), hall).next).toBeNull();
    const automatic: MeetingEvent = { type: 'FloorModeSet', itemId: first, mode: { name: 'automatic' } };
    expect(roomOrdersOf(meetingAfter(...waiting, automatic), hall).next?.personId).toBe(minh);
  });

  it('shows nobody in a closed session or a recess, and names nobody meanwhile', () => {
    const nobody = { holders: [], next: null };
    const speaking = [...inSession, floorGranted(lan)];
    const closed = meetingAfter(...speaking, at(5_000, { type: 'ClosedSessionBegun' }));
    expect(roomOrdersOf(closed, hall)).toEqual({ ...nobody, privacy: 'closedSession', privateSince: 5_000 });
    const recess = meetingAfter(...speaking, at(6_000, { type: 'MeetingAdjourned' }));
    expect(roomOrdersOf(recess, hall)).toEqual({ ...nobody, privacy: 'recess', privateSince: 6_000 });
  });
});
