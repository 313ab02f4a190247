/**
 * What a viewer may see: named slices, each with a small head and rows, made for an audience (staff, member, public) and
 * stripped here, on the server. Nothing that an audience must not see may reach a projection's result.
 * Rows are remembered per source object, so that an unchanged row is the same object and a change is found by identity.
 */
import { mustWait } from './admission.ts';
import { type AgendaItem, type ItemConflict, isReadableBy } from './agenda.ts';
import { isKeptOut } from './closed-session.ts';
import { modeOf, type Speech } from './floor.ts';
import type { AgendaItemId } from './ids.ts';
import { sceneAt } from './me.ts';
import type { Meeting, MeetingEventType } from './meeting-state.ts';
import { type Participant, quorumOfParticipants } from './participants.ts';
import { type PlannedItem, planOf } from './plan.ts';
import type { Audience } from './roles.ts';
import type {
  AgendaRow,
  AttendanceRow,
  DisplayRow,
  MeetingHead,
  MeetingSliceName,
  MeetingSlices,
  NoRows,
  SpeakingRow,
  WaitingRow,
} from './slice-shapes.ts';

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
      event === 'ActingChairChanged' ||
      event.startsWith('ClosedSession') ||
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
    // The mode and the list are those of the active item.
    isTouchedBy: (event) =>
      event.startsWith('Floor') ||
      event.startsWith('Agenda') ||
      event.startsWith('Meeting') ||
      event === 'ParticipantRemoved',
    project: projectFloor,
  },
  speaking: {
    isTouchedBy: (event) => event === 'FloorEnded',
    project: ({ floor }) => ({ head: noRows, rows: speakingRows(floor.speeches) }),
  },
  displays: {
    isTouchedBy: (event) =>
      event.startsWith('Display') ||
      event.startsWith('Endpoint') ||
      event.startsWith('Meeting') ||
      event === 'FloorGranted' ||
      event === 'FloorEnded' ||
      event === 'AgendaItemActivated',
    project: projectDisplays,
  },
  minutes: {
    isTouchedBy: (event) => event.startsWith('Minutes'),
    project: ({ minutesNotes }, audience) => ({
      head: noRows,
      rows: audience === 'staff' ? Object.fromEntries(minutesNotes) : {},
    }),
  },
  waiting: {
    isTouchedBy: (event) =>
      event.startsWith('Admission') ||
      event.startsWith('ClosedSession') ||
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
  return {
    ...{ id, bodyName, title, place, status, plannedStartAt, openedAt, closedAt, quorumRule },
    quorum: quorumOfParticipants(quorumRule, meeting.participants),
    plannedEndAt: planOf(meeting.agenda, plannedStartAt).endAt,
    rulePack: { id: meeting.rulePack.id, name: meeting.rulePack.name },
    adjournedSince: meeting.adjournedSince,
    actingChairId: meeting.authority.actingChairId,
    sessionClosedSince: meeting.closedSession?.since ?? null,
  };
}

function projectFloor(meeting: Meeting, audience: Audience): MeetingSlices['floor'] {
  const { floor, rulePack, agenda } = meeting;
  const { activeItemId } = agenda;
  const hidden = new Set(agenda.items.filter((item) => !isReadableBy(item, audience)).map(({ id }) => id));
  const last = floor.speakers.length > 0 ? undefined : floor.speeches.at(-1);
  const { warningMs, graceMs, atLimit, chimeEveryMs, extensionsMs } = rulePack;
  return {
    head: {
      mode: modeOf(floor, activeItemId, rulePack),
      hasChairPriority: floor.hasChairPriority,
      speakers: floor.speakers.map(({ itemId: _itemId, place: _place, ...shown }) => shown),
      invitations: floor.invitations.map(({ personId, expiresAt }) => ({ personId, expiresAt })),
      lastSpeech: last && last.itemId === activeItemId ? { speech: last.speech, personId: last.personId } : null,
      budgets: floor.budgets,
      selfAcceptingIds: [...floor.selfAccepting],
      rules: { warningMs, graceMs, atLimit, chimeEveryMs, extensionsMs },
    },
    rows: Object.fromEntries(
      floor.requests.filter(({ itemId }) => !itemId || !hidden.has(itemId)).map((request) => [request.id, request]),
    ),
  };
}

const spokenRows = new WeakMap<readonly Speech[], Record<string, SpeakingRow>>();

function speakingRows(speeches: readonly Speech[]): Record<string, SpeakingRow> {
  const known = spokenRows.get(speeches);
  if (known) return known;
  const rows: Record<string, SpeakingRow> = {};
  for (const { personId, kind, place, openMs } of speeches) {
    const id = JSON.stringify([personId, kind, place.siteId, place.groupName]);
    const { count, openMs: before } = rows[id] ?? { count: 0, openMs: 0 };
    rows[id] = { ...place, personId, kind, count: count + 1, openMs: before + openMs };
  }
  spokenRows.set(speeches, rows);
  return rows;
}

function projectDisplays(meeting: Meeting, audience: Audience): MeetingSlices['displays'] {
  const { displays, endpoints } = meeting;
  const rows: Record<string, DisplayRow> = {};
  for (const { id, kind, label } of audience === 'staff' ? endpoints.values() : []) {
    if (kind !== 'display') continue;
    rows[id] = { endpointId: id, label, choice: displays.choices.get(id) ?? 'auto', scene: sceneAt(meeting, id) };
  }
  return { head: { notice: displays.notice }, rows };
}

const noWaiting: MeetingSlices['waiting'] = { head: { rule: null }, rows: {} };

function projectWaiting(
  { admission, participants, closedSession }: Meeting,
  audience: Audience,
): MeetingSlices['waiting'] {
  if (audience !== 'staff') return noWaiting;
  const rows: Record<string, WaitingRow> = {};
  for (const { endpoint, since, denied, removed } of admission.waiting.values()) {
    const [personId = null] = endpoint.kind === 'personal' ? endpoint.personIds : [];
    const person = personId ? participants.get(personId) : undefined;
    const { name, title, role, siteName } = person ?? { ...endpoint, name: endpoint.label, title: '', siteName: '' };
    const shown = { name, title, role, siteName, since, isDenied: denied !== null, isRemoved: removed !== null };
    const isOutside = isKeptOut(closedSession, endpoint, participants) && !mustWait(admission, endpoint);
    rows[endpoint.id] = { endpointId: endpoint.id, personId, ...shown, isOutside };
  }
  return { head: { rule: admission.rule }, rows };
}

const staffAgendaRows = new WeakMap<AgendaItem, AgendaRow>();
const otherAgendaRows = new WeakMap<AgendaItem, AgendaRow>();

function projectAgenda({ agenda, plannedStartAt }: Meeting, audience: Audience): MeetingSlices['agenda'] {
  const rows: Record<string, AgendaRow> = {};
  const plan = planOf(agenda, plannedStartAt).items;
  for (const [position, item] of agenda.items.entries()) {
    const planned = plan[position];
    if (planned && isReadableBy(item, audience)) {
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
