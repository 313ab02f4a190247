/**
 * What a viewer may see: named slices, each with a small head and rows, made for an audience (staff, member, public) and
 * stripped here, on the server. Nothing that an audience must not see may reach a projection's result.
 * Rows are remembered per source object, so that an unchanged row is the same object and a change is found by identity.
 */
import type { AdmissionRule } from './admission.ts';
import type { AgendaItem, ItemConflict, ItemVisibility } from './agenda.ts';
import type { ChatMessage, ChatRule } from './chat.ts';
import type { Speaker } from './floor.ts';
import type { AgendaItemId, EndpointId, MeetingId, PersonId, SeatId, SiteId } from './ids.ts';
import type { Meeting, MeetingEventType, MeetingStatus } from './meeting-state.ts';
import { type Participant, quorumOfParticipants } from './participants.ts';
import { type PlannedItem, planOf } from './plan.ts';
import type { Quorum, QuorumRule } from './quorum.ts';
import type { Audience, PersonRole, Role } from './roles.ts';

export type MeetingHead = {
  id: MeetingId;
  bodyName: string;
  title: string;
  place: string;
  status: MeetingStatus | 'none';
  plannedStartAt: number;
  /** From the planned times of the items. */
  plannedEndAt: number;
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
  startsAt: number | null;
  responsibleIds: readonly PersonId[];
  status: AgendaItem['status'];
  actualMs: number;
  activeSince: number | null;
  /** When it begins if every item takes its planned time. */
  plannedStartAt: number;
  /** By how much the items before it reach past its fixed time; 0: they do not. */
  overlapMs: number;
  revision: number;
  /** For staff only; empty for everybody else. */
  conflicts: readonly ItemConflict[];
};

export type AttendanceRow = {
  personId: PersonId;
  name: string;
  rank: string;
  title: string;
  role: PersonRole;
  isMember: boolean;
  isGuest: boolean;
  substituteForId: PersonId | null;
  siteId: SiteId | null;
  siteName: string;
  seatId: SeatId | null;
  seatLabel: string;
  status: Participant['attendance']['status'];
  mode: 'inPerson' | 'online' | null;
  since: number | null;
  /** First marked as present after the meeting had opened. */
  isLate: boolean;
  /** Why a person is absent; only staff may read it, null for everybody else. */
  reason: string | null;
};

export type FloorHead = {
  speakers: readonly Omit<Speaker, 'itemId'>[];
  invitations: readonly { personId: PersonId; expiresAt: number }[];
};

/** A waiting request. The order of asking is that of `since`. */
export type RequestRow = { personId: PersonId; since: number };

/** For staff only: `rule` is null and there are no rows for everybody else. */
export type WaitingHead = { rule: AdmissionRule | null };
export type WaitingRow = {
  endpointId: EndpointId;
  personId: PersonId | null;
  /** Of the person, or of the device. */
  name: string;
  title: string;
  role: Role;
  siteName: string;
  since: number;
  isDenied: boolean;
  /** It was in the meeting before and was put out. */
  isRemoved: boolean;
};

export type ChatHead = { rule: ChatRule };
export type ChatRow = ChatMessage;

type NoRows = Record<string, never>;

export type MeetingSlices = {
  meeting: { head: MeetingHead; rows: NoRows };
  agenda: { head: AgendaHead; rows: Record<string, AgendaRow> };
  attendance: { head: Record<string, never>; rows: Record<string, AttendanceRow> };
  floor: { head: FloorHead; rows: Record<string, RequestRow> };
  waiting: { head: WaitingHead; rows: Record<string, WaitingRow> };
  chat: { head: ChatHead; rows: Record<string, ChatRow> };
};
export type MeetingSliceName = keyof MeetingSlices;

type SliceDefinition<Name extends MeetingSliceName> = {
  /** True when this event can change what the slice shows to anybody. */
  isTouchedBy(event: MeetingEventType): boolean;
  project(meeting: Meeting, audience: Audience): MeetingSlices[Name];
};

const noRows: NoRows = {};

/** What moves the end of the meeting: choosing and taking up an item does not. */
const changesPlan: readonly MeetingEventType[] = [
  'AgendaItemAdded',
  'AgendaItemChanged',
  'AgendaItemMoved',
  'AgendaItemRemoved',
];

export const meetingSlices: { [Name in MeetingSliceName]: SliceDefinition<Name> } = {
  meeting: {
    isTouchedBy: (event) =>
      event.startsWith('Meeting') ||
      event.startsWith('Participant') ||
      event === 'AttendanceMarked' ||
      changesPlan.includes(event),
    project: (meeting) => ({ head: meetingHead(meeting), rows: noRows }),
  },
  agenda: {
    // The meeting's own events start and stop the clock of the active item, and move the planned times.
    isTouchedBy: (event) => event.startsWith('Agenda') || event.startsWith('Meeting') || event === 'ParticipantRemoved',
    project: projectAgenda,
  },
  attendance: {
    // Who comes after the opening is late.
    isTouchedBy: (event) =>
      event.startsWith('Participant') || event === 'AttendanceMarked' || event === 'MeetingOpened',
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
  waiting: {
    isTouchedBy: (event) =>
      event.startsWith('Admission') ||
      event.startsWith('Participant') ||
      event === 'MeetingClosed' ||
      event === 'MeetingCancelled',
    project: projectWaiting,
  },
  chat: {
    isTouchedBy: (event) => event.startsWith('Chat'),
    project: ({ chat: { rule, toAll } }) => ({
      head: { rule },
      rows: Object.fromEntries(toAll.map((message) => [message.id, message])),
    }),
  },
};

export const meetingSliceNames = Object.keys(meetingSlices) as MeetingSliceName[];

function meetingHead(meeting: Meeting): MeetingHead {
  const { id, bodyName, title, place, status, plannedStartAt, openedAt, closedAt, quorumRule } = meeting;
  const quorum = quorumOfParticipants(quorumRule, meeting.participants);
  const plannedEndAt = planOf(meeting.agenda, plannedStartAt).endAt;
  return { id, bodyName, title, place, status, plannedStartAt, plannedEndAt, openedAt, closedAt, quorum, quorumRule };
}

const noWaiting: MeetingSlices['waiting'] = { head: { rule: null }, rows: {} };

function projectWaiting({ admission, participants }: Meeting, audience: Audience): MeetingSlices['waiting'] {
  if (audience !== 'staff') return noWaiting;
  const rows: Record<string, WaitingRow> = {};
  for (const { endpoint, since, denied, removed } of admission.waiting.values()) {
    const [personId = null] = endpoint.kind === 'personal' ? endpoint.personIds : [];
    const person = personId ? participants.get(personId) : undefined;
    const { name, title, role, siteName } = person ?? { ...endpoint, name: endpoint.label, title: '', siteName: '' };
    const shown = { name, title, role, siteName, since, isDenied: denied !== null, isRemoved: removed !== null };
    rows[endpoint.id] = { endpointId: endpoint.id, personId, ...shown };
  }
  return { head: { rule: admission.rule }, rows };
}

const readableBy: Record<ItemVisibility, readonly Audience[]> = {
  public: ['staff', 'member', 'public'],
  member: ['staff', 'member'],
  staff: ['staff'],
};

const staffAgendaRows = new WeakMap<AgendaItem, AgendaRow>();
const otherAgendaRows = new WeakMap<AgendaItem, AgendaRow>();

function projectAgenda({ agenda, plannedStartAt }: Meeting, audience: Audience): MeetingSlices['agenda'] {
  const rows: Record<string, AgendaRow> = {};
  const plan = planOf(agenda, plannedStartAt).items;
  for (const [position, item] of agenda.items.entries()) {
    const planned = plan[position];
    if (planned && readableBy[item.visibility].includes(audience)) {
      rows[item.id] = agendaRow(item, position, planned, audience);
    }
  }
  const visibleId = (itemId: AgendaItemId | null) => (itemId && rows[itemId] ? itemId : null);
  return {
    head: { activeItemId: visibleId(agenda.activeItemId), selectedItemId: visibleId(agenda.selectedItemId) },
    rows,
  };
}

const noConflicts: readonly ItemConflict[] = [];

function agendaRow(item: AgendaItem, position: number, planned: PlannedItem, audience: Audience): AgendaRow {
  const known = audience === 'staff' ? staffAgendaRows : otherAgendaRows;
  const { startAt: plannedStartAt, overlapMs } = planned;
  const before = known.get(item);
  if (before?.position === position && before.plannedStartAt === plannedStartAt && before.overlapMs === overlapMs) {
    return before;
  }
  const { fieldRevisions: _fieldRevisions, notedConflicts: _notedConflicts, conflicts, ...shown } = item;
  const row = {
    ...shown,
    position,
    plannedStartAt,
    overlapMs,
    conflicts: audience === 'staff' ? conflicts : noConflicts,
  };
  known.set(item, row);
  return row;
}

const staffRows = new WeakMap<Participant, AttendanceRow>();
const otherRows = new WeakMap<Participant, AttendanceRow>();

function projectAttendance({ participants, openedAt }: Meeting, audience: Audience): MeetingSlices['attendance'] {
  const known = audience === 'staff' ? staffRows : otherRows;
  const rows: Record<string, AttendanceRow> = {};
  for (const participant of participants.values()) {
    const { firstPresentAt } = participant;
    const isLate = openedAt !== null && firstPresentAt !== null && firstPresentAt > openedAt;
    let row = known.get(participant);
    if (row?.isLate !== isLate) {
      row = attendanceRow(participant, isLate, audience);
      known.set(participant, row);
    }
    rows[participant.personId] = row;
  }
  return { head: {}, rows };
}

function attendanceRow(
  { attendance, firstPresentAt: _firstPresentAt, ...profile }: Participant,
  isLate: boolean,
  audience: Audience,
): AttendanceRow {
  return {
    ...profile,
    status: attendance.status,
    mode: attendance.status === 'present' ? attendance.mode : null,
    since: 'since' in attendance ? attendance.since : null,
    isLate,
    reason: attendance.status === 'absent' && audience === 'staff' ? attendance.reason : null,
  };
}
