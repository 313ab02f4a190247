/** What the server shows: slices of the meeting, live media, and the viewer's own. See domain/view.ts. */
import type { EndpointKind } from '../domain/endpoints.ts';
import type { EndpointId, PersonId, SiteId } from '../domain/ids.ts';
import type { Me } from '../domain/me.ts';
import type { Role } from '../domain/roles.ts';
import type { MeetingSlices } from '../domain/view.ts';
import type { producerSources } from './media-commands.ts';

export type { AccountRole } from '../domain/account-roles.ts';
export type { ItemVisibility } from '../domain/agenda.ts';
export type { EndpointKind } from '../domain/endpoints.ts';
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
export type { FloorStanding, Me } from '../domain/me.ts';
export type { MeetingCommandType, MeetingStatus } from '../domain/meeting-state.ts';
export type { PersonRole, Role } from '../domain/roles.ts';
export type { AgendaRow, AttendanceRow, FloorHead, MeetingHead, RequestRow } from '../domain/view.ts';

export type ProducerRow = {
  producerId: string;
  source: (typeof producerSources)[number];
  slot: number;
  kind: 'audio' | 'video';
};

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
};

export type Slices = MeetingSlices & {
  media: { head: { isAvailable: boolean }; rows: Record<string, MediaRow> };
  me: { head: Me; rows: Record<string, never> };
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
