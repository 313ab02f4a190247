import { describe, expect, it } from 'vitest';
import type { AttendanceRow, PersonId, SiteId, SpeakingRow } from '#contract';
import { emptyFloor, speakerOf } from '../floor/test-floor.ts';
import { inOrder, spokenBy } from './spoken-model.ts';

function person(id: string, siteId: string, groupName: string): AttendanceRow {
  return { personId: id, name: id, rank: '', siteId, siteName: `Xã ${siteId}`, groupName } as unknown as AttendanceRow;
}

const names = { a: person('a', 's1', 'Tổ 1'), b: person('b', 's1', ''), c: person('c', 's2', 'Tổ 1') };
const spoken = (personId: string, siteId: string, groupName: string, count: number, openMs: number): SpeakingRow => ({
  ...{ personId: personId as PersonId, kind: 'speaker', count, openMs },
  ...{ siteId: siteId as SiteId, siteName: `Xã ${siteId}`, groupName },
});
const speaking = { '1': spoken('a', 's1', 'Tổ 1', 2, 60_000) };
const floor = {
  speakers: [speakerOf('c' as PersonId, 'speaker', { since: 0 })],
  budgets: [{ of: 'site' as const, siteId: 's2' as SiteId, budgetMs: 600_000 }],
};

describe('speaking time', () => {
  it('adds the speech that is under way', () => {
    expect(spokenBy('person', names, speaking, floor, 90_000)).toMatchObject([
      { id: 'c', count: 1, openMs: 90_000, scope: null },
      { id: 'a', count: 2, openMs: 60_000 },
    ]);
  });

  it('is summed by site and by group, with their budgets', () => {
    expect(spokenBy('site', names, speaking, floor, 90_000)).toMatchObject([
      { id: 's2', openMs: 90_000, budgetMs: 600_000, scope: { of: 'site', siteId: 's2' } },
      { id: 's1', openMs: 60_000, budgetMs: null },
    ]);
    expect(spokenBy('group', names, speaking, floor, 90_000)).toMatchObject([
      { id: 'Tổ 1', count: 3, openMs: 150_000, budgetMs: null },
    ]);
  });

  it('stays with the site and the group where the person was then, and is the person’s all the same', () => {
    const moved = { ...speaking, '2': spoken('a', 's3', 'Tổ 2', 1, 30_000) };
    expect(spokenBy('site', names, moved, emptyFloor, 0)).toMatchObject([
      { id: 's1', openMs: 60_000 },
      { id: 's3', name: 'Xã s3', openMs: 30_000 },
      { id: 's2', openMs: 0 },
    ]);
    expect(spokenBy('person', names, moved, emptyFloor, 0)).toMatchObject([{ id: 'a', count: 3, openMs: 90_000 }]);
  });

  it('counts what the chair says for the person only', () => {
    const rows = { '1': { ...spoken('b', 's1', '', 1, 5_000), kind: 'chair' as const } };
    expect(spokenBy('person', names, rows, emptyFloor, 0)).toMatchObject([{ id: 'b', openMs: 5_000 }]);
    expect(spokenBy('site', names, rows, emptyFloor, 0)).toMatchObject([{ openMs: 0 }, { openMs: 0 }]);
  });

  it('lists sites before anybody has spoken, but no persons', () => {
    expect(spokenBy('site', names, {}, emptyFloor, 0)).toHaveLength(2);
    expect(spokenBy('person', names, {}, emptyFloor, 0)).toEqual([]);
  });

  it('keeps the order in which it was opened, with what is new at the end', () => {
    const rows = spokenBy('site', names, {}, emptyFloor, 0);
    const ids = rows.map(({ id }) => id).reverse();
    expect(inOrder(rows, ids).map(({ id }) => id)).toEqual(ids);
    expect(inOrder(rows, ids.slice(0, 1)).map(({ id }) => id)[0]).toBe(ids[0]);
    expect(inOrder(rows, ids.slice(0, 1))).toHaveLength(rows.length);
  });
});
