import { describe, expect, it } from 'vitest';
import { type Body, type BodyEvent, evolveBody, newBody } from '../domain/body.ts';
import {
  chair,
  first,
  guest,
  item,
  lan,
  meetingAfter,
  minh,
  prepared,
  present,
  profile,
  second,
} from '../domain/given-meeting.ts';
import type { BodyId, PersonId, SeatId, SiteId, TemplateId } from '../domain/ids.ts';
import type { MeetingEvent } from '../domain/meeting-state.ts';
import { builtInTemplates } from '../domain/templates.ts';
import { beginningByTemplate, beginningLike } from './meeting-beginning.ts';

describe('a meeting by a template', () => {
  it('begins with its items, in their order, and nobody', () => {
    const [template] = builtInTemplates;
    const { items, profiles } = beginningByTemplate(register(), template?.id as TemplateId);
    expect(items.map(({ title, plannedMs }) => [title, plannedMs])).toEqual(
      template?.items.map(({ title, plannedMs }) => [title, plannedMs]),
    );
    expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(items.length);
    expect(profiles).toEqual([]);
  });

  it('finds the templates of the body, and no others', () => {
    const own = { id: 'own', name: '', title: '', place: '', quorumRuleId: 'simpleMajority', items: [] } as const;
    const body = evolveBody(register(), { type: 'TemplateSaved', template: { ...own, id: own.id as TemplateId } });
    expect(beginningByTemplate(body, 'own' as TemplateId)).toEqual({ items: [], profiles: [] });
    expect(() => beginningByTemplate(register(), 'own' as TemplateId)).toThrow(/template does not exist/);
  });
});

describe('a meeting like an earlier one', () => {
  const events: MeetingEvent[] = [
    { type: 'MeetingChanged', changes: { plannedStartAt: 1_000 } },
    { type: 'AgendaItemRemoved', itemId: first },
    { type: 'AgendaItemAdded', ...item(first, { startsAt: 61_000, responsibleIds: [lan, minh], position: 0 }) },
    { type: 'ParticipantChanged', profile: { ...profile(lan, 'deputy', 's1'), substituteForId: minh } },
    { type: 'ParticipantChanged', profile: { ...profile(guest, 'guest'), isGuest: true, name: 'Khách Mẫu' } },
    present(lan),
  ];
  const { items, profiles } = beginningLike(meetingAfter(...prepared, ...events), register(), 101_000);

  it('takes over the agenda, with fixed times as far from the beginning as they were', () => {
    expect(items.map(({ title, startsAt }) => [title, startsAt])).toEqual([
      [`Mục ${first}`, 161_000],
      [`Mục ${second}`, null],
    ]);
  });

  it('takes over those who are still in the register, with what it says of them now, and guests as they were', () => {
    expect(profiles.map(({ personId, name }) => [personId, name])).toEqual([
      [chair, 'Bà chair'],
      [lan, 'Bà lan'],
      [guest, 'Khách Mẫu'],
    ]);
    expect(profiles[1]).toMatchObject({
      role: 'deputy',
      seatId: 's1',
      seatLabel: 'Ghế mới',
      siteName: 'Hội trường mới',
    });
  });

  it('leaves out who answers for an item and does not come any more', () => {
    expect(items[0]?.responsibleIds).toEqual([lan]);
  });

  it('takes over neither marks nor substitutes: they were for that day', () => {
    for (const of of profiles) {
      expect(of).not.toHaveProperty('attendance');
      expect(of.substituteForId).toBeNull();
    }
  });

  it('seats nobody on a seat that is gone', () => {
    const without = evolveBody(register(), { type: 'SeatRemoved', seatId: 's1' as SeatId });
    const again = beginningLike(meetingAfter(...prepared, ...events), without, 0);
    expect(again.profiles[1]).toMatchObject({ personId: lan, seatId: null, seatLabel: '' });
  });
});

/** The chair and Lan, under new names; the others have left. */
function register(): Body {
  const siteId = 'hall' as SiteId;
  const site = { address: '', bandwidthMbps: null, contactName: '', contactPhone: '' };
  const person = (id: PersonId) => ({ id, name: `Bà ${id}`, rank: '', title: '', siteId, usualRole: 'guest' as const });
  const events: BodyEvent[] = [
    { type: 'BodyFounded', name: 'Ủy ban' },
    { type: 'SiteAdded', site: { id: siteId, parentId: null, name: 'Hội trường mới', isChairSite: true, ...site } },
    { type: 'SeatAdded', seat: { id: 's1' as SeatId, siteId, label: 'Ghế mới', row: null, column: null } },
    { type: 'PersonAdded', person: person(chair) },
    { type: 'PersonAdded', person: person(lan) },
  ];
  return events.reduce(evolveBody, newBody('b1' as BodyId));
}
