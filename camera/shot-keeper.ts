/**
 * When a shot that stands is corrected: not for what may be noise, at once for what is large, and once more after a moment
 * for what was aimed at on few pictures. Pure.
 */
import type { FramingRules } from './framing.ts';
import type { Pose } from './ptz-driver.ts';

/** In parts of the picture's width. */
const refinedZone = 0.015;
const refineAfterMs = 900;
/** A face that is off its point for so long has moved. */
const lastingMs = 600;
const atOnceZones = 1.8;
/** The outer part of the dead zone is for the noise of what is measured. */
const zoneShare = 0.8;

export class ShotKeeper {
  readonly #rules: FramingRules;
  #isFramed = false;
  #offSinceMs: number | null = null;
  #refineAtMs: number | null = null;
  #isRefined = false;

  constructor(rules: FramingRules) {
    this.#rules = rules;
  }

  get isFramed(): boolean {
    return this.#isFramed;
  }

  start(): void {
    this.#isFramed = false;
    this.#offSinceMs = null;
    this.#refineAtMs = null;
    this.#isRefined = false;
  }

  noteFramed(): void {
    this.#isFramed = true;
  }

  /** How far off the camera may be, in degrees, while nobody walks. */
  gateDegrees(wanted: Pose, commanded: Pose, exposedAtMs: number): number {
    const fov = wanted.horizontalFovDegrees;
    const zone = this.#rules.deadZone * zoneShare * fov;
    if (!this.#isFramed) return zone;
    if (this.#refineAtMs !== null && exposedAtMs >= this.#refineAtMs) {
      this.#refineAtMs = null;
      this.#isRefined = true;
      return refinedZone * fov;
    }
    if (degreesOff(wanted, commanded) <= zone) this.#offSinceMs = null;
    else this.#offSinceMs ??= exposedAtMs;
    const isLasting = this.#offSinceMs !== null && exposedAtMs - this.#offSinceMs >= lastingMs;
    return isLasting ? zone : atOnceZones * zone;
  }

  noteCorrection(isClose: boolean, nowMs: number): void {
    if (!this.#isFramed) return;
    this.#offSinceMs = null;
    if (isClose && !this.#isRefined) this.#refineAtMs = nowMs + refineAfterMs;
  }
}

function degreesOff(wanted: Pose, from: Pose): number {
  const tilt = (from.tiltDegrees * Math.PI) / 180;
  return Math.hypot((wanted.panDegrees - from.panDegrees) * Math.cos(tilt), wanted.tiltDegrees - from.tiltDegrees);
}
