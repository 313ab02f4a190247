/**
 * Directions in a room and points of a picture: a camera that pans around an upright axis and tilts around its own, with
 * a lens that does not distort. Pure; degrees outside, parts of the picture's width and height inside.
 */
import type { Pose } from './ptz-driver.ts';

/** Where something is, seen from the camera: right and up are positive. */
export type Direction = { yawDegrees: number; pitchDegrees: number };

/** Parts of the picture, from its upper left corner. */
export type PicturePoint = { x: number; y: number };

export const aspectRatio = 16 / 9;
const radians = Math.PI / 180;

/** Null where the direction lies behind the camera. What is outside of the picture has parts below 0 or above 1. */
export function project(direction: Direction, pose: Pose): PicturePoint | null {
  const yaw = (direction.yawDegrees - pose.panDegrees) * radians;
  const pitch = direction.pitchDegrees * radians;
  const tilt = pose.tiltDegrees * radians;
  const ahead = Math.cos(yaw) * Math.cos(pitch);
  const depth = ahead * Math.cos(tilt) + Math.sin(pitch) * Math.sin(tilt);
  if (depth < 0.01) return null;
  const across = (Math.sin(yaw) * Math.cos(pitch)) / depth;
  const upward = (Math.sin(pitch) * Math.cos(tilt) - ahead * Math.sin(tilt)) / depth;
  const { halfWidth, halfHeight } = extent(pose.horizontalFovDegrees);
  return { x: 0.5 + across / (2 * halfWidth), y: 0.5 - upward / (2 * halfHeight) };
}

export function isInPicture(direction: Direction, pose: Pose): boolean {
  const point = project(direction, pose);
  return point !== null && point.x > 0 && point.x < 1 && point.y > 0 && point.y < 1;
}

export function directionAt(point: PicturePoint, pose: Pose): Direction {
  const { across, upward } = slopes(point, pose.horizontalFovDegrees);
  const tilt = pose.tiltDegrees * radians;
  const ahead = Math.cos(tilt) - upward * Math.sin(tilt);
  const height = Math.sin(tilt) + upward * Math.cos(tilt);
  return {
    yawDegrees: pose.panDegrees + Math.atan2(across, ahead) / radians,
    pitchDegrees: Math.atan2(height, Math.hypot(across, ahead)) / radians,
  };
}

/** The pose in which a direction is seen at a point of the picture. */
export function poseThatShows(direction: Direction, point: PicturePoint, horizontalFovDegrees: number): Pose {
  const { across, upward } = slopes(point, horizontalFovDegrees);
  const height = Math.sin(direction.pitchDegrees * radians) * Math.hypot(across, upward, 1);
  const tilt = Math.asin(clamp(height / Math.hypot(upward, 1), -1, 1)) - Math.atan(upward);
  const pan = direction.yawDegrees * radians - Math.atan2(across, Math.cos(tilt) - upward * Math.sin(tilt));
  return { panDegrees: pan / radians, tiltDegrees: tilt / radians, horizontalFovDegrees };
}

/** How high something is in the picture's middle, as a part of the picture's height. */
export function heightInPicture(heightDegrees: number, horizontalFovDegrees: number): number {
  return Math.tan((heightDegrees / 2) * radians) / extent(horizontalFovDegrees).halfHeight;
}

/** The view in which something takes that part of the picture's height. */
export function fovForHeight(heightDegrees: number, part: number): number {
  const halfHeight = Math.tan((heightDegrees / 2) * radians) / part;
  return (2 * Math.atan(halfHeight * aspectRatio)) / radians;
}

/** The angle between two directions. */
export function degreesBetween(one: Direction, other: Direction): number {
  const [yaw, pitch] = [one.yawDegrees - other.yawDegrees, one.pitchDegrees - other.pitchDegrees];
  const middle = ((one.pitchDegrees + other.pitchDegrees) / 2) * radians;
  return Math.hypot(yaw * Math.cos(middle), pitch);
}

/** How far apart two points of a picture are, in parts of its width. */
export function widthsBetween(one: PicturePoint, other: PicturePoint): number {
  return Math.hypot(one.x - other.x, (one.y - other.y) / aspectRatio);
}

export function clamp(value: number, least: number, greatest: number): number {
  return Math.min(greatest, Math.max(least, value));
}

function extent(horizontalFovDegrees: number): { halfWidth: number; halfHeight: number } {
  const halfWidth = Math.tan((horizontalFovDegrees / 2) * radians);
  return { halfWidth, halfHeight: halfWidth / aspectRatio };
}

function slopes(point: PicturePoint, horizontalFovDegrees: number): { across: number; upward: number } {
  const { halfWidth, halfHeight } = extent(horizontalFovDegrees);
  return { across: (point.x - 0.5) * 2 * halfWidth, upward: (0.5 - point.y) * 2 * halfHeight };
}
