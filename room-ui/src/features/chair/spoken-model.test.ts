import { describe, expect, it } from 'vitest';
import type { AttendanceRow, PersonId, SiteId } from '#contract';
import { emptyFloor, speakerOf } from '../floor/test-floor.ts';
import { spokenBy } from './spoken-model.ts';

function person(id: string, siteId: string, groupName: string): AttendanceRow {
  return { personId: id, name: id, rank: '', siteId, siteName: `Xã ${siteId}`, groupName } as unknown as AttendanceRow;
}

const names = { a: person('a', 's1', 'Tổ 1'), b: person('b', 's1', ''), c: person('c', 's2', 'Tổ 1') };
const speaking = { a: { personId: 'a' as PersonId, count: 2, openMs: 60_000 } };
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

  it('lists sites before anybody has spoken, but no persons', () => {
    expect(spokenBy('site', names, {}, emptyFloor, 0)).toHaveLength(2);
    expect(spokenBy('person', names, {}, emptyFloor, 0)).toEqual([]);
  });
});
