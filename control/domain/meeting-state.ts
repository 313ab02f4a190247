/** The state of a meeting and the unions of what can be asked of it and what can have happened in it. */
import { type Agenda, type AgendaCommand, type AgendaEvent, emptyAgenda } from './agenda.ts';
import type { EndpointCommand, EndpointEvent, Endpoints } from './endpoints.ts';
import { emptyFloor, type Floor, type FloorCommand, type FloorEvent } from './floor.ts';
import type { BodyId, MeetingId } from './ids.ts';
import type { ParticipantCommand, ParticipantEvent, Participants } from './participants.ts';
import { type QuorumRule, quorumRules } from './quorum.ts';

export const meetingStatuses = ['draft', 'convened', 'inSession', 'adjourned', 'closed'] as const;
export type MeetingStatus = (typeof meetingStatuses)[number];

export type Meeting = {
  id: MeetingId;
  bodyId: BodyId | null;
  /** As it was when the meeting was created. */
  bodyName: string;
  title: string;
  /** `none` until the meeting was created; times are UTC milliseconds. */
  status: MeetingStatus | 'none';
  plannedStartAt: number;
  openedAt: number | null;
  closedAt: number | null;
  quorumRule: QuorumRule;
  agenda: Agenda;
  participants: Participants;
  endpoints: Endpoints;
  floor: Floor;
};

export type LifecycleCommand =
  | {
      type: 'meeting.create';
      bodyId: BodyId;
      bodyName: string;
      title: string;
      plannedStartAt: number;
      quorumRule: QuorumRule;
    }
  | { type: 'meeting.change'; title: string; plannedStartAt: number; quorumRule: QuorumRule }
  | { type: 'meeting.convene' }
  | { type: 'meeting.open' }
  | { type: 'meeting.adjourn' }
  | { type: 'meeting.resume' }
  | { type: 'meeting.close' };

export type LifecycleEvent =
  | {
      type: 'MeetingCreated';
      bodyId: BodyId;
      bodyName: string;
      title: string;
      plannedStartAt: number;
      quorumRule: QuorumRule;
    }
  | { type: 'MeetingChanged'; title: string; plannedStartAt: number; quorumRule: QuorumRule }
  | { type: 'MeetingConvened' }
  | { type: 'MeetingOpened' }
  | { type: 'MeetingAdjourned' }
  | { type: 'MeetingResumed' }
  | { type: 'MeetingClosed' };

export type MeetingCommand = LifecycleCommand | AgendaCommand | ParticipantCommand | EndpointCommand | FloorCommand;
export type MeetingEvent = LifecycleEvent | AgendaEvent | ParticipantEvent | EndpointEvent | FloorEvent;
export type MeetingCommandType = MeetingCommand['type'];
export type MeetingEventType = MeetingEvent['type'];

export function newMeeting(id: MeetingId): Meeting {
  return {
    id,
    bodyId: null,
    bodyName: '',
    title: '',
    status: 'none',
    plannedStartAt: 0,
    openedAt: null,
    closedAt: null,
    quorumRule: quorumRules.simpleMajority,
    agenda: emptyAgenda,
    participants: new Map(),
    endpoints: new Map(),
    floor: emptyFloor,
  };
}
