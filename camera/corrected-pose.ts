/**
 * Where a camera looks whose answers take long: nobody knows when in between it read its motors, so that a pose said in
 * motion may be degrees off. What it was told is reckoned with, and what it says corrects that, by as much as it can be
 * trusted: at rest wholly, in motion little by little.
 */
import { clamp } from './geometry.ts';
import { PoseHistory, type PoseReadings, type ReckonedLimits, ReckonedPose, type TimedSpeeds } from './pose-history.ts';
import type { Pose, PoseReading } from './ptz-driver.ts';

export type CorrectedPoseParts = {
  limits: ReckonedLimits;
  /** From sending an order to the start of its motion. */
  orderDelayMs: number;
  /** From question to answer. */
  callMs: number;
  /** It counts as still only where what it said agrees: reckoning with speeds that were measured badly ends too soon. */
  isCautious: boolean;
};

/** Of what a camera says at rest. */
const restDegrees = 0.05;
/** How wrong a reckoned way may be, as a share of it. */
const wayShare = 0.1;
/** The lens goes less evenly than the motors. */
const doublingsPerS = 0.6;
/** Beyond so many deviations something else happened than was ordered. */
const surprising = 4;
/** Evenly spread over the call. */
const callShare = 0.3;

/** A camera that is back may still be looking for its bearings. */
const newForMs = 3_000;

type Correction = { off: number; variance: number };

export class CorrectedPose implements PoseReadings {
  readonly #parts: CorrectedPoseParts;
  readonly #said: PoseHistory;
  #reckoned: ReckonedPose | null = null;
  #lastMs = 0;
  #newUntilMs = Number.POSITIVE_INFINITY;
  #pan: Correction = exact();
  #tilt: Correction = exact();
  #doublings: Correction = exact();

  constructor(parts: CorrectedPoseParts) {
    this.#parts = parts;
    this.#said = new PoseHistory(parts.orderDelayMs);
  }

  add(reading: PoseReading): void {
    const { pose, atMs } = reading;
    this.#said.add(reading);
    const { limits, orderDelayMs, callMs } = this.#parts;
    const reckoned = this.#reckoned?.at(atMs);
    if (!this.#reckoned || !reckoned) {
      this.#reckoned = new ReckonedPose(limits, orderDelayMs, pose);
      [this.#pan, this.#tilt, this.#doublings] = [exact(), exact(), exact()];
      this.#lastMs = atMs;
      this.#newUntilMs = atMs + newForMs;
      return;
    }
    const forS = Math.max(0, atMs - this.#lastMs) / 1_000;
    this.#lastMs = Math.max(atMs, this.#lastMs);
    const around = [-0.5, -0.25, 0, 0.25, 0.5].map((share) => atMs + share * callMs);
    const speed = Math.max(...around.map((ms) => this.speedAt(ms)));
    const zoomSpeed = Math.max(...around.map((ms) => this.#reckoned?.zoomSpeedAt(ms) ?? 0));
    const blurS = (callShare * callMs) / 1_000;
    const noise = restDegrees + speed * blurS;
    const drift = wayShare * speed * forS;
    correct(this.#pan, pose.panDegrees - reckoned.panDegrees, noise, drift);
    correct(this.#tilt, pose.tiltDegrees - reckoned.tiltDegrees, noise, drift);
    const zoomOff = Math.log2(pose.horizontalFovDegrees / reckoned.horizontalFovDegrees);
    correct(this.#doublings, zoomOff, 0.01 + zoomSpeed * blurS, zoomSpeed > 0 ? doublingsPerS * forS : 0);
  }

  at(ms: number): Pose | null {
    const reckoned = this.#reckoned?.at(ms);
    if (!reckoned) return null;
    return {
      panDegrees: reckoned.panDegrees + this.#pan.off,
      tiltDegrees: reckoned.tiltDegrees + this.#tilt.off,
      horizontalFovDegrees: clamp(reckoned.horizontalFovDegrees * 2 ** this.#doublings.off, 1, 120),
    };
  }

  knownUntilMs(nowMs: number): number {
    return nowMs;
  }

  speedAt(ms: number): number {
    return this.#reckoned?.speedAt(ms) ?? 0;
  }

  isStillBetween(fromMs: number, toMs: number): boolean {
    const isTrusted = !this.#parts.isCautious && fromMs > this.#newUntilMs;
    const isSaid = isTrusted || this.#said.isStillBetween(fromMs, toMs);
    return isSaid && (this.#reckoned?.isStillBetween(fromMs, toMs) ?? false);
  }

  noteOrder(target: Partial<Pose>, atMs: number, run?: TimedSpeeds): void {
    this.#said.noteOrder(target, atMs);
    if (!this.#reckoned) return;
    const { panDegrees, tiltDegrees, horizontalFovDegrees } = target;
    // A pose is where it will end, whatever was wrong on the way.
    this.#reckoned.noteOrder(
      {
        ...(panDegrees !== undefined && { panDegrees: panDegrees - this.#pan.off }),
        ...(tiltDegrees !== undefined && { tiltDegrees: tiltDegrees - this.#tilt.off }),
        ...(horizontalFovDegrees !== undefined && {
          horizontalFovDegrees: horizontalFovDegrees / 2 ** this.#doublings.off,
        }),
      },
      atMs,
      run,
    );
  }

  noteAway(): void {
    this.#reckoned = null;
  }
}

function exact(): Correction {
  return { off: 0, variance: 0 };
}

function correct(correction: Correction, measured: number, noise: number, drift: number): void {
  const surprise = measured - correction.off;
  correction.variance += drift * drift;
  const isSurprising = surprise * surprise > surprising * surprising * (correction.variance + noise * noise);
  if (isSurprising) correction.variance += surprise * surprise;
  const gain = correction.variance / (correction.variance + noise * noise);
  correction.off += gain * surprise;
  correction.variance *= 1 - gain;
}
