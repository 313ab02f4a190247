import { describe, expect, it } from 'vitest';
import type { AgendaItemId, AttendanceRow, PersonId, RequestRow } from '#contract';
import { emptyFloor, requestOf } from '../floor/test-floor.ts';
import { chairQueueOf, spokenMinutes } from './queue-model.ts';

const id = (text: string) => text as PersonId;
const active = 'now' as AgendaItemId;
const names = {
  a: { name: 'Đại biểu Mẫu 1', rank: '', title: 'Đại biểu', siteName: 'Xã Mẫu', groupName: 'Tổ 1' },
} as unknown as Record<string, AttendanceRow>;

const spoken = { personId: id('a'), kind: 'speaker', siteId: null, siteName: '', groupName: '' } as const;

function queueOf(requests: readonly RequestRow[]) {
  const rows = Object.fromEntries(requests.map((request) => [request.id, request]));
  return chairQueueOf({ head: emptyFloor, rows }, active, names, {
    '1': { ...spoken, count: 1, openMs: 300_000 },
    '2': { ...spoken, kind: 'chair', count: 1, openMs: 50_000 },
  });
}

describe('the list of whoever chairs', () => {
  const requests = [
    requestOf(id('a'), 1),
    requestOf(id('b'), 2),
    requestOf(id('c'), 3, { kind: 'reply' }),
    requestOf(id('d'), 4, { kind: 'pointOfOrder' }),
    requestOf(id('e'), 5, { kind: 'explanation' }),
    requestOf(id('f'), 6),
  ];

  it('goes by the rank of the kinds and counts through', () => {
    const { groups, count } = queueOf(requests);
    expect(groups.map(({ kind }) => kind)).toEqual(['pointOfOrder', 'reply', 'explanation', 'contribution']);
    expect(groups.flatMap((group) => group.requests.map(({ personId, place }) => [place, personId]))).toEqual([
      [1, 'd'],
      [2, 'c'],
      [3, 'e'],
      [4, 'a'],
      [5, 'b'],
      [6, 'f'],
    ]);
    expect(count).toBe(6);
  });

  it('says before which request of its kind one can stand, and where it came from', () => {
    const contributions = queueOf(requests).groups.find(({ kind }) => kind === 'contribution')?.requests ?? [];
    expect(contributions.map(({ aboveId, firstId, belowId }) => [aboveId, firstId, belowId])).toEqual([
      [null, null, 2],
      [1, null, 6],
      [2, 1, null],
    ]);
  });

  it('leaves out what waits for an item that is still to come', () => {
    const later = requestOf(id('a'), 1, { itemId: 'later' as AgendaItemId });
    expect(queueOf([later, requestOf(id('b'), 2, { itemId: active })]).groups[0]?.requests).toMatchObject([
      { personId: 'b', place: 1 },
    ]);
  });

  it('has the figures of fairness beside each request', () => {
    expect(queueOf(requests).groups.at(-1)?.requests).toMatchObject([
      { spokenCount: 2, spokenMs: 350_000, title: 'Đại biểu', from: 'Xã Mẫu · Tổ 1' },
      { spokenCount: 0, spokenMs: 0 },
      { spokenCount: 0 },
    ]);
    expect([0, 5_000, 350_000].map(spokenMinutes)).toEqual([0, 1, 6]);
  });
});
