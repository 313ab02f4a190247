import { describe, expect, it } from 'vitest';
import { type Body, childSites, isInUse, namesOfLines, newSite, possibleParents, type Site, siteUse } from './tree.ts';

const site = (id: string, parentId: string | null, isChairSite = false) =>
  ({ id, parentId, name: id, isChairSite }) as unknown as Site;
const ids = (sites: readonly Site[]) => sites.map(({ id }) => id);

describe('the tree of sites', () => {
  it('has the chair’s site first and the others by name', () => {
    const sites = [site('Xã Đ', null), site('Xã D', null), site('Hội trường', null, true), site('Thôn', 'Xã D')];
    expect(ids(childSites(sites, null))).toEqual(['Hội trường', 'Xã D', 'Xã Đ']);
    expect(ids(childSites(sites, 'Xã D'))).toEqual(['Thôn']);
  });

  it('loses no site whose upper site is not there', () => {
    expect(ids(childSites([site('a', 'gone')], null))).toEqual(['a']);
  });

  it('lets a site lie anywhere but at or below itself', () => {
    const sites = [site('a', null), site('b', 'a'), site('c', 'b'), site('d', null)];
    expect(ids(possibleParents(sites, 'b'))).toEqual(['a', 'd']);
    expect(ids(possibleParents(sites, null))).toHaveLength(4);
  });

  it('ends on a register that runs in circles', () => {
    expect(ids(possibleParents([site('a', 'b'), site('b', 'a')], 'x'))).toEqual(['a', 'b']);
  });
});

describe('a site', () => {
  const body = {
    sites: [site('a', null), site('b', 'a')],
    seats: [{ siteId: 'b' }],
    persons: [{ siteId: 'b' }, { siteId: 'b' }],
  } as unknown as Body;

  it('cannot go while something lies at or below it', () => {
    expect(siteUse(body, 'a')).toEqual({ sites: 1, seats: 0, persons: 0 });
    expect(siteUse(body, 'b')).toEqual({ sites: 0, seats: 1, persons: 2 });
    expect(isInUse(siteUse(body, 'b'))).toBe(true);
    expect(isInUse(siteUse(body, 'c'))).toBe(false);
  });

  it('is the chair’s when it is the first one', () => {
    expect(newSite('x' as Site['id'], 'X', null, []).isChairSite).toBe(true);
    expect(newSite('x' as Site['id'], 'X', null, [site('a', null, true)]).isChairSite).toBe(false);
  });
});

it('reads names line by line, each once', () => {
  expect(namesOfLines(' Xã A \n\nXã B\nxã a\nXã C\n', ['Xã C'])).toEqual(['Xã A', 'Xã B']);
});
