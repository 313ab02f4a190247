import { describe, expect, it } from 'vitest';
import { type Body, type BodyCommand, type BodyEvent, decideBody, evolveBody, newBody, type Site } from './body.ts';
import type { BodyId, PersonId, SeatId, SiteId } from './ids.ts';
import { Rejection } from './rejection.ts';

const founded: BodyEvent = { type: 'BodyFounded', name: 'Ủy ban nhân dân' };
const hall = site('hall', null, true);
const north = site('north', 'hall');
const village = site('village', 'north');
const tree: BodyEvent[] = [founded, added(hall), added(north), added(village)];
const seat = { id: 's1' as SeatId, siteId: 'hall' as SiteId, label: 'Ghế 1' };
const lan = { id: 'lan' as PersonId, name: 'Lan', title: '', siteId: 'hall' as SiteId, usualRole: 'delegate' } as const;

describe('a body', () => {
  it('is founded once, and before anything else', () => {
    expect(given().when({ type: 'body.found', name: 'Ủy ban nhân dân' })).toEqual([founded]);
    expect(given(founded).when({ type: 'body.found', name: 'Hội đồng' })).toBe('ALREADY_EXISTS');
    expect(given().when({ type: 'site.add', site: hall })).toBe('UNKNOWN_BODY');
  });

  it('takes each site, seat and person once', () => {
    const all: BodyEvent[] = [...tree, { type: 'SeatAdded', seat }, { type: 'PersonAdded', person: lan }];
    expect(given(...all).when({ type: 'site.add', site: hall })).toBe('ALREADY_EXISTS');
    expect(given(...all).when({ type: 'seat.add', seat })).toBe('ALREADY_EXISTS');
    expect(given(...all).when({ type: 'person.add', person: lan })).toBe('ALREADY_EXISTS');
    expect(bodyAfter(...all)).toMatchObject({ name: 'Ủy ban nhân dân' });
    expect([...bodyAfter(...all).seats.values()]).toEqual([seat]);
  });

  it('places seats and persons at sites that exist', () => {
    const nowhere = 'nowhere' as SiteId;
    expect(given(...tree).when({ type: 'seat.add', seat: { ...seat, siteId: nowhere } })).toBe('UNKNOWN_SITE');
    expect(given(...tree).when({ type: 'person.add', person: { ...lan, siteId: nowhere } })).toBe('UNKNOWN_SITE');
    expect(given(...tree).when({ type: 'person.add', person: { ...lan, siteId: null } })).toHaveLength(1);
  });

  it('changes only what it has', () => {
    expect(given(...tree).when({ type: 'person.change', person: lan })).toBe('UNKNOWN_PERSON');
    expect(given(...tree).when({ type: 'site.change', site: site('south', null) })).toBe('UNKNOWN_SITE');
    const renamed = { ...lan, name: 'Lan Anh' };
    const changed = given(...tree, { type: 'PersonAdded', person: lan }).when({
      type: 'person.change',
      person: renamed,
    });
    expect(changed).toEqual([{ type: 'PersonChanged', person: renamed }]);
    expect(bodyAfter(...tree, { type: 'PersonChanged', person: renamed }).persons.get(lan.id)).toEqual(renamed);
  });
});

describe('the tree of sites', () => {
  it('grows below sites that exist', () => {
    expect(given(...tree).when({ type: 'site.add', site: site('south', 'hall') })).toHaveLength(1);
    expect(given(...tree).when({ type: 'site.add', site: site('south', 'nowhere') })).toBe('UNKNOWN_SITE');
    expect(given(...tree).when({ type: 'site.add', site: site('south', 'south') })).toBe('UNKNOWN_SITE');
  });

  it.each([
    ['itself', 'hall', 'hall'],
    ['its child', 'hall', 'north'],
    ['the child of its child', 'hall', 'village'],
  ])('lets no site lie below %s', (_what, id, parentId) => {
    expect(given(...tree).when({ type: 'site.change', site: site(id, parentId) })).toBe('SITE_LOOP');
  });

  it('lets a site move to another branch and to the top', () => {
    expect(given(...tree).when({ type: 'site.change', site: site('village', 'hall') })).toHaveLength(1);
    expect(given(...tree).when({ type: 'site.change', site: site('village', null) })).toHaveLength(1);
  });
});

describe('the chair site', () => {
  it.each<[string, BodyCommand]>([
    ['a new site', { type: 'site.add', site: site('south', null, true) }],
    ['another site', { type: 'site.change', site: { ...north, isChairSite: true } }],
  ])('is one: when %s becomes it, the old one gives it up', (_what, command) => {
    const events = given(...tree).when(command);
    expect(events).toMatchObject([{ type: 'SiteChanged', site: { ...hall, isChairSite: false } }, {}]);
    const { sites } = bodyAfter(...tree, ...(events as BodyEvent[]));
    expect([...sites.values()].filter(({ isChairSite }) => isChairSite)).toHaveLength(1);
  });

  it('stays what it is when it is changed', () => {
    const renamed = { ...hall, name: 'Hội trường lớn' };
    expect(given(...tree).when({ type: 'site.change', site: renamed })).toEqual([
      { type: 'SiteChanged', site: renamed },
    ]);
  });
});

function site(id: string, parentId: string | null, isChairSite = false): Site {
  return { id: id as SiteId, parentId: parentId as SiteId | null, name: `Điểm cầu ${id}`, isChairSite };
}

function added(of: Site): BodyEvent {
  return { type: 'SiteAdded', site: of };
}

function bodyAfter(...history: BodyEvent[]): Body {
  return history.reduce(evolveBody, newBody('body' as BodyId));
}

function given(...history: BodyEvent[]) {
  return {
    when(command: BodyCommand): BodyEvent[] | string {
      try {
        return decideBody(command, bodyAfter(...history));
      } catch (error) {
        if (error instanceof Rejection) return error.code;
        throw error;
      }
    },
  };
}
