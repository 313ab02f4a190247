/** What the director knows and says: the floor, voices, privacy, hands on the camera, and the shot that stands. Types and data. */
import type { Pose } from './ptz-driver.ts';

/** Somebody with the floor, or next to have it, and the seat where they are expected. */
export type Subject = { personId: string; seatId: string };

export type Shot =
  /** With a subject: looking for them from here. */
  | { kind: 'overview'; searched: Subject | null }
  | { kind: 'person'; subject: Subject; size: 'face' | 'seat' }
  | { kind: 'wall' }
  | { kind: 'manual' };

export type ManualCommand =
  | { type: 'pose'; pose: Partial<Pose> }
  | { type: 'preset'; token: string }
  /** By parts of the picture, as a drag on it says. */
  | { type: 'moveByPicture'; right: number; up: number }
  | { type: 'velocity'; speed: { pan: number; tilt: number; zoom: number }; forMs: number }
  /** A tap on the picture: what is there comes to where a face belongs. */
  | { type: 'frame'; x: number; y: number }
  | { type: 'home' | 'stop' };

export type PrivacyReason = 'closedSession' | 'recess' | 'muted';

/** What the meeting and the people in it tell a room. */
export type RoomEvent =
  /** Whoever got the floor last comes last. */
  | { type: 'floor'; holders: readonly Subject[]; next: Subject | null }
  | { type: 'privacy'; reason: PrivacyReason | null }
  | { type: 'manual'; command: ManualCommand }
  | { type: 'automatic' }
  /** Another camera shows the whole room, or does not any more. */
  | { type: 'overviewCamera'; isThere: boolean }
  /** A seat's microphone hears speech or stops hearing it; null is the far end. A microphone array would say the same. */
  | { type: 'voice'; seatId: string | null; isSpeaking: boolean };

export type DirectorEvent = { atMs: number } & (
  | RoomEvent
  | { type: 'framed' | 'lost' | 'found'; personId: string }
  | { type: 'cameraLost' | 'cameraBack' }
  | { type: 'time' }
);

export type ShotReason =
  | 'start'
  | 'floor'
  | 'next'
  | 'nobodyHasFloor'
  | 'voice'
  | 'severalVoices'
  | 'faceLost'
  | 'faceFound'
  | 'privacy'
  | 'manual'
  | 'manualEnded'
  | 'cameraBack';

export type DirectorOrder =
  | { type: 'shoot'; shot: Shot; reason: ShotReason }
  | { type: 'show'; camera: 'ptz' | 'overview' }
  | { type: 'drive'; command: ManualCommand };

export type DirectorRules = {
  leastShotMs: number;
  /** Nobody has the floor: how long the last shot stays. */
  holdAfterFloorMs: number;
  manualMs: number;
  /** So long a voice must be heard to count, of several who have the floor. */
  voiceConfirmedMs: number;
  /** So many changes of voice in so long make a conversation. */
  pingPong: { changes: number; withinMs: number; shownMs: number };
  silenceMs: number;
  /** The camera says nothing of having arrived: it is shown all the same. */
  framedAtLatestMs: number;
};

export const directorRules: DirectorRules = {
  leastShotMs: 3_000,
  holdAfterFloorMs: 3_000,
  manualMs: 30_000,
  voiceConfirmedMs: 700,
  pingPong: { changes: 3, withinMs: 10_000, shownMs: 10_000 },
  silenceMs: 10_000,
  framedAtLatestMs: 5_000,
};

export type Voice = { isSpeaking: boolean; sinceMs: number };

export type DirectorState = {
  hasOverviewCamera: boolean;
  rules: DirectorRules;
  holders: readonly Subject[];
  next: Subject | null;
  floorEndedAtMs: number | null;
  privacy: PrivacyReason | null;
  manualUntilMs: number | null;
  isCameraUp: boolean;
  /** The person whose face was lost. */
  lost: Subject | null;
  voices: ReadonlyMap<string, Voice>;
  /** Of several with the floor, whose turn it is, and when it changed. */
  talker: Subject | null;
  changesMs: readonly number[];
  conversationUntilMs: number | null;
  shot: Shot | null;
  shotSinceMs: number;
  isFramed: boolean;
  onAir: 'ptz' | 'overview';
};

export function newDirector(hasOverviewCamera: boolean, rules: DirectorRules = directorRules): DirectorState {
  return {
    hasOverviewCamera,
    rules,
    holders: [],
    next: null,
    floorEndedAtMs: null,
    privacy: null,
    manualUntilMs: null,
    isCameraUp: true,
    lost: null,
    voices: new Map(),
    talker: null,
    changesMs: [],
    conversationUntilMs: null,
    shot: null,
    shotSinceMs: 0,
    isFramed: false,
    onAir: hasOverviewCamera ? 'overview' : 'ptz',
  };
}
