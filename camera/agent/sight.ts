/** What the operator sees drawn over the picture: faces, the one that is followed, and where it belongs. */

import type { FaceBox } from '../faces/face-engine.ts';
import { clamp, type PicturePoint, widthsBetween } from '../geometry.ts';
import type { CameraSight } from '../protocol.ts';

/** In parts of the picture's width: farther off, nobody is there whom the camera follows. */
const nearTarget = 0.25;
const mostFaces = 100;

export function sightOf(cameraId: string, boxes: readonly FaceBox[], wanted: PicturePoint | null): CameraSight {
  const target = wanted && { x: clamp(wanted.x, 0, 1), y: clamp(wanted.y, 0, 1) };
  const distances = boxes.map((box) => (target ? widthsBetween(middleOf(box), target) : Number.POSITIVE_INFINITY));
  const nearest = Math.min(...distances, nearTarget);
  const faces = boxes.slice(0, mostFaces).map(({ left, top, width, height }, index) => {
    const [x, y] = [clamp(left, 0, 1), clamp(top, 0, 1)];
    const isTarget = target !== null && distances[index] === nearest;
    return { x, y, width: clamp(width, 0, 1 - x), height: clamp(height, 0, 1 - y), isTarget };
  });
  return { cameraId, faces, target };
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
