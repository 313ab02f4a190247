import { describe, expect, it } from 'vitest';
import { openMsAt, remainingMsAt } from './floor.ts';
import { nextFloorMoment } from './floor-follow-ups.ts';
import {
  at,
  chair,
  first,
  floorAsked,
  floorGranted,
  given,
  type History,
  inSession,
  lan,
  meetingAfter,
  minh,
  person,
  second,
  theChair,
} from './given-meeting.ts';
import type { PersonId, SiteId } from './ids.ts';
import type { MeetingCommand, MeetingEvent } from './meeting-state.ts';
import { systemActor } from './roles.ts';
import { type LimitAction, type RulePack, simplePack } from './rule-pack.ts';

const minuteMs = 60_000;
const limits: RulePack['limits'] = [
  { kind: 'contribution', fromSpeech: 1, toSpeech: 1, limitMs: 7 * minuteMs },
  { kind: 'contribution', fromSpeech: 2, toSpeech: null, limitMs: 3 * minuteMs },
  { kind: 'reply', fromSpeech: 1, toSpeech: null, limitMs: 3 * minuteMs },
  { kind: 'explanation', fromSpeech: 1, toSpeech: null, limitMs: 10 * minuteMs },
];
const ruled = (atLimit: LimitAction = 'cut'): MeetingEvent => ({
  type: 'MeetingChanged',
  changes: { rulePack: { ...simplePack, limits, atLimit } },
});
const begun: History = [...inSession, ruled()];
const lanSpeaks = floorGranted(lan, { budgetMs: minuteMs });
const check: MeetingCommand = { type: 'floor.checkTime', personId: lan };
const over: MeetingEvent = { type: 'FloorTimeOver', personId: lan };
const ended = (openMs: number, cause: 'yielded' | 'timeOver' = 'yielded'): MeetingEvent => ({
  type: 'FloorEnded',
  personId: lan,
  cause,
  openMs,
});

describe('how long a speech may be', () => {
  const budget = (history: History, personId: PersonId = lan) => {
    const events = given(...begun, ...history).when({ type: 'floor.grant', personId }, theChair, minuteMs);
    const granted = Array.isArray(events) ? events.find((event) => event.type === 'FloorGranted') : undefined;
    return granted?.type === 'FloorGranted' ? [granted.speechNumber, granted.budgetMs] : events;
  };
  const spoken = [floorGranted(lan), ended(5_000)];

  it.each<[string, History, [number, number | null]]>([
    ['a first speech', [floorAsked(lan)], [1, 7 * minuteMs]],
    ['a second speech', [...spoken, floorAsked(lan)], [2, 3 * minuteMs]],
    ['a third speech', [...spoken, ...spoken, floorAsked(lan)], [3, 3 * minuteMs]],
    ['a first speech on another item', [...spoken, taken(second), floorAsked(lan, second)], [1, 7 * minuteMs]],
    ['a reply after a speech', [...spoken, floorAsked(lan, first, 'reply')], [1, 3 * minuteMs]],
    ['an explanation', [floorAsked(lan, first, 'explanation')], [1, 10 * minuteMs]],
    ['a point of order', [floorAsked(lan, first, 'pointOfOrder')], [1, null]],
  ])('is for %s as the rules say', (_words, history, expected) => {
    expect(budget(history)).toEqual(expected);
  });

  it('is without limit for the chair, and their words are no speech of theirs on the item', () => {
    expect(budget([], chair)).toEqual([1, null]);
    expect(budget([floorGranted(lan, { kind: 'chair' }), ended(5_000), floorAsked(lan)])).toEqual([1, 7 * minuteMs]);
  });

  it('is what is left to the site or the group, and at least the shortest extension', () => {
    const site = (budgetMs: number): MeetingEvent => ({
      type: 'FloorBudgetSet',
      scope: { of: 'site', siteId: 'hall' as SiteId },
      budgetMs,
    });
    expect(budget([site(2 * minuteMs), floorAsked(lan)])).toEqual([1, 2 * minuteMs]);
    expect(budget([site(60 * minuteMs), floorAsked(lan)])).toEqual([1, 7 * minuteMs]);
    expect(budget([site(10), floorAsked(lan)])).toEqual([1, minuteMs]);
    const used = [floorGranted(minh), { ...ended(2 * minuteMs), personId: minh } as MeetingEvent];
    expect(budget([site(2 * minuteMs), ...used, floorAsked(lan)])).toEqual([1, minuteMs]);
  });
});

describe('the clock of a speech', () => {
  it('counts only the time in which the microphone is open', () => {
    const [speaker] = meetingAfter(
      ...begun,
      at(1_000, lanSpeaks),
      at(11_000, { type: 'FloorPaused', personId: lan, cause: 'chair' }),
      at(21_000, { type: 'FloorPaused', personId: lan, cause: 'siteLost' }),
      at(31_000, { type: 'FloorResumed', personId: lan, cause: 'chair' }),
      at(41_000, { type: 'FloorResumed', personId: lan, cause: 'siteLost' }),
    ).floor.speakers;
    if (!speaker) throw new TypeError('somebody speaks');
    expect(openMsAt(speaker, 46_000)).toBe(15_000);
    expect(remainingMsAt(speaker, 46_000)).toBe(45_000);
  });

  it('stands still while it is paused, and never runs backwards when the clock jumps', () => {
    const [speaker] = meetingAfter(
      ...begun,
      at(1_000, lanSpeaks),
      at(11_000, { type: 'FloorPaused', personId: lan, cause: 'chair' }),
    ).floor.speakers;
    expect(speaker && [openMsAt(speaker, 11_000), openMsAt(speaker, 99_000)]).toEqual([10_000, 10_000]);
    const [early] = meetingAfter(...begun, at(5_000, lanSpeaks)).floor.speakers;
    expect(early && openMsAt(early, 4_000)).toBe(0);
  });

  it.each<[LimitAction, number, MeetingEvent[]]>([
    ['cut', 59_999, []],
    ['cut', 60_000, [over]],
    ['cut', 75_000, [over, ended(75_000, 'timeOver')]],
    ['chime', 75_000, [over]],
    ['nothing', 75_000, [over]],
  ])('by the rule %s leads at %i ms to %o', (rule, ms, events) => {
    expect(given(...inSession, ruled(rule), lanSpeaks).when(check, systemActor, ms)).toEqual(events);
  });

  it('says once that the time is over, and cuts after the grace', () => {
    const late = [...begun, lanSpeaks, at(60_000, over)];
    expect(given(...late).when(check, systemActor, 74_999)).toEqual([]);
    expect(given(...late).when(check, systemActor, 75_000)).toEqual([ended(75_000, 'timeOver')]);
  });

  it('foresees its next moment', () => {
    const next = (...history: History) => {
      const { floor, rulePack } = meetingAfter(...begun, ...history);
      return nextFloorMoment(floor, rulePack);
    };
    const paused: MeetingEvent = { type: 'FloorPaused', personId: lan, cause: 'chair' };
    expect(next()).toBeNull();
    expect(next(lanSpeaks)).toEqual({ at: 60_000, personId: lan, command: 'floor.checkTime' });
    expect(next(lanSpeaks, at(60_000, over))).toMatchObject({ at: 75_000 });
    expect(next(lanSpeaks, at(5_000, paused))).toBeNull();
    expect(next(lanSpeaks, { type: 'FloorInvited', personId: minh, expiresAt: 30_000 })).toEqual({
      at: 30_000,
      personId: minh,
      command: 'floor.expireInvitation',
    });
  });
});

describe('an extension', () => {
  const extend = (addMs: number): MeetingCommand => ({ type: 'floor.extend', personId: lan, speech: 1, addMs });
  const extended: MeetingEvent = { type: 'FloorExtended', personId: lan, addMs: 2 * minuteMs };

  it('is one of those that the rules have', () => {
    expect(given(...begun, lanSpeaks).when(extend(2 * minuteMs), theChair)).toEqual([extended]);
    for (const absurd of [0, -minuteMs, 7, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(given(...begun, lanSpeaks).when(extend(absurd), theChair)).toBe('UNKNOWN_EXTENSION');
    }
    expect(given(...begun, floorGranted(lan)).when(extend(minuteMs), theChair)).toBe('NO_TIME_LIMIT');
    expect(given(...begun).when(extend(minuteMs), theChair)).toBe('NOT_SPEAKING');
    expect(given(...begun, lanSpeaks).when(extend(minuteMs), person(lan, 'delegate'))).toBe('FORBIDDEN');
  });

  it('takes back that the time is over', () => {
    const [speaker] = meetingAfter(...begun, lanSpeaks, at(60_000, over), at(61_000, extended)).floor.speakers;
    expect(speaker).toMatchObject({ isOver: false, extendedMs: 2 * minuteMs });
    expect(speaker && remainingMsAt(speaker, 61_000)).toBe(119_000);
  });
});

describe('a pause', () => {
  it('is made and ended by the chair, once', () => {
    const pause: MeetingCommand = { type: 'floor.pause', personId: lan, speech: 1 };
    const resume: MeetingCommand = { type: 'floor.resume', personId: lan, speech: 1 };
    const paused: MeetingEvent = { type: 'FloorPaused', personId: lan, cause: 'chair' };
    expect(given(...begun, lanSpeaks).when(pause, theChair)).toEqual([paused]);
    expect(given(...begun, lanSpeaks, paused).when(pause, theChair)).toEqual([]);
    expect(given(...begun, lanSpeaks, paused).when(resume, theChair)).toEqual([
      { type: 'FloorResumed', personId: lan, cause: 'chair' },
    ]);
    expect(given(...begun, lanSpeaks).when(resume, theChair)).toEqual([]);
  });

  it('of a lost site ends with the loss, and the chair’s stays', () => {
    const loss: MeetingEvent = { type: 'FloorPaused', personId: lan, cause: 'siteLost' };
    const chairs: MeetingEvent = { type: 'FloorPaused', personId: lan, cause: 'chair' };
    const back: MeetingCommand = { type: 'floor.resumeAfterLoss', personId: lan };
    const resumed: MeetingEvent = { type: 'FloorResumed', personId: lan, cause: 'siteLost' };
    expect(given(...begun, lanSpeaks, loss, chairs).when(back, systemActor)).toEqual([resumed]);
    expect(meetingAfter(...begun, lanSpeaks, loss, chairs, resumed).floor.speakers).toMatchObject([
      { pausedBy: ['chair'] },
    ]);
    expect(given(...begun, lanSpeaks).when(back, systemActor)).toEqual([]);
    expect(given(...begun).when({ type: 'floor.pauseForLoss', personId: lan }, systemActor)).toEqual([]);
  });
});

function taken(itemId: typeof second): MeetingEvent {
  return { type: 'AgendaItemActivated', itemId };
}
