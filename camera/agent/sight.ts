/** What people see drawn over the picture: faces, the one that is followed, where it belongs, and the stored seats. */

import type { FaceBox } from '../faces/face-engine.ts';
import { clamp, type PicturePoint, project, widthsBetween } from '../geometry.ts';
import type { CameraSight } from '../protocol.ts';
import type { Pose } from '../ptz-driver.ts';
import type { SeatPlace } from '../room-plan.ts';

/** In parts of the picture's width: farther off, nobody is there whom the camera follows. */
const nearTarget = 0.25;
const mostFaces = 100;
const mostSeats = 200;

export function sightOf(
  cameraId: string,
  boxes: readonly FaceBox[],
  wanted: PicturePoint | null,
  seats: CameraSight['seats'],
): CameraSight {
  const target = wanted && { x: clamp(wanted.x, 0, 1), y: clamp(wanted.y, 0, 1) };
  const distances = boxes.map((box) => (target ? widthsBetween(middleOf(box), target) : Number.POSITIVE_INFINITY));
  const nearest = Math.min(...distances, nearTarget);
  const faces = boxes.slice(0, mostFaces).map(({ left, top, width, height }, index) => {
    const [x, y] = [clamp(left, 0, 1), clamp(top, 0, 1)];
    const isTarget = target !== null && distances[index] === nearest;
    return { x, y, width: clamp(width, 0, 1 - x), height: clamp(height, 0, 1 - y), isTarget };
  });
  return { cameraId, faces, target, seats };
}

/** `pose`: where the camera looks; null: nobody knows, so nobody knows where its seats are either. */
export function seatsInSight(seats: readonly SeatPlace[], pose: Pose | null): CameraSight['seats'] {
  return seats.slice(0, mostSeats).flatMap((seat) => {
    const at = pose && project(seat, pose);
    const isInPicture = at && at.x >= 0 && at.x <= 1 && at.y >= 0 && at.y <= 1;
    return isInPicture ? [{ seatId: seat.seatId, x: at.x, y: at.y }] : [];
  });
}

/** The face at a point of the picture, or the one nearest to it. */
export function faceAt(boxes: readonly FaceBox[], point: PicturePoint): FaceBox | null {
  const byDistance = boxes.toSorted((one, other) => distance(one, point) - distance(other, point));
  const nearest = byDistance[0];
  return nearest && distance(nearest, point) <= nearest.height ? nearest : null;
}

function distance(box: FaceBox, point: PicturePoint): number {
  return widthsBetween(middleOf(box), point);
}

function middleOf({ left, top, width, height }: FaceBox): PicturePoint {
  return { x: left + width / 2, y: top + height / 2 };
}
