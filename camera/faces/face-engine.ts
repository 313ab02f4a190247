/** Finding, describing and telling apart faces on pictures; an engine runs in a worker thread of its own. */

/** Raw RGB, three bytes a pixel, row by row. */
export type RgbFrame = { width: number; height: number; data: Uint8Array };

/** Parts of the picture's width and height, from its upper left corner. */
export type FaceBox = { left: number; top: number; width: number; height: number; score: number };

/** 68 points (300-W order), as parts of the picture's width and height. */
export type FaceLandmarks = readonly { x: number; y: number }[];

/** 128 numbers; the same person lies within about 0.55 of it (Euclidean). */
export type FaceDescriptor = Float32Array;

export interface FaceEngine {
  readonly name: 'ort' | 'tfjs-wasm' | 'tfjs-node';
  /** Boxes in order of their score; nothing below `minScore` (0.4 unless told). */
  detect(frame: RgbFrame, options?: { minScore?: number }): Promise<FaceBox[]>;
  landmarks(frame: RgbFrame, box: FaceBox): Promise<FaceLandmarks>;
  describe(frame: RgbFrame, box: FaceBox): Promise<FaceDescriptor>;
  close(): Promise<void>;
}
