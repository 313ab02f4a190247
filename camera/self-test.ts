/**
 * What a camera does of what it announces: a few small moves at set-up, watched by its own position and, where there is
 * one, by its picture. Way of driving, delay, speed and lens follow from it; in the end it looks where it looked before.
 */
import { type Calibration, greatestTrustedSkewMs, rungOf } from './calibration.ts';
import { measureLens } from './lens-test.ts';
import { type ObservedMove, observeMove, type PictureWatch } from './observed-move.ts';
import {
  type CameraClock,
  type Pose,
  type PtzCapabilities,
  type PtzDriver,
  PtzError,
  type PtzRung,
} from './ptz-driver.ts';
import type { ZoomTable } from './twin/zoom-table.ts';

export type SelfTestOptions = {
  clock: CameraClock;
  /** Without it, nothing is known of the delay of the video and of the lens. */
  picture?: PictureWatch;
  /** What the camera is taken to have. */
  lens?: ZoomTable;
};

export type SelfTestResult = {
  /** What it announced, less what it did not do. */
  capabilities: PtzCapabilities;
  /** Null: it cannot be driven at all. */
  rung: PtzRung | null;
  /** Null where the rung is. */
  calibration: Calibration | null;
  /** Measured widths of view for those that were asked for; null without a picture. */
  lens: ZoomTable | null;
};

const panStepDegrees = 8;
const longStepDegrees = 40;
const fovPart = 0.2;
/** Of a move by the picture, how far it may miss: a camera that reckons with another lens misses by more. */
const fovTolerance = 0.3;
const poseToleranceDegrees = 1;
const runMs = 400;
const settleMs = 1_500;
/** When in between question and answer a position was read, nobody knows. */
const callShare = 0.25;
/** As far as the moment is known at which a motion began. */
const leastSpreadMs = 20;
/** Of so many delays the one that is farthest from the others may be the work of a busy moment. */
const manyDelays = 5;
const greatestRepeats = 3;
/** Of a camera that nothing could be measured of: cautious, and never trusted for steering in motion. */
const unmeasured = {
  videoLatencyMs: 300,
  skewBoundMs: 200,
  commandDelayMs: 200,
  panTilt: { speedPerS: 30, accelerationPerS2: 60 },
  zoomDoublingsPerS: 0.8,
};

export async function selfTest(
  driver: PtzDriver,
  { clock, picture, lens: taken }: SelfTestOptions,
): Promise<SelfTestResult> {
  const announced = driver.capabilities;
  const start = (await driver.pose())?.pose ?? null;
  const isBlind = start === null;
  const test = isBlind ? blindTest(driver, clock) : watchedTest(driver, clock, start, picture);
  const { proven, moves, zoom } = await test;
  // Whether its word on motion can be trusted, the driver has seen by now.
  const hasMoveStatus = announced.hasMoveStatus && driver.capabilities.hasMoveStatus;
  const capabilities = { ...announced, ...proven, hasPosition: !isBlind, hasMoveStatus };
  const rung = rungOf(capabilities);
  const canMeasureLens = picture !== undefined && start !== null && capabilities.absolute && capabilities.canZoom;
  const videoLatencyMs = medianOf(moves.flatMap((move) => move.videoLatencyMs ?? []));
  const lens = canMeasureLens
    ? await measureLens(driver, { clock, start, picture, videoLatencyMs, ...(taken && { lens: taken }) })
    : null;
  if (start && capabilities.absolute) await driver.moveTo(start);
  return { capabilities, rung, calibration: rung && calibrationOf(rung, moves, zoom, picture !== undefined), lens };
}

/** For a camera that was not tested yet. */
export function cautiousCalibration(rung: PtzRung): Calibration {
  return { rung, ...unmeasured };
}

type Proven = Pick<PtzCapabilities, 'absolute' | 'relativeFov' | 'continuous'>;
type Tested = { proven: Proven; moves: ObservedMove[]; zoom: ObservedMove | null };

async function watchedTest(
  driver: PtzDriver,
  clock: CameraClock,
  start: Pose,
  picture: PictureWatch | undefined,
): Promise<Tested> {
  const { capabilities } = driver;
  const [, rightmost] = capabilities.limits.panDegrees;
  const way = start.panDegrees + longStepDegrees + panStepDegrees < rightmost ? 1 : -1;
  const move = (order: () => Promise<boolean>) => observeMove(driver, clock, order, picture);
  const step = async (degrees: number): Promise<ObservedMove | null> => {
    if (!capabilities.absolute) return null;
    const panDegrees = start.panDegrees + way * degrees;
    const observed = await move(() => driver.moveTo({ panDegrees, tiltDegrees: start.tiltDegrees }));
    return observed && Math.abs(observed.to.panDegrees - panDegrees) <= poseToleranceDegrees ? observed : null;
  };
  // What a busy moment spoiled is tried once more: a camera is not driven by less for good because of it.
  const small = (await step(panStepDegrees)) ?? (await step(2 * panStepDegrees));
  const long = small && (await step(longStepDegrees));
  const byFov = capabilities.relativeFov ? await move(() => driver.moveByFov({ right: -way * fovPart, up: 0 })) : null;
  const run = capabilities.continuous
    ? await move(() => driver.velocity({ pan: -way * 0.3, tilt: 0, zoom: 0 }, runMs))
    : null;
  const repeats = small && picture ? await repeated(step, [small, long, byFov]) : [];
  const canZoom = small !== null && capabilities.canZoom;
  const { horizontalFovDegrees } = start;
  const [narrow] = capabilities.limits.horizontalFovDegrees;
  const other = horizontalFovDegrees / 2 >= narrow ? horizontalFovDegrees / 2 : horizontalFovDegrees * 2;
  const zoom = canZoom ? await move(() => driver.moveTo({ horizontalFovDegrees: other })) : null;
  return {
    proven: {
      absolute: small !== null,
      relativeFov: byFov !== null && isRightPart(byFov, -way * fovPart),
      // A motion that went on to the end of the range was not ended.
      continuous: run !== null && Math.abs(run.to.panDegrees - run.from.panDegrees) < longStepDegrees,
    },
    moves: [small, long, byFov, ...repeats].filter((each) => each !== null),
    zoom,
  };
}

/** Further steps while delays are too far apart to be trusted: a camera is not taken for slow because of a busy moment. */
async function repeated(
  step: (degrees: number) => Promise<ObservedMove | null>,
  before: readonly (ObservedMove | null)[],
): Promise<(ObservedMove | null)[]> {
  const more: (ObservedMove | null)[] = [];
  const isSure = () => spreadOf(delaysOf([...before, ...more])) <= greatestTrustedSkewMs;
  while (more.length < greatestRepeats && !isSure()) {
    more.push(await step(more.length % 2 === 0 ? 2 * panStepDegrees : panStepDegrees));
  }
  return more;
}

/** Nothing can be seen, so only what the camera refuses is struck out. */
async function blindTest(driver: PtzDriver, clock: CameraClock): Promise<Tested> {
  const { absolute, relativeFov, continuous } = driver.capabilities;
  const accepts = async (isAnnounced: boolean, order: () => Promise<boolean>) => {
    if (!isAnnounced || !(await isAccepted(order))) return false;
    await clock.delay(settleMs);
    return true;
  };
  return {
    proven: {
      continuous: await accepts(continuous, () => driver.velocity({ pan: 0.3, tilt: 0, zoom: 0 }, runMs)),
      relativeFov: await accepts(relativeFov, () => driver.moveByFov({ right: fovPart, up: 0 })),
      absolute: await accepts(absolute, () => driver.moveTo({ panDegrees: 0, tiltDegrees: 0 })),
    },
    moves: [],
    zoom: null,
  };
}

function isRightPart({ from, to }: ObservedMove, part: number): boolean {
  const expected = part * from.horizontalFovDegrees;
  const isFarEnough = Math.abs(to.panDegrees - from.panDegrees - expected) <= Math.abs(expected) * fovTolerance;
  return isFarEnough && Math.abs(to.horizontalFovDegrees / from.horizontalFovDegrees - 1) < 0.05;
}

function calibrationOf(
  rung: PtzRung,
  moves: readonly ObservedMove[],
  zoom: ObservedMove | null,
  hasPicture: boolean,
): Calibration {
  const speed = Math.max(...moves.map(({ greatestDegreesPerS }) => greatestDegreesPerS), 0);
  const longest = moves.toSorted((one, other) => wayOf(other) - wayOf(one))[0];
  const callMs = medianOf(moves.map((move) => move.callMs)) ?? 0;
  const delays = hasPicture ? delaysOf(moves) : [];
  return {
    rung,
    videoLatencyMs: medianOf(delays) ?? unmeasured.videoLatencyMs,
    skewBoundMs: Math.max(leastSpreadMs + callMs * callShare, spreadOf(delays)),
    callMs,
    commandDelayMs: medianOf(moves.map(({ delayMs }) => delayMs)) ?? unmeasured.commandDelayMs,
    panTilt: longest && speed > 0 ? limitsFrom(longest, speed) : unmeasured.panTilt,
    zoomDoublingsPerS: zoom ? doublingsPerS(zoom) : unmeasured.zoomDoublingsPerS,
  };
}

/** A picture that came before its motion says that the motion was noticed late. */
function delaysOf(moves: readonly (ObservedMove | null)[]): number[] {
  return moves.flatMap((move) => move?.videoLatencyMs ?? []).filter((ms) => ms > 0);
}

/** How far apart they are; one delay alone tells nothing of that. */
function spreadOf(delaysMs: readonly number[]): number {
  if (delaysMs.length < 2) return unmeasured.skewBoundMs;
  const median = medianOf(delaysMs) ?? 0;
  const byDistance = delaysMs.toSorted((one, other) => Math.abs(one - median) - Math.abs(other - median));
  const kept = byDistance.length < manyDelays ? byDistance : byDistance.slice(0, -1);
  return Math.max(...kept) - Math.min(...kept);
}

/** A trapezoid that takes as long for its way: way / speed for the middle, speed / acceleration for both ends. */
function limitsFrom(move: ObservedMove, speedPerS: number): Calibration['panTilt'] {
  const endsS = move.lastsMs / 1_000 - wayOf(move) / speedPerS;
  return { speedPerS, accelerationPerS2: speedPerS / Math.max(0.1, endsS) };
}

function doublingsPerS({ from, to, lastsMs }: ObservedMove): number {
  const doublings = Math.abs(Math.log2(to.horizontalFovDegrees / from.horizontalFovDegrees));
  return doublings > 0.1 && lastsMs > 0 ? doublings / (lastsMs / 1_000) : unmeasured.zoomDoublingsPerS;
}

function wayOf({ from, to }: ObservedMove): number {
  return Math.abs(to.panDegrees - from.panDegrees);
}

function medianOf(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

async function isAccepted(order: () => Promise<boolean>): Promise<boolean> {
  try {
    return await order();
  } catch (error) {
    if (error instanceof PtzError && ['REFUSED', 'NOT_SUPPORTED'].includes(error.reason)) return false;
    throw error;
  }
}
