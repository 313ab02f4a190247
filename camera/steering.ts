/**
 * How a camera is brought to a pose by the means that it has: at once where it takes poses and says where it is; step by
 * step, looking at the result before the next step, where it does not. Pure; times come in.
 */
import { type Calibration, canSteerInMotion } from './calibration.ts';
import { clamp } from './geometry.ts';
import type { PoseAtTime } from './pose-history.ts';
import type { Pose, PtzCapabilities } from './ptz-driver.ts';
import type { StoredView } from './room-plan.ts';

export type DriveCommand =
  | { type: 'moveTo'; pose: Partial<Pose> }
  | { type: 'moveByFov'; right: number; up: number }
  | { type: 'velocity'; speed: { pan: number; tilt: number; zoom: number }; forMs: number }
  | { type: 'goToPreset'; token: string };

const leastMarginMs = 80;
/** A view that is off by less is left as it is where zooming is a step of its own. */
const keptZoomShare = 0.15;
const shortestPulseMs = 40;
/** Longer ones would run on for too long when the line breaks in the middle. */
const longestPulseMs = 500;

export class Steering {
  readonly #calibration: Calibration;
  readonly #capabilities: PtzCapabilities;
  readonly #poses: PoseAtTime;
  /** Where the last order leads. */
  #commanded: Pose | null = null;
  #orderedAtMs = Number.NEGATIVE_INFINITY;
  /** How far a move by the picture really goes, and the one that will tell. */
  #fovGain = 1;
  #fovTrial: { from: Pose; panDegrees: number; tiltDegrees: number } | null = null;

  constructor(calibration: Calibration, capabilities: PtzCapabilities, poses: PoseAtTime) {
    this.#calibration = calibration;
    this.#capabilities = capabilities;
    this.#poses = poses;
  }

  get commanded(): Pose | null {
    return this.#commanded;
  }

  get orderedAtMs(): number {
    return this.#orderedAtMs;
  }

  /** Whether what a picture shows can be turned into directions. */
  canUse(exposedAtMs: number): boolean {
    if (canSteerInMotion(this.#calibration)) return true;
    const marginMs = Math.max(leastMarginMs, Math.min(400, this.#calibration.skewBoundMs));
    return this.#poses.isStillBetween(exposedAtMs - marginMs, exposedAtMs + marginMs);
  }

  /** Takes a place up from anywhere. Null: there is no way. */
  go(view: StoredView, nowMs: number): DriveCommand | null {
    const { rung } = this.#calibration;
    const takesPoses = rung === 'absoluteWithFeedback' || rung === 'absoluteBlind';
    if (takesPoses && view.pose) return this.#note({ type: 'moveTo', pose: view.pose }, view.pose, nowMs);
    if (view.presetToken !== null && this.#capabilities.presets) {
      return this.#note({ type: 'goToPreset', token: view.presetToken }, view.pose ?? {}, nowMs);
    }
    return view.pose ? this.step(view.pose, nowMs) : null;
  }

  /** A correction while a person is followed; `gateDegrees` is how far off the camera may be. */
  correct(wanted: Pose, gateDegrees: number, exposedAtMs: number, nowMs: number): DriveCommand | null {
    const { rung } = this.#calibration;
    if (rung === 'absoluteWithFeedback' || rung === 'absoluteBlind') {
      const from = this.#commanded;
      if (from && isWithin(from, wanted, gateDegrees)) return null;
      if (from && !canSteerInMotion(this.#calibration) && !this.#hasSeenResult(exposedAtMs, nowMs)) return null;
      return this.#note({ type: 'moveTo', pose: wanted }, wanted, nowMs);
    }
    const now = this.#poses.at(nowMs);
    if (!now || !this.#hasSeenResult(exposedAtMs, nowMs)) return null;
    this.#learnFovGain(now);
    const isThere = isWithin(now, { ...wanted, horizontalFovDegrees: now.horizontalFovDegrees }, gateDegrees);
    return isThere ? this.#zoomStep(now, wanted, nowMs) : this.step(wanted, nowMs);
  }

  /** A step on top of one that is not seen yet would be made twice. */
  #hasSeenResult(exposedAtMs: number, nowMs: number): boolean {
    const { commandDelayMs, skewBoundMs } = this.#calibration;
    const isSeen = exposedAtMs > this.#orderedAtMs + commandDelayMs + skewBoundMs + 60;
    return isSeen && this.#poses.isStillBetween(exposedAtMs - skewBoundMs, nowMs);
  }

  /** One step towards a pose, for cameras that do not take poses. */
  step(wanted: Pose, nowMs: number): DriveCommand | null {
    const now = this.#poses.at(nowMs);
    if (!now) return null;
    const pan = wanted.panDegrees - now.panDegrees;
    const tilt = wanted.tiltDegrees - now.tiltDegrees;
    const { relativeFov, continuous } = this.#capabilities;
    const { rung } = this.#calibration;
    if (rung === 'presetsOnly') return null;
    if (relativeFov && (rung === 'fovWithFeedback' || !continuous)) return this.#fovStep(now, pan, tilt, nowMs);
    return continuous ? this.#pulse(now, pan, tilt, nowMs) : null;
  }

  /** The order did not arrive: the camera is where it was. */
  forgetOrder(): void {
    this.#commanded = null;
  }

  #fovStep(now: Pose, pan: number, tilt: number, nowMs: number): DriveCommand {
    const width = now.horizontalFovDegrees;
    const right = clamp(pan / (width * this.#fovGain), -1, 1);
    const up = clamp(tilt / (((width * 9) / 16) * this.#fovGain), -1, 1);
    const [panDegrees, tiltDegrees] = [right * width, (up * width * 9) / 16];
    this.#fovTrial = { from: now, panDegrees, tiltDegrees };
    const target = { panDegrees: now.panDegrees + pan, tiltDegrees: now.tiltDegrees + tilt };
    return this.#note({ type: 'moveByFov', right, up }, target, nowMs);
  }

  /** Some cameras reckon with a lens that they do not have: what the last move did says so. */
  #learnFovGain(now: Pose): void {
    const trial = this.#fovTrial;
    if (!trial) return;
    this.#fovTrial = null;
    const told = Math.hypot(trial.panDegrees, trial.tiltDegrees);
    const done = Math.hypot(now.panDegrees - trial.from.panDegrees, now.tiltDegrees - trial.from.tiltDegrees);
    if (told > 0.8 && done > 0.2) this.#fovGain = clamp(done / told, 0.2, 12);
  }

  /** One axis at a time, the one that is farther off: cameras that ignore the speed would bend the way. */
  #pulse(now: Pose, pan: number, tilt: number, nowMs: number): DriveCommand | null {
    const isPan = Math.abs(pan) >= Math.abs(tilt);
    const degrees = isPan ? pan : tilt;
    const forMs = Math.min(longestPulseMs, pulseMs(Math.abs(degrees), this.#calibration.panTilt));
    if (forMs < shortestPulseMs) return null;
    const share = Math.sign(degrees);
    const speed = { pan: isPan ? share : 0, tilt: isPan ? 0 : share, zoom: 0 };
    const target = isPan ? { panDegrees: now.panDegrees + pan } : { tiltDegrees: now.tiltDegrees + tilt };
    return this.#note({ type: 'velocity', speed, forMs }, target, nowMs);
  }

  #zoomStep(now: Pose, wanted: Pose, nowMs: number): DriveCommand | null {
    const { canZoom, continuous } = this.#capabilities;
    // Without feedback nobody would know what the view is afterwards.
    if (!canZoom || !continuous || this.#calibration.rung !== 'fovWithFeedback') return null;
    const share = wanted.horizontalFovDegrees / now.horizontalFovDegrees;
    if (Math.abs(share - 1) < keptZoomShare) return null;
    const doublings = Math.abs(Math.log2(share));
    const forMs = clamp((doublings / this.#calibration.zoomDoublingsPerS) * 1000, 60, longestPulseMs);
    const speed = { pan: 0, tilt: 0, zoom: share < 1 ? 1 : -1 };
    return this.#note({ type: 'velocity', speed, forMs }, { horizontalFovDegrees: wanted.horizontalFovDegrees }, nowMs);
  }

  #note(command: DriveCommand, target: Partial<Pose>, nowMs: number): DriveCommand {
    const from = this.#commanded ?? this.#poses.at(nowMs);
    this.#commanded = isWhole(target) ? target : from && { ...from, ...target };
    this.#orderedAtMs = nowMs;
    this.#poses.noteOrder(target, nowMs);
    return command;
  }
}

export function isWithin(one: Pose, other: Pose, gateDegrees: number): boolean {
  const pan = (one.panDegrees - other.panDegrees) * Math.cos((one.tiltDegrees * Math.PI) / 180);
  const isSameZoom = Math.abs(one.horizontalFovDegrees / other.horizontalFovDegrees - 1) < 0.03;
  return Math.hypot(pan, one.tiltDegrees - other.tiltDegrees) <= gateDegrees && isSameZoom;
}

/** How long full speed must be asked for to get so far and stop. */
function pulseMs(degrees: number, limits: Calibration['panTilt']): number {
  const { speedPerS, accelerationPerS2 } = limits;
  const isShort = degrees < (speedPerS * speedPerS) / accelerationPerS2;
  return 1000 * (isShort ? Math.sqrt(degrees / accelerationPerS2) : degrees / speedPerS);
}

function isWhole(target: Partial<Pose>): target is Pose {
  return (
    target.panDegrees !== undefined && target.tiltDegrees !== undefined && target.horizontalFovDegrees !== undefined
  );
}
