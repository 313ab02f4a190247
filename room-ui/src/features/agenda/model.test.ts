import { describe, expect, it } from 'vitest';
import type { AgendaItemId, AgendaRow } from '#contract';
import { forecastEnd, forecastOf, itemsInOrder, nextItem, overrunMs, usedMs } from './model.ts';

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
    startsAt: null,
    responsibleIds: [],
    plannedStartAt: 0,
    overlapMs: 0,
    revision: 0,
    conflicts: [],
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

describe('forecast', () => {
  const minuteMs = 60_000;
  const inSession = { status: 'inSession', plannedStartAt: 0 } as const;

  it('adds what is left of the active item and what the others will take', () => {
    const items = [
      item('a', { status: 'done', position: 0 }),
      item('b', { status: 'active', position: 1, activeSince: 0 }),
      item('c', { position: 2, plannedMs: 5 * minuteMs }),
    ];
    expect(forecastEnd(items, inSession, 4 * minuteMs)).toBe((4 + 6 + 5) * minuteMs);
    expect(forecastOf(items, inSession, 4 * minuteMs).get('c')).toEqual({
      beginsAt: 10 * minuteMs,
      endsAt: 15 * minuteMs,
    });
  });

  it('moves with the clock as soon as the active item runs over', () => {
    const items = [item('a', { status: 'active', activeSince: 0 })];
    expect(forecastEnd(items, inSession, 12 * minuteMs)).toBe(12 * minuteMs);
    expect(forecastEnd(items, inSession, 13 * minuteMs)).toBe(13 * minuteMs);
  });

  it('waits for the fixed time of an item', () => {
    const items = [item('a', { position: 1, startsAt: 60 * minuteMs }), item('b', { position: 0 })];
    expect(forecastEnd(items, inSession, 0)).toBe(70 * minuteMs);
  });

  it('takes what was jumped over after what is discussed now', () => {
    const items = [item('a', { position: 0 }), item('b', { position: 1, status: 'active', activeSince: 0 })];
    expect(forecastOf(items, inSession, 0).get('a')?.beginsAt).toBe(10 * minuteMs);
  });

  it('begins as planned before the meeting, and not in the past when it is late', () => {
    const convened = { status: 'convened', plannedStartAt: 30 * minuteMs } as const;
    expect(forecastEnd([item('a')], convened, 0)).toBe(40 * minuteMs);
    expect(forecastEnd([item('a')], convened, 50 * minuteMs)).toBe(60 * minuteMs);
  });

  it('says nothing of a meeting without items or after its end', () => {
    expect(forecastEnd([], inSession, 0)).toBeNull();
    expect(forecastEnd([item('a', { status: 'done' })], inSession, 0)).toBeNull();
    expect(forecastEnd([item('a')], { status: 'closed', plannedStartAt: 0 }, 0)).toBeNull();
  });
});
