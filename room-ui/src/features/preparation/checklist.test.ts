import { describe, expect, it } from 'vitest';
import type { SeatId, SiteId } from '#contract';
import { checklistOf, isBlocked, openTasks, type Surroundings } from './checklist.ts';
import type { Body, Link } from './model.ts';
import { delegate, item, mondayMorning, prepared } from './test-rows.ts';

const siteId = 'site-1' as SiteId;
const site = { id: siteId, isChairSite: true } as Body['sites'][number];
const seat = { id: 'seat-1' as SeatId, siteId } as Body['seats'][number];
const around: Surroundings = { nowMs: mondayMorning - 86_400_000, sites: [site], seats: [seat], links: [] };
const linkOf = (personId: string) => ({ personId }) as Link;
const chair = delegate('1', { role: 'chair', siteId, seatId: seat.id });
const clerk = delegate('2', { role: 'clerk', siteId, isMember: false });

const complete = prepared({ items: [item('a', { responsibleIds: [chair.personId] })], delegates: [chair, clerk] });
const links = [linkOf('1'), linkOf('2')];

function codes(state = complete, changes: Partial<Surroundings> = {}): string[] {
  return checklistOf(state, { ...around, links, ...changes }).map(({ code }) => code);
}

describe('the check list', () => {
  it('is empty for a meeting that lacks nothing', () => {
    expect(codes()).toEqual([]);
  });

  it('blocks without a chair and without an agenda, as the server would', () => {
    const gaps = checklistOf(prepared(), around);
    expect(gaps.filter(({ severity }) => severity === 'blocking').map(({ code }) => code)).toEqual([
      'noChair',
      'noItems',
    ]);
    expect(isBlocked(gaps)).toBe(true);
    expect(isBlocked(checklistOf(complete, { ...around, links }))).toBe(false);
  });

  it('warns about a time that has passed only while the meeting has not begun', () => {
    const nowMs = mondayMorning + 1;
    expect(codes(complete, { nowMs })).toEqual(['startInPast']);
    expect(codes({ ...complete, head: { ...complete.head, status: 'inSession' } }, { nowMs })).toEqual([]);
  });

  it('warns when so many are known to be absent that the quorum cannot be reached', () => {
    const members = [chair, delegate('3', { siteId, status: 'absent' }), delegate('4', { siteId, status: 'absent' })];
    const state = prepared({ items: [...complete.items], delegates: [...members, clerk] });
    expect(codes(state, { seats: [], links: null })).toEqual(['quorumImpossible']);
  });

  it('warns when nobody counts as a member', () => {
    const state = prepared({ items: [...complete.items], delegates: [{ ...chair, isMember: false }, clerk] });
    expect(codes(state)).toContain('quorumImpossible');
  });

  it('counts those who are concerned and names them', () => {
    const state = prepared({ items: [...complete.items], delegates: [chair, clerk, delegate('3'), delegate('4')] });
    const gap = checklistOf(state, { ...around, links: null }).find(({ code }) => code === 'withoutSite');
    expect(gap).toMatchObject({ count: 2, ids: ['3', '4'], part: 'delegates', severity: 'warning' });
  });

  it('asks for a seat only where the site has seats, and for no site of a guest', () => {
    const away = delegate('3', { siteId: 'site-2' as SiteId });
    const guest = delegate('4', { isGuest: true, isMember: false, role: 'guest' });
    expect(
      codes(prepared({ items: [...complete.items], delegates: [chair, clerk, away, guest] }), { links: null }),
    ).toEqual([]);
  });

  it('warns about overlapping times, open conflicts and missing links', () => {
    const conflict = { id: 'c', personId: null, at: 0, changes: { title: 'Khác' } };
    const row = item('a', { responsibleIds: [chair.personId], overlapMs: 60_000, conflicts: [conflict] });
    const state = prepared({ items: [row], delegates: [chair, clerk] });
    expect(codes(state, { links: [linkOf('1')] })).toEqual(['overlaps', 'conflicts', 'linksMissing']);
  });

  it('counts hints as nobody’s task', () => {
    const gaps = checklistOf(prepared({ items: [item('a')], delegates: [chair, clerk] }), { ...around, links });
    expect(gaps.map(({ code }) => code)).toEqual(['withoutResponsible']);
    expect(openTasks(gaps)).toBe(0);
  });
});
