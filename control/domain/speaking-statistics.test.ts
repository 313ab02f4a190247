import { describe, expect, it } from 'vitest';
import { at, chair, floorGranted, inSession, lan, meetingAfter, minh, profile } from './given-meeting.ts';
import type { PersonId, SiteId } from './ids.ts';
import type { MeetingEvent } from './meeting-state.ts';
import { budgetLeftMs, spokenBy, spokenByPerson } from './speaking-statistics.ts';
import { meetingSlices } from './view.ts';

const hall = 'hall' as SiteId;
const ended = (personId: PersonId, openMs: number): MeetingEvent => ({
  type: 'FloorEnded',
  personId,
  cause: 'yielded',
  openMs,
});
const toGroup = (personId: PersonId, groupName: string, siteId = hall): MeetingEvent => ({
  type: 'ParticipantChanged',
  profile: { ...profile(personId, 'delegate'), siteId, siteName: 'Hội trường', groupName },
});
const { floor } = meetingAfter(
  ...inSession,
  toGroup(lan, 'Tổ 1'),
  at(0, floorGranted(lan)),
  at(5_000, ended(lan, 5_000)),
  at(5_000, floorGranted(chair, { kind: 'chair' })),
  at(6_000, ended(chair, 1_000)),
  at(10_000, floorGranted(lan, { speechNumber: 2 })),
  at(12_000, { type: 'FloorPaused', personId: lan, cause: 'pointOfOrder' }),
);

describe('the time that was spoken', () => {
  it('is counted by person while the microphone was open, the speech under way included', () => {
    expect(spokenByPerson(floor, 20_000).get(lan)).toEqual({ count: 2, openMs: 7_000 });
    expect(spokenByPerson(floor, 20_000).get(chair)).toEqual({ count: 1, openMs: 1_000 });
    expect(spokenByPerson(floor, 20_000).has(minh)).toBe(false);
  });

  it('is counted by site and group without the chair’s words', () => {
    expect(spokenBy(floor, ({ siteId }) => siteId, 20_000)).toEqual(new Map([[hall, { count: 2, openMs: 7_000 }]]));
    const byGroup = spokenBy(floor, ({ groupName }) => groupName || null, 20_000);
    expect([...byGroup.keys()]).toEqual(['Tổ 1']);
  });

  it('leaves the rest of a budget, of the site and of the group', () => {
    const budgets = [
      { of: 'site', siteId: hall, budgetMs: 10_000 },
      { of: 'group', groupName: 'Tổ 1', budgetMs: 5_000 },
      { of: 'group', groupName: 'Tổ 2', budgetMs: 1 },
    ] as const;
    const left = (groupName: string) =>
      budgetLeftMs({ ...floor, budgets }, { siteId: hall, siteName: '', groupName }, 20_000);
    expect(left('Tổ 1')).toEqual([3_000, -2_000]);
    expect(left('')).toEqual([3_000]);
  });

  it('stays with the site and the group to which the person belonged then', () => {
    const annex = 'annex' as SiteId;
    const moved = meetingAfter(
      ...inSession,
      toGroup(lan, 'Tổ 1'),
      at(0, floorGranted(lan)),
      at(5_000, ended(lan, 5_000)),
      toGroup(lan, 'Tổ 2', annex),
      at(10_000, floorGranted(lan, { speechNumber: 2 })),
      at(12_000, ended(lan, 2_000)),
    );
    expect(spokenBy(moved.floor, ({ siteId }) => siteId, 20_000)).toEqual(
      new Map([
        [hall, { count: 1, openMs: 5_000 }],
        [annex, { count: 1, openMs: 2_000 }],
      ]),
    );
    expect(spokenByPerson(moved.floor, 20_000).get(lan)).toEqual({ count: 2, openMs: 7_000 });
    const { rows } = meetingSlices.speaking.project(moved, 'member');
    expect(Object.values(rows)).toMatchObject([
      { personId: lan, kind: 'speaker', siteId: hall, siteName: 'Hội trường', groupName: 'Tổ 1', openMs: 5_000 },
      { personId: lan, kind: 'speaker', siteId: annex, groupName: 'Tổ 2', openMs: 2_000 },
    ]);
  });
});
