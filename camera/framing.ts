/** How a person is put into the picture: where the face belongs, how large it is, and the pose that shows it so. Pure. */
import { clamp, type Direction, fovForHeight, heightInPicture, type PicturePoint, poseThatShows } from './geometry.ts';
import type { Pose, PtzCapabilities } from './ptz-driver.ts';

/** Roaming: walking before a camera that must rest between two steps, and so needs room around. */
export type ShotSize = 'face' | 'seat' | 'walking' | 'roaming';

/** Data, so that a room can have its own taste. Parts are of the picture's width or height. */
export type FramingRules = {
  /** Where the middle of the face belongs, from the upper edge: its eyes then lie near the upper third. */
  faceAt: number;
  /** Above the head at least so much is left. */
  leastHeadroom: number;
  /** Height of the face by shot. */
  faceHeight: Record<ShotSize, number>;
  /** Between these the zoom of a face shot is left alone. */
  faceHeightKept: readonly [least: number, greatest: number];
  /** Room on the side to which somebody looks or walks. */
  leadRoom: number;
  /** The face may be so far from its point, in parts of the width, before the camera is moved. */
  deadZone: number;
};

export const framingRules: FramingRules = {
  faceAt: 0.32,
  leastHeadroom: 0.08,
  faceHeight: { face: 0.21, seat: 0.12, walking: 0.12, roaming: 0.075 },
  faceHeightKept: [0.165, 0.27],
  leadRoom: 0.04,
  deadZone: 0.05,
};

/** `lead` from -1 to 1: to which side somebody looks or walks, seen in the picture. */
export function targetPoint(rules: FramingRules, facePart: number, lead: number): PicturePoint {
  const highest = rules.leastHeadroom + facePart / 2;
  return { x: 0.5 - clamp(lead, -1, 1) * rules.leadRoom, y: Math.max(rules.faceAt, highest) };
}

export function shotFov(
  rules: FramingRules,
  size: ShotSize,
  faceDegrees: number,
  limits: PtzCapabilities['limits'],
): number {
  const [least, greatest] = limits.horizontalFovDegrees;
  return clamp(fovForHeight(faceDegrees, rules.faceHeight[size]), least, greatest);
}

/** The pose that puts a face of that height at its point, as near as the camera can come to it. */
export function poseForFace(
  face: Direction & { heightDegrees: number },
  horizontalFovDegrees: number,
  lead: number,
  rules: FramingRules,
  limits: PtzCapabilities['limits'],
): Pose {
  const point = targetPoint(rules, heightInPicture(face.heightDegrees, horizontalFovDegrees), lead);
  const pose = poseThatShows(face, point, horizontalFovDegrees);
  return {
    panDegrees: clamp(pose.panDegrees, ...limits.panDegrees),
    tiltDegrees: clamp(pose.tiltDegrees, ...limits.tiltDegrees),
    horizontalFovDegrees,
  };
}
