/** For tests: the record of a short meeting in which most things happen that minutes can tell. */
import {
  chair,
  clerk,
  deputy,
  first,
  floorGranted,
  lan,
  minh,
  prepared,
  present,
  second,
} from '../domain/given-meeting.ts';
import type { MeetingId } from '../domain/ids.ts';
import type { MeetingEvent } from '../domain/meeting-state.ts';
import { foldMinutes, type MinutesDraft, type MinutesRecord } from '../domain/minutes.ts';
import type { Actor } from '../domain/roles.ts';

/** 08:00 on 23 November 2026 in Viet Nam. */
const start = Date.UTC(2026, 10, 23, 1);
const minute = 60_000;
const theChair: Actor = { role: 'chair', personId: chair, endpointId: null, onBehalfOf: null };
const theClerk: Actor = { role: 'clerk', personId: clerk, endpointId: null, onBehalfOf: chair };

type Step = { at: number; event: MeetingEvent; actor?: Actor };

const steps: Step[] = [
  ...prepared.map((step) => ({ at: 0, event: 'event' in step ? step.event : step })),
  {
    at: 0,
    event: {
      type: 'MeetingChanged',
      changes: { title: 'Phiên họp tháng 11', place: 'Phòng số 2', plannedStartAt: start },
    },
  },
  { at: 0, event: { type: 'AgendaItemAdded', ...internalItem() } },
  { at: 0, event: { type: 'MeetingConvened' } },
  ...[chair, deputy, clerk, lan].map((personId) => ({ at: 1, event: present(personId) })),
  { at: 2, event: { type: 'AttendanceMarked', personId: minh, mark: { status: 'absent', reason: 'đi công tác' } } },
  { at: 5, event: { type: 'MeetingOpened' } },
  { at: 5, event: { type: 'ActingChairChanged', personId: chair, cause: 'opened' } },
  { at: 6, event: { type: 'AgendaItemActivated', itemId: first } },
  { at: 10, event: floorGranted(lan, { budgetMs: minute }), actor: theClerk },
  { at: 10.5, event: { type: 'FloorExtended', personId: lan, addMs: 2 * minute } },
  { at: 13 + 1 / 3, event: { type: 'FloorEnded', personId: lan, cause: 'timeOver', openMs: 200_000 } },
  { at: 20, event: { type: 'MeetingAdjourned' } },
  { at: 35, event: { type: 'MeetingResumed' } },
  { at: 40, event: { type: 'ActingChairChanged', personId: deputy, cause: 'lost' } },
  { at: 45, event: { type: 'ClosedSessionBegun' } },
  { at: 46, event: floorGranted(lan) },
  { at: 50, event: { type: 'FloorEnded', personId: lan, cause: 'yielded', openMs: 4 * minute } },
  { at: 55, event: { type: 'ClosedSessionEnded' } },
  { at: 60, event: { type: 'AgendaItemActivated', itemId: second } },
  {
    at: 70,
    event: {
      type: 'MinutesWritten',
      section: first,
      personId: clerk,
      text: 'Thống nhất <100 %> & giao Sở.\nDòng hai.',
    },
  },
  { at: 200, event: { type: 'MeetingClosed' } },
];

/** `until`: how many minutes after 08:00 the record ends. */
export function givenDraft(until = Number.POSITIVE_INFINITY): MinutesDraft {
  const records = steps
    .filter(({ at: minutes }) => minutes <= until)
    .map(({ at: minutes, event, actor = theChair }, index): MinutesRecord => {
      return { version: index + 1, at: start + minutes * minute, actor, event };
    });
  return foldMinutes('m' as MeetingId, records);
}

function internalItem() {
  const usual = { plannedMs: minute, visibility: 'staff', startsAt: null, responsibleIds: [], position: null } as const;
  return { itemId: 'item-inside' as typeof first, title: 'Việc nội bộ', ...usual };
}
