import { describe, expect, it } from 'vitest';
import { startCpuClock } from '../../test/harness/cpu-time.ts';
import {
  type Body,
  type BodyCommand,
  type BodyEvent,
  bodyEvolver,
  decideBody,
  evolveBody,
  newBody,
  type Person,
  type Seat,
  type Site,
} from './body.ts';
import type { BodyId, PersonId, SeatId, SiteId, TemplateId } from './ids.ts';
import { Rejection } from './rejection.ts';
import { builtInTemplates, type Template } from './templates.ts';

const founded: BodyEvent = { type: 'BodyFounded', name: 'Ủy ban nhân dân' };
const hall = site('hall', null, true);
const north = site('north', 'hall');
const village = site('village', 'north');
const tree: BodyEvent[] = [founded, added(hall), added(north), added(village)];
const seat = seatAt('s1', 1, 1);
const lan = personOf('lan');

describe('a body', () => {
  it('is founded once, and before anything else', () => {
    expect(given().when({ type: 'body.found', name: 'Ủy ban nhân dân' })).toEqual([founded]);
    expect(given(founded).when({ type: 'body.found', name: 'Hội đồng' })).toBe('ALREADY_EXISTS');
    expect(given().when({ type: 'site.add', site: hall })).toBe('UNKNOWN_BODY');
  });

  it('takes each site, seat and person once', () => {
    const all: BodyEvent[] = [...tree, { type: 'SeatAdded', seat }, { type: 'PersonAdded', person: lan }];
    expect(given(...all).when({ type: 'site.add', site: hall })).toBe('ALREADY_EXISTS');
    expect(given(...all).when({ type: 'seat.add', seats: [seat] })).toBe('ALREADY_EXISTS');
    expect(given(...all).when({ type: 'person.add', person: lan })).toBe('ALREADY_EXISTS');
    expect(bodyAfter(...all)).toMatchObject({ name: 'Ủy ban nhân dân' });
    expect([...bodyAfter(...all).seats.values()]).toEqual([seat]);
  });

  it('places seats and persons at sites that exist', () => {
    const nowhere = 'nowhere' as SiteId;
    expect(given(...tree).when({ type: 'seat.add', seats: [{ ...seat, siteId: nowhere }] })).toBe('UNKNOWN_SITE');
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

describe('a name and a site', () => {
  it('renames the body, once', () => {
    expect(given(founded).when({ type: 'body.rename', name: 'Hội đồng' })).toEqual([
      { type: 'BodyRenamed', name: 'Hội đồng' },
    ]);
    expect(given(founded).when({ type: 'body.rename', name: 'Ủy ban nhân dân' })).toEqual([]);
    expect(bodyAfter(founded, { type: 'BodyRenamed', name: 'Hội đồng' }).name).toBe('Hội đồng');
  });

  it.each<[string, BodyEvent[]]>([
    ['lower sites', []],
    [
      'seats',
      [
        { type: 'SiteRemoved', siteId: village.id },
        { type: 'SeatAdded', seat: seatAt('s1', 1, 1, 'north') },
      ],
    ],
    [
      'persons',
      [
        { type: 'SiteRemoved', siteId: village.id },
        { type: 'PersonAdded', person: { ...lan, siteId: north.id } },
      ],
    ],
  ])('keeps a site that has %s', (_what, events) => {
    expect(given(...tree, ...events).when({ type: 'site.remove', siteId: north.id })).toBe('SITE_IN_USE');
  });

  it('gives up a site that nothing is left of', () => {
    const events = given(...tree).when({ type: 'site.remove', siteId: village.id });
    expect(events).toEqual([{ type: 'SiteRemoved', siteId: village.id }]);
    expect([...bodyAfter(...tree, ...(events as BodyEvent[])).sites.keys()]).toEqual(['hall', 'north']);
    expect(given(...tree).when({ type: 'site.remove', siteId: 'south' as SiteId })).toBe('UNKNOWN_SITE');
  });
});

describe('seats', () => {
  const seated: BodyEvent[] = [...tree, ...[seat, seatAt('s2', 1, 2)].map(seatAdded)];

  it('come many at once, all or none', () => {
    const seats = [seatAt('s3', 2, 1), seatAt('s4', 2, 2)];
    expect(given(...seated).when({ type: 'seat.add', seats })).toEqual(seats.map(seatAdded));
    expect(given(...seated).when({ type: 'seat.add', seats: [...seats, seat] })).toBe('ALREADY_EXISTS');
    expect(given(...seated).when({ type: 'seat.add', seats: [...seats, seats[0] as Seat] })).toBe('ALREADY_EXISTS');
  });

  it('have a place on the plan each, counted by site; those off the plan have none', () => {
    const add = (...seats: Seat[]) => given(...seated).when({ type: 'seat.add', seats });
    expect(add(seatAt('s3', 1, 2))).toBe('SEAT_PLACE_TAKEN');
    expect(add(seatAt('s3', 5, 5), seatAt('s4', 5, 5))).toBe('SEAT_PLACE_TAKEN');
    expect(add(seatAt('s3', 1, 2, 'north'), seatAt('s4', null, null), seatAt('s5', null, null))).toHaveLength(3);
  });

  it('can change places with each other in one go', () => {
    const swapped = [seatAt('s1', 1, 2), seatAt('s2', 1, 1)];
    const events = given(...seated).when({ type: 'seat.change', seats: swapped });
    expect(events).toHaveLength(2);
    expect([...bodyAfter(...seated, ...(events as BodyEvent[])).seats.values()]).toEqual(swapped);
    expect(given(...seated).when({ type: 'seat.change', seats: [seatAt('s1', 1, 2)] })).toBe('SEAT_PLACE_TAKEN');
    expect(given(...seated).when({ type: 'seat.change', seats: [seatAt('s9', 9, 9)] })).toBe('UNKNOWN_SEAT');
  });

  it('are removed all or none, and free their places', () => {
    const remove = (...ids: string[]) =>
      given(...seated).when({ type: 'seat.remove', seatIds: ids.map((id) => id as SeatId) });
    expect(remove('s1', 's9')).toBe('UNKNOWN_SEAT');
    const events = remove('s1', 's2', 's1') as BodyEvent[];
    expect(events).toHaveLength(2);
    expect(given(...seated, ...events).when({ type: 'seat.add', seats: [seat] })).toHaveLength(1);
  });
});

describe('persons', () => {
  it('are removed from the register', () => {
    const removed: BodyEvent = { type: 'PersonRemoved', personId: lan.id };
    const known: BodyEvent[] = [...tree, { type: 'PersonAdded', person: lan }];
    expect(given(...known).when({ type: 'person.remove', personId: lan.id })).toEqual([removed]);
    expect(given(...known, removed).when({ type: 'person.remove', personId: lan.id })).toBe('UNKNOWN_PERSON');
  });

  it('are taken over from a list, the new and the known ones, all or none', () => {
    const known: BodyEvent[] = [...tree, { type: 'PersonAdded', person: lan }];
    const renamed = { ...lan, name: 'Lan Anh' };
    const minh = personOf('minh');
    const take = (...persons: Person[]) => given(...known).when({ type: 'register.import', persons });
    expect(take(renamed, minh)).toEqual([
      { type: 'PersonChanged', person: renamed },
      { type: 'PersonAdded', person: minh },
    ]);
    expect(take(minh, minh)).toBe('ALREADY_EXISTS');
    expect(take(minh, { ...lan, siteId: 'nowhere' as SiteId })).toBe('UNKNOWN_SITE');
  });

  it('are very many in one list without stopping everybody else', () => {
    // Copying the register for each of them would take half a minute.
    const count = 20_000;
    const persons = Array.from({ length: count }, (_, index) => personOf(`p-${index}`));
    const body = bodyAfter(...tree);
    const clock = startCpuClock();
    const evolve = bodyEvolver();
    const after = decideBody({ type: 'register.import', persons }, body).reduce(
      (state, event) => evolve(state, event),
      body,
    );
    expect(after.persons.size).toBe(count);
    expect(body.persons.size).toBe(0);
    expect(clock.elapsedMs()).toBeLessThan(5_000);
  });
});

describe('templates', () => {
  const template: Template = {
    id: 'mine' as TemplateId,
    name: 'Họp tháng',
    title: 'Họp tháng',
    place: 'Phòng số 1',
    quorumRuleId: 'simpleMajority',
    items: [{ title: 'Khai mạc', plannedMs: 600_000, visibility: 'public' }],
  };
  const saved: BodyEvent = { type: 'TemplateSaved', template };

  it('are saved anew under the same id, and removed', () => {
    const again = { ...template, name: 'Họp quý' };
    expect(given(founded, saved).when({ type: 'template.save', template: again })).toHaveLength(1);
    const { templates } = bodyAfter(founded, saved, { type: 'TemplateSaved', template: again });
    expect([...templates.values()]).toEqual([again]);
    const removed = given(founded, saved).when({ type: 'template.remove', templateId: template.id });
    expect(bodyAfter(founded, saved, ...(removed as BodyEvent[])).templates.size).toBe(0);
    expect(given(founded).when({ type: 'template.remove', templateId: template.id })).toBe('UNKNOWN_TEMPLATE');
  });

  it('never take the place of those that ship', () => {
    for (const { id } of builtInTemplates) {
      expect(given(founded).when({ type: 'template.save', template: { ...template, id } })).toBe('ALREADY_EXISTS');
    }
  });
});

function seatAdded(of: Seat): BodyEvent {
  return { type: 'SeatAdded', seat: of };
}

function site(id: string, parentId: string | null, isChairSite = false): Site {
  const more = { address: 'Số 1 đường Mẫu', bandwidthMbps: 50, contactName: 'Cán bộ Mẫu', contactPhone: '' };
  return { id: id as SiteId, parentId: parentId as SiteId | null, name: `Điểm cầu ${id}`, isChairSite, ...more };
}

function seatAt(id: string, row: number | null, column: number | null, siteId = 'hall'): Seat {
  return { id: id as SeatId, siteId: siteId as SiteId, label: `Ghế ${id}`, row, column };
}

function personOf(id: string): Person {
  const siteId = 'hall' as SiteId;
  return { id: id as PersonId, name: `Đại biểu ${id}`, rank: '', title: '', siteId, usualRole: 'delegate' };
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
