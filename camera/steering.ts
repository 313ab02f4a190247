/**
 * How a camera is brought to a pose by the means that it has: at once where it takes poses and says where it is; step by
 * step, looking at the result before the next step, where it does not. Pure; times come in.
 */
import { aheadMs, type Calibration, canSeeInMotion, canSteerInMotion, isSlow, walkingSkewMs } from './calibration.ts';
import { atRest, OrderedSpeeds, type Speeds, shareOf, speedsBetween } from './following.ts';
import { clamp } from './geometry.ts';
import type { PoseAtTime, TimedSpeeds } from './pose-history.ts';
import type { OrderLine, Pose, PtzCapabilities } from './ptz-driver.ts';
import type { StoredView } from './room-plan.ts';

export type DriveCommand =
  | { type: 'moveTo'; pose: Partial<Pose> }
  | { type: 'moveByFov'; right: number; up: number }
  | { type: 'velocity'; speed: { pan: number; tilt: number; zoom: number }; forMs: number }
  | { type: 'stop' }
  | { type: 'goToPreset'; token: string };

const leastMarginMs = 80;
/** A view that is off by less is left as it is where zooming is a step of its own. */
const keptZoomShare = 0.15;
/** So near a view is taken up. */
const viewGateDegrees = 1.5;
const shortestPulseMs = 40;
/** Of short runs after somebody who walks; the next one waits for a picture. */
const usualRunMs = 200;
const usualPauseMs = 50;
/** Longer ones would run on for too long when the line breaks in the middle. */
const longestPulseMs = 500;
/** A move by the picture that goes as far as it should, but for this, was reckoned by the lens that is there. */
const ownGainShare = 0.2;
/** Somebody who walks is caught up with in so long, and more slowly where the pose is known less well. */
const catchUpMs = 200;
const catchUpPerSkew = 3;
/** At walking speed a pose that is off by more would be no help. */
const greatestWalkingSkewMs = 150;
const greatestBlurDegrees = 1.3;
/** On the way to a view a face must not be taken for the one beside it. */
const greatestTravelBlurDegrees = 0.7;
/** A speed that is not renewed ends after so long, and after as long as the next order takes. */
const renewedWithinMs = 400;
/** An order that would wait for longer is left to a newer picture. */
const longestWaitMs = 100;

export class Steering {
  readonly #calibration: Calibration;
  readonly #capabilities: PtzCapabilities;
  readonly #poses: PoseAtTime;
  readonly #orderLine: () => OrderLine;
  /** Where the last order leads. */
  #commanded: Pose | null = null;
  #orderedAtMs = Number.NEGATIVE_INFINITY;
  /** The view by whose width a camera reckons moves by the picture, where it is not the one it has; and the move that will tell. */
  #assumedFovDegrees: number | null = null;
  #isFovKnown = false;
  #fovTrial: { from: Pose; panDegrees: number; tiltDegrees: number } | null = null;
  readonly #speeds: OrderedSpeeds;
  /** The last order was a speed for a time: slow or short, so that the pose is known well enough meanwhile. */
  #isAtSpeed = false;

  constructor(calibration: Calibration, capabilities: PtzCapabilities, poses: PoseAtTime, orderLine: () => OrderLine) {
    this.#orderLine = orderLine;
    this.#calibration = calibration;
    this.#capabilities = capabilities;
    this.#poses = poses;
    this.#speeds = new OrderedSpeeds(calibration.commandDelayMs);
  }

  get commanded(): Pose | null {
    return this.#commanded;
  }

  get orderedAtMs(): number {
    return this.#orderedAtMs;
  }

  /** When the camera began to carry out the last order, as far as one can tell. */
  get begunAtMs(): number {
    return this.#orderedAtMs + this.#calibration.commandDelayMs;
  }

  get hasPresetsOnly(): boolean {
    return this.#calibration.rung === 'presetsOnly';
  }

  get isSlow(): boolean {
    return isSlow(this.#calibration);
  }

  get takesPoses(): boolean {
    const { rung } = this.#calibration;
    return rung === 'absoluteWithFeedback' || rung === 'absoluteBlind';
  }

  /** Without feedback nobody would know what the view is after zooming at a speed. */
  get canZoom(): boolean {
    const { canZoom, absolute, continuous } = this.#capabilities;
    return canZoom && (absolute || (continuous && this.#calibration.rung === 'fovWithFeedback'));
  }

  /** Whether what a picture shows can be turned into directions. */
  canUse(exposedAtMs: number): boolean {
    const { rung, skewBoundMs } = this.#calibration;
    const blurDegrees = (this.#poses.speedAt(exposedAtMs) * skewBoundMs) / 1000;
    const isSlow = rung === 'fovWithFeedback' && blurDegrees < greatestTravelBlurDegrees;
    if ((this.takesPoses || this.#isAtSpeed || isSlow) && canSeeInMotion(this.#calibration)) return true;
    const walkingBlurDegrees = (this.#poses.speedAt(exposedAtMs) * walkingSkewMs(this.#calibration)) / 1000;
    if (this.#followsBySpeed && this.#isAtSpeed && walkingBlurDegrees < greatestBlurDegrees) {
      return this.#poses.at(exposedAtMs) !== null;
    }
    const marginMs = Math.max(leastMarginMs, Math.min(400, this.#calibration.skewBoundMs));
    return this.#poses.isStillBetween(exposedAtMs - marginMs, exposedAtMs + marginMs);
  }

  /** Takes a place up from anywhere. Null: there is no way. */
  go(view: StoredView, nowMs: number): DriveCommand | null {
    if (this.takesPoses && view.pose) return this.#note({ type: 'moveTo', pose: view.pose }, view.pose, nowMs);
    if (view.presetToken !== null && this.#capabilities.presets) {
      return this.#note({ type: 'goToPreset', token: view.presetToken }, view.pose ?? {}, nowMs);
    }
    return view.pose ? this.#approach(view.pose, nowMs) : null;
  }

  /** The way first, then the lens. */
  #approach(pose: Pose, nowMs: number): DriveCommand | null {
    const now = this.#poses.at(nowMs);
    const isThere = now && isWithin(now, { ...pose, horizontalFovDegrees: now.horizontalFovDegrees }, viewGateDegrees);
    return isThere ? this.#zoomStep(now, pose, nowMs) : this.step(pose, nowMs);
  }

  /** In one move by the picture, which leaves the lens alone; null where it would not be sure to end right. */
  leap(poseAt: (horizontalFovDegrees: number) => Pose, nowMs: number): DriveCommand | null {
    const now = this.#poses.at(nowMs);
    const isSure = this.#calibration.rung === 'fovWithFeedback' && this.#isFovKnown;
    if (!now || !isSure || !this.#poses.isStillBetween(nowMs - leastMarginMs, nowMs)) return null;
    const wanted = poseAt(now.horizontalFovDegrees);
    const [pan, tilt] = [wanted.panDegrees - now.panDegrees, wanted.tiltDegrees - now.tiltDegrees];
    const reach = this.#assumedFovDegrees ?? now.horizontalFovDegrees;
    return Math.abs(pan) <= reach && Math.abs(tilt) <= (reach * 9) / 16 ? this.#fovStep(now, pan, tilt, nowMs) : null;
  }

  /** A correction while a person is followed; `gateDegrees` is how far off the camera may be. */
  correct(wanted: Pose, gateDegrees: number, exposedAtMs: number, nowMs: number): DriveCommand | null {
    if (this.#speeds.isRunning(nowMs)) return this.#note({ type: 'stop' }, wanted, nowMs);
    if (this.takesPoses) {
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

  /** Where it says where it is: an order that is late or lost leaves it turning as fast as they go, and not standing. */
  get #followsBySpeed(): boolean {
    const { rung } = this.#calibration;
    const hasFeedback = rung === 'absoluteWithFeedback' || rung === 'fovWithFeedback';
    const isHeeded = this.#capabilities.continuous && this.#speeds.areHeeded;
    return hasFeedback && isHeeded && walkingSkewMs(this.#calibration) <= greatestWalkingSkewMs;
  }

  /** Keeps up with somebody who walks: `poseAt` is the pose that shows them at a time. */
  follow(poseAt: (ms: number) => Pose, gateDegrees: number, exposedAtMs: number, nowMs: number): DriveCommand | null {
    if (this.#followsBySpeed) return this.#keepUp(poseAt, nowMs);
    const isBlind = this.#calibration.rung === 'continuousBlind';
    if (isBlind && canSeeInMotion(this.#calibration)) return this.#hop(poseAt, gateDegrees, nowMs);
    return this.correct(poseAt(nowMs + aheadMs(this.#calibration)), gateDegrees, exposedAtMs, nowMs);
  }

  /** Ends a motion at a speed. */
  rest(nowMs: number): DriveCommand | null {
    return this.#speeds.isRunning(nowMs) ? this.#note({ type: 'stop' }, {}, nowMs) : null;
  }

  /** At the speed that the person has, and a little more or less. */
  #keepUp(poseAt: (ms: number) => Pose, nowMs: number): DriveCommand | null {
    const { freeAtMs, callMs } = this.#orderLine();
    const sentMs = Math.max(nowMs, freeAtMs);
    if (sentMs - nowMs > longestWaitMs) return null;
    const knownMs = this.#poses.knownUntilMs(nowMs);
    const known = this.#poses.at(knownMs);
    if (!known) return null;
    // Readings whose time is not known well say little of speeds.
    if (canSeeInMotion(this.#calibration)) this.#speeds.learn(this.#poses.speedAt(knownMs), knownMs);
    const startMs = sentMs + this.#calibration.commandDelayMs;
    const from = this.#speeds.poseAfter(known, knownMs, startMs);
    // The next order takes effect only after this one is answered.
    const withinMs = Math.max(catchUpMs + catchUpPerSkew * walkingSkewMs(this.#calibration), callMs + catchUpMs);
    const to = poseAt(startMs + withinMs);
    return this.#run(speedsBetween(from, to, withinMs), to, renewedWithinMs + callMs, nowMs);
  }

  #run(speeds: Speeds, target: Pose, forMs: number, nowMs: number): DriveCommand {
    const { panTilt, zoomDoublingsPerS } = this.#calibration;
    const speed = {
      pan: shareOf(speeds.pan / this.#speeds.gain, panTilt.speedPerS),
      tilt: shareOf(speeds.tilt / this.#speeds.gain, panTilt.speedPerS),
      zoom: this.canZoom ? shareOf(speeds.doublings, zoomDoublingsPerS) : 0,
    };
    return this.#note({ type: 'velocity', speed, forMs }, target, nowMs, { speeds, forMs });
  }

  /** The speed is the camera's own, so that a way is made in short runs, each begun as the one before ends. */
  #hop(poseAt: (ms: number) => Pose, gateDegrees: number, nowMs: number): DriveCommand | null {
    const startMs = nowMs + this.#calibration.commandDelayMs;
    const from = this.#poses.at(startMs);
    if (!from || !this.#poses.isStillBetween(startMs, startMs)) return null;
    const first = poseAt(startMs + usualRunMs);
    const lasts = 2 * pulseMs(Math.abs(first.panDegrees - from.panDegrees), this.#calibration.panTilt);
    const wanted = poseAt(startMs + lasts + usualPauseMs / 2);
    if (isWithin(from, { ...wanted, horizontalFovDegrees: from.horizontalFovDegrees }, gateDegrees)) return null;
    const [pan, tilt] = [wanted.panDegrees - from.panDegrees, wanted.tiltDegrees - from.tiltDegrees];
    return this.#pulse(from, pan, tilt, nowMs);
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
    const assumed = this.#assumedFovDegrees ?? now.horizontalFovDegrees;
    const right = clamp(pan / assumed, -1, 1);
    const up = clamp(tilt / ((assumed * 9) / 16), -1, 1);
    const width = now.horizontalFovDegrees;
    this.#fovTrial = { from: now, panDegrees: right * width, tiltDegrees: (up * width * 9) / 16 };
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
    if (told < 0.8 || done < 0.2) return;
    const gain = clamp(done / told, 0.2, 12);
    const isOwn = Math.abs(gain - 1) < ownGainShare;
    this.#isFovKnown = true;
    this.#assumedFovDegrees = isOwn ? null : gain * trial.from.horizontalFovDegrees;
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
    if (!this.canZoom) return null;
    const share = wanted.horizontalFovDegrees / now.horizontalFovDegrees;
    if (Math.abs(share - 1) < keptZoomShare) return null;
    const doublings = Math.abs(Math.log2(share));
    const forMs = clamp((doublings / this.#calibration.zoomDoublingsPerS) * 1000, 60, longestPulseMs);
    const speed = { pan: 0, tilt: 0, zoom: share < 1 ? 1 : -1 };
    return this.#note({ type: 'velocity', speed, forMs }, { horizontalFovDegrees: wanted.horizontalFovDegrees }, nowMs);
  }

  #note(command: DriveCommand, target: Partial<Pose>, nowMs: number, run?: TimedSpeeds): DriveCommand {
    const from = this.#commanded ?? this.#poses.at(nowMs);
    this.#commanded = isWhole(target) ? target : from && { ...from, ...target };
    // A stop does not wait for what is under way.
    const sentMs = command.type === 'stop' ? nowMs : Math.max(nowMs, this.#orderLine().freeAtMs);
    this.#orderedAtMs = sentMs;
    this.#isAtSpeed = command.type === 'velocity';
    if (command.type !== 'moveByFov') this.#fovTrial = null;
    this.#speeds.note(run?.speeds ?? atRest, sentMs, run?.forMs ?? 0);
    this.#poses.noteOrder(target, sentMs, run ?? (command.type === 'stop' ? { speeds: atRest, forMs: 0 } : undefined));
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
