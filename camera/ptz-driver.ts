/** What a camera that turns is told and answers, whatever protocol it speaks. Angles are degrees, times milliseconds. */

/** Where a camera looks: pan to its right and tilt up are positive, seen from the camera; the width of its view is its zoom. */
export type Pose = { panDegrees: number; tiltDegrees: number; horizontalFovDegrees: number };

/** A pose as the camera reported it; `atMs` is the monotonic time in the middle of question and answer. */
export type PoseReading = { pose: Pose; atMs: number; isMoving: boolean | null };

/** What a camera announces, and what the self-test at set-up proved. */
export type PtzCapabilities = {
  canPanTilt: boolean;
  canZoom: boolean;
  absolute: boolean;
  /** Moves by parts of what is on the picture. */
  relativeFov: boolean;
  continuous: boolean;
  presets: boolean;
  home: boolean;
  /** It says where it looks. */
  hasPosition: boolean;
  /** It says whether it moves, and that word can be trusted. */
  hasMoveStatus: boolean;
  limits: {
    panDegrees: readonly [least: number, greatest: number];
    tiltDegrees: readonly [least: number, greatest: number];
    horizontalFovDegrees: readonly [least: number, greatest: number];
  };
};

/** From the best to the least: how the tracker drives a camera. */
export type PtzRung = 'absoluteWithFeedback' | 'fovWithFeedback' | 'absoluteBlind' | 'continuousBlind' | 'presetsOnly';

export type Preset = { token: string; name: string };

export type PtzFault = 'UNREACHABLE' | 'WRONG_PASSWORD' | 'REFUSED' | 'NOT_SUPPORTED' | 'TIMED_OUT' | 'CLOSED';

export class PtzError extends Error {
  readonly reason: PtzFault;

  constructor(reason: PtzFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PtzError';
    this.reason = reason;
  }
}

/** When an order that is given now goes out, as one that is under way has to be answered first; and how long that usually takes. */
export type OrderLine = { freeAtMs: number; callMs: number };

/**
 * One camera. At most one order is under way and the newest waiting one wins: an order that was overtaken resolves with
 * false. Rejects with `PtzError`: what hangs is given up within 3 s, and long before where the camera usually answers at
 * once and the order may be said twice. `close` is idempotent and stops a motion.
 */
export interface PtzDriver {
  readonly capabilities: PtzCapabilities;
  readonly orderLine: OrderLine;
  /** Goes to a pose; an axis that is left out stays as it is. */
  moveTo(pose: Partial<Pose>): Promise<boolean>;
  /** Moves by parts of the picture: right 0.5 brings its right edge to the middle, up likewise. */
  moveByFov(part: { right: number; up: number }): Promise<boolean>;
  /** Moves at a share of the greatest speed, -1 to 1 each, and stops by itself after `forMs` whatever the camera does. */
  velocity(speed: { pan: number; tilt: number; zoom: number }, forMs: number): Promise<boolean>;
  stop(): Promise<void>;
  /** Null: it does not say. */
  pose(): Promise<PoseReading | null>;
  presets(): Promise<Preset[]>;
  goToPreset(token: string): Promise<boolean>;
  storePreset(name: string): Promise<Preset>;
  removePreset(token: string): Promise<void>;
  goHome(): Promise<boolean>;
  close(): Promise<void>;
}

/** Everything in `camera` that has to do with time takes it from here: the twin runs it faster than the wall does. */
export interface CameraClock {
  /** Monotonic milliseconds. */
  nowMs(): number;
  /** Resolves after so long; rejects with the signal's reason when it is aborted. */
  delay(ms: number, signal?: AbortSignal): Promise<void>;
}
