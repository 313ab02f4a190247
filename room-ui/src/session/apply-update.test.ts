import { describe, expect, it } from 'vitest';
import type { AgendaItemId, AgendaRow, SliceUpdate } from '#contract';
import { applyUpdates, type HeldSlices, versionsOf } from './apply-update.ts';

const row = (id: string) => ({ id: id as AgendaItemId, title: id }) as AgendaRow;
const head = { activeItemId: null, selectedItemId: null };
const held: HeldSlices = { agenda: { version: 3, head, rows: { a: row('a'), b: row('b') } } };

function patch(part: Partial<Extract<SliceUpdate, { name: 'agenda' }>>): SliceUpdate[] {
  return [{ name: 'agenda', version: 4, base: 3, ...part }];
}

describe('slice updates', () => {
  it('take a whole slice as it comes', () => {
    const whole: SliceUpdate = { name: 'agenda', version: 9, base: null, head, rows: { c: row('c') } };
    const result = applyUpdates(held, [whole]);
    expect(result.held.agenda).toEqual({ version: 9, head, rows: { c: row('c') } });
    expect(result.isOutOfStep).toBe(false);
  });

  it('merge the rows of a patch, drop those that are gone and keep the others as they are', () => {
    const { held: next } = applyUpdates(held, patch({ rows: { b: null, c: row('c') } }));
    expect(Object.keys(next.agenda?.rows ?? {})).toEqual(['a', 'c']);
    expect(next.agenda?.rows.a).toBe(held.agenda?.rows.a);
    expect(next.agenda?.head).toBe(head);
  });

  it('put the fields that changed over the row that is held', () => {
    const { held: next } = applyUpdates(held, patch({ rows: { a: { title: 'another' } } }));
    expect(next.agenda?.rows.a).toEqual({ ...held.agenda?.rows.a, title: 'another' });
    expect(held.agenda?.rows.a).toEqual(row('a'));
  });

  it('leave the rows alone when only the head changed', () => {
    const changed = { ...head, activeItemId: 'a' as AgendaItemId };
    const { held: next } = applyUpdates(held, patch({ head: changed }));
    expect(next.agenda?.head).toBe(changed);
    expect(next.agenda?.rows).toBe(held.agenda?.rows);
  });

  it('take a patch that was made on an older version of equal content', () => {
    const result = applyUpdates(held, patch({ base: 1, version: 6, rows: { c: row('c') } }));
    expect(result.isOutOfStep).toBe(false);
    expect(result.held.agenda?.version).toBe(6);
    expect(Object.keys(result.held.agenda?.rows ?? {})).toEqual(['a', 'b', 'c']);
  });

  it('leave the rows that were held before as they were', () => {
    applyUpdates(held, patch({ rows: { b: null } }));
    expect(Object.keys(held.agenda?.rows ?? {})).toEqual(['a', 'b']);
  });

  it('refuse a patch on a later version and say so', () => {
    const result = applyUpdates(held, patch({ base: 5, version: 6 }));
    expect(result).toEqual({ held, isOutOfStep: true });
  });

  it('refuse a patch of a slice that was never sent', () => {
    expect(applyUpdates({}, patch({})).isOutOfStep).toBe(true);
  });

  it('overlook the repeat of a patch that is applied already', () => {
    const result = applyUpdates(held, patch({ base: 2, version: 3 }));
    expect(result.isOutOfStep).toBe(false);
    expect(result.held.agenda).toBe(held.agenda);
  });

  it('apply several in their order', () => {
    const updates = [...patch({ rows: { c: row('c') } }), ...patch({ base: 4, version: 5, rows: { c: null } })];
    expect(applyUpdates(held, updates).held.agenda).toMatchObject({ version: 5, rows: held.agenda?.rows });
  });

  it('name the versions that are held', () => {
    expect(versionsOf(held)).toEqual({ agenda: 3 });
  });
});
