import { describe, expect, it } from 'vitest';
import type { AgendaItemId, AgendaRow } from '#contract';
import { itemsInOrder, nextItem, overrunMs, usedMs } from './model.ts';

function item(id: string, part: Partial<AgendaRow> = {}): AgendaRow {
  return {
    id: id as AgendaItemId,
    position: 0,
    title: id,
    plannedMs: 600_000,
    visibility: 'public',
    status: 'pending',
    actualMs: 0,
    activeSince: null,
    ...part,
  };
}

function head(activeItemId: string | null, selectedItemId: string | null = activeItemId) {
  return { activeItemId, selectedItemId } as { activeItemId: AgendaItemId | null; selectedItemId: AgendaItemId | null };
}

describe('agenda', () => {
  it('goes by position', () => {
    const rows = { a: item('a', { position: 2 }), b: item('b', { position: 0 }) };
    expect(itemsInOrder(rows).map((row) => row.id)).toEqual(['b', 'a']);
  });

  it('adds the running time to what was used before a pause', () => {
    expect(usedMs(item('a', { actualMs: 60_000, activeSince: 1_000 }), 31_000)).toBe(90_000);
    expect(usedMs(item('a', { actualMs: 60_000 }), 31_000)).toBe(60_000);
  });

  it('runs over only beyond the planned time', () => {
    expect(overrunMs(item('a', { actualMs: 599_000 }), 0)).toBe(0);
    expect(overrunMs(item('a', { actualMs: 605_000 }), 0)).toBe(5_000);
  });

  it('proposes the first pending item after the active one', () => {
    const items = [item('a', { status: 'done' }), item('b', { status: 'active' }), item('c')];
    expect(nextItem(items, head('b'))?.id).toBe('c');
    expect(nextItem([item('a')], head(null))?.id).toBe('a');
    expect(nextItem([item('a', { status: 'done' })], head('a'))).toBeUndefined();
  });

  it('proposes the selected item before that, unless it is the active one', () => {
    const items = [item('a', { status: 'done' }), item('b', { status: 'active' }), item('c'), item('d')];
    expect(nextItem(items, head('b', 'd'))?.id).toBe('d');
    expect(nextItem(items, head('b', 'a'))?.id).toBe('a');
    expect(nextItem(items, head('b', 'b'))?.id).toBe('c');
  });
});
