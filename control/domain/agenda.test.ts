import { describe, expect, it } from 'vitest';
import {
  at,
  convened,
  first,
  given,
  type History,
  inSession,
  item,
  itemAdded,
  lan,
  meetingAfter,
  minh,
  prepared,
  second,
  theChair,
} from './given-meeting.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import type { MeetingCommand, MeetingEvent } from './meeting-state.ts';

const third = 'item-3' as AgendaItemId;
const fields = { title: 'Ngân sách', plannedMs: 120_000, visibility: 'member' } as const;
const added = item(third, fields);
const firstIsSelected: MeetingEvent = { type: 'AgendaItemSelected', itemId: first };
const secondIsActive: MeetingEvent = { type: 'AgendaItemActivated', itemId: second };

describe('the agenda', () => {
  it('takes a new item at its end, once', () => {
    expect(given(...prepared).when({ type: 'agenda.add', ...added }, theChair)).toEqual([
      { type: 'AgendaItemAdded', ...added },
    ]);
    expect(idsAfter(...prepared, itemAdded(third))).toEqual([first, second, third]);
    expect(given(...prepared).when({ type: 'agenda.add', ...added, itemId: first }, theChair)).toBe('ALREADY_EXISTS');
  });

  it.each([
    [0, [third, first, second]],
    [1, [first, third, second]],
    [99, [first, second, third]],
  ])('takes a new item at place %i', (position, order) => {
    const events = given(...prepared).when({ type: 'agenda.add', ...added, position }, theChair);
    expect(idsAfter(...prepared, ...(events as MeetingEvent[]))).toEqual(order);
  });

  it('names as responsible only those who take part, each once', () => {
    const add = (...ids: string[]) =>
      given(...prepared).when({ type: 'agenda.add', ...added, responsibleIds: ids as PersonId[] }, theChair);
    expect(add(lan, minh, lan)).toMatchObject([{ responsibleIds: [lan, minh] }]);
    expect(add(lan, 'stranger')).toBe('NOT_A_PARTICIPANT');
  });

  it('takes the responsibility from a person who is removed from the meeting', () => {
    const history: History = [...prepared, { type: 'AgendaItemAdded', ...added, responsibleIds: [lan, minh] }];
    const removed: MeetingEvent = { type: 'ParticipantRemoved', personId: lan };
    expect(itemAfter(third, ...history, removed)?.responsibleIds).toEqual([minh]);
  });

  it.each([
    'agenda.change',
    'agenda.resolveConflict',
    'agenda.move',
    'agenda.remove',
    'agenda.select',
    'agenda.activate',
  ])('refuses %s of an item that it does not have', (type) => {
    const command = { type, itemId: third, position: 0, baseRevision: 0, changes: fields } as MeetingCommand;
    expect(given(...inSession).when(command, theChair)).toBe('UNKNOWN_ITEM');
  });

  it.each([
    [first, 2, [second, third, first]],
    [third, 0, [third, first, second]],
    [second, 2, [first, third, second]],
  ])('moves %s to place %i and keeps the order of the others', (itemId, position, order) => {
    const history = [...prepared, itemAdded(third)];
    expect(given(...history).when({ type: 'agenda.move', itemId, position }, theChair)).toEqual([
      { type: 'AgendaItemMoved', itemId, position },
    ]);
    expect(idsAfter(...history, { type: 'AgendaItemMoved', itemId, position })).toEqual(order);
  });

  it('moves an item beyond the end to the end, and says nothing when it is there already', () => {
    const move = (itemId: AgendaItemId) =>
      given(...prepared).when({ type: 'agenda.move', itemId, position: 99 }, theChair);
    expect(move(first)).toEqual([{ type: 'AgendaItemMoved', itemId: first, position: 1 }]);
    expect(move(second)).toEqual([]);
  });
});

describe('the selected item', () => {
  it('is not the active one: choosing starts no discussion', () => {
    expect(given(...inSession).when({ type: 'agenda.select', itemId: second }, theChair)).toEqual([
      { type: 'AgendaItemSelected', itemId: second },
    ]);
    const { agenda } = meetingAfter(...inSession, { type: 'AgendaItemSelected', itemId: second });
    expect(agenda).toMatchObject({ activeItemId: first, selectedItemId: second });
    expect(agenda.items.map(({ status }) => status)).toEqual(['active', 'pending']);
  });

  it('can be chosen before the meeting is open', () => {
    expect(given(...convened).when({ type: 'agenda.select', itemId: second }, theChair)).toHaveLength(1);
  });

  it('follows the item that is activated', () => {
    const { agenda } = meetingAfter(...inSession, firstIsSelected, secondIsActive);
    expect(agenda).toMatchObject({ activeItemId: second, selectedItemId: second });
  });

  it('is the active one again when it is removed', () => {
    const removed: MeetingEvent = { type: 'AgendaItemRemoved', itemId: second };
    const { agenda } = meetingAfter(...inSession, { type: 'AgendaItemSelected', itemId: second }, removed);
    expect(agenda).toMatchObject({ activeItemId: first, selectedItemId: first });
  });

  it('says nothing when it is chosen again', () => {
    expect(given(...convened, firstIsSelected).when({ type: 'agenda.select', itemId: first }, theChair)).toEqual([]);
  });
});

describe('the active item', () => {
  it('is taken up only while the meeting is in session', () => {
    const activate = { type: 'agenda.activate', itemId: second, fromItemId: first } as const;
    expect(given(...convened).when(activate, theChair)).toBe('WRONG_STATUS');
    expect(given(...inSession, { type: 'MeetingAdjourned' }).when(activate, theChair)).toBe('WRONG_STATUS');
    expect(given(...inSession).when(activate, theChair)).toEqual([secondIsActive]);
  });

  it('says nothing when it is taken up again', () => {
    const again = { type: 'agenda.activate', itemId: first, fromItemId: null } as const;
    expect(given(...inSession).when(again, theChair)).toEqual([]);
  });

  it('is not left again by a command that was made before it was taken up', () => {
    const third = 'item-3' as AgendaItemId;
    const late = { type: 'agenda.activate', itemId: third, fromItemId: first } as const;
    expect(given(...inSession, itemAdded(third), secondIsActive).when(late, theChair)).toBe('ITEM_CHANGED');
    expect(given(...inSession, itemAdded(third)).when(late, theChair)).toHaveLength(1);
  });

  it('cannot be removed; others can', () => {
    expect(given(...inSession).when({ type: 'agenda.remove', itemId: first }, theChair)).toBe('ITEM_ACTIVE');
    expect(given(...inSession).when({ type: 'agenda.remove', itemId: second }, theChair)).toEqual([
      { type: 'AgendaItemRemoved', itemId: second },
    ]);
  });

  it('is done when the next one is taken up, and its time stands still', () => {
    const history = [...inSession, at(40_000, secondIsActive)];
    expect(itemAfter(first, ...history)).toMatchObject({ status: 'done', actualMs: 40_000, activeSince: null });
    expect(itemAfter(second, ...history)).toMatchObject({ status: 'active', actualMs: 0, activeSince: 40_000 });
  });

  it('counts no time while the meeting pauses, and stays active', () => {
    const paused = [...inSession, at(10_000, { type: 'MeetingAdjourned' })];
    expect(itemAfter(first, ...paused)).toMatchObject({ status: 'active', actualMs: 10_000, activeSince: null });
    const resumed = [...paused, at(500_000, { type: 'MeetingResumed' })];
    expect(itemAfter(first, ...resumed)).toMatchObject({ status: 'active', actualMs: 10_000, activeSince: 500_000 });
    expect(itemAfter(first, ...resumed, at(507_000, secondIsActive))).toMatchObject({ actualMs: 17_000 });
  });

  it('goes on counting when it is taken up a second time', () => {
    const back: MeetingEvent = { type: 'AgendaItemActivated', itemId: first };
    const history = [...inSession, at(10_000, secondIsActive), at(30_000, back), at(35_000, secondIsActive)];
    expect(itemAfter(first, ...history)?.actualMs).toBe(15_000);
    expect(itemAfter(second, ...history)).toMatchObject({ actualMs: 20_000, activeSince: 35_000 });
  });

  it('is done when the meeting closes, also out of a pause, without counting the pause', () => {
    const history = [...inSession, at(10_000, { type: 'MeetingAdjourned' }), at(90_000, { type: 'MeetingClosed' })];
    expect(itemAfter(first, ...history)).toMatchObject({ status: 'done', actualMs: 10_000, activeSince: null });
    expect(meetingAfter(...history).agenda.activeItemId).toBeNull();
  });

  it('never counts backwards', () => {
    const history = [
      ...inSession,
      at(5_000, secondIsActive),
      at(1_000, { type: 'AgendaItemActivated', itemId: first }),
    ];
    expect(itemAfter(second, ...history)?.actualMs).toBe(0);
  });
});

function idsAfter(...history: History): AgendaItemId[] {
  return meetingAfter(...history).agenda.items.map(({ id }) => id);
}

function itemAfter(itemId: AgendaItemId, ...history: History) {
  return meetingAfter(...history).agenda.items.find(({ id }) => id === itemId);
}
