/** The life of a meeting: draft → convened → in session ⇄ adjourned → closed. Only `meeting.ts` calls this. */
import { startClock, stopClock } from './agenda.ts';
import { pauseFloor } from './floor.ts';
import type { LifecycleCommand, LifecycleEvent, Meeting, MeetingEvent, MeetingStatus } from './meeting-state.ts';
import { chairOf } from './participants.ts';
import { assertNever, refuse } from './rejection.ts';

export function decideLifecycle(command: LifecycleCommand, meeting: Meeting, at: number): MeetingEvent[] {
  switch (command.type) {
    case 'meeting.create': {
      if (meeting.status !== 'none') refuse('ALREADY_EXISTS');
      const { bodyId, bodyName, title, plannedStartAt, quorumRule } = command;
      return [{ type: 'MeetingCreated', bodyId, bodyName, title, plannedStartAt, quorumRule }];
    }
    case 'meeting.change': {
      const { title, plannedStartAt, quorumRule } = command;
      // A meeting that was opened keeps the quorum rule that it was convened under.
      if (quorumRule.id !== meeting.quorumRule.id) assertStatus(meeting, 'draft', 'convened');
      return [{ type: 'MeetingChanged', title, plannedStartAt, quorumRule }];
    }
    case 'meeting.convene':
      assertStatus(meeting, 'draft');
      if (!chairOf(meeting.participants)) refuse('NO_CHAIR');
      if (meeting.agenda.items.length === 0) refuse('NO_AGENDA');
      return [{ type: 'MeetingConvened' }];
    case 'meeting.open':
      assertStatus(meeting, 'convened');
      return [{ type: 'MeetingOpened' }];
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
      const { bodyId, bodyName, title, plannedStartAt, quorumRule } = event;
      return { ...meeting, status: 'draft', bodyId, bodyName, title, plannedStartAt, quorumRule };
    }
    case 'MeetingChanged': {
      const { title, plannedStartAt, quorumRule } = event;
      return { ...meeting, title, plannedStartAt, quorumRule };
    }
    case 'MeetingConvened':
      return { ...meeting, status: 'convened' };
    case 'MeetingOpened':
      return { ...meeting, status: 'inSession', openedAt: at };
    case 'MeetingAdjourned':
      return { ...meeting, status: 'adjourned', agenda: stopClock(meeting.agenda, at, 'active') };
    case 'MeetingResumed':
      return { ...meeting, status: 'inSession', agenda: startClock(meeting.agenda, at) };
    case 'MeetingClosed': {
      const agenda = stopClock(meeting.agenda, at, 'done');
      const floor = { ...meeting.floor, requests: [] };
      // The devices go with the meeting: its record ends here and does not say so of each.
      return { ...meeting, status: 'closed', closedAt: at, agenda, floor, endpoints: new Map() };
    }
    default:
      return assertNever(event);
  }
}

function assertStatus(meeting: Meeting, ...statuses: MeetingStatus[]): void {
  if (!statuses.some((status) => status === meeting.status)) refuse('WRONG_STATUS');
}
