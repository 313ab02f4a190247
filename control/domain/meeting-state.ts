/** The state of a meeting and the unions of what can be asked of it and what can have happened in it. */
import { type Admission, type AdmissionCommand, type AdmissionEvent, openAdmission } from './admission.ts';
import { type Agenda, type AgendaCommand, type AgendaEvent, emptyAgenda, type NewItem } from './agenda.ts';
import { type Chat, type ChatCommand, type ChatEvent, emptyChat } from './chat.ts';
import type { EndpointCommand, EndpointEvent, Endpoints } from './endpoints.ts';
import { emptyFloor, type Floor, type FloorCommand, type FloorEvent } from './floor.ts';
import type { BodyId, EndpointId, MeetingId } from './ids.ts';
import type { ParticipantCommand, ParticipantEvent, ParticipantProfile, Participants } from './participants.ts';
import { type QuorumRule, quorumRules } from './quorum.ts';
import type { AccessCommand, AccessEvent } from './refused-access.ts';
import type { RollCall, RollCallCommand, RollCallEvent } from './roll-call.ts';
import type { SpotlightCommand, SpotlightEvent } from './spotlight.ts';

export const meetingStatuses = ['draft', 'convened', 'inSession', 'adjourned', 'closed', 'cancelled'] as const;
export type MeetingStatus = (typeof meetingStatuses)[number];

/** Times are UTC milliseconds. */
export type MeetingFields = { title: string; place: string; plannedStartAt: number; quorumRule: QuorumRule };

export type Meeting = MeetingFields & {
  id: MeetingId;
  bodyId: BodyId | null;
  /** As it was when the meeting was created. */
  bodyName: string;
  /** `none` until the meeting was created. */
  status: MeetingStatus | 'none';
  openedAt: number | null;
  closedAt: number | null;
  agenda: Agenda;
  participants: Participants;
  endpoints: Endpoints;
  floor: Floor;
  /** Large for everybody; null: nobody by order. */
  spotlightId: EndpointId | null;
  admission: Admission;
  chat: Chat;
  /** The newest technical roll call. */
  rollCall: RollCall | null;
};

/** True when nothing can follow any more: the record ends here. */
export function isOver(status: Meeting['status']): boolean {
  return status === 'closed' || status === 'cancelled';
}

type Created = MeetingFields & { bodyId: BodyId; bodyName: string };

export type LifecycleCommand =
  | (Created & { type: 'meeting.create'; items: readonly NewItem[]; profiles: readonly ParticipantProfile[] })
  | { type: 'meeting.change'; changes: Partial<MeetingFields> }
  | { type: 'meeting.convene' }
  | { type: 'meeting.cancel'; reason: string }
  | { type: 'meeting.open' }
  | { type: 'meeting.adjourn' }
  | { type: 'meeting.resume' }
  | { type: 'meeting.close' };

export type LifecycleEvent =
  | (Created & { type: 'MeetingCreated' })
  | { type: 'MeetingChanged'; changes: Partial<MeetingFields> }
  | { type: 'MeetingConvened' }
  | { type: 'MeetingCancelled'; reason: string }
  | { type: 'MeetingOpened' }
  | { type: 'MeetingAdjourned' }
  | { type: 'MeetingResumed' }
  | { type: 'MeetingClosed' };

export type MeetingCommand =
  | LifecycleCommand
  | AgendaCommand
  | ParticipantCommand
  | EndpointCommand
  | FloorCommand
  | SpotlightCommand
  | AdmissionCommand
  | ChatCommand
  | RollCallCommand
  | AccessCommand;
export type MeetingEvent =
  | LifecycleEvent
  | AgendaEvent
  | ParticipantEvent
  | EndpointEvent
  | FloorEvent
  | SpotlightEvent
  | AdmissionEvent
  | ChatEvent
  | RollCallEvent
  | AccessEvent;
export type MeetingCommandType = MeetingCommand['type'];
export type MeetingEventType = MeetingEvent['type'];

export function newMeeting(id: MeetingId): Meeting {
  return {
    id,
    bodyId: null,
    bodyName: '',
    title: '',
    place: '',
    status: 'none',
    plannedStartAt: 0,
    openedAt: null,
    closedAt: null,
    quorumRule: quorumRules.simpleMajority,
    agenda: emptyAgenda,
    participants: new Map(),
    endpoints: new Map(),
    floor: emptyFloor,
    spotlightId: null,
    admission: openAdmission,
    chat: emptyChat,
    rollCall: null,
  };
}
