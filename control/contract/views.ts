/** What the server shows: slices of the meeting, live media, and the viewer's own. See domain/slice-shapes.ts and view.ts. */
import type { CameraReport } from '#camera';
import type { EndpointKind } from '../domain/endpoints.ts';
import type { EndpointId, PersonId, SiteId } from '../domain/ids.ts';
import type { Me } from '../domain/me.ts';
import type { Role } from '../domain/roles.ts';
import type { ChatRow, MeetingSlices, RoomOrdersHead } from '../domain/slice-shapes.ts';
import type { producerSources } from './media-commands.ts';

export type {
  AgentAnswer,
  AgentRequest,
  CameraReport,
  CameraSetUp,
  CameraSight,
  SeatPlace,
} from '#camera';
export type { AccountRole } from '../domain/account-roles.ts';
export type { AdmissionRule } from '../domain/admission.ts';
export type { ItemVisibility } from '../domain/agenda.ts';
export type { AuthorityCause } from '../domain/authority.ts';
export type { ChatRecipient, ChatRule } from '../domain/chat.ts';
export type { Notice, Scene, SceneChoice } from '../domain/displays.ts';
export type { EndpointKind } from '../domain/endpoints.ts';
export type { BudgetScope, FloorMode, PauseCause, SpeakingBudget } from '../domain/floor.ts';
export type {
  AgendaItemId,
  BodyId,
  EndpointId,
  MeetingId,
  PersonId,
  SeatId,
  SiteId,
  TemplateId,
} from '../domain/ids.ts';
export type { FloorStanding, Me, WaitingState } from '../domain/me.ts';
export type { MeetingCommandType, MeetingStatus } from '../domain/meeting-state.ts';
export type { PersonRole, Role } from '../domain/roles.ts';
export type { LimitAction, ModeName, RequestKind } from '../domain/rule-pack.ts';
export type {
  AgendaRow,
  AttendanceRow,
  ChatRow,
  DisplayRow,
  DisplaysHead,
  FloorHead,
  MeetingHead,
  MinutesRow,
  RequestRow,
  SpeakerView,
  SpeakingRow,
  WaitingRow,
} from '../domain/slice-shapes.ts';

export type ProducerRow = {
  producerId: string;
  source: (typeof producerSources)[number];
  /** Which of several of one source, from 0. */
  slot: number;
  kind: 'audio' | 'video';
};

/** How a device's line goes: why it is not good, as far as the server can tell. */
export type LinkQuality = 'good' | 'weakLoss' | 'weakDelay' | 'slow' | 'noPicture' | 'lost';

/** Bits per second, as seen from the device; a ceiling is null where the site has no limit. */
export type LineUse = {
  sendBps: number;
  receiveBps: number;
  sendCeilingBps: number | null;
  receiveCeilingBps: number | null;
};

/** The limit of a site's line, and the share of it that the viewer's own device has, in bits per second. */
export type LineCeiling = { siteBps: number; sendBps: number | null; receiveBps: number | null };

/** One device as it is now. Live: never journalled, always sent whole after a reconnect. */
export type MediaRow = {
  endpointId: EndpointId;
  label: string;
  kind: EndpointKind;
  role: Role;
  siteId: SiteId | null;
  personIds: readonly PersonId[];
  isConnected: boolean;
  /** Its owner's own mute. */
  isMuted: boolean;
  /** Carried on by the media server: somebody there has the floor and did not mute. */
  isMicrophoneOpen: boolean;
  producers: readonly ProducerRow[];
  /** Of a room agent: who has the floor at its site and is shown by its picture rather than by one of their own. */
  shownIds: readonly PersonId[];
  /** Of a room agent: nobody of its room may be shown, so that nothing of its pictures is passed on. */
  isPictureWithheld?: boolean;
  /** A voice comes from it now. */
  isHeard: boolean;
  /** Null: nothing is known yet. */
  quality: LinkQuality | null;
  /** For staff only, null for everybody else. */
  line: LineUse | null;
};

/** The cameras of a site, as its room agent reports them. Live: never journalled. */
export type CamerasRow = {
  siteId: SiteId;
  /** Connected now; what it reported last is shown for half a minute longer. */
  isAgentHere: boolean;
  cameras: readonly CameraReport[];
};

export type MediaHead = {
  isAvailable: boolean;
  /** Whose voice leads now; it says nothing about the floor. */
  dominantEndpointId: EndpointId | null;
  /** Shown large to everybody, by order of those who run the meeting. */
  spotlightEndpointId: EndpointId | null;
};

export type Slices = MeetingSlices & {
  media: { head: MediaHead; rows: Record<string, MediaRow> };
  /** For staff only. */
  cameras: { head: Record<string, never>; rows: Record<string, CamerasRow> };
  /** For a room agent only. `isWatched`: somebody looks at what its cameras see. */
  roomOrders: { head: RoomOrdersHead & { isWatched: boolean }; rows: Record<string, never> };
  /** Messages to the chair and to the clerk that this viewer wrote or may read. */
  privateChat: { head: Record<string, never>; rows: Record<string, ChatRow> };
  /** `lineCeiling` is null where the site has no limit, and as long as the device has no media. */
  me: { head: Me & { lineCeiling: LineCeiling | null }; rows: Record<string, never> };
};
export type SliceName = keyof Slices;

/**
 * A change of one slice. `base` is the version that a patch applies to, null for a whole slice. In a patch, `head` is the
 * new head where it changed; a row holds the fields that changed (all of them when it is new), or is null where it is gone.
 */
export type SliceUpdate<Name extends SliceName = SliceName> = {
  [Key in Name]: {
    name: Key;
    version: number;
    base: number | null;
    head?: Slices[Key]['head'];
    rows?: { [Id in keyof Slices[Key]['rows']]: Partial<Slices[Key]['rows'][Id]> | null };
  };
}[Name];
