/** What one picture said: its boxes, whom they were given to, and the pose in which it was taken. */
import type { FaceMeasurement, FaceTrack } from './face-track.ts';
import type { FaceBox } from './faces/face-engine.ts';
import { degreesBetween, directionAt } from './geometry.ts';
import type { Pose } from './ptz-driver.ts';

export type Look = {
  boxes: readonly FaceBox[];
  given: ReadonlyMap<number, FaceTrack>;
  pose: Pose;
  exposedAtMs: number;
};

export function boxOf(track: FaceTrack, { boxes, given }: Look): FaceBox | undefined {
  for (const [index, owner] of given) if (owner === track) return boxes[index];
  return undefined;
}

export function tracksIn({ given }: Look): FaceTrack[] {
  return [...new Set(given.values())];
}

/** A box as a direction in the room. */
export function measure(box: FaceBox, pose: Pose, atMs: number, blurDegrees: number): FaceMeasurement {
  const x = box.left + box.width / 2;
  const above = directionAt({ x, y: box.top }, pose);
  const below = directionAt({ x, y: box.top + box.height }, pose);
  const middle = directionAt({ x, y: box.top + box.height / 2 }, pose);
  return { ...middle, heightDegrees: degreesBetween(above, below), atMs, blurDegrees };
}
