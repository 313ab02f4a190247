/** One move of a camera, watched from rest to rest by the position that the camera reports. */
import { type CameraClock, type Pose, type PoseReading, type PtzDriver, PtzError } from './ptz-driver.ts';

/** Whoever has the picture implements it; the self-test knows of no video. */
export interface PictureWatch {
  /** Takes the picture of now for the one that shifts are measured from. */
  mark(): Promise<void>;
  /** How far what was in the middle has gone to the left, as a part of the width; null: it cannot be told. */
  shift(): Promise<number | null>;
  /** When the first picture arrived that had moved since the mark, on the test's clock; null: none has. */
  motionBeganMs(): number | null;
}

export type ObservedMove = {
  from: Pose;
  to: Pose;
  /** From asking for its position to the answer. */
  callMs: number;
  /** From giving the order to the first change. */
  delayMs: number;
  lastsMs: number;
  greatestDegreesPerS: number;
  /** From the first change of the position to that of the picture; null: not seen. */
  videoLatencyMs: number | null;
};

const pollMs = 40;
const leastChangeDegrees = 0.15;
const restMs = 500;
const greatestDelayMs = 2_500;
const greatestMoveMs = 12_000;
/** Over less, the uncertainty of when a position was read is too great for a speed. */
const speedOverMs = 200;

/** Null: the camera refused, or did not move. */
export async function observeMove(
  driver: PtzDriver,
  clock: CameraClock,
  order: () => Promise<boolean>,
  picture?: PictureWatch,
): Promise<ObservedMove | null> {
  const before = await driver.pose();
  if (!before) return null;
  await picture?.mark();
  const orderedMs = clock.nowMs();
  const accepted = order().catch((error: unknown) => {
    if (error instanceof PtzError && ['REFUSED', 'NOT_SUPPORTED'].includes(error.reason)) return false;
    throw error;
  });
  const { readings, callMs } = await readToRest(driver, clock, before);
  if (!(await accepted)) return null;
  const first = readings.findIndex(({ pose }) => hasMoved(before.pose, pose));
  const [last, began] = [readings.at(-1), readings[first]];
  if (!last || !began) return null;
  // It began between two readings.
  const beganMs = ((readings[first - 1]?.atMs ?? orderedMs) + began.atMs) / 2;
  const ended = readings.find(({ pose }) => !hasMoved(pose, last.pose)) ?? last;
  const seenMs = picture?.motionBeganMs() ?? null;
  return {
    from: before.pose,
    to: last.pose,
    callMs,
    delayMs: beganMs - orderedMs,
    lastsMs: ended.atMs - beganMs,
    greatestDegreesPerS: greatestSpeed(readings),
    videoLatencyMs: seenMs === null ? null : seenMs - beganMs,
  };
}

/** Resolves when the camera rests again, as it says itself. */
export async function moveToRest(driver: PtzDriver, clock: CameraClock, order: () => Promise<boolean>): Promise<void> {
  const before = await driver.pose();
  await order();
  if (before) await readToRest(driver, clock, before);
}

async function readToRest(driver: PtzDriver, clock: CameraClock, before: PoseReading) {
  const readings: PoseReading[] = [];
  const calls: number[] = [];
  const seen = () => ({ readings, callMs: calls.toSorted((one, other) => one - other)[calls.length >> 1] ?? 0 });
  const startMs = clock.nowMs();
  let stands = before;
  for (;;) {
    await clock.delay(pollMs);
    const askedMs = clock.nowMs();
    const reading = await driver.pose();
    if (!reading) return seen();
    calls.push(clock.nowMs() - askedMs);
    readings.push(reading);
    if (hasMoved(stands.pose, reading.pose)) stands = reading;
    const hasBegun = stands !== before;
    const standsMs = reading.atMs - (hasBegun ? stands.atMs : startMs);
    if (standsMs > (hasBegun ? restMs : greatestDelayMs) || reading.atMs - startMs > greatestMoveMs) return seen();
  }
}

function hasMoved(one: Pose, other: Pose): boolean {
  return (['panDegrees', 'tiltDegrees', 'horizontalFovDegrees'] as const).some(
    (axis) => Math.abs(one[axis] - other[axis]) > leastChangeDegrees,
  );
}

function greatestSpeed(readings: readonly PoseReading[]): number {
  const speeds = readings.flatMap((reading, index) => {
    const later = readings.slice(index).find(({ atMs }) => atMs - reading.atMs >= speedOverMs);
    if (!later) return [];
    return [(Math.abs(later.pose.panDegrees - reading.pose.panDegrees) * 1_000) / (later.atMs - reading.atMs)];
  });
  return Math.max(0, ...speeds);
}
