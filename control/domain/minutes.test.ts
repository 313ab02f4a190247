import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { course, play, runs } from './given-course.ts';
import {
  at,
  chair,
  clerk,
  convened,
  deputy,
  first,
  floorGranted,
  type History,
  inSession,
  lan,
  minh,
  prepared,
  present,
  profile,
  second,
  theChair,
  theClerk,
} from './given-meeting.ts';
import type { MeetingId } from './ids.ts';
import type { MeetingEvent } from './meeting-state.ts';
import { foldMinutes, type MinutesDraft, type MinutesRecord } from './minutes.ts';
import { type Actor, systemActor } from './roles.ts';

const forTheChair: Actor = { ...theClerk, onBehalfOf: chair };
const meetingId = 'm' as MeetingId;

function recordsOf(history: History, actor: Actor = theChair): MinutesRecord[] {
  let now = 0;
  return history.map((step, index) => {
    if ('event' in step) now = step.at;
    return { version: index + 1, at: now, actor, event: 'event' in step ? step.event : step };
  });
}

function minutesOf(...history: History): MinutesDraft {
  return foldMinutes(meetingId, recordsOf(history));
}

function floorEnded(personId: typeof lan, openMs: number, cause = 'yielded' as const): MeetingEvent {
  return { type: 'FloorEnded', personId, cause, openMs };
}

const left = (personId: typeof lan): MeetingEvent => ({ type: 'AttendanceMarked', personId, mark: { status: 'left' } });
const online = (personId: typeof lan): MeetingEvent => ({
  type: 'AttendanceMarked',
  personId,
  mark: { status: 'present', mode: 'online' },
});
const activated = (itemId: typeof first): MeetingEvent => ({ type: 'AgendaItemActivated', itemId });
const personIn = (draft: MinutesDraft, personId: typeof lan) => draft.persons.find((of) => of.personId === personId);
const itemIn = (draft: MinutesDraft, itemId: typeof first) => draft.items.find(({ id }) => id === itemId);

describe('attendance in the minutes', () => {
  it.each<[string, History, object]>([
    ['who came is there from then on', [at(5, present(lan))], { stays: [{ mode: 'inPerson', from: 5, to: null }] }],
    [
      'who went and came back has two stays',
      [at(5, present(lan)), at(9, left(lan)), at(12, present(lan))],
      {
        stays: [
          { mode: 'inPerson', from: 5, to: 9 },
          { mode: 'inPerson', from: 12, to: null },
        ],
      },
    ],
    [
      'who goes on from elsewhere too',
      [at(5, present(lan)), at(9, online(lan))],
      {
        stays: [
          { mode: 'inPerson', from: 5, to: 9 },
          { mode: 'online', from: 9, to: null },
        ],
      },
    ],
    [
      'absence takes back an earlier mark and keeps the reason',
      [
        at(5, present(lan)),
        at(6, { type: 'AttendanceMarked', personId: lan, mark: { status: 'absent', reason: 'ốm' } }),
      ],
      { stays: [], absence: { reason: 'ốm' } },
    ],
    [
      'who is removed was there until then, and stays in the list',
      [at(5, present(lan)), at(8, { type: 'ParticipantRemoved', personId: lan })],
      { isRemoved: true, stays: [{ mode: 'inPerson', from: 5, to: 8 }] },
    ],
  ])('%s', (_case, history, expected) => {
    const draft = minutesOf(...convened, { type: 'MeetingOpened' }, ...history);
    expect(personIn(draft, lan)).toMatchObject(expected);
  });

  it('tells the quorum at the opening and its lowest with the time', () => {
    const draft = minutesOf(
      ...convened,
      ...[chair, deputy, lan].map(present),
      at(10, { type: 'MeetingOpened' }),
      at(20, left(lan)),
      at(30, left(deputy)),
      at(40, present(lan)),
    );
    expect(draft.quorum).toMatchObject({
      atOpening: { present: 3, members: 4, isReached: true },
      lowest: { present: 1, at: 30, isReached: false },
      now: { present: 2 },
    });
  });
});

describe('an agenda item in the minutes', () => {
  it('has a stretch for each time that it was under discussion, without the recesses', () => {
    const draft = minutesOf(
      ...inSession,
      at(10, activated(second)),
      at(20, activated(first)),
      at(30, { type: 'MeetingAdjourned' }),
      at(40, { type: 'MeetingResumed' }),
      at(50, { type: 'MeetingClosed' }),
    );
    expect(itemIn(draft, first)?.stretches.map(({ from, to }) => [from, to])).toEqual([
      [0, 10],
      [20, 30],
      [40, 50],
    ]);
    expect(draft.recesses).toMatchObject([{ from: 30, to: 40 }]);
  });

  it('tells its speeches in order, with what was given, extended and paused', () => {
    const draft = minutesOf(
      ...inSession,
      at(100, floorGranted(lan, { budgetMs: 60_000 })),
      at(200, { type: 'FloorExtended', personId: lan, addMs: 30_000 }),
      at(300, { type: 'FloorPaused', personId: lan, cause: 'chair' }),
      at(350, { type: 'FloorResumed', personId: lan, cause: 'chair' }),
      at(500, { type: 'FloorEnded', personId: lan, cause: 'withdrawn', openMs: 350 }),
      at(600, floorGranted(minh, { requestKind: 'reply', answersSpeech: 1 })),
    );
    expect(itemIn(draft, first)?.speeches).toMatchObject([
      {
        ...{ personId: lan, from: 100, to: 500, openMs: 350, budgetMs: 60_000, extendedMs: 30_000, end: 'withdrawn' },
        pauses: [{ cause: 'chair', from: 300, to: 350 }],
      },
      { personId: minh, requestKind: 'reply', answers: { name: 'Ông lan' }, from: 600, to: null, openMs: null },
    ]);
  });

  it('calls a speaker as they were called then, also after they were renamed or removed', () => {
    const draft = minutesOf(
      ...inSession,
      at(1, floorGranted(lan)),
      at(2, floorEnded(lan, 1)),
      at(3, { type: 'ParticipantChanged', profile: { ...profile('lan', 'delegate'), name: 'Tên mới' } }),
      at(4, { type: 'ParticipantRemoved', personId: lan }),
    );
    expect(itemIn(draft, first)?.speeches[0]?.who.name).toBe('Ông lan');
    expect(draft.sums.byPerson).toEqual([{ name: 'Ông lan', count: 1, openMs: 1 }]);
  });

  it('stays when it is removed after it had been discussed, and not when it never was', () => {
    const draft = minutesOf(
      ...inSession,
      at(5, activated(second)),
      at(6, { type: 'AgendaItemRemoved', itemId: first }),
      at(7, { type: 'AgendaItemAdded', ...emptyItem('item-9') }),
      at(8, { type: 'AgendaItemRemoved', itemId: 'item-9' as typeof first }),
    );
    expect(draft.items.map(({ id, isRemoved }) => [id, isRemoved])).toEqual([
      [second, false],
      [first, true],
    ]);
  });
});

describe('the course of the meeting in the minutes', () => {
  it('tells who chaired when, and why it changed', () => {
    const draft = minutesOf(
      ...prepared,
      present(deputy),
      { type: 'MeetingConvened' },
      at(1, { type: 'MeetingOpened' }),
      at(1, { type: 'ActingChairChanged', personId: chair, cause: 'opened' }),
      at(20, { type: 'ActingChairChanged', personId: deputy, cause: 'lost' }),
      at(30, { type: 'ActingChairChanged', personId: chair, cause: 'takenBack' }),
      at(40, { type: 'MeetingClosed' }),
    );
    expect(draft.chairs).toMatchObject([
      { who: { name: 'Ông chair' }, cause: 'opened', from: 1, to: 20 },
      { who: { name: 'Ông deputy' }, cause: 'lost', from: 20, to: 30 },
      { who: { name: 'Ông chair' }, cause: 'takenBack', from: 30, to: 40 },
    ]);
  });

  it('tells of a closed session its time and the sums only', () => {
    const draft = minutesOf(
      ...inSession,
      at(10, { type: 'ClosedSessionBegun' }),
      at(11, floorGranted(lan)),
      at(12, { type: 'DisplayNoticeShown', text: 'bí mật' }),
      at(15, floorEnded(lan, 4)),
      at(20, { type: 'ClosedSessionEnded' }),
      at(21, floorGranted(minh, { requestKind: 'reply', answersSpeech: 1 })),
      at(25, floorEnded(minh, 4)),
      at(26, { type: 'DisplayNoticeShown', text: 'Mời giải lao' }),
    );
    expect(draft.closedSessions).toMatchObject([{ from: 10, to: 20, spoken: { count: 1, openMs: 4 } }]);
    expect(itemIn(draft, first)?.speeches).toMatchObject([{ personId: minh, answers: null }]);
    expect(draft.sums).toMatchObject({
      byPerson: [{ name: 'Ông minh', count: 1, openMs: 4 }],
      inClosedSession: { count: 1, openMs: 4 },
      total: { count: 2, openMs: 8 },
    });
    expect(draft.notices).toMatchObject([{ at: 26, text: 'Mời giải lao' }]);
    expect(JSON.stringify(draft)).not.toContain('bí mật');
  });

  it('names both where somebody acted for the chair, and nobody where the chair did', () => {
    const byClerk = foldMinutes(meetingId, [
      ...recordsOf(inSession),
      { version: 98, at: 1, actor: forTheChair, event: floorGranted(lan) },
      { version: 99, at: 2, actor: theChair, event: floorEnded(lan, 1) },
    ]);
    const [speech] = itemIn(byClerk, first)?.speeches ?? [];
    expect(speech).toMatchObject({ by: { role: 'clerk', name: 'Ông clerk', forName: 'Ông chair' }, endedBy: null });
  });

  it('counts the chair for the person and not for the site', () => {
    const draft = minutesOf(...inSession, at(1, floorGranted(chair, { kind: 'chair' })), at(5, floorEnded(chair, 4)));
    expect(draft.sums).toMatchObject({
      byPerson: [{ name: 'Ông chair', openMs: 4 }],
      bySite: [],
      total: { openMs: 4 },
    });
  });
});

describe('any record', () => {
  it('folds, also where it stops in the middle, and its sums are those of the speeches that ended', () => {
    fc.assert(
      fc.property(course, fc.nat({ max: 200 }), (steps, end) => {
        const records = played(steps).slice(0, recordsOf(inSession).length + end);
        const { sums, items, otherSpeeches } = foldMinutes(meetingId, records);
        const ended = records.flatMap(({ event }) => (event.type === 'FloorEnded' ? [event.openMs] : []));
        expect(sums.total).toEqual({ count: ended.length, openMs: sum(ended) });
        const told = [...sums.byPerson, sums.inClosedSession];
        expect(sum(told.map(({ openMs }) => openMs))).toBe(sums.total.openMs);
        const speeches = [...items.flatMap((item) => item.speeches), ...otherSpeeches];
        expect(sum(speeches.map(({ openMs }) => openMs ?? 0)) + sums.inClosedSession.openMs).toBe(sums.total.openMs);
      }),
      runs,
    );
  });

  it('tells the same facts whatever the clerk writes, and whenever', () => {
    fc.assert(
      fc.property(course, fc.array(fc.nat({ max: 60 }), { maxLength: 6 }), (steps, places) => {
        const records = played(steps);
        const written = places.reduce((list, place, index) => {
          const event: MeetingEvent = { type: 'MinutesWritten', section: first, personId: clerk, text: `lần ${index}` };
          const at = list[Math.min(place, list.length - 1)]?.at ?? 0;
          return list.toSpliced(place, 0, { version: 0, at, actor: theClerk, event });
        }, records);
        const { notes: _notes, version: _version, items, ...facts } = foldMinutes(meetingId, written);
        const { notes: _none, version: _last, items: own, ...plain } = foldMinutes(meetingId, records);
        expect(facts).toEqual(plain);
        // What was written keeps an item in the document that would be gone; it changes no other.
        for (const item of own) expect(items).toContainEqual(item);
      }),
      runs,
    );
  });

  it('of the first version of the program folds too', () => {
    const old = [
      { type: 'MeetingCreated', bodyId: 'b', bodyName: 'Ủy ban', title: 'Họp', plannedStartAt: 0, quorumRule: {} },
      {
        type: 'ParticipantAdded',
        profile: { personId: lan, name: 'Ông lan', title: '', role: 'delegate', siteName: '' },
      },
      { type: 'AgendaItemAdded', itemId: first, title: 'Mục', plannedMs: 1, visibility: 'public' },
      { type: 'MeetingOpened' },
      { type: 'AttendanceMarked', personId: lan, mark: { status: 'present', mode: 'inPerson' } },
      activated(first),
      { type: 'FloorRequested', personId: lan },
      { type: 'FloorGranted', personId: lan, kind: 'speaker', itemId: first },
      { type: 'FloorEnded', personId: lan, cause: 'yielded', openMs: 7 },
    ] as unknown as MeetingEvent[];
    const draft = foldMinutes(
      meetingId,
      old.map((event, index) => ({ version: index + 1, at: index, actor: systemActor, event })),
    );
    expect(itemIn(draft, first)?.speeches).toMatchObject([{ requestKind: 'contribution', openMs: 7 }]);
    expect(draft.version).toBe(old.length);
  });
});

function played(steps: Parameters<typeof play>[0]): MinutesRecord[] {
  const before = recordsOf([...inSession, at(0, { type: 'AgendaItemAdded', ...emptyItem('item-3') })]);
  const taken = play(steps).flatMap(({ at: ms, actor, events }) => events.map((event) => ({ at: ms, actor, event })));
  return [...before, ...taken.map((record, index) => ({ version: before.length + index + 1, ...record }))];
}

function emptyItem(itemId: string) {
  const usual = { plannedMs: 1, visibility: 'staff', startsAt: null, responsibleIds: [], position: null } as const;
  return { itemId: itemId as typeof first, title: `Mục ${itemId}`, ...usual };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
