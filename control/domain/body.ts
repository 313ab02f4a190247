/**
 * A body and its register: sites as a tree with one chair site, seats, persons with the role they usually have, and the
 * body's own meeting templates. Meetings copy what they need, so a later change here never rewrites a record.
 */
import type { BodyId, PersonId, SeatId, SiteId, TemplateId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';
import type { PersonRole } from './roles.ts';
import { isBuiltIn, type Template } from './templates.ts';
import { upcastBodyEvent } from './upcast.ts';

export type Site = {
  id: SiteId;
  parentId: SiteId | null;
  name: string;
  isChairSite: boolean;
  address: string;
  bandwidthMbps: number | null;
  contactName: string;
  contactPhone: string;
};
/** `row` counts from the chair's side, `column` from the left; both null: not on the plan. */
export type Seat = { id: SeatId; siteId: SiteId; label: string; row: number | null; column: number | null };
export type Person = {
  id: PersonId;
  name: string;
  rank: string;
  title: string;
  siteId: SiteId | null;
  usualRole: PersonRole;
};

export type Body = {
  id: BodyId;
  /** Empty until the body was founded. */
  name: string;
  sites: ReadonlyMap<SiteId, Site>;
  seats: ReadonlyMap<SeatId, Seat>;
  persons: ReadonlyMap<PersonId, Person>;
  templates: ReadonlyMap<TemplateId, Template>;
};

export type BodyCommand =
  | { type: 'body.found'; name: string }
  | { type: 'body.rename'; name: string }
  | { type: 'site.add'; site: Site }
  | { type: 'site.change'; site: Site }
  | { type: 'site.remove'; siteId: SiteId }
  | { type: 'seat.add'; seats: readonly Seat[] }
  | { type: 'seat.change'; seats: readonly Seat[] }
  | { type: 'seat.remove'; seatIds: readonly SeatId[] }
  | { type: 'person.add'; person: Person }
  | { type: 'person.change'; person: Person }
  | { type: 'person.remove'; personId: PersonId }
  /** Takes over a list: adds or changes each person, all of them or none. */
  | { type: 'register.import'; persons: readonly Person[] }
  | { type: 'template.save'; template: Template }
  | { type: 'template.remove'; templateId: TemplateId };

export type BodyEvent =
  | { type: 'BodyFounded'; name: string }
  | { type: 'BodyRenamed'; name: string }
  | { type: 'SiteAdded'; site: Site }
  | { type: 'SiteChanged'; site: Site }
  | { type: 'SiteRemoved'; siteId: SiteId }
  | { type: 'SeatAdded'; seat: Seat }
  | { type: 'SeatChanged'; seat: Seat }
  | { type: 'SeatRemoved'; seatId: SeatId }
  | { type: 'PersonAdded'; person: Person }
  | { type: 'PersonChanged'; person: Person }
  | { type: 'PersonRemoved'; personId: PersonId }
  | { type: 'TemplateSaved'; template: Template }
  | { type: 'TemplateRemoved'; templateId: TemplateId };

export function newBody(id: BodyId): Body {
  return { id, name: '', sites: new Map(), seats: new Map(), persons: new Map(), templates: new Map() };
}

export function decideBody(command: BodyCommand, body: Body): BodyEvent[] {
  if (command.type === 'body.found') {
    return body.name ? refuse('ALREADY_EXISTS') : [{ type: 'BodyFounded', name: command.name }];
  }
  if (!body.name) refuse('UNKNOWN_BODY');
  switch (command.type) {
    case 'body.rename':
      return body.name === command.name ? [] : [{ type: 'BodyRenamed', name: command.name }];
    case 'site.add':
      if (body.sites.has(command.site.id)) refuse('ALREADY_EXISTS');
      assertParent(body, command.site);
      return [...giveUpChairSite(body, command.site), { type: 'SiteAdded', site: command.site }];
    case 'site.change':
      if (!body.sites.has(command.site.id)) refuse('UNKNOWN_SITE');
      assertParent(body, command.site);
      return [...giveUpChairSite(body, command.site), { type: 'SiteChanged', site: command.site }];
    case 'site.remove':
      if (!body.sites.has(command.siteId)) refuse('UNKNOWN_SITE');
      assertUnused(body, command.siteId);
      return [{ type: 'SiteRemoved', siteId: command.siteId }];
    case 'seat.add':
    case 'seat.change':
    case 'seat.remove':
      return decideSeats(command, body);
    case 'person.add':
      if (body.persons.has(command.person.id)) refuse('ALREADY_EXISTS');
      assertSite(body, command.person.siteId);
      return [{ type: 'PersonAdded', person: command.person }];
    case 'person.change':
      if (!body.persons.has(command.person.id)) refuse('UNKNOWN_PERSON');
      assertSite(body, command.person.siteId);
      return [{ type: 'PersonChanged', person: command.person }];
    case 'person.remove':
      if (!body.persons.has(command.personId)) refuse('UNKNOWN_PERSON');
      return [{ type: 'PersonRemoved', personId: command.personId }];
    case 'register.import':
      return decideImport(command.persons, body);
    case 'template.save':
      if (isBuiltIn(command.template.id)) refuse('ALREADY_EXISTS');
      return [{ type: 'TemplateSaved', template: command.template }];
    case 'template.remove':
      if (!body.templates.has(command.templateId)) refuse('UNKNOWN_TEMPLATE');
      return [{ type: 'TemplateRemoved', templateId: command.templateId }];
    default:
      return assertNever(command);
  }
}

export function evolveBody(body: Body, event: BodyEvent): Body {
  return bodyEvolver()(body, event);
}

/**
 * Evolves one event after the other, each on what the last one answered. Only the newest answer may be looked at: seats and
 * persons are copied once for all events, or a list of five thousand would copy them five thousand times.
 */
export function bodyEvolver(): (body: Body, event: BodyEvent) => Body {
  let ownSeats: Map<SeatId, Seat> | null = null;
  let ownPersons: Map<PersonId, Person> | null = null;
  return (body, recorded) => {
    const event = upcastBodyEvent(recorded);
    switch (event.type) {
      case 'BodyFounded':
      case 'BodyRenamed':
        return { ...body, name: event.name };
      case 'SiteAdded':
      case 'SiteChanged':
        return { ...body, sites: new Map(body.sites).set(event.site.id, event.site) };
      case 'SiteRemoved':
        return { ...body, sites: without(body.sites, event.siteId) };
      case 'SeatAdded':
      case 'SeatChanged':
        ownSeats ??= new Map(body.seats);
        return { ...body, seats: ownSeats.set(event.seat.id, event.seat) };
      case 'SeatRemoved':
        ownSeats ??= new Map(body.seats);
        ownSeats.delete(event.seatId);
        return { ...body, seats: ownSeats };
      case 'PersonAdded':
      case 'PersonChanged':
        ownPersons ??= new Map(body.persons);
        return { ...body, persons: ownPersons.set(event.person.id, event.person) };
      case 'PersonRemoved':
        ownPersons ??= new Map(body.persons);
        ownPersons.delete(event.personId);
        return { ...body, persons: ownPersons };
      case 'TemplateSaved':
        return { ...body, templates: new Map(body.templates).set(event.template.id, event.template) };
      case 'TemplateRemoved':
        return { ...body, templates: without(body.templates, event.templateId) };
      default:
        return assertNever(event);
    }
  };
}

type SeatCommand = Extract<BodyCommand, { type: `seat.${string}` }>;

/** Seats are drawn up many at once: all of them or none. */
function decideSeats(command: SeatCommand, body: Body): BodyEvent[] {
  if (command.type === 'seat.remove') {
    const seatIds = [...new Set(command.seatIds)];
    if (!seatIds.every((seatId) => body.seats.has(seatId))) refuse('UNKNOWN_SEAT');
    return seatIds.map((seatId) => ({ type: 'SeatRemoved', seatId }));
  }
  const isNew = command.type === 'seat.add';
  const after = new Map(body.seats);
  const named = new Set<SeatId>();
  for (const seat of command.seats) {
    if (named.has(seat.id) || (isNew && body.seats.has(seat.id))) refuse('ALREADY_EXISTS');
    if (!isNew && !body.seats.has(seat.id)) refuse('UNKNOWN_SEAT');
    assertSite(body, seat.siteId);
    named.add(seat.id);
    after.set(seat.id, seat);
  }
  assertPlanPlaces(after);
  return command.seats.map((seat) => ({ type: isNew ? 'SeatAdded' : 'SeatChanged', seat }));
}

function assertPlanPlaces(seats: ReadonlyMap<SeatId, Seat>): void {
  const taken = new Set<string>();
  for (const { siteId, row, column } of seats.values()) {
    if (row === null || column === null) continue;
    const place = `${siteId} ${row} ${column}`;
    if (taken.has(place)) refuse('SEAT_PLACE_TAKEN');
    taken.add(place);
  }
}

function decideImport(persons: readonly Person[], body: Body): BodyEvent[] {
  const named = new Set<PersonId>();
  return persons.map((person) => {
    if (named.has(person.id)) refuse('ALREADY_EXISTS');
    named.add(person.id);
    assertSite(body, person.siteId);
    return { type: body.persons.has(person.id) ? 'PersonChanged' : 'PersonAdded', person };
  });
}

function assertSite(body: Body, siteId: SiteId | null): void {
  if (siteId && !body.sites.has(siteId)) refuse('UNKNOWN_SITE');
}

function assertUnused({ sites, seats, persons }: Body, siteId: SiteId): void {
  const isUsed =
    [...sites.values()].some(({ parentId }) => parentId === siteId) ||
    [...seats.values(), ...persons.values()].some((entry) => entry.siteId === siteId);
  if (isUsed) refuse('SITE_IN_USE');
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

function without<Id, Entry>(entries: ReadonlyMap<Id, Entry>, id: Id): ReadonlyMap<Id, Entry> {
  const rest = new Map(entries);
  rest.delete(id);
  return rest;
}
