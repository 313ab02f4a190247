/**
 * Keeps up with somebody who walks, with a camera that is told speeds and says where it is: as fast as they go, and what
 * it is off besides. Pure; times come in.
 */
import { clamp } from './geometry.ts';
import type { Pose } from './ptz-driver.ts';

/** Degrees a second; how often in a second the view becomes half as wide. */
export type Speeds = { pan: number; tilt: number; doublings: number };

type Run = { speeds: Speeds; fromMs: number; untilMs: number };

export const atRest: Speeds = { pan: 0, tilt: 0, doublings: 0 };

/** Over so long a speed must have been ordered to be looked for in what the camera did. */
const watchedMs = 450;
const slowestWatchedPerS = 3;
const learning = 0.2;
/** A camera that goes so many times faster than it is told does not heed speeds. */
const unheeded = 2.5;

/** Speeds that were ordered, how far they bring a camera, and what it makes of them. */
export class OrderedSpeeds {
  readonly #delayMs: number;
  #runs: Run[] = [];
  #gain = 1;
  #areHeeded = true;

  /** `delayMs`: from giving an order to the start of its motion. */
  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  note(speeds: Speeds, nowMs: number, forMs: number): void {
    const fromMs = nowMs + this.#delayMs;
    const before = this.#runs.map((run) => ({ ...run, untilMs: Math.min(run.untilMs, fromMs) }));
    this.#runs = [...before.slice(-15), { speeds, fromMs, untilMs: fromMs + forMs }];
  }

  isRunning(nowMs: number): boolean {
    const last = this.#runs.at(-1);
    return last !== undefined && last.untilMs > nowMs && Object.values(last.speeds).some((speed) => speed !== 0);
  }

  /** How much faster it goes than it is told. */
  get gain(): number {
    return this.#gain;
  }

  get areHeeded(): boolean {
    return this.#areHeeded;
  }

  /** How fast the camera was seen to turn at a time. */
  learn(degreesPerS: number, atMs: number): void {
    const ordered = [0, 0.33, 0.67, 1].map((share) => this.#orderedAt(atMs - share * watchedMs));
    const [least, greatest] = [Math.min(...ordered), Math.max(...ordered)];
    if (least <= 0) return;
    if (degreesPerS > unheeded * greatest + 10) this.#areHeeded = false;
    if (least < slowestWatchedPerS || greatest > 1.25 * least) return;
    const now = clamp((2 * degreesPerS) / (least + greatest), 0.5, 2);
    this.#gain = clamp(this.#gain * (1 + learning * (now - 1)), 0.3, 3);
  }

  #orderedAt(ms: number): number {
    const run = this.#runs.findLast(({ fromMs }) => fromMs <= ms);
    return run && ms < run.untilMs ? Math.hypot(run.speeds.pan, run.speeds.tilt) : 0;
  }

  /** Where a camera will be that is at a pose by now. */
  poseAfter(pose: Pose, fromMs: number, untilMs: number): Pose {
    const way = { ...atRest };
    for (const run of this.#runs) {
      const forS = Math.max(0, Math.min(run.untilMs, untilMs) - Math.max(run.fromMs, fromMs)) / 1000;
      way.pan += run.speeds.pan * forS;
      way.tilt += run.speeds.tilt * forS;
      way.doublings += run.speeds.doublings * forS;
    }
    return {
      panDegrees: pose.panDegrees + way.pan,
      tiltDegrees: pose.tiltDegrees + way.tilt,
      horizontalFovDegrees: pose.horizontalFovDegrees * 2 ** -way.doublings,
    };
  }
}

/** The speeds that lead from one pose to another in a time. */
export function speedsBetween(from: Pose, to: Pose, forMs: number): Speeds {
  const perS = 1000 / forMs;
  return {
    pan: (to.panDegrees - from.panDegrees) * perS,
    tilt: (to.tiltDegrees - from.tiltDegrees) * perS,
    doublings: Math.log2(from.horizontalFovDegrees / to.horizontalFovDegrees) * perS,
  };
}

/** As a driver is told them. */
export function shareOf(degreesPerS: number, greatestPerS: number): number {
  return clamp(degreesPerS / greatestPerS, -1, 1);
}
