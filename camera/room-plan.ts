/** What the operator set up of a room: seats as the camera sees them, and the views that are no person. */
import type { Direction } from './geometry.ts';
import type { Pose } from './ptz-driver.ts';

/** A pose, a preset of the camera, or both. */
export type StoredView = { pose: Pose | null; presetToken: string | null };

/** Where the face of somebody in this seat is expected, and how high it is. */
export type SeatPlace = Direction & { seatId: string; heightDegrees: number; presetToken: string | null };

export type RoomPlan = {
  seats: readonly SeatPlace[];
  overview: StoredView;
  /** Where the camera looks when it must not show anybody. */
  wall: StoredView;
  /** Somebody looked at that wall and stored it; else it is a guess, which hides nobody for certain. */
  isWallStored?: boolean;
};
