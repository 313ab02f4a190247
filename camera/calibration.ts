/** What the self-test at set-up found out about a camera, and which way of driving it follows from that. Pure. */
import type { PtzCapabilities, PtzRung } from './ptz-driver.ts';
import type { AxisLimits } from './trapezoid.ts';

export type Calibration = {
  rung: PtzRung;
  /** From the moment that a reported pose is of, to the arrival of the faces of a picture exposed then. */
  videoLatencyMs: number;
  /** How far `videoLatencyMs` may be off. */
  skewBoundMs: number;
  /** From a question to its answer, where that was measured. */
  callMs?: number | undefined;
  /** From giving an order to the start of the motion. */
  commandDelayMs: number;
  panTilt: AxisLimits;
  /** How fast the lens zooms: how often in a second the view could become half as wide. */
  zoomDoublingsPerS: number;
};

/** Above this the pose at the moment of exposure is not known well enough to steer while the camera moves. */
export const greatestTrustedSkewMs = 60;
const reckonedBoundMs = 80;
const leastSkewMs = 40;
const slowCallMs = 600;

/** Whoever walks is elsewhere before an order can bring the camera there. */
export function isSlow({ callMs = 0 }: Calibration): boolean {
  return callMs > slowCallMs;
}

/** It says where it looks, but its answers take so long that what it was told says more of whoever is followed. */
export function isReckonedBetween(calibration: Calibration): boolean {
  const { rung, skewBoundMs, callMs = 0 } = calibration;
  const ownSkewMs = Math.max(leastSkewMs, skewBoundMs - callMs / 2);
  const isBlurred = skewBoundMs > greatestTrustedSkewMs && ownSkewMs <= greatestTrustedSkewMs;
  return rung === 'absoluteWithFeedback' && isBlurred;
}

export function canSteerInMotion({ rung, skewBoundMs }: Calibration): boolean {
  return (rung === 'absoluteWithFeedback' || rung === 'absoluteBlind') && skewBoundMs <= greatestTrustedSkewMs;
}

/** Whether what is seen while the camera turns can be steered by: its pose is known well enough at every moment. */
export function canSeeInMotion({ rung, skewBoundMs }: Calibration): boolean {
  return rung !== 'presetsOnly' && skewBoundMs <= greatestTrustedSkewMs;
}

/** The same at the speeds of somebody who walks. */
export function walkingSkewMs(calibration: Calibration): number {
  return isReckonedBetween(calibration) ? greatestTrustedSkewMs : calibration.skewBoundMs;
}

/** How far off in time the pose of a moment may be: one that is only reckoned, by more. */
export function poseBoundMs(calibration: Calibration): number {
  const { rung, skewBoundMs } = calibration;
  if (isReckonedBetween(calibration)) return reckonedBoundMs;
  return rung === 'absoluteBlind' || rung === 'continuousBlind' ? Math.max(reckonedBoundMs, skewBoundMs) : skewBoundMs;
}

/** The order takes its time to arrive, and the camera to come; where it must rest before the next, half of that too. */
export function aheadMs(calibration: Calibration): number {
  const { commandDelayMs, videoLatencyMs, skewBoundMs } = calibration;
  const restMs = (videoLatencyMs + commandDelayMs) / 2 + skewBoundMs;
  return commandDelayMs + (canSteerInMotion(calibration) ? 70 : 250 + restMs);
}

/** Of what the self-test left standing; null where a camera cannot be driven at all. */
export function rungOf(can: PtzCapabilities): PtzRung | null {
  if (can.canPanTilt && can.absolute && can.hasPosition) return 'absoluteWithFeedback';
  if (can.canPanTilt && can.relativeFov && can.hasPosition) return 'fovWithFeedback';
  if (can.canPanTilt && can.absolute) return 'absoluteBlind';
  if (can.canPanTilt && can.continuous) return 'continuousBlind';
  return can.presets ? 'presetsOnly' : null;
}
