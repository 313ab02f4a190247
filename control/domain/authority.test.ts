import { describe, expect, it } from 'vitest';
import type { AuthorityCause } from './authority.ts';
import {
  at,
  chair,
  clerk,
  convened,
  deputy,
  first,
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
  theChair,
  theClerk,
} from './given-meeting.ts';
import type { PersonId } from './ids.ts';
import { projectMe } from './me.ts';
import { actorFor } from './meeting.ts';
import type { MeetingCommand, MeetingEvent } from './meeting-state.ts';
import { type Actor, systemActor } from './roles.ts';
import { type Delegation, simplePack } from './rule-pack.ts';

const theDeputy = person(deputy, 'deputy');
const theLan = person(lan, 'delegate');
const changed = (personId: PersonId | null, cause: AuthorityCause): MeetingEvent => ({
  type: 'ActingChairChanged',
  personId,
  cause,
});
const lost = changed(deputy, 'lost');
const takeBack = (fromId: PersonId): MeetingCommand => ({ type: 'authority.takeBack', fromId });
const none = changed(null, 'lost');
const left = (personId: PersonId) =>
  ({ type: 'attendance.mark', personId, mark: { status: 'left' } }) as const satisfies MeetingCommand;
const lapse = (...connectedIds: PersonId[]) =>
  ({ type: 'authority.lapse', personId: chair, connectedIds }) as const satisfies MeetingCommand;

describe('who chairs', () => {
  it.each<[string, MeetingEvent[], PersonId | null]>([
    ['its chair', [], chair],
    ['its chair, present', [present(chair), present(deputy)], chair],
    ['the deputy for a chair who is absent', [absent(chair), present(deputy)], deputy],
    ['nobody when neither is there', [absent(chair)], null],
  ])('a meeting that opens is %s', (_words, marks, personId) => {
    const events = given(...convened, ...marks).when({ type: 'meeting.open' }, theClerk);
    expect(events).toEqual([{ type: 'MeetingOpened' }, changed(personId, 'opened')]);
  });

  it('is the first deputy who is present and connected when the chair stays away', () => {
    expect(given(...inSession).when(lapse(lan, deputy), systemActor)).toEqual([lost]);
    expect(given(...inSession).when(lapse(lan), systemActor)).toEqual([none]);
    const gone: MeetingEvent = { type: 'AttendanceMarked', personId: deputy, mark: { status: 'left' } };
    expect(given(...inSession, gone).when(lapse(deputy), systemActor)).toEqual([none]);
    expect(given(...inSession, lost).when(lapse(deputy), systemActor)).toEqual([]);
    expect(given(...inSession).when(lapse(deputy, chair), systemActor)).toEqual([]);
  });

  it('is the deputy when the chair leaves, without a clock', () => {
    const events = given(...inSession).when(left(chair), theClerk) as MeetingEvent[];
    expect(events.at(-1)).toEqual(changed(deputy, 'left'));
    const removed = given(...inSession).when({ type: 'participant.remove', personId: chair }, theClerk);
    expect(removed).toContainEqual(changed(deputy, 'left'));
  });

  it('is the chair again when whoever acted for them is lost or leaves, and the chair is there', () => {
    const history = [...inSession, lost, present(chair), present(deputy)];
    const lapseOfDeputy = (...connectedIds: PersonId[]) =>
      ({ type: 'authority.lapse', personId: deputy, connectedIds }) as const satisfies MeetingCommand;
    expect(given(...history).when(lapseOfDeputy(chair), systemActor)).toEqual([changed(chair, 'lost')]);
    expect(given(...history).when(lapseOfDeputy(lan), systemActor)).toEqual([none]);
    const events = given(...history).when(left(deputy), theClerk) as MeetingEvent[];
    expect(events.at(-1)).toEqual(changed(chair, 'left'));
  });

  it('goes on speaking and counting when the deputy takes over', () => {
    const { floor } = meetingAfter(...inSession, at(1_000, floorGranted(lan)), at(9_000, lost));
    expect(floor.speakers).toMatchObject([{ personId: lan, since: 1_000, pausedBy: [] }]);
  });
});

describe('the chair who comes back', () => {
  it('takes back by one tap, and is not put back by themselves', () => {
    expect(given(...inSession, lost).when(takeBack(deputy), theChair)).toEqual([changed(chair, 'takenBack')]);
    expect(given(...inSession).when(takeBack(deputy), theChair)).toEqual([]);
    expect(given(...inSession, lost).when({ type: 'authority.arrive', personId: chair }, systemActor)).toEqual([]);
  });

  it('takes nothing back from whom they have given the chair to since', () => {
    const later = given(...inSession, lost, changed(chair, 'takenBack'), changed(lan, 'handedOver'));
    expect(later.when(takeBack(deputy), theChair)).toBe('CHAIR_CHANGED');
    expect(later.when(takeBack(lan), theChair)).toEqual([changed(chair, 'takenBack')]);
  });

  it('is told so on their page only', () => {
    const meeting = meetingAfter(...inSession, lost);
    const me = (actor: Actor) => projectMe(meeting, actor as Parameters<typeof projectMe>[1], '');
    expect(me(theChair)).toMatchObject({ mayTakeBack: true, isActingChair: false });
    expect(me(theDeputy)).toMatchObject({ mayTakeBack: false, isActingChair: true });
  });

  it('is refused by deputies, and when marked as gone', () => {
    expect(given(...inSession).when(takeBack(chair), theDeputy)).toBe('FORBIDDEN');
    const away: MeetingEvent = { type: 'AttendanceMarked', personId: chair, mark: { status: 'left' } };
    expect(given(...inSession, lost, away).when(takeBack(deputy), theChair)).toBe('NOT_PRESENT');
  });

  it('commands nothing of the chair before that', () => {
    const answer = given(...inSession, lost, floorAsked(lan)).when({ type: 'floor.grant', personId: lan }, theChair);
    expect(answer).toBe('NOT_ACTING_CHAIR');
  });
});

describe('a planned hand-over', () => {
  const to = (personId: PersonId) => ({ type: 'authority.handOver', personId, fromId: chair }) as const;

  it('is immediate, to a member who is present', () => {
    expect(given(...inSession).when(to(lan), theChair)).toEqual([changed(lan, 'handedOver')]);
    expect(given(...inSession).when(to(clerk), theChair)).toBe('FORBIDDEN');
    expect(given(...inSession).when(to(guest), theChair)).toBe('NOT_PRESENT');
    expect(given(...convened).when(to(lan), theChair)).toBe('WRONG_STATUS');
  });

  it('gives a member the commands of the chair, and takes them from the chair', () => {
    const history = [...inSession, changed(lan, 'handedOver'), floorAsked(minh)];
    const grant: MeetingCommand = { type: 'floor.grant', personId: minh };
    expect(given(...history).when(grant, theLan)).toEqual([floorGranted(minh, { requestId: 1 })]);
    expect(given(...history).when(grant, theChair)).toBe('NOT_ACTING_CHAIR');
    expect(actorFor(theLan, grant, meetingAfter(...history)).onBehalfOf).toBeNull();
    expect(given(...history).when({ type: 'floor.grant', personId: lan }, theLan)).toMatchObject([{ kind: 'chair' }]);
  });

  it('is refused when another one came before it', () => {
    expect(given(...inSession, changed(minh, 'handedOver')).when(to(lan), theDeputy)).toBe('CHAIR_CHANGED');
  });

  it('is not taken by a deputy for themselves', () => {
    expect(given(...inSession).when(to(deputy), theDeputy)).toBe('NOT_BY_RULE');
  });
});

describe('a meeting without chair', () => {
  const chairless = [...inSession, none, floorAsked(lan)];

  it.each<[MeetingCommand, Actor]>([
    [{ type: 'floor.grant', personId: lan }, theClerk],
    [{ type: 'floor.grant', personId: lan }, theDeputy],
    [{ type: 'floor.grant', personId: lan }, theChair],
    [{ type: 'floor.setMode', itemId: first, mode: { name: 'automatic' } }, theClerk],
    [{ type: 'agenda.activate', itemId: first, fromItemId: first }, theClerk],
    [{ type: 'closedSession.begin' }, theClerk],
  ])('does not do %o', (command, actor) => {
    expect(given(...chairless).when(command, actor)).toBe('NO_ACTING_CHAIR');
  });

  it('grants no invitation that stood, but keeps it', () => {
    const invited: MeetingEvent = { type: 'FloorInvited', personId: lan, expiresAt: 30_000 };
    const accept: MeetingCommand = { type: 'floor.accept', personId: lan, expiresAt: 30_000 };
    expect(given(...inSession, invited, none).when(accept, theLan)).toBe('NO_ACTING_CHAIR');
    expect(given(...inSession, none).when({ type: 'floor.request', personId: lan }, theLan)).toEqual([floorAsked(lan)]);
  });

  it('goes on with *automatic*, and not with *open*', () => {
    const mode = (name: 'automatic' | 'open'): MeetingEvent => ({
      type: 'FloorModeSet',
      itemId: first,
      mode: name === 'open' ? { name, limit: 2 } : { name },
    });
    const ask = { type: 'floor.request', personId: lan } as const;
    expect(given(...inSession, mode('automatic'), none).when(ask, theLan)).toEqual([
      floorAsked(lan),
      floorGranted(lan, { requestId: 1 }),
    ]);
    expect(given(...inSession, mode('open'), none).when(ask, theLan)).toEqual([floorAsked(lan)]);
  });

  it('can still stop: microphones off, recess', () => {
    expect(given(...chairless).when({ type: 'meeting.adjourn' }, theClerk)).toEqual([{ type: 'MeetingAdjourned' }]);
    expect(given(...chairless, floorGranted(minh)).when({ type: 'floor.withdrawAll' }, theClerk)).toHaveLength(1);
  });

  it('has the first chair or deputy who comes, nobody else', () => {
    const arrive = (personId: PersonId) =>
      given(...inSession, none).when({ type: 'authority.arrive', personId }, systemActor);
    expect(arrive(deputy)).toEqual([changed(deputy, 'arrived')]);
    expect(arrive(chair)).toEqual([changed(chair, 'arrived')]);
    expect(arrive(lan)).toEqual([]);
  });

  it('is given an acting chair by the operator when the rules say so', () => {
    const seat: MeetingCommand = { type: 'authority.seat', personId: lan };
    const operator = person(clerk, 'operator');
    expect(given(...inSession, none).when(seat, operator)).toEqual([changed(lan, 'seated')]);
    expect(given(...inSession).when(seat, operator)).toBe('CHAIR_TAKEN');
    const strict: MeetingEvent = {
      type: 'MeetingChanged',
      changes: { rulePack: { ...simplePack, maySeatChair: false } },
    };
    expect(given(...inSession, strict, none).when(seat, operator)).toBe('NOT_BY_RULE');
  });
});

describe('acting for the chair', () => {
  const delegated = (clerkMay: Delegation[]): MeetingEvent => ({
    type: 'MeetingChanged',
    changes: { rulePack: { ...simplePack, delegated: { ...simplePack.delegated, clerk: clerkMay } } },
  });
  const withdrawAll: MeetingCommand = { type: 'floor.withdrawAll' };

  it('is within what the rules delegate, also before the opening', () => {
    const history = [...inSession, floorGranted(lan)];
    expect(given(...history, delegated(['floor'])).when(withdrawAll, theClerk)).toHaveLength(1);
    expect(given(...history, delegated(['agenda'])).when(withdrawAll, theClerk)).toBe('NOT_BY_RULE');
    expect(given(...convened, delegated([])).when({ type: 'meeting.open' }, theClerk)).toBe('NOT_BY_RULE');
    expect(given(...convened, delegated([])).when({ type: 'meeting.open' }, theChair)).toHaveLength(2);
  });

  it('names the one who has the chair now', () => {
    expect(actorFor(theClerk, withdrawAll, meetingAfter(...inSession)).onBehalfOf).toBe(chair);
    expect(actorFor(theClerk, withdrawAll, meetingAfter(...inSession, lost)).onBehalfOf).toBe(deputy);
    expect(actorFor(theDeputy, withdrawAll, meetingAfter(...inSession, lost)).onBehalfOf).toBeNull();
    expect(actorFor(theClerk, withdrawAll, meetingAfter(...inSession, none)).onBehalfOf).toBeNull();
  });

  it('keeps the acting chair whose role changes, until it is handed over', () => {
    const other: MeetingEvent = { type: 'ParticipantChanged', profile: profile(chair, 'delegate') };
    expect(meetingAfter(...inSession, other).authority.actingChairId).toBe(chair);
  });
});

function absent(personId: PersonId): MeetingEvent {
  return { type: 'AttendanceMarked', personId, mark: { status: 'absent', reason: '' } };
}
