import { describe, expect, it } from 'vitest';
import {
  at,
  chair,
  device,
  floorAsked,
  floorCancelled,
  floorGranted,
  inSession,
  lan,
  meetingAfter,
  minh,
  person,
  room,
  roomJoined,
  theChair,
} from './given-meeting.ts';
import type { EndpointId } from './ids.ts';
import { projectMe, viewersTouchedBy } from './me.ts';
import type { MeetingEvent } from './meeting-state.ts';
import { type Actor, commandsOf } from './roles.ts';

describe('what a viewer sees of themself', () => {
  it('is who they are and what they may do', () => {
    expect(me(theChair)).toMatchObject({
      role: 'chair',
      personId: chair,
      name: 'Ông chair',
      siteId: 'hall',
      may: commandsOf('chair'),
    });
  });

  it('is the label of a device without a person, and whom it carries', () => {
    expect(me(device(room, 'room'), roomJoined(lan))).toMatchObject({
      name: 'Phòng họp',
      personId: null,
      personIds: [lan],
      standing: { state: 'none' },
    });
  });

  it('is their standing on the floor', () => {
    const theLan = person(lan, 'delegate');
    expect(me(theLan).standing).toEqual({ state: 'none' });
    expect(me(theLan, floorAsked(minh), floorAsked(lan)).standing).toEqual({ state: 'waiting' });
    const invited = { type: 'FloorInvited', personId: lan, expiresAt: 30_000 } as const;
    expect(me(theLan, invited).standing).toEqual({ state: 'invited', expiresAt: 30_000 });
    const granted = floorGranted(lan, { itemId: null });
    expect(me(theLan, at(4_000, granted)).standing).toEqual({ state: 'speaking', since: 4_000 });
  });
});

describe('those whose own view an event may change', () => {
  it('are all for the life of the meeting, nobody for its agenda', () => {
    expect(viewersTouchedBy({ type: 'MeetingAdjourned' })).toBe('all');
    const nobody = { personIds: [], endpointIds: [] };
    expect(viewersTouchedBy({ type: 'AgendaItemSelected', itemId: 'item' as never })).toEqual(nobody);
  });

  it('are the person alone, also where others wait for the floor: all read their place from the queue', () => {
    const cancelled: MeetingEvent = floorCancelled(chair);
    expect(viewersTouchedBy(cancelled)).toEqual({ personIds: [chair], endpointIds: [] });
  });

  it('are the device that joins, leaves or carries somebody else', () => {
    expect(viewersTouchedBy(roomJoined(lan))).toEqual({ personIds: [lan], endpointIds: [room] });
    const left: MeetingEvent = { type: 'EndpointLeft', endpointId: room, cause: 'left' };
    expect(viewersTouchedBy(left)).toEqual({ personIds: [], endpointIds: [room] });
  });
});

function me(actor: Actor, ...events: Parameters<typeof meetingAfter>) {
  const endpointId = actor.endpointId as EndpointId;
  return projectMe(meetingAfter(...inSession, ...events), { ...actor, endpointId }, 'Phòng họp');
}
