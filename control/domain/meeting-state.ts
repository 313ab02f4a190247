/** The state of a meeting and the unions of what can be asked of it and what can have happened in it. */
import { type Admission, type AdmissionCommand, type AdmissionEvent, openAdmission } from './admission.ts';
import { type Agenda, type AgendaCommand, type AgendaEvent, emptyAgenda, type NewItem } from './agenda.ts';
import { type Authority, type AuthorityCommand, type AuthorityEvent, noAuthority } from './authority.ts';
import { type Chat, type ChatCommand, type ChatEvent, emptyChat } from './chat.ts';
import type { ClosedSession, ClosedSessionCommand, ClosedSessionEvent } from './closed-session.ts';
import { type DisplayCommand, type DisplayEvent, type Displays, noDisplays } from './displays.ts';
import type { EndpointCommand, EndpointEvent, Endpoints } from './endpoints.ts';
import { emptyFloor, type Floor, type FloorEvent } from './floor.ts';
import type { FloorCommand } from './floor-commands.ts';
import type { BodyId, EndpointId, MeetingId } from './ids.ts';
import type { MinutesCommand, MinutesEvent, MinutesNotes } from './minutes-notes.ts';
import type { ParticipantCommand, ParticipantEvent, ParticipantProfile, Participants } from './participants.ts';
import { type QuorumRule, quorumRules } from './quorum.ts';
import type { AccessCommand, AccessEvent } from './refused-access.ts';
import type { Actor } from './roles.ts';
import type { RollCall, RollCallCommand, RollCallEvent } from './roll-call.ts';
import { type RulePack, simplePack } from './rule-pack.ts';
import type { SpotlightCommand, SpotlightEvent } from './spotlight.ts';

export const meetingStatuses = ['draft', 'convened', 'inSession', 'adjourned', 'closed', 'cancelled'] as const;
export type MeetingStatus = (typeof meetingStatuses)[number];

/** Times are UTC milliseconds. */
export type MeetingFields = {
  title: string;
  place: string;
  plannedStartAt: number;
  quorumRule: QuorumRule;
  rulePack: RulePack;
};

export type Meeting = MeetingFields & {
  id: MeetingId;
  bodyId: BodyId | null;
  /** As it was when the meeting was created. */
  bodyName: string;
  /** `none` until the meeting was created. */
  status: MeetingStatus | 'none';
  openedAt: number | null;
  closedAt: number | null;
  /** Null: there is no recess now. */
  adjournedSince: number | null;
  agenda: Agenda;
  participants: Participants;
  endpoints: Endpoints;
  floor: Floor;
  authority: Authority;
  /** Null: the session is not closed to anybody. */
  closedSession: ClosedSession | null;
  displays: Displays;
  minutesNotes: MinutesNotes;
  /** Large for everybody; null: nobody by order. */
  spotlightId: EndpointId | null;
  admission: Admission;
  chat: Chat;
  /** The newest technical roll call. */
  rollCall: RollCall | null;
};

/** Time and actor come in with the command, so that a decision can be repeated. */
export type DecisionContext = { at: number; actor: Actor };

/** True when nothing can follow any more: the record ends here. */
export function isOver(status: Meeting['status']): boolean {
  return status === 'closed' || status === 'cancelled';
}

/** Opened and not closed: somebody chairs it, or should. */
export function isRunning(status: Meeting['status']): boolean {
  return status === 'inSession' || status === 'adjourned';
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
  | AuthorityCommand
  | ClosedSessionCommand
  | DisplayCommand
  | MinutesCommand
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
  | AuthorityEvent
  | ClosedSessionEvent
  | DisplayEvent
  | MinutesEvent
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
    adjournedSince: null,
    quorumRule: quorumRules.simpleMajority,
    rulePack: simplePack,
    agenda: emptyAgenda,
    participants: new Map(),
    endpoints: new Map(),
    floor: emptyFloor,
    authority: noAuthority,
    closedSession: null,
    displays: noDisplays,
    minutesNotes: new Map(),
    spotlightId: null,
    admission: openAdmission,
    chat: emptyChat,
    rollCall: null,
  };
}
