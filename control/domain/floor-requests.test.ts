import { describe, expect, it } from 'vitest';
import { speakersList } from './floor.ts';
import {
  at,
  convened,
  deputy,
  first,
  floorAsked,
  floorCancelled,
  floorGranted,
  given,
  guest,
  inSession,
  itemAdded,
  lan,
  meetingAfter,
  minh,
  person,
  present,
  second,
  theChair,
  theClerk,
} from './given-meeting.ts';
import type { AgendaItemId } from './ids.ts';
import type { MeetingCommand, MeetingEvent } from './meeting-state.ts';

const theLan = person(lan, 'delegate');
const theMinh = person(minh, 'delegate');
const ask = (fields: Partial<Extract<MeetingCommand, { type: 'floor.request' }>> = {}): MeetingCommand => ({
  type: 'floor.request',
  personId: lan,
  ...fields,
});
const spoken: MeetingEvent[] = [
  floorGranted(minh),
  { type: 'FloorEnded', personId: minh, cause: 'yielded', openMs: 0 },
];

describe('the speakers list', () => {
  it('is by rank, and within a rank in the order of asking', () => {
    const { floor } = meetingAfter(
      ...inSession,
      floorAsked(lan),
      floorAsked(deputy, first, 'explanation'),
      floorAsked(minh),
      floorAsked(minh, first, 'reply'),
      floorAsked(lan, first, 'pointOfOrder'),
      floorAsked(deputy, second),
    );
    expect(speakersList(floor, first).map(({ id }) => id)).toEqual([5, 4, 2, 1, 3]);
    expect(speakersList(floor, second).map(({ id }) => id)).toEqual([6]);
  });

  it('takes one request of a person for each kind and item', () => {
    const waiting = [...inSession, floorAsked(lan)];
    expect(given(...waiting).when(ask(), theLan)).toBe('ALREADY_WAITING');
    expect(given(...waiting).when(ask({ kind: 'pointOfOrder' }), theLan)).toHaveLength(1);
    expect(given(...waiting).when(ask({ itemId: second }), theLan)).toEqual([floorAsked(lan, second)]);
  });

  it('survives the items: each has its own, and those who asked before any item stand on all', () => {
    const general = [...inSession.slice(0, -1), floorAsked(lan, null)];
    const taken: MeetingEvent = { type: 'AgendaItemActivated', itemId: second };
    const answer = given(...general, taken).when({ type: 'floor.grant', personId: lan }, theChair);
    expect(answer).toEqual([floorGranted(lan, { requestId: 1, itemId: second })]);
    const { floor } = meetingAfter(...inSession, floorAsked(lan), taken);
    expect([speakersList(floor, second), speakersList(floor, first).length]).toEqual([[], 1]);
  });

  it('grants the one that is named, and none of another item', () => {
    const two = [...inSession, floorAsked(lan), floorAsked(lan, second)];
    const grant = (requestId: number): MeetingCommand => ({ type: 'floor.grant', personId: lan, requestId });
    expect(given(...two).when(grant(1), theChair)).toEqual([floorGranted(lan, { requestId: 1 })]);
    expect(given(...two).when(grant(2), theChair)).toBe('NOT_WAITING');
    expect(given(...two).when(grant(9), theChair)).toBe('NOT_WAITING');
  });
});

describe('asking beforehand', () => {
  it('is possible when the meeting is convened, without being there', () => {
    expect(given(...convened).when(ask({ itemId: second }), theLan)).toEqual([floorAsked(lan, second)]);
    expect(given(...convened.slice(0, -1)).when(ask({ itemId: second }), theLan)).toBe('WRONG_STATUS');
    expect(given(...convened).when(ask({ itemId: second }), theMinh)).toBe('FORBIDDEN');
  });

  it('comes onto the list when its item opens, in its order', () => {
    const history = [...convened, floorAsked(minh, second), floorAsked(lan, second)];
    const { floor } = meetingAfter(...history, { type: 'MeetingOpened' }, present(lan), present(minh));
    expect(speakersList(floor, second).map(({ personId }) => personId)).toEqual([minh, lan]);
  });

  it('is for contributions and explanations, and for items that one may see and that are to come', () => {
    expect(given(...inSession).when(ask({ itemId: second, kind: 'pointOfOrder' }), theLan)).toBe('NOT_BY_RULE');
    const hidden = 'hidden' as AgendaItemId;
    expect(given(...inSession, itemAdded(hidden, 'staff')).when(ask({ itemId: hidden }), theLan)).toBe('UNKNOWN_ITEM');
    const done: MeetingEvent = { type: 'AgendaItemActivated', itemId: second };
    expect(given(...inSession, done).when(ask({ itemId: first }), theLan)).toBe('ITEM_CHANGED');
  });
});

describe('an explanation', () => {
  const responsible: MeetingEvent = {
    type: 'AgendaItemChanged',
    itemId: first,
    personId: null,
    changes: { responsibleIds: [minh] },
  };

  it('is asked by those whom the item names, if it names any', () => {
    const history = [...inSession, responsible];
    expect(given(...history).when(ask({ kind: 'explanation' }), theLan)).toBe('NOT_BY_RULE');
    expect(given(...history).when(ask({ kind: 'explanation', personId: minh }), theMinh)).toHaveLength(1);
    expect(given(...inSession).when(ask({ kind: 'explanation' }), theLan)).toHaveLength(1);
  });

  it('is what a responsible person is called for who did not ask', () => {
    const invited: MeetingEvent = { type: 'FloorInvited', personId: minh, expiresAt: 30_000 };
    const accept: MeetingCommand = { type: 'floor.accept', personId: minh, expiresAt: 30_000 };
    const answer = given(...inSession, responsible, invited).when(accept, theMinh);
    expect(answer).toEqual([floorGranted(minh, { requestKind: 'explanation' })]);
  });
});

describe('a reply', () => {
  it('answers the speech that is named, else the one under way, else the last; never one’s own', () => {
    const reply = ask({ kind: 'reply' });
    expect(given(...inSession).when(reply, theLan)).toBe('NOTHING_TO_ANSWER');
    expect(given(...inSession, ...spoken).when(reply, theLan)).toMatchObject([{ kind: 'reply', answersSpeech: 1 }]);
    expect(given(...inSession, ...spoken, floorGranted(deputy)).when(reply, theLan)).toMatchObject([
      { answersSpeech: 2 },
    ]);
    expect(given(...inSession, ...spoken).when({ ...reply, personId: minh } as MeetingCommand, theMinh)).toBe(
      'NOTHING_TO_ANSWER',
    );
    expect(given(...inSession, ...spoken).when(ask({ kind: 'reply', answersSpeech: 7 }), theLan)).toBe(
      'NOTHING_TO_ANSWER',
    );
  });

  it('keeps the speech that it answers, with a clock of its own', () => {
    const asked: MeetingEvent = { ...(floorAsked(lan, first, 'reply') as object), answersSpeech: 1 } as MeetingEvent;
    const answer = given(...inSession, ...spoken, asked).when({ type: 'floor.grant', personId: lan }, theChair);
    expect(answer).toEqual([floorGranted(lan, { requestId: 1, requestKind: 'reply', answersSpeech: 1 })]);
  });
});

describe('who leaves', () => {
  const gone = floorCancelled(lan, { cause: 'left', returnUntil: 120_000 });
  const restore: MeetingCommand = { type: 'floor.restoreRequest', personId: lan, requestId: 1 };

  it('loses the place, and is offered it again for two minutes', () => {
    const left = given(...inSession, floorAsked(lan)).when(
      { type: 'attendance.mark', personId: lan, mark: { status: 'left' } },
      theClerk,
    );
    expect(left).toContainEqual(gone);
    const back = [...inSession, floorAsked(lan), floorAsked(minh), gone];
    expect(given(...back).when(restore, theLan, 119_999)).toEqual([
      { type: 'FloorRequestRestored', personId: lan, requestId: 1 },
    ]);
    expect(given(...back).when(restore, theLan, 120_000)).toBe('NOT_WAITING');
    expect(given(...back).when(restore, theMinh)).toBe('FORBIDDEN');
    const { floor } = meetingAfter(...back, { type: 'FloorRequestRestored', personId: lan, requestId: 1 });
    expect(speakersList(floor, first).map(({ personId }) => personId)).toEqual([lan, minh]);
    expect(floor.lapsed).toEqual([]);
  });

  it('has no use for the offer after asking again on that list', () => {
    const again = [...inSession, floorAsked(lan), gone, floorAsked(lan)];
    expect(given(...again).when(restore, theLan)).toBe('NOT_WAITING');
    expect(meetingAfter(...inSession, floorAsked(lan), gone, floorAsked(lan, second)).floor.lapsed).toHaveLength(1);
  });

  it('leaves no heap of old offers', () => {
    const many = Array.from({ length: 20 }, (_, index): MeetingEvent[] => [
      floorAsked(lan, `item-${index}` as AgendaItemId),
      floorCancelled(lan, { requestId: index + 1, cause: 'left', returnUntil: 1 }),
    ]).flat();
    expect(meetingAfter(...inSession, ...many.map((event, index) => at(index * 10, event))).floor.lapsed).toHaveLength(
      1,
    );
  });

  it('is offered nothing when removed from the meeting', () => {
    const removed = given(...inSession, floorAsked(lan)).when({ type: 'participant.remove', personId: lan }, theClerk);
    expect(removed).toContainEqual(floorCancelled(lan, { cause: 'left' }));
  });
});

describe('the chair', () => {
  const three = [...inSession, floorAsked(lan), floorAsked(minh), floorAsked(deputy), floorAsked(lan, first, 'reply')];
  const move = (requestId: number, beforeId: number | null): MeetingCommand => ({
    type: 'floor.moveRequest',
    personId: [lan, minh, deputy][requestId - 1] ?? lan,
    requestId,
    beforeId,
  });
  const moved = (requestId: number, beforeId: number | null): MeetingEvent => ({
    ...(move(requestId, beforeId) as { personId: typeof lan; requestId: number; beforeId: number | null }),
    type: 'FloorRequestMoved',
  });
  const order = (...events: MeetingEvent[]) =>
    speakersList(meetingAfter(...three, ...events).floor, first).map(({ id }) => id);

  it('drops a request with a word', () => {
    const drop: MeetingCommand = { type: 'floor.dropRequest', personId: minh, requestId: 2, reason: 'trùng ý kiến' };
    expect(given(...three).when(drop, theChair)).toEqual([
      floorCancelled(minh, { requestId: 2, cause: 'dropped', reason: 'trùng ý kiến', returnUntil: 120_000 }),
    ]);
    expect(given(...three).when({ ...drop, reason: undefined }, theChair)).toEqual([
      floorCancelled(minh, { requestId: 2, cause: 'dropped', returnUntil: 120_000 }),
    ]);
    expect(given(...three).when({ ...drop, personId: lan }, theChair)).toBe('NOT_WAITING');
    expect(given(...three).when(drop, theMinh)).toBe('FORBIDDEN');
  });

  it('takes a drop back to the old place, which nobody else can', () => {
    const dropped = floorCancelled(minh, { requestId: 2, cause: 'dropped', returnUntil: 120_000 });
    const undrop: MeetingCommand = { type: 'floor.undropRequest', personId: minh, requestId: 2 };
    const restored: MeetingEvent = { type: 'FloorRequestRestored', personId: minh, requestId: 2 };
    expect(given(...three, dropped).when(undrop, theChair, 119_999)).toEqual([restored]);
    expect(order(dropped, restored)).toEqual([4, 1, 2, 3]);
    expect(given(...three, dropped).when(undrop, theChair, 120_000)).toBe('NOT_WAITING');
    expect(given(...three, dropped).when(undrop, theMinh)).toBe('FORBIDDEN');
    const own: MeetingCommand = { ...undrop, type: 'floor.restoreRequest' };
    expect(given(...three, dropped).when(own, theMinh)).toBe('NOT_WAITING');
    expect(given(...three, dropped, floorAsked(minh)).when(undrop, theChair)).toBe('NOT_WAITING');
    const left = floorCancelled(minh, { requestId: 2, cause: 'left', returnUntil: 120_000 });
    expect(given(...three, left).when(undrop, theChair)).toBe('NOT_WAITING');
  });

  it('moves a request within its rank', () => {
    expect(given(...three).when(move(3, 1), theChair)).toEqual([moved(3, 1)]);
    expect(order(moved(3, 1))).toEqual([4, 3, 1, 2]);
    expect(order(moved(1, 3))).toEqual([4, 2, 1, 3]);
    expect(order(moved(1, null))).toEqual([4, 2, 3, 1]);
    expect(given(...three).when(move(3, 4), theChair)).toBe('RANK_FIXED');
    expect(given(...three).when(move(3, 9), theChair)).toBe('NOT_WAITING');
    expect(given(...three).when(move(2, 1), theMinh)).toBe('FORBIDDEN');
  });

  it('moves as often as they like: places between two others never run out', () => {
    const moves = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? moved(3, 2) : moved(2, 3)));
    expect(order(...moves.slice(0, 199))).toEqual([4, 1, 3, 2]);
    expect(order(...moves)).toEqual([4, 1, 2, 3]);
    const gone = floorCancelled(minh, { requestId: 2, cause: 'left', returnUntil: 120_000 });
    const back: MeetingEvent = { type: 'FloorRequestRestored', personId: minh, requestId: 2 };
    const others = moves.map((_, index) => (index % 2 === 0 ? moved(3, 1) : moved(1, 3)));
    expect(order(moved(2, null), moved(3, 2), gone, ...others, back, floorAsked(guest))).toEqual([4, 1, 3, 2, 5]);
  });

  it('puts nobody who asks later before those who were moved to the end', () => {
    expect(order(moved(1, null), moved(2, null), floorAsked(guest))).toEqual([4, 3, 1, 2, 5]);
  });
});
