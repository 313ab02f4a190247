/** What a tracker is told to show, and what it answers. */
import type { Question } from './recognition.ts';
import type { StoredView } from './room-plan.ts';
import type { DriveCommand } from './steering.ts';

export type Aim =
  /** A view that is no person; `isBlind` looks at no faces there. */
  | { kind: 'view'; view: StoredView; isBlind: boolean }
  | { kind: 'person'; personId: string; seatId: string; size: 'face' | 'seat' }
  /** From the overview, somebody who was lost. */
  | { kind: 'search'; personId: string; seatId: string }
  /** Somebody drives by hand. */
  | { kind: 'manual' };

/** Found: seen again at a place that is known, and followed from the next aim on. */
export type TrackerReport = { type: 'framed' | 'lost' | 'found'; personId: string };

/** What a look at a picture, or a moment, asks for. */
export type TrackerAnswer = { command: DriveCommand | null; reports: TrackerReport[]; describe: Question[] };
