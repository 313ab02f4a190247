/**
 * What a viewer may see: named slices, each with a small head and rows, made for an audience (staff, member, public) and
 * stripped here, on the server. Nothing that an audience must not see may reach a projection's result.
 * Rows are remembered per source object, so that an unchanged row is the same object and a change is found by identity.
 */
import type { AgendaItem, ItemVisibility } from './agenda.ts';
import type { Speaker } from './floor.ts';
import type { AgendaItemId, MeetingId, PersonId, SeatId, SiteId } from './ids.ts';
import type { Meeting, MeetingEventType, MeetingStatus } from './meeting-state.ts';
import { type Participant, quorumOfParticipants } from './participants.ts';
import type { Quorum, QuorumRule } from './quorum.ts';
import type { Audience, PersonRole } from './roles.ts';

export type MeetingHead = {
  id: MeetingId;
  bodyName: string;
  title: string;
  status: MeetingStatus | 'none';
  plannedStartAt: number;
  openedAt: number | null;
  closedAt: number | null;
  quorum: Quorum;
  quorumRule: QuorumRule;
};

export type AgendaHead = { activeItemId: AgendaItemId | null; selectedItemId: AgendaItemId | null };
export type AgendaRow = {
  id: AgendaItemId;
  /** Place among all items, from 0; hidden items leave gaps. */
  position: number;
  title: string;
  plannedMs: number;
  visibility: ItemVisibility;
  status: AgendaItem['status'];
  actualMs: number;
  activeSince: number | null;
};

export type AttendanceRow = {
  personId: PersonId;
  name: string;
  title: string;
  role: PersonRole;
  isMember: boolean;
  siteId: SiteId | null;
  siteName: string;
  seatId: SeatId | null;
  seatLabel: string;
  status: Participant['attendance']['status'];
  mode: 'inPerson' | 'online' | null;
  since: number | null;
  /** Why a person is absent; only staff may read it, null for everybody else. */
  reason: string | null;
};

export type FloorHead = {
  speakers: readonly Omit<Speaker, 'itemId'>[];
  invitations: readonly { personId: PersonId; expiresAt: number }[];
};

/** A waiting request. The order of asking is that of `since`. */
export type RequestRow = { personId: PersonId; since: number };

type NoRows = Record<string, never>;

export type MeetingSlices = {
  meeting: { head: MeetingHead; rows: NoRows };
  agenda: { head: AgendaHead; rows: Record<string, AgendaRow> };
  attendance: { head: Record<string, never>; rows: Record<string, AttendanceRow> };
  floor: { head: FloorHead; rows: Record<string, RequestRow> };
};
export type MeetingSliceName = keyof MeetingSlices;

type SliceDefinition<Name extends MeetingSliceName> = {
  /** True when this event can change what the slice shows to anybody. */
  isTouchedBy(event: MeetingEventType): boolean;
  project(meeting: Meeting, audience: Audience): MeetingSlices[Name];
};

const noRows: NoRows = {};

export const meetingSlices: { [Name in MeetingSliceName]: SliceDefinition<Name> } = {
  meeting: {
    isTouchedBy: (event) =>
      event.startsWith('Meeting') || event.startsWith('Participant') || event === 'AttendanceMarked',
    project: (meeting) => ({ head: meetingHead(meeting), rows: noRows }),
  },
  agenda: {
    // Opening, pausing and closing the meeting stop and start the clock of the active item.
    isTouchedBy: (event) => event.startsWith('Agenda') || event.startsWith('Meeting'),
    project: projectAgenda,
  },
  attendance: {
    isTouchedBy: (event) => event.startsWith('Participant') || event === 'AttendanceMarked',
    project: projectAttendance,
  },
  floor: {
    isTouchedBy: (event) => event.startsWith('Floor') || event === 'MeetingClosed',
    project: ({ floor }) => ({
      head: {
        speakers: floor.speakers.map(({ personId, kind, since }) => ({ personId, kind, since })),
        invitations: floor.invitations.map(({ personId, expiresAt }) => ({ personId, expiresAt })),
      },
      rows: Object.fromEntries(floor.requests.map((request) => [request.personId, request])),
    }),
  },
};

export const meetingSliceNames = Object.keys(meetingSlices) as MeetingSliceName[];

function meetingHead(meeting: Meeting): MeetingHead {
  const { id, bodyName, title, status, plannedStartAt, openedAt, closedAt, quorumRule } = meeting;
  const quorum = quorumOfParticipants(quorumRule, meeting.participants);
  return { id, bodyName, title, status, plannedStartAt, openedAt, closedAt, quorum, quorumRule };
}

const readableBy: Record<ItemVisibility, readonly Audience[]> = {
  public: ['staff', 'member', 'public'],
  member: ['staff', 'member'],
  staff: ['staff'],
};

const agendaRows = new WeakMap<AgendaItem, AgendaRow>();

function projectAgenda({ agenda }: Meeting, audience: Audience): MeetingSlices['agenda'] {
  const rows: Record<string, AgendaRow> = {};
  for (const [position, item] of agenda.items.entries()) {
    if (readableBy[item.visibility].includes(audience)) rows[item.id] = agendaRow(item, position);
  }
  const visibleId = (itemId: AgendaItemId | null) => (itemId && rows[itemId] ? itemId : null);
  return {
    head: { activeItemId: visibleId(agenda.activeItemId), selectedItemId: visibleId(agenda.selectedItemId) },
    rows,
  };
}

function agendaRow(item: AgendaItem, position: number): AgendaRow {
  const known = agendaRows.get(item);
  if (known?.position === position) return known;
  const row = { ...item, position };
  agendaRows.set(item, row);
  return row;
}

const staffRows = new WeakMap<Participant, AttendanceRow>();
const otherRows = new WeakMap<Participant, AttendanceRow>();

function projectAttendance({ participants }: Meeting, audience: Audience): MeetingSlices['attendance'] {
  const known = audience === 'staff' ? staffRows : otherRows;
  const rows: Record<string, AttendanceRow> = {};
  for (const participant of participants.values()) {
    let row = known.get(participant);
    if (!row) {
      row = attendanceRow(participant, audience);
      known.set(participant, row);
    }
    rows[participant.personId] = row;
  }
  return { head: {}, rows };
}

function attendanceRow({ attendance, ...profile }: Participant, audience: Audience): AttendanceRow {
  return {
    ...profile,
    status: attendance.status,
    mode: attendance.status === 'present' ? attendance.mode : null,
    since: 'since' in attendance ? attendance.since : null,
    reason: attendance.status === 'absent' && audience === 'staff' ? attendance.reason : null,
  };
}
