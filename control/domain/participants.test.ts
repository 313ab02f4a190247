import { describe, expect, it } from 'vitest';
import { startCpuClock } from '../../test/harness/cpu-time.ts';
import {
  at,
  chair,
  clerk,
  deputy,
  device,
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
  prepared,
  present,
  profile,
  room,
  roomJoined,
  type theChair,
  theClerk,
} from './given-meeting.ts';
import type { PersonId } from './ids.ts';
import { decideMeeting, meetingEvolver } from './meeting.ts';
import type { MeetingEvent } from './meeting-state.ts';
import { type AttendanceMark, type ParticipantProfile, quorumOfParticipants } from './participants.ts';
import { quorumRules } from './quorum.ts';

const phuc = profile('phuc', 'delegate');
const theDelegate = person(lan, 'delegate');
const absent: AttendanceMark = { status: 'absent', reason: 'ốm' };
const here: AttendanceMark = { status: 'present', mode: 'online' };

describe('participants', () => {
  it('are added together or not at all', () => {
    const add = (...profiles: (typeof phuc)[]) =>
      given(...prepared).when({ type: 'participant.add', profiles }, theClerk);
    expect(add(phuc)).toEqual([{ type: 'ParticipantAdded', profile: phuc }]);
    expect(add(phuc, profile(lan, 'delegate'))).toBe('ALREADY_EXISTS');
  });

  it('have one chair at most', () => {
    const second = profile('phuc', 'chair');
    expect(given(...prepared).when({ type: 'participant.add', profiles: [second] }, theClerk)).toBe('CHAIR_TAKEN');
    const promoted = profile(lan, 'chair');
    expect(given(...prepared).when({ type: 'participant.change', profile: promoted }, theClerk)).toBe('CHAIR_TAKEN');
    const renamed = { ...profile(chair, 'chair'), title: 'Chủ tịch' };
    expect(given(...prepared).when({ type: 'participant.change', profile: renamed }, theClerk)).toHaveLength(1);
  });

  it('are added once, also within one command', () => {
    const answer = given(...prepared).when({ type: 'participant.add', profiles: [phuc, phuc] }, theClerk);
    expect(answer).toBe('ALREADY_EXISTS');
  });

  it('have a seat each', () => {
    const seated = [...prepared, { type: 'ParticipantAdded', profile: profile('phuc', 'delegate', 'seat-1') }] as const;
    const add = (...seatIds: string[]) => {
      const profiles = seatIds.map((seatId, index) => profile(`new-${index}`, 'delegate', seatId));
      return given(...seated).when({ type: 'participant.add', profiles }, theClerk);
    };
    expect(add('seat-1')).toBe('SEAT_TAKEN');
    expect(add('seat-2', 'seat-2')).toBe('SEAT_TAKEN');
    expect(add('seat-2', 'seat-3')).toHaveLength(2);
  });

  it('keep their seat through a change, and free it by one', () => {
    const seated = [...prepared, { type: 'ParticipantAdded', profile: profile('phuc', 'delegate', 'seat-1') }] as const;
    const change = (personId: string, seatId: string | null) =>
      given(...seated).when({ type: 'participant.change', profile: profile(personId, 'delegate', seatId) }, theClerk);
    expect(change('phuc', 'seat-1')).toHaveLength(1);
    expect(change('phuc', null)).toHaveLength(1);
    expect(change(lan, 'seat-1')).toBe('SEAT_TAKEN');
  });

  it('must take part to be changed, removed or marked', () => {
    const history = given(...prepared);
    expect(history.when({ type: 'participant.change', profile: phuc }, theClerk)).toBe('NOT_A_PARTICIPANT');
    expect(history.when({ type: 'participant.remove', personId: phuc.personId }, theClerk)).toBe('NOT_A_PARTICIPANT');
    const mark = { type: 'attendance.mark', personId: phuc.personId, mark: here } as const;
    expect(history.when(mark, theClerk)).toBe('NOT_A_PARTICIPANT');
  });

  it('keep their attendance through a change', () => {
    const changed: MeetingEvent = { type: 'ParticipantChanged', profile: { ...profile(lan, 'guest'), name: 'Bà Lan' } };
    const { participants } = meetingAfter(...inSession, changed);
    expect(participants.get(lan)).toMatchObject({ name: 'Bà Lan', role: 'guest', attendance: { status: 'present' } });
  });

  it('lose speech, request and invitation when they are removed', () => {
    const speaking: MeetingEvent = floorGranted(lan);
    const asked: MeetingEvent = floorAsked(minh);
    const invited: MeetingEvent = { type: 'FloorInvited', personId: deputy, expiresAt: 30_000 };
    const remove = (personId: PersonId) =>
      given(...inSession, speaking, asked, invited).when({ type: 'participant.remove', personId }, theClerk, 2_000);
    expect(remove(lan)).toEqual([
      { type: 'FloorEnded', personId: lan, cause: 'left', openMs: 2_000 },
      { type: 'ParticipantRemoved', personId: lan },
    ]);
    expect(remove(minh)).toContainEqual(
      expect.objectContaining({ type: 'FloorRequestCancelled', personId: minh, cause: 'left' }),
    );
    expect(remove(deputy)).toContainEqual({ type: 'FloorInvitationEnded', personId: deputy, cause: 'left' });
  });

  it('are behind no device any more when they are removed', () => {
    const history = [...inSession, roomJoined(lan, minh)];
    const events = given(...history).when({ type: 'participant.remove', personId: lan }, theClerk);
    const after = meetingAfter(...history, ...(events as MeetingEvent[]));
    expect(after.endpoints.get(room)?.personIds).toEqual([minh]);
  });
});

describe('a list of participants', () => {
  const take = (added: ParticipantProfile[], changed: ParticipantProfile[], ...history: History) =>
    given(...prepared, ...history).when({ type: 'participant.importMany', added, changed }, theClerk);

  it('is taken over whole: the new ones and the changed ones', () => {
    const renamed = { ...profile(lan, 'delegate'), name: 'Lan Anh' };
    expect(take([phuc], [renamed])).toEqual([
      { type: 'ParticipantChanged', profile: renamed },
      { type: 'ParticipantAdded', profile: phuc },
    ]);
  });

  it('says nothing of those who stay as they are', () => {
    expect(take([], [profile(lan, 'delegate')])).toEqual([]);
  });

  it('lets two people change seats', () => {
    const seated = [profile(lan, 'delegate', 's1'), profile(minh, 'delegate', 's2')];
    const history = seated.map((of): MeetingEvent => ({ type: 'ParticipantChanged', profile: of }));
    expect(take([], [profile(lan, 'delegate', 's2'), profile(minh, 'delegate', 's1')], ...history)).toHaveLength(2);
    expect(take([], [profile(lan, 'delegate', 's2')], ...history)).toBe('SEAT_TAKEN');
  });

  it('is refused whole for one wrong line', () => {
    expect(take([phuc, profile(lan, 'delegate')], [])).toBe('ALREADY_EXISTS');
    expect(take([], [phuc])).toBe('NOT_A_PARTICIPANT');
    expect(take([profile('phuc', 'chair')], [])).toBe('CHAIR_TAKEN');
    expect(take([{ ...phuc, substituteForId: 'stranger' as PersonId }], [])).toBe('SUBSTITUTE_MISMATCH');
  });
});

describe('a substitute', () => {
  const standIn = (personId: PersonId, substituteForId: PersonId) => ({
    ...profile(personId, 'delegate'),
    substituteForId,
  });
  const change = (personId: PersonId, substituteForId: PersonId, ...history: History) =>
    given(...prepared, ...history).when(
      { type: 'participant.change', profile: standIn(personId, substituteForId) },
      theClerk,
    );
  const minhForLan: MeetingEvent = { type: 'ParticipantChanged', profile: standIn(minh, lan) };

  it('stands in for one other participant', () => {
    expect(change(minh, lan)).toEqual([minhForLan]);
    const both = [profile('an', 'delegate'), standIn('binh' as PersonId, 'an' as PersonId)];
    expect(given(...prepared).when({ type: 'participant.add', profiles: both }, theClerk)).toHaveLength(2);
  });

  it.each<[string, PersonId, PersonId]>([
    ['oneself', minh, minh],
    ['somebody who takes no part', minh, 'stranger' as PersonId],
    ['somebody who has a substitute', deputy, lan],
    ['a substitute', deputy, minh],
    ['anybody while being stood in for', lan, deputy],
  ])('does not stand in for %s', (_who, personId, forId) => {
    const history = personId === minh ? [] : [minhForLan];
    expect(change(personId, forId, ...history)).toBe('SUBSTITUTE_MISMATCH');
  });

  it('is one no longer when the other is removed', () => {
    const { participants } = meetingAfter(...prepared, minhForLan, { type: 'ParticipantRemoved', personId: lan });
    expect(participants.get(minh)).toMatchObject({ substituteForId: null });
  });
});

describe('attendance', () => {
  it('is marked for many at once by those who run the meeting, all or none', () => {
    const mark = (personIds: PersonId[], actor: typeof theChair, of = here) =>
      given(...inSession).when({ type: 'attendance.markMany', personIds, mark: of }, actor);
    expect(mark([lan, minh, lan], theClerk)).toEqual([
      { type: 'AttendanceMarked', personId: lan, mark: here },
      { type: 'AttendanceMarked', personId: minh, mark: here },
    ]);
    expect(mark([lan, 'stranger' as PersonId], theClerk)).toBe('NOT_A_PARTICIPANT');
    expect(mark([lan], theDelegate)).toBe('FORBIDDEN');
    expect(mark([lan, minh], theClerk, { status: 'present', mode: 'inPerson' })).toEqual([]);
  });

  it('takes the floor from each of many who are marked as gone', () => {
    const history: MeetingEvent[] = [floorGranted(lan), floorAsked(minh)];
    const command = { type: 'attendance.markMany', personIds: [lan, minh], mark: { status: 'left' } } as const;
    const events = given(...inSession, ...history).when(command, theClerk, 900) as MeetingEvent[];
    expect(events.slice(2)).toEqual([
      { type: 'FloorEnded', personId: lan, cause: 'left', openMs: 900 },
      expect.objectContaining({ type: 'FloorRequestCancelled', personId: minh, cause: 'left' }),
    ]);
  });

  it('of very many at once does not stop everybody else', () => {
    // Copying the list for each of them would take half a minute.
    const count = 20_000;
    const profiles = Array.from({ length: count }, (_, index) => profile(`p-${index}`, 'delegate'));
    const personIds = profiles.map(({ personId }) => personId);
    const evolve = meetingEvolver();
    const meeting = profiles.reduce(
      (state, of) => evolve(state, { type: 'ParticipantAdded', profile: of }, 0),
      meetingAfter(...prepared),
    );
    const clock = startCpuClock();
    const command = { type: 'attendance.markMany', personIds, mark: here } as const;
    const evolveMarks = meetingEvolver();
    const after = decideMeeting(command, meeting, { at: 5, actor: theClerk }).reduce(
      (state, event) => evolveMarks(state, event, 5),
      meeting,
    );
    expect(clock.elapsedMs()).toBeLessThan(5_000);
    expect([...after.participants.values()].filter(({ attendance }) => attendance.status === 'present')).toHaveLength(
      count,
    );
    expect(meeting.participants.get(personIds[0] as PersonId)?.attendance.status).toBe('unmarked');
  });

  it('remembers when a person first came, until a mark says that they were not there', () => {
    const marks: [number, AttendanceMark, number | null][] = [
      [1_000, here, 1_000],
      [2_000, { status: 'present', mode: 'inPerson' }, 1_000],
      [3_000, { status: 'left' }, 1_000],
      [4_000, here, 1_000],
      [5_000, { status: 'unmarked' }, null],
      [6_000, { status: 'left' }, null],
      [7_000, here, 7_000],
      [8_000, absent, null],
    ];
    const history: History = [...prepared];
    for (const [ms, mark, expected] of marks) {
      history.push(at(ms, { type: 'AttendanceMarked', personId: guest, mark }));
      expect(meetingAfter(...history).participants.get(guest)?.firstPresentAt).toBe(expected);
    }
  });

  it('is kept with the time at which it began', () => {
    const marks: [AttendanceMark, object][] = [
      [here, { status: 'present', mode: 'online', since: 7_000 }],
      [{ status: 'left' }, { status: 'left', since: 7_000 }],
      [
        { status: 'absent', reason: 'ốm' },
        { status: 'absent', reason: 'ốm' },
      ],
      [{ status: 'unmarked' }, { status: 'unmarked' }],
    ];
    for (const [mark, attendance] of marks) {
      const meeting = meetingAfter(...inSession, at(7_000, { type: 'AttendanceMarked', personId: lan, mark }));
      expect(meeting.participants.get(lan)?.attendance).toEqual(attendance);
    }
  });

  it('says nothing when it is marked as it is', () => {
    const history = [...inSession, { type: 'AttendanceMarked', personId: minh, mark: absent } as const];
    const marked = (personId: PersonId, mark: AttendanceMark) =>
      given(...history).when({ type: 'attendance.mark', personId, mark }, theClerk);
    expect(marked(lan, { status: 'present', mode: 'inPerson' })).toEqual([]);
    expect(marked(lan, { status: 'present', mode: 'online' })).toHaveLength(1);
    expect(marked(minh, absent)).toEqual([]);
    expect(marked(minh, { status: 'absent', reason: 'công tác' })).toHaveLength(1);
    expect(marked(guest, { status: 'unmarked' })).toEqual([]);
  });

  it('is marked by those who run the meeting for everybody, by others for themselves only', () => {
    const mark = (personId: PersonId, actor: typeof theChair) =>
      given(...inSession).when({ type: 'attendance.mark', personId, mark: here }, actor);
    expect(mark(minh, theClerk)).toHaveLength(1);
    expect(mark(lan, theDelegate)).toHaveLength(1);
    expect(mark(minh, theDelegate)).toBe('FORBIDDEN');
  });

  it('is marked by a room device for the persons whom it carries', () => {
    const mark = (personId: PersonId) =>
      given(...inSession, roomJoined(lan)).when(
        { type: 'attendance.mark', personId, mark: here },
        device(room, 'room'),
      );
    expect(mark(lan)).toHaveLength(1);
    expect(mark(minh)).toBe('FORBIDDEN');
  });

  it.each<AttendanceMark>([{ status: 'left' }, { status: 'absent', reason: 'ốm' }, { status: 'unmarked' }])(
    'ends the speech of a person who is marked as $status',
    (mark) => {
      const speaking: MeetingEvent = floorGranted(lan);
      const answer = given(...inSession, speaking).when(
        { type: 'attendance.mark', personId: lan, mark },
        theClerk,
        900,
      );
      expect(answer).toEqual([
        { type: 'AttendanceMarked', personId: lan, mark },
        { type: 'FloorEnded', personId: lan, cause: 'left', openMs: 900 },
      ]);
    },
  );

  it('leaves the floor alone when a present person changes from the hall to online', () => {
    const speaking: MeetingEvent = floorGranted(lan);
    const answer = given(...inSession, speaking).when({ type: 'attendance.mark', personId: lan, mark: here }, theClerk);
    expect(answer).toEqual([{ type: 'AttendanceMarked', personId: lan, mark: here }]);
  });

  it('counts members only, and only those who are present now', () => {
    const { participants } = meetingAfter(...prepared, present(chair), present(lan), present(clerk), present(guest));
    const quorum = quorumOfParticipants(quorumRules.simpleMajority, participants);
    expect(quorum).toEqual({ members: 4, present: 2, needed: 3, isReached: false });
    const later = meetingAfter(...inSession, { type: 'AttendanceMarked', personId: lan, mark: { status: 'left' } });
    expect(quorumOfParticipants(quorumRules.simpleMajority, later.participants).present).toBe(3);
  });
});
