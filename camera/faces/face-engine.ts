/** Finding, describing and telling apart faces on pictures; an engine runs in a worker thread of its own. */

/** Raw RGB, three bytes a pixel, row by row. Over a `SharedArrayBuffer` it reaches the engine without being copied. */
export type RgbFrame = { width: number; height: number; data: Uint8Array };

export type FrameSize = { readonly width: number; readonly height: number };

/** Parts of the picture's width and height, from its upper left corner. */
export type FaceBox = { left: number; top: number; width: number; height: number; score: number };

/** 68 points (300-W order), as parts of the picture's width and height. */
export type FaceLandmarks = readonly { x: number; y: number }[];

/** 128 numbers; the same person lies within about 0.55 of it (Euclidean). */
export type FaceDescriptor = Float32Array;

export const faceEngineNames = ['ort', 'tfjs-node', 'tfjs-wasm'] as const;
export type FaceEngineName = (typeof faceEngineNames)[number];

/**
 * In what numbers the detector is computed. `int8` takes less than half the time on processors that have instructions for
 * it; boxes differ from those of `float32` by some percent of their size. Landmarks and descriptors are `float32` always.
 */
export const facePrecisions = ['float32', 'int8'] as const;
export type FacePrecision = (typeof facePrecisions)[number];

export type FaceEngineFault =
  /** Its package is not installed, or does not run on this machine. */
  | 'NOT_AVAILABLE'
  /** The model files are not those that this code knows. */
  | 'WRONG_MODEL'
  /** What was given is no picture. */
  | 'WRONG_FRAME'
  /** Its thread died; a new one is being started. */
  | 'CRASHED'
  | 'TIMED_OUT'
  | 'CLOSED';

/** The one error of the engines. The message says what is wrong and what to do. */
export class FaceEngineError extends Error {
  override readonly name = 'FaceEngineError';
  readonly reason: FaceEngineFault;

  constructor(reason: FaceEngineFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/**
 * An engine serves one camera: the frames of two would overtake each other. A frame is not to be written to until its
 * answer is there. Rejects with `FaceEngineError`. `close` is idempotent, and what still waits is rejected with `CLOSED`. A
 * process closes its engines before it exits: native code that is interrupted aborts it.
 */
export interface FaceEngine {
  readonly name: FaceEngineName;
  readonly precision: FacePrecision;
  /**
   * Sizes at which a frame is looked at as it is; any other is fitted into the tracking size when it is no wider, else into
   * the overview size. `tracking` is what this engine should be able to do ten times a second; `overview` finds smaller faces.
   */
  readonly sizes: { readonly tracking: FrameSize; readonly overview: FrameSize };
  /** False while a thread that died is being replaced: what is asked meanwhile waits for it. */
  readonly isReady: boolean;
  /**
   * Boxes in order of their score; nothing below `minScore` (0.4 unless told). Frames are never queued: while one is looked
   * at the newest waits, and one that was overtaken resolves with null.
   */
  detect(frame: RgbFrame, options?: { minScore?: number }): Promise<FaceBox[] | null>;
  /** Always answered, in the order of asking. */
  landmarks(frame: RgbFrame, box: FaceBox): Promise<FaceLandmarks>;
  /** Always answered, in the order of asking. */
  describe(frame: RgbFrame, box: FaceBox): Promise<FaceDescriptor>;
  close(): Promise<void>;
}
