/** Where the faces of a camera's pictures come from: an engine on real pictures, on drawn ones, or the twin's own boxes. */
import type { FaceBox, FaceDescriptor } from './faces/face-engine.ts';

/** The faces of one picture, as soon as they are known. */
export type FaceSighting = {
  arrivedAtMs: number;
  boxes: readonly FaceBox[];
  /** Of a box of this picture; null where the face is too small or not to be had any more. */
  describe(box: FaceBox): Promise<FaceDescriptor | null>;
};

/** The newest picture wins: what cannot be looked at in time is left out, never queued. */
export interface FaceSource {
  watch(see: (sighting: FaceSighting) => void): void;
  close(): Promise<void>;
}
