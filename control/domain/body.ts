/**
 * A body and its register: sites as a tree with one chair site, seats, and persons with the role they usually have.
 * Meetings copy what they need, so a later change here never rewrites a record.
 */
import type { BodyId, PersonId, SeatId, SiteId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';
import type { PersonRole } from './roles.ts';

export type Site = { id: SiteId; parentId: SiteId | null; name: string; isChairSite: boolean };
export type Seat = { id: SeatId; siteId: SiteId; label: string };
export type Person = { id: PersonId; name: string; title: string; siteId: SiteId | null; usualRole: PersonRole };

export type Body = {
  id: BodyId;
  /** Empty until the body was founded. */
  name: string;
  sites: ReadonlyMap<SiteId, Site>;
  seats: ReadonlyMap<SeatId, Seat>;
  persons: ReadonlyMap<PersonId, Person>;
};

export type BodyCommand =
  | { type: 'body.found'; name: string }
  | { type: 'site.add'; site: Site }
  | { type: 'site.change'; site: Site }
  | { type: 'seat.add'; seat: Seat }
  | { type: 'person.add'; person: Person }
  | { type: 'person.change'; person: Person };

export type BodyEvent =
  | { type: 'BodyFounded'; name: string }
  | { type: 'SiteAdded'; site: Site }
  | { type: 'SiteChanged'; site: Site }
  | { type: 'SeatAdded'; seat: Seat }
  | { type: 'PersonAdded'; person: Person }
  | { type: 'PersonChanged'; person: Person };

export function newBody(id: BodyId): Body {
  return { id, name: '', sites: new Map(), seats: new Map(), persons: new Map() };
}

export function decideBody(command: BodyCommand, body: Body): BodyEvent[] {
  if (command.type === 'body.found') {
    return body.name ? refuse('ALREADY_EXISTS') : [{ type: 'BodyFounded', name: command.name }];
  }
  if (!body.name) refuse('UNKNOWN_BODY');
  switch (command.type) {
    case 'site.add':
      if (body.sites.has(command.site.id)) refuse('ALREADY_EXISTS');
      assertParent(body, command.site);
      return [...giveUpChairSite(body, command.site), { type: 'SiteAdded', site: command.site }];
    case 'site.change':
      if (!body.sites.has(command.site.id)) refuse('UNKNOWN_SITE');
      assertParent(body, command.site);
      return [...giveUpChairSite(body, command.site), { type: 'SiteChanged', site: command.site }];
    case 'seat.add':
      if (body.seats.has(command.seat.id)) refuse('ALREADY_EXISTS');
      if (!body.sites.has(command.seat.siteId)) refuse('UNKNOWN_SITE');
      return [{ type: 'SeatAdded', seat: command.seat }];
    case 'person.add':
      if (body.persons.has(command.person.id)) refuse('ALREADY_EXISTS');
      assertSite(body, command.person.siteId);
      return [{ type: 'PersonAdded', person: command.person }];
    case 'person.change':
      if (!body.persons.has(command.person.id)) refuse('UNKNOWN_PERSON');
      assertSite(body, command.person.siteId);
      return [{ type: 'PersonChanged', person: command.person }];
    default:
      return assertNever(command);
  }
}

export function evolveBody(body: Body, event: BodyEvent): Body {
  switch (event.type) {
    case 'BodyFounded':
      return { ...body, name: event.name };
    case 'SiteAdded':
    case 'SiteChanged':
      return { ...body, sites: new Map(body.sites).set(event.site.id, event.site) };
    case 'SeatAdded':
      return { ...body, seats: new Map(body.seats).set(event.seat.id, event.seat) };
    case 'PersonAdded':
    case 'PersonChanged':
      return { ...body, persons: new Map(body.persons).set(event.person.id, event.person) };
    default:
      return assertNever(event);
  }
}

function assertSite(body: Body, siteId: SiteId | null): void {
  if (siteId && !body.sites.has(siteId)) refuse('UNKNOWN_SITE');
}

/** Walks up from the new parent: meeting the site itself would make a loop out of the tree. */
function assertParent(body: Body, site: Site): void {
  assertSite(body, site.parentId);
  for (let parentId = site.parentId; parentId; parentId = body.sites.get(parentId)?.parentId ?? null) {
    if (parentId === site.id) refuse('SITE_LOOP');
  }
}

/** There is one chair site: naming a new one takes the mark from the old one. */
function giveUpChairSite(body: Body, site: Site): BodyEvent[] {
  if (!site.isChairSite) return [];
  return [...body.sites.values()]
    .filter((other) => other.isChairSite && other.id !== site.id)
    .map((other) => ({ type: 'SiteChanged', site: { ...other, isChairSite: false } }));
}
