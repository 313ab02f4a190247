/**
 * Where a camera looked at a time: what it reported, joined by straight lines, or reckoned from orders where it reports
 * nothing. The tracker needs the pose of the moment of exposure, not the newest one.
 */
import type { Speeds } from './following.ts';
import { clamp } from './geometry.ts';
import type { Pose, PoseReading } from './ptz-driver.ts';
import { type AxisLimits, type AxisPlan, endMsOf, planRun, planTo, restAt, stateIn } from './trapezoid.ts';

export interface PoseAtTime {
  /** Null: not known. */
  at(ms: number): Pose | null;
  /** Up to when it is known, or guessed from not long before. */
  knownUntilMs(nowMs: number): number;
  /** How fast pan and tilt turned, in degrees a second. */
  speedAt(ms: number): number;
  /** Stood still all the time from `fromMs` to `toMs`, as far as one can know. */
  isStillBetween(fromMs: number, toMs: number): boolean;
  /** An order that the camera is given, with the pose in which it will end, or the speeds at which it will go for a time. */
  noteOrder(target: Partial<Pose>, sentAtMs: number, run?: TimedSpeeds): void;
  /** The camera was away: it may have turned meanwhile. */
  noteAway(atMs: number): void;
}

/** Of a camera that says where it looks. */
export interface PoseReadings extends PoseAtTime {
  add(reading: PoseReading): void;
}

export type TimedSpeeds = { speeds: Speeds; forMs: number };

const rememberedMs = 5_000;
const longestGuessMs = 150;
const stillDegrees = 0.1;

/** Of a camera that says where it looks. */
export class PoseHistory implements PoseReadings {
  readonly #readings: PoseReading[] = [];
  readonly #orderDelayMs: number;
  #lastOrderMs = Number.NEGATIVE_INFINITY;

  /** `orderDelayMs`: from giving an order to the start of its motion. */
  constructor(orderDelayMs: number) {
    this.#orderDelayMs = orderDelayMs;
  }

  add(reading: PoseReading): void {
    const before = this.#readings.at(-1);
    if (before && reading.atMs <= before.atMs) return;
    this.#readings.push(reading);
    while ((this.#readings[1]?.atMs ?? Number.POSITIVE_INFINITY) < reading.atMs - rememberedMs) this.#readings.shift();
  }

  latest(): PoseReading | null {
    return this.#readings.at(-1) ?? null;
  }

  at(ms: number): Pose | null {
    const after = this.#readings.findIndex(({ atMs }) => atMs >= ms);
    if (after === -1) return this.#guess(ms);
    const [from, to] = [this.#readings[after - 1], this.#readings[after]];
    if (!to) return null;
    if (!from) return to.atMs - ms < longestGuessMs ? to.pose : null;
    return mix(from.pose, to.pose, (ms - from.atMs) / (to.atMs - from.atMs));
  }

  knownUntilMs(nowMs: number): number {
    const last = this.#readings.at(-1);
    return last && nowMs - last.atMs > longestGuessMs ? last.atMs : nowMs;
  }

  speedAt(ms: number): number {
    const after = this.#readings.findIndex(({ atMs }) => atMs >= ms);
    const index = after === -1 ? this.#readings.length - 1 : after;
    const [from, to] = [this.#readings[index - 1], this.#readings[index]];
    return from && to ? speedBetween(from, to) : 0;
  }

  isStillBetween(fromMs: number, toMs: number): boolean {
    const first = this.#readings.findLastIndex(({ atMs }) => atMs <= fromMs);
    const start = this.#readings[first];
    const beforeIt = this.#readings[first - 1];
    if (!start) return false;
    const isUnderOrder = this.#lastOrderMs < toMs && start.atMs < this.#lastOrderMs + this.#orderDelayMs + 40;
    if (isUnderOrder) return false;
    const after = this.#readings.findIndex(({ atMs }) => atMs >= toMs);
    const within = this.#readings.slice(first, after === -1 ? undefined : after + 1);
    const isAlone = within.length === 1 && beforeIt !== undefined;
    return [...(isAlone ? [beforeIt] : []), ...within].every(({ pose }) => isNear(pose, start.pose));
  }

  noteOrder(_target: Partial<Pose>, atMs: number): void {
    this.#lastOrderMs = atMs;
  }

  noteAway(): void {
    // It will say itself where it is.
  }

  #guess(ms: number): Pose | null {
    const [before, last] = [this.#readings.at(-2), this.#readings.at(-1)];
    if (!last) return null;
    if (!before || speedBetween(before, last) < 0.2) return last.pose;
    if (ms - last.atMs > longestGuessMs) return null;
    return mix(before.pose, last.pose, (ms - before.atMs) / (last.atMs - before.atMs));
  }
}

/** The view narrows by a constant share a second, roughly: its zoom is reckoned in doublings. */
export type ReckonedLimits = { pan: AxisLimits; tilt: AxisLimits; zoomDoublingsPerS: number };

/** Of a camera that says nothing: what it was told, at the speeds that the self-test found. */
export class ReckonedPose implements PoseAtTime {
  readonly #limits: ReckonedLimits;
  readonly #delayMs: number;
  #unknownUntilMs = Number.NEGATIVE_INFINITY;
  #pan: AxisPlan[];
  #tilt: AxisPlan[];
  #doublings: AxisPlan[];

  constructor(limits: ReckonedLimits, delayMs: number, start: Pose) {
    this.#limits = limits;
    this.#delayMs = delayMs;
    this.#pan = [restAt(start.panDegrees, 0)];
    this.#tilt = [restAt(start.tiltDegrees, 0)];
    this.#doublings = [restAt(Math.log2(start.horizontalFovDegrees), 0)];
  }

  at(ms: number): Pose | null {
    if (ms < this.#unknownUntilMs) return null;
    return {
      panDegrees: stateIn(inForce(this.#pan, ms), ms).position,
      tiltDegrees: stateIn(inForce(this.#tilt, ms), ms).position,
      horizontalFovDegrees: 2 ** stateIn(inForce(this.#doublings, ms), ms).position,
    };
  }

  knownUntilMs(nowMs: number): number {
    return nowMs;
  }

  speedAt(ms: number): number {
    const [pan, tilt] = [stateIn(inForce(this.#pan, ms), ms), stateIn(inForce(this.#tilt, ms), ms)];
    return Math.hypot(pan.velocityPerS, tilt.velocityPerS);
  }

  /** How often in a second the view would become half as wide, or twice. */
  zoomSpeedAt(ms: number): number {
    return Math.abs(stateIn(inForce(this.#doublings, ms), ms).velocityPerS);
  }

  isStillBetween(fromMs: number, toMs: number): boolean {
    if (fromMs < this.#unknownUntilMs) return false;
    return [this.#pan, this.#tilt, this.#doublings].every((plans) => {
      const plan = inForce(plans, toMs);
      return plan.startMs <= toMs && endMsOf(plan) <= fromMs;
    });
  }

  noteOrder(target: Partial<Pose>, sentAtMs: number, run?: TimedSpeeds): void {
    const startMs = sentAtMs + this.#delayMs;
    const { zoomDoublingsPerS, pan, tilt } = this.#limits;
    const zoomLimits = { speedPerS: zoomDoublingsPerS, accelerationPerS2: zoomDoublingsPerS * 4 };
    if (run) {
      const { speeds, forMs } = run;
      this.#pan = running(this.#pan, speeds.pan, forMs, pan, startMs);
      this.#tilt = running(this.#tilt, speeds.tilt, forMs, tilt, startMs);
      // The logarithm of the width, which shrinks.
      this.#doublings = running(this.#doublings, -speeds.doublings, forMs, zoomLimits, startMs);
      return;
    }
    const doublings = target.horizontalFovDegrees === undefined ? undefined : Math.log2(target.horizontalFovDegrees);
    this.#pan = turned(this.#pan, target.panDegrees, this.#limits.pan, startMs);
    this.#tilt = turned(this.#tilt, target.tiltDegrees, this.#limits.tilt, startMs);
    this.#doublings = turned(this.#doublings, doublings, zoomLimits, startMs);
  }

  noteAway(atMs: number): void {
    this.#unknownUntilMs = atMs + longestMoveMs;
  }
}

const keptPlans = 15;
/** Time enough for any move to end. */
const longestMoveMs = 3_000;

function turned(plans: AxisPlan[], target: number | undefined, limits: AxisLimits, startMs: number): AxisPlan[] {
  if (target === undefined) return plans;
  const from = stateIn(inForce(plans, startMs), startMs);
  return [...plans.slice(-keptPlans), planTo(from, target, limits, startMs)];
}

function running(
  plans: AxisPlan[],
  velocityPerS: number,
  forMs: number,
  limits: AxisLimits,
  startMs: number,
): AxisPlan[] {
  const from = stateIn(inForce(plans, startMs), startMs);
  const within = clamp(velocityPerS, -limits.speedPerS, limits.speedPerS);
  return [...plans.slice(-keptPlans), planRun(from, within, forMs / 1_000, limits, startMs)];
}

function inForce(plans: readonly AxisPlan[], ms: number): AxisPlan {
  const plan = plans.findLast(({ startMs }) => startMs <= ms) ?? plans[0];
  if (!plan) throw new Error('A reckoned axis has at least one plan.');
  return plan;
}

function mix(from: Pose, to: Pose, share: number): Pose {
  const between = (one: number, other: number) => one + (other - one) * share;
  return {
    panDegrees: between(from.panDegrees, to.panDegrees),
    tiltDegrees: between(from.tiltDegrees, to.tiltDegrees),
    horizontalFovDegrees: clamp(between(from.horizontalFovDegrees, to.horizontalFovDegrees), 1, 120),
  };
}

function speedBetween(from: PoseReading, to: PoseReading): number {
  const way = Math.hypot(to.pose.panDegrees - from.pose.panDegrees, to.pose.tiltDegrees - from.pose.tiltDegrees);
  return (way * 1000) / Math.max(1, to.atMs - from.atMs);
}

function isNear(one: Pose, other: Pose): boolean {
  return (
    Math.abs(one.panDegrees - other.panDegrees) < stillDegrees &&
    Math.abs(one.tiltDegrees - other.tiltDegrees) < stillDegrees &&
    Math.abs(one.horizontalFovDegrees - other.horizontalFovDegrees) < 0.02 * other.horizontalFovDegrees + 0.05
  );
}
