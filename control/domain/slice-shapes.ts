/** What each slice of a meeting holds, head and rows: the words of the protocol. What of it a viewer gets is in view.ts. */
import type { AdmissionRule } from './admission.ts';
import type { AgendaItem, ItemConflict, ItemVisibility } from './agenda.ts';
import type { ChatMessage, ChatRule } from './chat.ts';
import type { Notice, Scene, SceneChoice } from './displays.ts';
import type { FloorMode, FloorRequest, Speaker, SpeakerPlace, SpeakingBudget } from './floor.ts';
import type { AgendaItemId, EndpointId, MeetingId, PersonId, SeatId, SiteId } from './ids.ts';
import type { MeetingStatus } from './meeting-state.ts';
import type { MinutesNote } from './minutes-notes.ts';
import type { Participant } from './participants.ts';
import type { Quorum, QuorumRule } from './quorum.ts';
import type { PersonRole, Role } from './roles.ts';
import type { RulePack } from './rule-pack.ts';

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
  /** Since when there is a recess; null: there is none. */
  adjournedSince: number | null;
  quorum: Quorum;
  quorumRule: QuorumRule;
  rulePack: { id: string; name: string };
  /** Null: nobody chairs, or the meeting has not been opened. */
  actingChairId: PersonId | null;
  /** Since when the session is closed; null: it is open. */
  sessionClosedSince: number | null;
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
  groupName: string;
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

export type SpeakerView = Omit<Speaker, 'itemId' | 'place'>;
export type FloorHead = {
  mode: FloorMode;
  hasChairPriority: boolean;
  speakers: readonly SpeakerView[];
  invitations: readonly { personId: PersonId; expiresAt: number }[];
  /** Which a reply can answer while nobody speaks: the speech that ended last on this item. */
  lastSpeech: { speech: number; personId: PersonId } | null;
  budgets: readonly SpeakingBudget[];
  selfAcceptingIds: readonly PersonId[];
  rules: Pick<RulePack, 'warningMs' | 'graceMs' | 'atLimit' | 'chimeEveryMs' | 'extensionsMs'>;
};

/** A waiting request. Called by the rank of its kind, then by `order`. */
export type RequestRow = FloorRequest;

/**
 * How often and how long a person has spoken, without a speech that is under way: one row for each place to which they
 * belonged as they spoke, and one for what they said as chair.
 */
export type SpeakingRow = SpeakerPlace & {
  personId: PersonId;
  kind: Speaker['kind'];
  count: number;
  openMs: number;
};

/** One output of the hall; for staff only. */
export type DisplayRow = { endpointId: EndpointId; label: string; choice: SceneChoice; scene: Scene };
export type DisplaysHead = { notice: Notice | null };

/** What the clerk wrote beside the facts; for staff only. */
export type MinutesRow = MinutesNote;

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
  /** Waits for the end of the closed session only, and then comes in by itself. */
  isOutside: boolean;
};

export type ChatHead = { rule: ChatRule };
export type ChatRow = ChatMessage;

/** A person and where in the room to look for them. Who has no seat in the register is looked for by `personId`. */
export type SeatedPerson = { personId: PersonId; seatId: string };
/** What the meeting means for the room of a site; for its room agent only. */
export type RoomOrdersHead = {
  /** Who is heard; whoever got the floor last comes last. */
  holders: readonly SeatedPerson[];
  next: SeatedPerson | null;
  /** Why nobody may be shown. */
  privacy: 'closedSession' | 'recess' | null;
  /** Names that privacy: whoever says that the cameras look aside says for which. */
  privateSince: number | null;
};

export type NoRows = Record<string, never>;

export type MeetingSlices = {
  meeting: { head: MeetingHead; rows: NoRows };
  agenda: { head: AgendaHead; rows: Record<string, AgendaRow> };
  attendance: { head: Record<string, never>; rows: Record<string, AttendanceRow> };
  floor: { head: FloorHead; rows: Record<string, RequestRow> };
  speaking: { head: NoRows; rows: Record<string, SpeakingRow> };
  displays: { head: DisplaysHead; rows: Record<string, DisplayRow> };
  minutes: { head: NoRows; rows: Record<string, MinutesRow> };
  waiting: { head: WaitingHead; rows: Record<string, WaitingRow> };
  chat: { head: ChatHead; rows: Record<string, ChatRow> };
};
export type MeetingSliceName = keyof MeetingSlices;
