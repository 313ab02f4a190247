/**
 * The life of a meeting: draft → convened → in session ⇄ adjourned → closed; or cancelled before it was opened. Only
 * `meeting.ts` calls this.
 */
import { openAdmission } from './admission.ts';
import { decideAgenda, emptyAgenda, evolveAgenda, startClock, stopClock } from './agenda.ts';
import { noAuthority, openingChair } from './authority.ts';
import type { Floor } from './floor.ts';
import { pauseFloor } from './floor-follow-ups.ts';
import type {
  LifecycleCommand,
  LifecycleEvent,
  Meeting,
  MeetingEvent,
  MeetingFields,
  MeetingStatus,
} from './meeting-state.ts';
import { chairOf, decideParticipants } from './participants.ts';
import { assertNever, refuse } from './rejection.ts';
import type { RulePack } from './rule-pack.ts';

export function decideLifecycle(command: LifecycleCommand, meeting: Meeting, at: number): MeetingEvent[] {
  switch (command.type) {
    case 'meeting.create':
      return decideCreation(command, meeting);
    case 'meeting.change': {
      const changes = differences(meeting, command.changes);
      // A meeting that was opened keeps the rules that it was convened under.
      if (changes.quorumRule || changes.rulePack) assertStatus(meeting, 'draft', 'convened');
      return Object.keys(changes).length > 0 ? [{ type: 'MeetingChanged', changes }] : [];
    }
    case 'meeting.convene':
      assertStatus(meeting, 'draft');
      if (!chairOf(meeting.participants)) refuse('NO_CHAIR');
      if (meeting.agenda.items.length === 0) refuse('NO_AGENDA');
      return [{ type: 'MeetingConvened' }];
    case 'meeting.cancel':
      assertStatus(meeting, 'draft', 'convened');
      return [{ type: 'MeetingCancelled', reason: command.reason }];
    case 'meeting.open':
      assertStatus(meeting, 'convened');
      return [
        { type: 'MeetingOpened' },
        { type: 'ActingChairChanged', personId: openingChair(meeting.participants), cause: 'opened' },
      ];
    case 'meeting.adjourn':
      assertStatus(meeting, 'inSession');
      return [...pauseFloor(meeting.floor, at), { type: 'MeetingAdjourned' }];
    case 'meeting.resume':
      assertStatus(meeting, 'adjourned');
      return [{ type: 'MeetingResumed' }];
    case 'meeting.close':
      assertStatus(meeting, 'inSession', 'adjourned');
      return [...pauseFloor(meeting.floor, at), { type: 'MeetingClosed' }];
    default:
      return assertNever(command);
  }
}

export function evolveLifecycle(meeting: Meeting, event: LifecycleEvent, at: number): Meeting {
  switch (event.type) {
    case 'MeetingCreated': {
      const { bodyId, bodyName, title, place, plannedStartAt, quorumRule, rulePack } = event;
      const fields = { bodyId, bodyName, title, place, plannedStartAt, quorumRule, rulePack };
      return { ...meeting, ...fields, status: 'draft' };
    }
    case 'MeetingChanged':
      return { ...meeting, ...event.changes };
    case 'MeetingCancelled': {
      const gone = { endpoints: new Map(), admission: openAdmission };
      return { ...meeting, status: 'cancelled', ...gone, floor: withoutRequests(meeting.floor) };
    }
    case 'MeetingConvened':
      return { ...meeting, status: 'convened' };
    case 'MeetingOpened':
      // Records of meetings before there were acting chairs say no more than this.
      return {
        ...meeting,
        status: 'inSession',
        openedAt: at,
        authority: { actingChairId: openingChair(meeting.participants), since: at, cause: 'opened' },
      };
    case 'MeetingAdjourned':
      return { ...meeting, status: 'adjourned', adjournedSince: at, agenda: stopClock(meeting.agenda, at, 'active') };
    case 'MeetingResumed':
      return { ...meeting, status: 'inSession', adjournedSince: null, agenda: startClock(meeting.agenda, at) };
    case 'MeetingClosed': {
      const agenda = stopClock(meeting.agenda, at, 'done');
      const floor = withoutRequests(meeting.floor);
      // The devices go with the meeting: its record ends here and does not say so of each.
      const gone = { endpoints: new Map(), admission: openAdmission, authority: noAuthority, closedSession: null };
      return { ...meeting, ...gone, status: 'closed', closedAt: at, adjournedSince: null, agenda, floor };
    }
    default:
      return assertNever(event);
  }
}

/** What nobody was called for lapses with the meeting. */
function withoutRequests(floor: Floor): Floor {
  return { ...floor, requests: [], lapsed: [] };
}

/** A meeting is made together with all that it begins with, or not at all. */
function decideCreation(
  { items, profiles, ...fields }: Extract<LifecycleCommand, { type: 'meeting.create' }>,
  meeting: Meeting,
): MeetingEvent[] {
  if (meeting.status !== 'none') refuse('ALREADY_EXISTS');
  const { bodyId, bodyName, title, place, plannedStartAt, quorumRule, rulePack } = fields;
  const events: MeetingEvent[] = [
    { type: 'MeetingCreated', bodyId, bodyName, title, place, plannedStartAt, quorumRule, rulePack },
    ...decideParticipants({ type: 'participant.add', profiles }, meeting.participants),
  ];
  const personIds = new Set(profiles.map(({ personId }) => personId));
  let agenda = emptyAgenda;
  for (const item of items) {
    const context = { personId: null, isParticipant: personIds.has.bind(personIds) };
    for (const event of decideAgenda({ type: 'agenda.add', ...item }, agenda, context)) {
      agenda = evolveAgenda(agenda, event, 0);
      events.push(event);
    }
  }
  return events;
}

/** The fields that would become another value; a quorum rule is another one when its id is, a rule pack when its version is too. */
function differences(meeting: Meeting, changes: Partial<MeetingFields>): Partial<MeetingFields> {
  const { quorumRule, rulePack, ...others } = changes;
  const changed = Object.entries(others).filter(([field, value]) => meeting[field as keyof typeof others] !== value);
  return {
    ...Object.fromEntries(changed),
    ...(quorumRule && quorumRule.id !== meeting.quorumRule.id ? { quorumRule } : {}),
    ...(rulePack && !isSamePack(rulePack, meeting.rulePack) ? { rulePack } : {}),
  };
}

function isSamePack(one: RulePack, other: RulePack): boolean {
  return one.id === other.id && one.version === other.version;
}

function assertStatus(meeting: Meeting, ...statuses: MeetingStatus[]): void {
  if (!statuses.some((status) => status === meeting.status)) refuse('WRONG_STATUS');
}
