/** Rows for the tests of this folder. */
import type { AgendaItemId, AgendaRow, AttendanceRow, MeetingHead, MeetingId, PersonId } from '#contract';
import type { Prepared } from './model.ts';

/** 2026-11-23 08:00 in Viet Nam, a Monday. */
export const mondayMorning = Date.UTC(2026, 10, 23, 1);

export function item(id: string, fields: Partial<AgendaRow> = {}): AgendaRow {
  return {
    id: id as AgendaItemId,
    position: 0,
    title: `Nội dung ${id}`,
    plannedMs: 900_000,
    visibility: 'public',
    startsAt: null,
    responsibleIds: [],
    status: 'pending',
    actualMs: 0,
    activeSince: null,
    plannedStartAt: mondayMorning,
    overlapMs: 0,
    revision: 1,
    conflicts: [],
    ...fields,
  };
}

export function delegate(id: string, fields: Partial<AttendanceRow> = {}): AttendanceRow {
  return {
    personId: id as PersonId,
    name: `Đại biểu Mẫu ${id}`,
    rank: '',
    title: 'Giám đốc Sở Mẫu',
    role: 'delegate',
    isMember: true,
    isGuest: false,
    substituteForId: null,
    groupName: '',
    siteId: null,
    siteName: '',
    seatId: null,
    seatLabel: '',
    status: 'unmarked',
    mode: null,
    since: null,
    isLate: false,
    reason: null,
    ...fields,
  };
}

export function prepared(
  fields: { head?: Partial<MeetingHead>; items?: AgendaRow[]; delegates?: AttendanceRow[] } = {},
) {
  const items = (fields.items ?? []).map((row, position) => ({ ...row, position }));
  const delegates = fields.delegates ?? [];
  const members = delegates.filter(({ isMember }) => isMember).length;
  const head: MeetingHead = {
    id: 'm-1' as MeetingId,
    bodyName: 'Cơ quan Mẫu',
    title: 'Phiên họp thường kỳ tháng 11/2026',
    place: 'Phòng họp A',
    status: 'draft',
    plannedStartAt: mondayMorning,
    plannedEndAt: mondayMorning + items.reduce((sum, { plannedMs }) => sum + plannedMs, 0),
    openedAt: null,
    closedAt: null,
    adjournedSince: null,
    quorum: { members, present: 0, needed: Math.floor(members / 2) + 1, isReached: false },
    quorumRule: { id: 'simpleMajority', comparison: 'moreThan', numerator: 1, denominator: 2, article: '' },
    rulePack: { id: 'board', name: 'Quy chế họp đơn giản' },
    actingChairId: null,
    sessionClosedSince: null,
    ...fields.head,
  };
  return { head, items, delegates } satisfies Prepared;
}
