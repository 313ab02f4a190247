import { describe, expect, it } from 'vitest';
import type { FloorMode } from './floor.ts';
import {
  chair,
  first,
  floorAsked,
  floorGranted,
  given,
  guest,
  type History,
  inSession,
  lan,
  meetingAfter,
  minh,
  person,
  roomJoined,
  theChair,
  theClerk,
} from './given-meeting.ts';
import type { PersonId } from './ids.ts';
import type { MeetingCommand, MeetingEvent } from './meeting-state.ts';

const mode = (of: FloorMode): MeetingEvent => ({ type: 'FloorModeSet', itemId: first, mode: of });
const automatic = mode({ name: 'automatic' });
const open = (limit: number) => mode({ name: 'open', limit });
const closed = mode({ name: 'closed' });
const presentation = mode({ name: 'presentation', presenterId: minh });
const ask = (personId: PersonId): MeetingCommand => ({ type: 'floor.request', personId });
const grant = (personId: PersonId): MeetingCommand => ({ type: 'floor.grant', personId });
/** The second speech of the meeting. */
const yields = (personId: PersonId): MeetingCommand => ({ type: 'floor.yield', personId, speech: 2 });
const set = (of: FloorMode): MeetingCommand => ({ type: 'floor.setMode', itemId: first, mode: of });
const delegate = (personId: PersonId) => person(personId, 'delegate');
const ended = (personId: PersonId, cause: 'yielded' | 'replaced' | 'modeChanged' | 'withdrawn'): MeetingEvent => ({
  type: 'FloorEnded',
  personId,
  cause,
  openMs: 0,
});

describe('the mode *automatic*', () => {
  it('begins with the first who waits when the floor is free, and goes on with the next', () => {
    expect(given(...inSession, automatic).when(ask(lan), delegate(lan))).toEqual([
      floorAsked(lan),
      floorGranted(lan, { requestId: 1 }),
    ]);
    const busy = [...inSession, automatic, floorGranted(lan), floorAsked(minh)];
    expect(given(...busy).when({ type: 'floor.yield', personId: lan, speech: 1 }, delegate(lan))).toEqual([
      ended(lan, 'yielded'),
      floorGranted(minh, { requestId: 1 }),
    ]);
    expect(given(...inSession, floorAsked(lan), floorAsked(minh)).when(set({ name: 'automatic' }), theChair)).toEqual([
      automatic,
      floorGranted(lan, { requestId: 1 }),
    ]);
  });

  it('passes over those who are not there', () => {
    const history = [...inSession, floorAsked(guest), floorAsked(minh)];
    expect(given(...history).when(set({ name: 'automatic' }), theChair)).toEqual([
      automatic,
      floorGranted(minh, { requestId: 2 }),
    ]);
  });

  it('is over when all microphones are taken off: nobody begins by themselves', () => {
    const busy = [...inSession, automatic, floorGranted(lan), floorAsked(minh)];
    expect(given(...busy).when({ type: 'floor.withdrawAll' }, theChair)).toEqual([
      ended(lan, 'withdrawn'),
      mode({ name: 'chairInvites' }),
    ]);
  });
});

describe('the mode *open*', () => {
  it('opens by asking; over its number the one who was open longest closes', () => {
    const full = [...inSession, open(2), floorGranted(lan), floorGranted(minh)];
    expect(given(...full).when(ask(chair), theChair)).toEqual([
      { ...floorAsked(chair) },
      floorGranted(chair, { requestId: 1, kind: 'chair' }),
    ]);
    expect(given(...full, open(1)).when(ask('deputy' as PersonId), person('deputy' as PersonId, 'deputy'))).toEqual([
      floorAsked('deputy' as PersonId),
      ended(lan, 'replaced'),
      ended(minh, 'replaced'),
      floorGranted('deputy' as PersonId, { requestId: 1 }),
    ]);
  });

  it('gives free microphones to those who wait, and leaves a point of order to the chair', () => {
    const waiting = [...inSession, floorAsked(lan, first, 'pointOfOrder'), floorAsked(lan), floorAsked(minh)];
    expect(given(...waiting).when(set({ name: 'open', limit: 3 }), theChair)).toEqual([
      open(3),
      floorGranted(lan, { requestId: 2 }),
      floorGranted(minh, { requestId: 3 }),
    ]);
  });
});

describe('the mode *closed*', () => {
  it('lets nobody speak but the chair, and keeps the list', () => {
    const history = [...inSession, floorGranted(minh), floorAsked(lan)];
    expect(given(...history).when(set({ name: 'closed' }), theChair)).toEqual([closed, ended(minh, 'modeChanged')]);
    expect(given(...history, closed).when(grant(lan), theChair)).toBe('MODE_FORBIDS');
    expect(given(...inSession, closed).when(grant(chair), theChair)).toMatchObject([{ kind: 'chair' }]);
    expect(given(...inSession, closed).when(ask(lan), delegate(lan))).toEqual([floorAsked(lan)]);
  });

  it('takes invitations back', () => {
    const invited: MeetingEvent = { type: 'FloorInvited', personId: lan, expiresAt: 30_000 };
    expect(given(...inSession, invited).when(set({ name: 'closed' }), theChair)).toEqual([
      closed,
      { type: 'FloorInvitationEnded', personId: lan, cause: 'modeChanged' },
    ]);
  });
});

describe('an invitation that the mode of the next item forbids', () => {
  it('is no way in: asking waits', () => {
    const invited: MeetingEvent = { type: 'FloorInvited', personId: lan, expiresAt: 30_000 };
    expect(given(...inSession, invited, closed).when(ask(lan), delegate(lan))).toEqual([floorAsked(lan)]);
    const accept: MeetingCommand = { type: 'floor.accept', personId: lan, expiresAt: 30_000 };
    expect(given(...inSession, invited, closed).when(accept, delegate(lan))).toBe('MODE_FORBIDS');
  });
});

describe('the mode *presentation*', () => {
  it('invites the presenter, closes the others, and lets nobody else be invited', () => {
    const answer = given(...inSession, floorGranted(lan)).when(
      set({ name: 'presentation', presenterId: minh }),
      theChair,
    );
    expect(answer).toEqual([
      presentation,
      { type: 'FloorInvited', personId: minh, expiresAt: 30_000 },
      ended(lan, 'modeChanged'),
    ]);
    expect(given(...inSession, presentation, floorAsked(lan)).when(grant(lan), theChair)).toBe('MODE_FORBIDS');
  });

  it('opens at once for a presenter who asked, without a limit of time', () => {
    const answer = given(...inSession, floorAsked(minh)).when(
      set({ name: 'presentation', presenterId: minh }),
      theChair,
    );
    expect(answer).toEqual([presentation, floorGranted(minh, { requestId: 1, requestKind: 'explanation' })]);
  });

  it('needs a presenter who is there, and ends when they take no part any more', () => {
    expect(given(...inSession).when(set({ name: 'presentation', presenterId: guest }), theChair)).toBe('NOT_PRESENT');
    const stranger = 'stranger' as PersonId;
    expect(given(...inSession).when(set({ name: 'presentation', presenterId: stranger }), theChair)).toBe(
      'NOT_A_PARTICIPANT',
    );
    const removed = given(...inSession, presentation).when({ type: 'participant.remove', personId: minh }, theClerk);
    expect(removed).toContainEqual(mode({ name: 'chairInvites' }));
  });
});

describe('changing the mode', () => {
  it.each<[string, FloorMode, PersonId[]]>([
    ['closes the oldest of three for two', { name: 'open', limit: 2 }, [minh, 'deputy' as PersonId]],
    ['closes two of three for one', { name: 'chairInvites' }, ['deputy' as PersonId]],
    ['keeps all where there is room', { name: 'open', limit: 4 }, [lan, minh, 'deputy' as PersonId]],
  ])('%s, and keeps the list', (_words, to, speaking) => {
    const three: History = [lan, minh, 'deputy' as PersonId].map((personId) => floorGranted(personId));
    const history = [...inSession, open(3), ...three, floorAsked(guest)];
    const events = given(...history).when(set(to), theChair) as MeetingEvent[];
    const { floor } = meetingAfter(...history, ...events);
    expect(floor.speakers.map(({ personId }) => personId)).toEqual(speaking);
    expect(floor.requests).toHaveLength(1);
  });

  it('to what it is changes nothing, and needs a meeting that was opened', () => {
    expect(given(...inSession, closed).when(set({ name: 'closed' }), theChair)).toEqual([]);
    expect(given(...inSession.slice(0, -7)).when(set({ name: 'closed' }), theChair)).toBe('WRONG_STATUS');
  });
});

describe('a point of order', () => {
  const order = floorGranted(minh, { requestId: 1, requestKind: 'pointOfOrder' });
  const paused: MeetingEvent = { type: 'FloorPaused', personId: lan, cause: 'pointOfOrder' };

  it('interrupts the speech, which goes on by itself', () => {
    const speaking = [...inSession, floorGranted(lan), floorAsked(minh, first, 'pointOfOrder')];
    expect(given(...speaking).when(grant(minh), theChair)).toEqual([order, paused]);
    const back = given(...speaking, order, paused).when(yields(minh), delegate(minh));
    expect(back).toEqual([ended(minh, 'yielded'), { type: 'FloorResumed', personId: lan, cause: 'pointOfOrder' }]);
  });
});

describe('the chair’s priority', () => {
  const on: MeetingEvent = { type: 'FloorPrioritySet', isOn: true };
  const paused: MeetingEvent = { type: 'FloorPaused', personId: lan, cause: 'chairPriority' };
  const chairs = floorGranted(chair, { kind: 'chair' });

  it('closes the others while the chair’s microphone is open', () => {
    expect(given(...inSession, on, floorGranted(lan)).when(grant(chair), theChair)).toEqual([chairs, paused]);
    const both = [...inSession, floorGranted(lan), chairs];
    expect(given(...both).when({ type: 'floor.setPriority', isOn: true }, theChair)).toEqual([on, paused]);
    const answer = given(...both, on, paused).when(yields(chair), theChair);
    expect(answer).toEqual([ended(chair, 'yielded'), { type: 'FloorResumed', personId: lan, cause: 'chairPriority' }]);
  });
});

describe('a seat that accepts by itself', () => {
  const on: MeetingEvent = { type: 'FloorSelfAcceptSet', personId: lan, isOn: true };

  it('opens when its person is invited, at the room and not at a device of their own', () => {
    expect(given(...inSession, roomJoined(lan), on).when(grant(lan), theChair)).toEqual([floorGranted(lan)]);
    expect(given(...inSession, on).when(grant(lan), theChair)).toMatchObject([{ type: 'FloorInvited' }]);
  });

  it('is set by the room for those whom it carries, and by those who run the meeting', () => {
    const command: MeetingCommand = { type: 'floor.setSelfAccept', personId: minh, isOn: true };
    const theRoom = { role: 'room', personId: null, endpointId: 'room-1', onBehalfOf: null } as never;
    expect(given(...inSession, roomJoined(lan)).when(command, theRoom)).toBe('FORBIDDEN');
    expect(given(...inSession, roomJoined(minh)).when(command, theRoom)).toHaveLength(1);
    expect(given(...inSession).when(command, theClerk)).toHaveLength(1);
    expect(given(...inSession).when(command, delegate(minh))).toBe('FORBIDDEN');
  });
});
