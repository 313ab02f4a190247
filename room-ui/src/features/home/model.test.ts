import { describe, expect, it } from 'vitest';
import { accountRoles, mayDo } from '../../../../control/domain/account-roles.ts';
import {
  type HomeMeeting,
  isForbiddenSection,
  mayEnter,
  mayPairDevices,
  meetingsByDay,
  sectionAt,
  sectionsOf,
  splitForBar,
  whereOf,
} from './model.ts';

const hourMs = 3_600_000;
/** 23 November 2026, 08:00 in Viet Nam. */
const nowMs = Date.UTC(2026, 10, 23, 1);
const meeting = (id: string, status: string, plannedStartAt: number) => ({ id, status, plannedStartAt }) as HomeMeeting;
const ids = (meetings: readonly HomeMeeting[]) => meetings.map(({ id }) => id);

describe('my meetings', () => {
  it('are of the day that it is in Viet Nam', () => {
    const lateToday = meeting('late', 'convened', Date.UTC(2026, 10, 23, 16, 59));
    const earlyTomorrow = meeting('early', 'convened', Date.UTC(2026, 10, 23, 17));
    const lateYesterday = meeting('yesterday', 'convened', Date.UTC(2026, 10, 22, 16, 59));
    const days = meetingsByDay([earlyTomorrow, lateYesterday, lateToday], nowMs);
    expect([ids(days.today), ids(days.coming), ids(days.past)]).toEqual([['late'], ['early'], ['yesterday']]);
  });

  it('are today while they run, whenever they began, and stand first then', () => {
    const days = meetingsByDay(
      [meeting('soon', 'convened', nowMs - hourMs), meeting('runs', 'adjourned', nowMs - 30 * hourMs)],
      nowMs,
    );
    expect(ids(days.today)).toEqual(['runs', 'soon']);
  });

  it('are past as soon as they are closed, the last one first', () => {
    const days = meetingsByDay(
      [meeting('a', 'closed', nowMs - 50 * hourMs), meeting('b', 'closed', nowMs - hourMs)],
      nowMs,
    );
    expect(ids(days.past)).toEqual(['b', 'a']);
    expect(days.today).toEqual([]);
  });

  it('keep one that was cancelled in its place, so that nobody goes there', () => {
    const days = meetingsByDay([meeting('off', 'cancelled', nowMs + 48 * hourMs)], nowMs);
    expect(ids(days.coming)).toEqual(['off']);
  });

  it('name the site only where the place does not', () => {
    expect(whereOf({ place: 'Hội trường A, số 1', siteName: 'Hội trường A' })).toBe('Hội trường A, số 1');
    expect(whereOf({ place: 'Trụ sở', siteName: 'Xã B' })).toBe('Trụ sở · Xã B');
    expect(whereOf({ place: '', siteName: 'Xã B' })).toBe('Xã B');
    expect(whereOf({ place: '', siteName: '' })).toBe('');
  });

  it('are entered from convening until closing', () => {
    const statuses = ['draft', 'convened', 'inSession', 'adjourned', 'closed', 'cancelled'];
    expect(statuses.filter((status) => mayEnter({ status }))).toEqual(['convened', 'inSession', 'adjourned']);
  });
});

describe('the parts of the start page', () => {
  it('are those that the server lets the role do', () => {
    for (const role of accountRoles) {
      const sections = sectionsOf(role);
      expect(sections.includes('meetings'), role).toBe(mayDo(role, 'prepare'));
      expect(sections.includes('register'), role).toBe(mayDo(role, 'register'));
      expect(sections.includes('accounts'), role).toBe(mayDo(role, 'accounts'));
      expect(sections.includes('bodies'), role).toBe(mayDo(role, 'bodies'));
      expect(mayPairDevices(role), role).toBe(mayDo(role, 'devices'));
    }
  });

  it('are found by their address', () => {
    expect(sectionAt([], 'delegate')).toBe('mine');
    expect(sectionAt(['register', 'sites', 's1'], 'clerk')).toBe('register');
    expect(sectionAt(['accounts'], 'clerk')).toBeNull();
    expect(isForbiddenSection(['accounts'], 'clerk')).toBe(true);
    expect(isForbiddenSection(['nothing'], 'clerk')).toBe(false);
  });

  it('fit into the bar of a phone, the rest behind one more button', () => {
    expect(splitForBar(sectionsOf('clerk')).more).toEqual([]);
    const { shown, more } = splitForBar(sectionsOf('administrator'));
    expect(shown).toHaveLength(4);
    expect([...shown, ...more]).toEqual(sectionsOf('administrator'));
  });
});
