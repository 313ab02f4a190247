import { describe, expect, it } from 'vitest';
import {
  at,
  chair,
  convened,
  first,
  floorAsked,
  floorGranted,
  guest,
  inSession,
  itemAdded,
  lan,
  meetingAfter,
  minh,
  prepared,
  second,
} from './given-meeting.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import { evolveMeeting } from './meeting.ts';
import type { MeetingEvent } from './meeting-state.ts';
import type { Audience } from './roles.ts';
import { meetingSlices } from './view.ts';

const forMembers = 'members-only' as AgendaItemId;
const forStaff = 'staff-only' as AgendaItemId;
const withHiddenItems = [...inSession, itemAdded(forMembers, 'member'), itemAdded(forStaff, 'staff')];

describe('the agenda as an audience sees it', () => {
  it.each<[Audience, string[]]>([
    ['staff', [first, second, forMembers, forStaff]],
    ['member', [first, second, forMembers]],
    ['public', [first, second]],
  ])('shows %s the items that are for them', (audience, itemIds) => {
    expect(Object.keys(agenda(audience, ...withHiddenItems).rows)).toEqual(itemIds);
  });

  it('does not tell which hidden item is active or selected', () => {
    const taken: MeetingEvent[] = [
      { type: 'AgendaItemActivated', itemId: forMembers },
      { type: 'AgendaItemSelected', itemId: forStaff },
    ];
    const heads = (['staff', 'member', 'public'] as const).map(
      (audience) => agenda(audience, ...withHiddenItems, ...taken).head,
    );
    expect(heads).toEqual([
      { activeItemId: forMembers, selectedItemId: forStaff },
      { activeItemId: forMembers, selectedItemId: null },
      { activeItemId: null, selectedItemId: null },
    ]);
  });

  it('tells the place of each item among all', () => {
    const moved: MeetingEvent = { type: 'AgendaItemMoved', itemId: second, position: 0 };
    const { rows } = agenda('public', ...withHiddenItems, moved);
    expect([rows[first]?.position, rows[second]?.position]).toEqual([1, 0]);
  });

  it('keeps the row of an item that did not change, and makes a new one when its place changed', () => {
    const meeting = meetingAfter(...prepared);
    const project = (of: typeof meeting) => meetingSlices.agenda.project(of, 'staff').rows[first];
    expect(project({ ...meeting })).toBe(project(meeting));
    const [one, two] = meeting.agenda.items;
    if (!one || !two) throw new TypeError('two items are prepared');
    expect(project({ ...meeting, agenda: { ...meeting.agenda, items: [two, one] } })).toMatchObject({ position: 1 });
  });
});

describe('the plan as an audience sees it', () => {
  const starts = (...history: Parameters<typeof meetingAfter>) =>
    Object.values(agenda('public', ...history).rows).map(({ plannedStartAt }) => plannedStartAt);

  it('tells when each item begins, and counts the hidden ones', () => {
    const hidden: MeetingEvent = { type: 'AgendaItemMoved', itemId: forStaff, position: 0 };
    expect(starts(...withHiddenItems)).toEqual([0, 60_000]);
    expect(starts(...withHiddenItems, hidden)).toEqual([60_000, 120_000]);
  });

  it('follows the planned beginning of the meeting', () => {
    const later: MeetingEvent = { type: 'MeetingChanged', changes: { plannedStartAt: 5_000 } };
    expect(starts(...prepared, later)).toEqual([5_000, 65_000]);
    const { head } = meetingSlices.meeting.project(meetingAfter(...prepared, later), 'public');
    expect(head).toMatchObject({ plannedStartAt: 5_000, plannedEndAt: 125_000, place: '' });
  });

  it('tells by how much fixed times overlap', () => {
    const fixed: MeetingEvent = {
      type: 'AgendaItemChanged',
      itemId: second,
      personId: null,
      changes: { startsAt: 20_000 },
    };
    expect(agenda('public', ...prepared, fixed).rows[second]).toMatchObject({
      startsAt: 20_000,
      plannedStartAt: 60_000,
      overlapMs: 40_000,
    });
  });

  it('makes a new row where the time moved, and of no item before', () => {
    const before = meetingAfter(...prepared);
    const longer: MeetingEvent = {
      type: 'AgendaItemChanged',
      itemId: second,
      personId: null,
      changes: { plannedMs: 90_000 },
    };
    const rows = (of: typeof before) => meetingSlices.agenda.project(of, 'staff').rows;
    const known = rows(before);
    const after = evolveMeeting(before, longer, 0);
    expect(rows(after)[first]).toBe(known[first]);
    expect(rows(after)[second]).not.toBe(known[second]);
    const moved = evolveMeeting(after, { type: 'MeetingChanged', changes: { plannedStartAt: 1_000 } }, 0);
    expect(rows(moved)[first]).toMatchObject({ plannedStartAt: 1_000 });
  });
});

describe('conflicts of editing', () => {
  it('are shown to staff, and nothing of them to others', () => {
    const noted: MeetingEvent = {
      type: 'AgendaConflictNoted',
      itemId: first,
      conflictId: 'conflict-1',
      personId: lan,
      changes: { title: 'typed too late' },
    };
    expect(agenda('staff', ...prepared, noted).rows[first]?.conflicts).toMatchObject([{ id: 'conflict-1' }]);
    for (const audience of ['member', 'public'] as const) {
      const slice = agenda(audience, ...prepared, noted);
      expect(slice.rows[first]?.conflicts).toEqual([]);
      expect(JSON.stringify(slice)).not.toContain('typed too late');
    }
    expect(Object.keys(agenda('staff', ...prepared, noted).rows[first] ?? {})).not.toContain('fieldRevisions');
  });
});

describe('the attendance as an audience sees it', () => {
  it('tells who came after the opening', () => {
    const marked = (personId: PersonId): MeetingEvent => ({
      type: 'AttendanceMarked',
      personId,
      mark: { status: 'present', mode: 'online' },
    });
    const rows = attendance(
      'public',
      ...convened,
      at(1_000, marked(lan)),
      at(2_000, { type: 'MeetingOpened' }),
      at(3_000, marked(minh)),
      at(4_000, { type: 'AttendanceMarked', personId: lan, mark: { status: 'left' } }),
      at(5_000, marked(lan)),
    );
    expect([rows[lan]?.isLate, rows[minh]?.isLate, rows[guest]?.isLate]).toEqual([false, true, false]);
    expect(rows[minh]).not.toHaveProperty('firstPresentAt');
  });

  const absent: MeetingEvent = {
    type: 'AttendanceMarked',
    personId: lan,
    mark: { status: 'absent', reason: 'mổ tim' },
  };

  it('gives the reason of an absence to staff only, all else to everybody', () => {
    const rows = (['staff', 'member', 'public'] as const).map(
      (audience) => attendance(audience, ...inSession, absent)[lan],
    );
    expect(rows.map((row) => row?.reason)).toEqual(['mổ tim', null, null]);
    expect(rows.map((row) => row?.status)).toEqual(['absent', 'absent', 'absent']);
  });

  it('tells mode and time where there are some', () => {
    const left: MeetingEvent = { type: 'AttendanceMarked', personId: minh, mark: { status: 'left' } };
    const rows = attendance('public', ...inSession, at(8_000, left));
    expect(rows[chair]).toMatchObject({ status: 'present', mode: 'inPerson', since: 0 });
    expect(rows[minh]).toMatchObject({ status: 'left', mode: null, since: 8_000 });
    expect(rows[guest]).toMatchObject({ status: 'unmarked', mode: null, since: null });
  });

  it('keeps the row of a person of whom nothing changed, apart for staff', () => {
    const meeting = meetingAfter(...inSession, absent);
    const project = (audience: Audience) => meetingSlices.attendance.project({ ...meeting }, audience).rows[lan];
    expect(project('staff')).toBe(project('staff'));
    expect(project('member')).toBe(project('public'));
    expect(project('staff')).not.toBe(project('member'));
  });
});

describe('the meeting and its floor as everybody sees them', () => {
  it('tell status, times and quorum', () => {
    const { head } = meetingSlices.meeting.project(meetingAfter(...inSession), 'public');
    expect(head).toMatchObject({ status: 'inSession', title: 'Phiên họp', openedAt: 0, closedAt: null });
    expect(head.quorum).toEqual({ members: 4, present: 4, needed: 3, isReached: true });
  });

  it('tell who speaks, waits and is invited, but not on which item', () => {
    const { head, rows } = meetingSlices.floor.project(
      meetingAfter(
        ...inSession,
        at(1_000, floorGranted(lan, { itemId: forStaff })),
        at(2_000, floorAsked(minh)),
        at(3_000, { type: 'FloorInvited', personId: chair, expiresAt: 33_000 }),
      ),
      'public',
    );
    expect(head).toMatchObject({
      speakers: [{ personId: lan, kind: 'speaker', since: 1_000 }],
      invitations: [{ personId: chair, expiresAt: 33_000 }],
    });
    expect(JSON.stringify([head, rows])).not.toContain(forStaff);
    expect(rows).toEqual({
      1: expect.objectContaining({ id: 1, personId: minh, kind: 'contribution', itemId: first, since: 2_000 }),
    });
  });
});

function agenda(audience: Audience, ...history: Parameters<typeof meetingAfter>) {
  return meetingSlices.agenda.project(meetingAfter(...history), audience);
}

function attendance(audience: Audience, ...history: Parameters<typeof meetingAfter>) {
  return meetingSlices.attendance.project(meetingAfter(...history), audience).rows;
}
