/** Records as protocol 1 wrote them, each read as today. */
import { describe, expect, it } from 'vitest';
import { type Body, type BodyEvent, evolveBody, newBody } from './body.ts';
import type { BodyId, MeetingId } from './ids.ts';
import { evolveMeeting } from './meeting.ts';
import { type Meeting, type MeetingEvent, newMeeting } from './meeting-state.ts';
import { quorumRules } from './quorum.ts';
import { meetingSlices } from './view.ts';

describe('a register of protocol 1', () => {
  const body = [
    { type: 'BodyFounded', name: 'Ủy ban' },
    { type: 'SiteAdded', site: { id: 'hall', parentId: null, name: 'Hội trường', isChairSite: true } },
    { type: 'SiteChanged', site: { id: 'hall', parentId: null, name: 'Hội trường lớn', isChairSite: true } },
    { type: 'SeatAdded', seat: { id: 's1', siteId: 'hall', label: 'Ghế 1' } },
    { type: 'PersonAdded', person: { id: 'lan', name: 'Lan', title: '', siteId: 'hall', usualRole: 'delegate' } },
    { type: 'PersonAdded', person: { id: 'minh', name: 'Minh', title: '', siteId: null, usualRole: 'guest' } },
    { type: 'PersonChanged', person: { id: 'minh', name: 'Bình', title: '', siteId: null, usualRole: 'guest' } },
  ].reduce<Body>((state, event) => evolveBody(state, event as unknown as BodyEvent), newBody('b1' as BodyId));

  it('has sites without address, line and contact', () => {
    expect([...body.sites.values()]).toEqual([
      {
        id: 'hall',
        parentId: null,
        name: 'Hội trường lớn',
        isChairSite: true,
        address: '',
        bandwidthMbps: null,
        contactName: '',
        contactPhone: '',
      },
    ]);
  });

  it('has seats off the plan, persons without rank, and no templates', () => {
    expect([...body.seats.values()]).toEqual([{ id: 's1', siteId: 'hall', label: 'Ghế 1', row: null, column: null }]);
    expect([...body.persons.values()].map(({ name, rank }) => [name, rank])).toEqual([
      ['Lan', ''],
      ['Bình', ''],
    ]);
    expect(body.templates.size).toBe(0);
  });
});

describe('a meeting of protocol 1', () => {
  const profile = {
    personId: 'lan',
    name: 'Lan',
    title: '',
    role: 'chair',
    siteId: 'hall',
    siteName: 'Hội trường',
    seatId: null,
    seatLabel: '',
    isMember: true,
  };
  const created = { bodyId: 'b1', bodyName: 'Ủy ban', title: 'Phiên họp', plannedStartAt: 5 };
  const old = [
    { type: 'MeetingCreated', ...created, quorumRule: quorumRules.simpleMajority },
    { type: 'MeetingChanged', title: 'Kỳ họp', plannedStartAt: 7, quorumRule: quorumRules.peoplesCouncil },
    { type: 'ParticipantAdded', profile },
    { type: 'ParticipantChanged', profile: { ...profile, title: 'Chủ tịch' } },
    { type: 'AgendaItemAdded', itemId: 'i1', title: 'Một', plannedMs: 60_000, visibility: 'public' },
    { type: 'AgendaItemAdded', itemId: 'i2', title: 'Hai', plannedMs: 60_000, visibility: 'public' },
    { type: 'AgendaItemChanged', itemId: 'i1', title: 'Một mới', plannedMs: 120_000, visibility: 'member' },
    { type: 'AttendanceMarked', personId: 'lan', mark: { status: 'present', mode: 'online' } },
  ];
  const meeting = old.reduce<Meeting>(
    (state, event) => evolveMeeting(state, event as unknown as MeetingEvent, 3),
    newMeeting('m1' as MeetingId),
  );

  it('has no place, and what a change in full said', () => {
    expect(meeting).toMatchObject({ place: '', title: 'Kỳ họp', plannedStartAt: 7 });
    expect(meeting.quorumRule.id).toBe('peoplesCouncil');
  });

  it('has items in the order of adding, without fixed times and responsible persons', () => {
    expect(meeting.agenda.items).toMatchObject([
      { id: 'i1', title: 'Một mới', plannedMs: 120_000, visibility: 'member', startsAt: null, responsibleIds: [] },
      { id: 'i2', title: 'Hai', revision: 0, conflicts: [] },
    ]);
    expect(meeting.agenda.items[0]?.revision).toBe(1);
  });

  it('has participants without rank, none of them a guest or a substitute', () => {
    const { lan } = meetingSlices.attendance.project(meeting, 'staff').rows;
    expect(lan).toMatchObject({ title: 'Chủ tịch', rank: '', isGuest: false, substituteForId: null, isLate: false });
    expect(meeting.participants.get('lan' as never)?.firstPresentAt).toBe(3);
  });

  it('has a floor without kinds, items and limits: a grant answers what the person had asked', () => {
    const { floor } = [
      { type: 'FloorRequested', personId: 'lan' },
      { type: 'FloorRequested', personId: 'minh' },
      { type: 'FloorRequested', personId: 'an' },
      { type: 'FloorGranted', personId: 'lan', kind: 'speaker', itemId: 'i1' },
      { type: 'FloorRequestCancelled', personId: 'minh', cause: 'cancelled' },
    ].reduce<Meeting>((state, event) => evolveMeeting(state, event as unknown as MeetingEvent, 5), meeting);
    expect(floor.requests).toMatchObject([{ id: 3, personId: 'an', kind: 'contribution', itemId: null }]);
    expect(floor.speakers).toMatchObject([
      { personId: 'lan', requestKind: 'contribution', budgetMs: null, pausedBy: [] },
    ]);
    expect(floor.lapsed).toEqual([]);
  });

  it('is chaired by its chair from the opening on, under the simple rules', () => {
    const opened = evolveMeeting(meeting, { type: 'MeetingOpened' }, 6);
    expect(opened.authority).toEqual({ actingChairId: 'lan', since: 6, cause: 'opened' });
    expect(opened.rulePack.id).toBe('board');
  });
});
