/** What a runtime must do for an engine: run face-api's three networks. All that stands around them is `face-finder.ts`. */
import type { FaceEngineName, FacePrecision, FrameSize } from './face-engine.ts';
import type { SsdAnswer } from './ssd-boxes.ts';

/** `auto`: the faster one of those that the runtime has and that come out right on this machine. */
export type FacePrecisionChoice = 'auto' | FacePrecision;

/** What was found out before a precision was taken: the time for a picture of the tracking size in each, where it was tried. */
export type PrecisionTrials = Readonly<Partial<Record<FacePrecision, number>>>;

export interface FaceNets {
  /** Of the detector. */
  readonly precision: FacePrecision;
  readonly precisionTrials: PrecisionTrials;
  /** Runs the detector on raw RGB of exactly this size, both sides multiples of 32. */
  detect(pixels: Uint8Array, size: FrameSize): Promise<SsdAnswer>;
  /** 68 points as x, y, x, y ..., parts of the sides of a face of 112 x 112. */
  landmarks(face: Float32Array): Promise<Float32Array>;
  /** 128 numbers from a face of 150 x 150. */
  describe(face: Float32Array): Promise<Float32Array>;
  squareAnchors: Float32Array;
}

const overview = { width: 960, height: 544 };

/** What each engine looks at; WASM takes five times as long as onnxruntime for the same, hence its smaller picture. */
export const engineSizes: Readonly<Record<FaceEngineName, { tracking: FrameSize; overview: FrameSize }>> = {
  ort: { tracking: { width: 640, height: 352 }, overview },
  'tfjs-node': { tracking: { width: 640, height: 352 }, overview },
  'tfjs-wasm': { tracking: { width: 448, height: 256 }, overview },
};

/** Looked at as they are by every engine, so that engines can be compared. */
export const inputSizes: readonly FrameSize[] = [{ width: 448, height: 256 }, { width: 640, height: 352 }, overview];
