/** The sites of a body as a tree, and what stands against moving or removing one. */
import type { CommandOutput } from '#contract';
import { compareText } from '../../ui/format.ts';

export type Body = CommandOutput<'desk.read'>['bodies'][number];
export type Site = Body['sites'][number];
export type Seat = Body['seats'][number];
export type Person = Body['persons'][number];

/** The chair's site first, the others by name. A site whose upper site is not there stands at the top. */
export function childSites(sites: readonly Site[], parentId: string | null): Site[] {
  const ids = new Set<string>(sites.map(({ id }) => id));
  return sites
    .filter((site) => (site.parentId && ids.has(site.parentId) ? site.parentId : null) === parentId)
    .sort((one, other) => Number(other.isChairSite) - Number(one.isChairSite) || compareText(one.name, other.name));
}

/** Where a site may lie: anywhere but at or below itself. */
export function possibleParents(sites: readonly Site[], siteId: string | null): Site[] {
  const byId = new Map<string, Site>(sites.map((site) => [site.id, site]));
  const isAtOrBelow = (site: Site | undefined): boolean => {
    // Each site is passed once: a broken register must not hang the page.
    for (let steps = 0; site && steps <= sites.length; steps += 1) {
      if (site.id === siteId) return true;
      site = byId.get(site.parentId ?? '');
    }
    return false;
  };
  return sites.filter((site) => !isAtOrBelow(site)).sort((one, other) => compareText(one.name, other.name));
}

export type SiteUse = { sites: number; seats: number; persons: number };

/** What keeps a site from being removed. */
export function siteUse({ sites, seats, persons }: Body, siteId: string): SiteUse {
  return {
    sites: sites.filter(({ parentId }) => parentId === siteId).length,
    seats: seats.filter((seat) => seat.siteId === siteId).length,
    persons: persons.filter((person) => person.siteId === siteId).length,
  };
}

export function isInUse(use: SiteUse): boolean {
  return use.sites + use.seats + use.persons > 0;
}

/** A new site as it is before anybody has filled it in. The first one of a body is the chair's. */
export function newSite(id: Site['id'], name: string, parentId: Site['id'] | null, others: readonly Site[]): Site {
  return {
    id,
    parentId,
    name,
    isChairSite: others.every(({ isChairSite }) => !isChairSite),
    address: '',
    bandwidthMbps: null,
    contactName: '',
    contactPhone: '',
  };
}

/** Several names, one a line, without those that are there already or twice. */
export function namesOfLines(text: string, knownNames: readonly string[]): string[] {
  const known = new Set(knownNames.map((name) => name.toLocaleLowerCase('vi')));
  const names: string[] = [];
  for (const line of text.split('\n')) {
    const name = line.normalize().trim().slice(0, 200);
    const key = name.toLocaleLowerCase('vi');
    if (!name || known.has(key)) continue;
    known.add(key);
    names.push(name);
  }
  return names;
}
