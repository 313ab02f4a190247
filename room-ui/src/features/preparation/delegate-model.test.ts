import { describe, expect, it } from 'vitest';
import type { PersonId, PersonRole, SiteId } from '#contract';
import {
  absentPersons,
  addCalls,
  choicesFor,
  countDelegates,
  everybody,
  filterDelegates,
  memberCalls,
  noSite,
  roleCalls,
} from './delegate-model.ts';
import type { Body } from './model.ts';
import { delegate } from './test-rows.ts';

function person(id: string, usualRole: PersonRole = 'delegate'): Body['persons'][number] {
  return { id: id as PersonId, name: `Đại biểu Mẫu ${id}`, rank: '', title: '', siteId: null, usualRole };
}

describe('adding delegates', () => {
  it('gives each the usual role, and lets only one be the chair', () => {
    const persons = [person('1', 'chair'), person('2', 'chair'), person('3', 'clerk')];
    expect(choicesFor(persons, []).map(({ role, isMember }) => [role, isMember])).toEqual([
      ['chair', true],
      ['delegate', true],
      ['clerk', false],
    ]);
    expect(choicesFor(persons.slice(0, 1), [delegate('9', { role: 'chair' })])[0]?.role).toBe('delegate');
  });

  it('sends two thousand in messages that the wire takes', () => {
    const persons = Array.from({ length: 2_000 }, (_, index) => person(crypto.randomUUID() + index));
    const calls = addCalls(choicesFor(persons, []));
    expect(calls).toHaveLength(4);
    for (const call of calls) expect(JSON.stringify(call).length).toBeLessThan(256 * 1024);
  });

  it('offers those who do not take part yet', () => {
    expect(absentPersons([person('1'), person('2')], [delegate('1')]).map(({ id }) => id)).toEqual(['2']);
  });
});

describe('changing several delegates', () => {
  it('leaves those alone who are so already', () => {
    const rows = [delegate('1'), delegate('2', { role: 'observer', isMember: false })];
    expect(roleCalls(rows, 'observer').map(({ input }) => input)).toMatchObject([
      { personId: '1', role: 'observer', isMember: false },
    ]);
    expect(memberCalls(rows, true).map(({ input }) => input)).toMatchObject([{ personId: '2', role: 'observer' }]);
  });
});

describe('finding delegates', () => {
  const rows = [
    delegate('1', { siteId: 'a' as SiteId }),
    delegate('2', { role: 'clerk', isMember: false }),
    delegate('3', { role: 'guest', isGuest: true, isMember: false, siteId: 'a' as SiteId }),
  ];
  const ids = (filter: Partial<typeof everybody>) =>
    filterDelegates(rows, { ...everybody, ...filter }).map(({ personId }) => personId);

  it('filters by role, by site, and by those who are concerned', () => {
    expect(ids({})).toEqual(['1', '2', '3']);
    expect(ids({ role: 'clerk' })).toEqual(['2']);
    expect(ids({ siteId: 'a' })).toEqual(['1', '3']);
    expect(ids({ siteId: noSite })).toEqual(['2']);
    expect(ids({ siteId: 'a', ids: ['3'] })).toEqual(['3']);
  });

  it('counts members and guests', () => {
    expect(countDelegates(rows)).toEqual({ all: 3, members: 1, guests: 1 });
  });
});
