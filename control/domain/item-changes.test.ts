import { describe, expect, it } from 'vitest';
import type { ItemFields } from './agenda.ts';
import {
  at,
  chair,
  clerk,
  first,
  given,
  type History,
  lan,
  meetingAfter,
  minh,
  prepared,
  theChair,
  theClerk,
} from './given-meeting.ts';
import type { MeetingEvent } from './meeting-state.ts';
import type { Actor } from './roles.ts';

describe('a change of an agenda item', () => {
  it('names only the fields that become another value', () => {
    const title = meetingAfter(...prepared).agenda.items[0]?.title ?? '';
    const answer = change({ title, plannedMs: 120_000 }, 0, theClerk, ...prepared);
    expect(answer).toEqual([
      { type: 'AgendaItemChanged', itemId: first, personId: clerk, changes: { plannedMs: 120_000 } },
    ]);
    expect(change({ title }, 0, theClerk, ...prepared)).toEqual([]);
    expect(change({}, 0, theClerk, ...prepared)).toEqual([]);
  });

  it('counts the revisions of the item', () => {
    const history = edited({ title: 'Một' }, 0, theClerk, ...edited({ plannedMs: 90_000 }, 0, theClerk, ...prepared));
    expect(itemAfter(...history)).toMatchObject({ title: 'Một', plannedMs: 90_000, revision: 2, conflicts: [] });
  });

  it('of two people at once takes both when they are of different fields', () => {
    const history = edited({ plannedMs: 90_000 }, 0, theChair, ...edited({ title: 'Một' }, 0, theClerk, ...prepared));
    expect(itemAfter(...history)).toMatchObject({ title: 'Một', plannedMs: 90_000, conflicts: [] });
  });

  it('of two people at once keeps the first and notes the second when they are of the same field', () => {
    const history = edited({ title: 'Một' }, 0, theClerk, ...prepared);
    const late = change({ title: 'Hai', plannedMs: 90_000 }, 0, theChair, ...history) as MeetingEvent[];
    const item = itemAfter(...history, ...late.map((event) => at(7_000, event)));
    expect(item).toMatchObject({
      title: 'Một',
      plannedMs: 90_000,
      conflicts: [{ id: 'conflict-1', personId: chair, at: 7_000, changes: { title: 'Hai' } }],
    });
  });

  it('is no conflict when both typed the same', () => {
    const history = edited({ responsibleIds: [lan, minh] }, 0, theClerk, ...prepared);
    expect(change({ responsibleIds: [lan, minh] }, 0, theChair, ...history)).toEqual([]);
    expect(change({ responsibleIds: [minh, lan] }, 0, theChair, ...history)).toMatchObject([
      { type: 'AgendaConflictNoted' },
    ]);
  });

  it('is no conflict for somebody who saw the other’s change', () => {
    const history = edited({ title: 'Một' }, 0, theClerk, ...prepared);
    expect(itemAfter(...edited({ title: 'Hai' }, 1, theChair, ...history))).toMatchObject({
      title: 'Hai',
      conflicts: [],
    });
  });

  it('is no conflict with oneself: a page may send more before it heard of its own change', () => {
    const history = edited({ title: 'Một hai' }, 0, theClerk, ...edited({ title: 'Một' }, 0, theClerk, ...prepared));
    expect(itemAfter(...history)).toMatchObject({ title: 'Một hai', conflicts: [] });
  });

  it('is noted again when the same person types something else, and not when it is the same', () => {
    const history = edited({ title: 'Hai' }, 0, theChair, ...edited({ title: 'Một' }, 0, theClerk, ...prepared));
    expect(change({ title: 'Hai' }, 0, theChair, ...history)).toEqual([]);
    const again = edited({ title: 'Ba' }, 0, theChair, ...history);
    expect(itemAfter(...again)?.conflicts.map(({ id, changes }) => [id, changes.title])).toEqual([
      ['conflict-1', 'Hai'],
      ['conflict-2', 'Ba'],
    ]);
  });

  it('names no stranger as responsible', () => {
    expect(change({ responsibleIds: ['stranger' as never] }, 0, theClerk, ...prepared)).toBe('NOT_A_PARTICIPANT');
  });
});

describe('a conflict', () => {
  const history = edited(
    { title: 'Hai', responsibleIds: [minh, lan] },
    0,
    theChair,
    ...edited({ title: 'Một', responsibleIds: [lan] }, 0, theClerk, ...prepared),
  );

  it('goes when the current value is kept', () => {
    expect(resolve('current', 'conflict-1', ...history)).toEqual([
      { type: 'AgendaConflictResolved', itemId: first, conflictId: 'conflict-1', keep: 'current' },
    ]);
    expect(itemAfter(...resolved('current', 'conflict-1', ...history))).toMatchObject({ title: 'Một', conflicts: [] });
  });

  it('goes when the other value is taken, which is a change by whoever chose', () => {
    const item = itemAfter(...resolved('other', 'conflict-1', ...history));
    expect(item).toMatchObject({ title: 'Hai', responsibleIds: [minh, lan], revision: 2, conflicts: [] });
    expect(item?.fieldRevisions.title).toEqual({ revision: 2, personId: clerk });
  });

  it('gives the responsibility to nobody who left the meeting meanwhile', () => {
    const without: History = [...history, { type: 'ParticipantRemoved', personId: minh }];
    expect(itemAfter(...resolved('other', 'conflict-1', ...without))).toMatchObject({ responsibleIds: [lan] });
  });

  it('is settled once, and its id never stands for a later one', () => {
    const settled = resolved('current', 'conflict-1', ...history);
    expect(resolve('other', 'conflict-1', ...settled)).toBe('UNKNOWN_CONFLICT');
    const later = edited({ title: 'Ba' }, 0, theChair, ...settled);
    expect(itemAfter(...later)?.conflicts.map(({ id }) => id)).toEqual(['conflict-2']);
  });
});

function change(changes: Partial<ItemFields>, baseRevision: number, actor: Actor, ...history: History) {
  return given(...history).when({ type: 'agenda.change', itemId: first, baseRevision, changes }, actor);
}

function edited(...[changes, baseRevision, actor, ...history]: Parameters<typeof change>): History {
  return [...history, ...(change(changes, baseRevision, actor, ...history) as MeetingEvent[])];
}

function resolve(keep: 'current' | 'other', conflictId: string, ...history: History) {
  return given(...history).when({ type: 'agenda.resolveConflict', itemId: first, conflictId, keep }, theClerk);
}

function resolved(...[keep, conflictId, ...history]: Parameters<typeof resolve>): History {
  return [...history, ...(resolve(keep, conflictId, ...history) as MeetingEvent[])];
}

function itemAfter(...history: History) {
  return meetingAfter(...history).agenda.items.find(({ id }) => id === first);
}
