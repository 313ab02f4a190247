/** Which camera of a room its site shows: the one that turns, or the one that shows the whole room. Pure. */
import type { CutPatience } from './slot-picture.ts';

export type OnAirFacts = {
  /** What the director of the camera that turns says; null: nothing directs it. */
  directed: 'ptz' | 'overview' | null;
  /** Null: there is none, or it is not connected. */
  ptz: { isFlowing: boolean; isParked: boolean } | null;
  overview: { isFlowing: boolean } | null;
  /** Nobody may be shown. */
  isPrivate: boolean;
};

export type OnAir = {
  /** Null: neither. */
  camera: 'ptz' | 'overview' | null;
  patience: CutPatience;
};

export function onAirOf({ directed, ptz, overview, isPrivate }: OnAirFacts): OnAir {
  // Nothing at all before it is known to show the wall; a fixed camera cannot look away.
  if (isPrivate) return { camera: ptz?.isParked ? 'ptz' : null, patience: 'none' };
  if (!ptz || !overview) return { camera: ptz ? 'ptz' : overview ? 'overview' : null, patience: 'short' };
  if (!overview.isFlowing) return { camera: 'ptz', patience: 'short' };
  // A camera that is left begins to turn, which is seen after the delay of its video; the room can be looked at longer.
  if (!ptz.isFlowing || directed !== 'ptz') return { camera: 'overview', patience: 'short' };
  return { camera: 'ptz', patience: 'long' };
}
