import { describe, expect, it } from 'vitest';
import type { PersonId } from '#contract';
import type { Prepared } from './model.ts';
import { delegate, item, prepared } from './test-rows.ts';
import { type Call, callsOf, inverseOf, inverseOfAll, merged, personsBefore } from './undo.ts';

const before = prepared({
  items: [item('a', { title: 'Khai mạc' }), item('b'), item('c')],
  delegates: [delegate('1'), delegate('2'), delegate('3', { isGuest: true, role: 'guest', isMember: false })],
});

function undoOf(call: Call, after: Prepared): Call[] {
  const inverse = inverseOf(call, before);
  return inverse ? callsOf(inverse, after) : [];
}

const changeTitle: Call = {
  name: 'agenda.change',
  input: { itemId: 'a', baseRevision: 1, changes: { title: 'Mở đầu' } },
};

describe('undoing an edit of the agenda', () => {
  it('gives a changed field its old value, based on the revision of now', () => {
    const after = prepared({ items: [item('a', { title: 'Mở đầu', plannedMs: 60_000, revision: 7 })] });
    expect(undoOf(changeTitle, after)).toEqual([
      { name: 'agenda.change', input: { itemId: 'a', baseRevision: 7, changes: { title: 'Khai mạc' } } },
    ]);
  });

  it('leaves a field alone that somebody else has changed since', () => {
    expect(undoOf(changeTitle, prepared({ items: [item('a', { title: 'Của người khác' })] }))).toEqual([]);
  });

  it('puts a removed item back where it was, with all its fields', () => {
    const after = prepared({ items: [item('a'), item('c')] });
    const [call] = undoOf({ name: 'agenda.remove', input: { itemId: 'b' } }, after);
    expect(call).toMatchObject({ name: 'agenda.add', input: { itemId: 'b', title: 'Nội dung b', position: 1 } });
  });

  it('removes an added item, unless somebody else did', () => {
    const add: Call = {
      name: 'agenda.add',
      input: {
        itemId: 'd',
        title: 'Mới',
        plannedMs: 60_000,
        visibility: 'public',
        startsAt: null,
        responsibleIds: [],
        position: null,
      },
    };
    expect(undoOf(add, prepared({ items: [item('d')] }))).toEqual([{ name: 'agenda.remove', input: { itemId: 'd' } }]);
    expect(undoOf(add, before)).toEqual([]);
  });

  it('moves an item back', () => {
    const after = prepared({ items: [item('b'), item('c'), item('a')] });
    expect(undoOf({ name: 'agenda.move', input: { itemId: 'a', position: 2 } }, after)).toEqual([
      { name: 'agenda.move', input: { itemId: 'a', position: 0 } },
    ]);
  });

  it('takes typing back in one step', () => {
    const first = inverseOf(changeTitle, before);
    const second = inverseOf(
      { name: 'agenda.change', input: { itemId: 'a', baseRevision: 2, changes: { title: 'Mở đầu phiên' } } },
      prepared({ items: [item('a', { title: 'Mở đầu' })] }),
    );
    const one = first && second && merged(first, second);
    expect(one && callsOf(one, prepared({ items: [item('a', { title: 'Mở đầu phiên', revision: 3 })] }))).toEqual([
      { name: 'agenda.change', input: { itemId: 'a', baseRevision: 3, changes: { title: 'Khai mạc' } } },
    ]);
  });

  it('does not take two different fields for one edit', () => {
    const first = inverseOf(changeTitle, before);
    const second = inverseOf(
      { name: 'agenda.change', input: { itemId: 'a', baseRevision: 2, changes: { plannedMs: 60_000 } } },
      before,
    );
    expect(first && second && merged(first, second)).toBeNull();
  });

  it('takes back a conflict that was settled for the other text', () => {
    const conflict = { id: 'c1', personId: null, at: 0, changes: { title: 'Bản khác' } };
    const held = prepared({ items: [item('a', { title: 'Khai mạc', conflicts: [conflict] })] });
    const inverse = inverseOf(
      { name: 'agenda.resolveConflict', input: { itemId: 'a', conflictId: 'c1', keep: 'other' } },
      held,
    );
    expect(inverse && callsOf(inverse, prepared({ items: [item('a', { title: 'Bản khác' })] }))).toMatchObject([
      { name: 'agenda.change', input: { changes: { title: 'Khai mạc' } } },
    ]);
  });
});

describe('undoing an edit of the meeting and its participants', () => {
  it('restores only the fields of the meeting that still hold what was set', () => {
    const call: Call = { name: 'meeting.change', input: { changes: { title: 'Tên mới', place: 'Phòng B' } } };
    const after = prepared({ head: { title: 'Tên mới', place: 'Phòng của người khác' } });
    expect(undoOf(call, after)).toEqual([{ name: 'meeting.change', input: { changes: { title: before.head.title } } }]);
  });

  it('removes those who were added and are still there', () => {
    const participants = ['4', '5'].map((personId) => ({
      personId,
      role: 'delegate' as const,
      isMember: true,
      seatId: null,
      substituteForId: null,
    }));
    const after = prepared({ delegates: [delegate('4')] });
    expect(undoOf({ name: 'participant.add', input: { participants } }, after)).toEqual([
      { name: 'participant.remove', input: { personId: '4' } },
    ]);
  });

  it('brings a removed guest back as a guest', () => {
    const after = prepared({ delegates: [delegate('1'), delegate('2')] });
    expect(undoOf({ name: 'participant.remove', input: { personId: '3' } }, after)).toMatchObject([
      { name: 'participant.addGuest', input: { personId: '3', name: 'Đại biểu Mẫu 3' } },
    ]);
  });

  it('brings several back in one command and lets their substitutes stand in again', () => {
    const rows = [delegate('1'), delegate('2'), delegate('5', { substituteForId: '1' as PersonId })];
    const inverse = personsBefore(prepared({ delegates: rows }), ['1', '2']);
    const calls = callsOf(inverse, prepared({ delegates: [delegate('5')] }));
    expect(calls.map(({ name }) => name)).toEqual(['participant.add', 'participant.change']);
    expect(calls[1]?.input).toMatchObject({ personId: '5', substituteForId: '1' });
  });

  it('lets a person who comes back answer again for the same items', () => {
    const held = prepared({
      items: [item('a', { responsibleIds: ['1', '2'] as PersonId[] }), item('b')],
      delegates: [delegate('1'), delegate('2')],
    });
    const after = prepared({
      items: [item('a', { responsibleIds: ['2'] as PersonId[], revision: 4 }), item('b')],
      delegates: [delegate('2')],
    });
    const inverse = inverseOf({ name: 'participant.remove', input: { personId: '1' } }, held);
    expect((inverse && callsOf(inverse, after))?.at(-1)).toEqual({
      name: 'agenda.change',
      input: { itemId: 'a', baseRevision: 4, changes: { responsibleIds: ['2', '1'] } },
    });
  });

  it('gives a person the old role back, unless somebody else has changed it since', () => {
    const input = { personId: '1', role: 'deputy' as const, isMember: true, seatId: null, substituteForId: null };
    const call: Call = { name: 'participant.change', input };
    expect(undoOf(call, prepared({ delegates: [delegate('1', { role: 'deputy' })] }))).toMatchObject([
      { name: 'participant.change', input: { role: 'delegate' } },
    ]);
    expect(undoOf(call, prepared({ delegates: [delegate('1', { role: 'observer' })] }))).toEqual([]);
  });

  it('takes a series back from its last command on', () => {
    const calls: Call[] = ['1', '2'].map((personId) => ({
      name: 'participant.change',
      input: { personId, role: 'observer', isMember: false, seatId: null, substituteForId: null },
    }));
    const inverse = inverseOfAll(calls, before);
    const rows = ['1', '2'].map((id) => delegate(id, { role: 'observer', isMember: false }));
    const undone = inverse ? callsOf(inverse, prepared({ delegates: rows })) : [];
    expect(undone.map(({ input }) => (input as { personId: string }).personId)).toEqual(['2', '1']);
  });
});
