/** Which of the faces in a picture is the person to follow: by the seat first, by the face where several are near. Pure. */
import { type FaceTrack, fastestWalkPerS } from './face-track.ts';
import { degreesBetween } from './geometry.ts';
import { type Look, tracksIn } from './look.ts';
import type { Recognition } from './recognition.ts';
import type { SeatPlace } from './room-plan.ts';
import type { SeatMemory } from './seat-memory.ts';

export type Near = { track: FaceTrack; degrees: number };

/** Seats and faces further apart, in heights of a face, do not belong together. */
export const reachHeights = 4;
const freshMs = 1_500;

/** Faces that belong to a seat, the nearest first; `seenAtMs` is the time of exposure of the newest picture. */
export function facesNear(
  place: SeatPlace,
  tracks: readonly FaceTrack[],
  memory: SeatMemory,
  seenAtMs: number,
): Near[] {
  return tracks
    .filter((track) => track.hits >= 2 && seenAtMs - track.lastSeenMs < freshMs)
    .map((track) => ({ track, degrees: degreesBetween(track.at(seenAtMs), place) }))
    .filter(({ degrees }) => degrees < reachHeights * place.heightDegrees)
    .filter(({ track }) => memory.nearestSeat(track.at(seenAtMs), seenAtMs)?.seatId === place.seatId)
    .sort((one, other) => one.degrees - other.degrees);
}

/** The nearest one; of several near ones the one that is recognised, for which `mayWait` leaves a moment. */
export function pickFace(
  near: readonly Near[],
  place: SeatPlace,
  recognition: Recognition,
  mayWait: boolean,
): FaceTrack | undefined {
  // A face that was seen while the camera turned may be off by more than the next seat is away.
  const sure = near.filter(({ track }) => track.spreadDegrees < 0.4 * place.heightDegrees);
  const [first, second] = sure;
  if (!first) return undefined;
  const isClear = !second || second.degrees > 2 * first.degrees + 0.5 * place.heightDegrees;
  if (isClear || !recognition.isKnown) return first.track;
  const likest = recognition.likest(sure.map(({ track }) => track.trackId));
  const recognised = sure.find(({ track }) => track.trackId === likest)?.track;
  return recognised ?? (mayWait ? undefined : first.track);
}

/** Whoever sits there may be taken for the person, unless the face is known to be another one. */
export function seatedFace(near: readonly Near[], recognition: Recognition): FaceTrack | undefined {
  return near.find(({ track }) => track.hits >= 5 && !recognition.isOther(track.trackId))?.track;
}

/** Somebody who walked when they were lost is the only one who walks. */
export function walkingFace(look: Look, memory: SeatMemory): FaceTrack | undefined {
  const walking = tracksIn(look).filter(
    (track) => track.hits >= 5 && track.isWalking && !isSeated(track, memory, look.exposedAtMs),
  );
  return walking.length === 1 ? walking[0] : undefined;
}

/** Somebody who sets off between two pictures comes back as a new face, where no other can have come from. */
export function successorOf(
  target: FaceTrack,
  look: Look,
  memory: SeatMemory,
  longestMs: number,
): FaceTrack | undefined {
  const { exposedAtMs } = look;
  const unseenMs = exposedAtMs - target.lastSeenMs;
  if (unseenMs < 250 || unseenMs > longestMs) return undefined;
  const from = target.at(target.lastSeenMs);
  const reachDegrees = target.heightDegrees + (fastestWalkPerS * unseenMs) / 1000;
  const fresh = tracksIn(look).filter((track) => {
    const isNew = track.firstSeenMs > target.lastSeenMs && track.hits >= 2;
    const isNear = degreesBetween(track.at(exposedAtMs), from) < reachDegrees;
    return isNew && isNear && !isSeated(track, memory, exposedAtMs);
  });
  return fresh.length === 1 ? fresh[0] : undefined;
}

function isSeated(track: FaceTrack, memory: SeatMemory, exposedAtMs: number): boolean {
  const at = track.at(exposedAtMs);
  const seat = memory.nearestSeat(at, exposedAtMs);
  return seat !== null && degreesBetween(seat, at) < 1.2 * seat.heightDegrees;
}
