/** The faces that one camera sees, picture after picture: its frames by ffmpeg, looked at by an engine of its own. */
import type { FaceBox, FaceDescriptor, FaceEngine } from './face-engine.ts';
import { FrameReader, type FrameReaderSettings, type TimedFrame } from './frame-reader.ts';

/** The faces of one picture, as soon as they are known; `arrivedAtMs` is when the picture was there. */
export type SeenFaces = {
  arrivedAtMs: number;
  boxes: readonly FaceBox[];
  /** Of a box of this picture; null where the face is too small to tell persons apart, or the engine failed. */
  describe(box: FaceBox): Promise<FaceDescriptor | null>;
};

export type CameraFacesSettings = Pick<
  FrameReaderSettings,
  'input' | 'inputText' | 'framesPerSecond' | 'logger' | 'onState'
> & {
  engine: FaceEngine;
  /** `overview` sees smaller faces and takes about three times as long. */
  view: 'tracking' | 'overview';
};

/** Of a smaller face one description in ten is no good. */
const leastDescribedPixels = 40;

export class CameraFaces {
  readonly #settings: CameraFacesSettings;
  #reader: FrameReader | null = null;
  #isClosed = false;

  /** The engine is closed with it. */
  constructor(settings: CameraFacesSettings) {
    this.#settings = settings;
  }

  /** Begins to look. What cannot be looked at in time is left out; `see` is told of the newest only. */
  watch(see: (faces: SeenFaces) => void): void {
    if (this.#reader || this.#isClosed) throw new Error('A camera is watched once.');
    const { engine, view, ...settings } = this.#settings;
    const onFrame = (frame: TimedFrame) => void this.#look(frame, see);
    this.#reader = FrameReader.start({ ...settings, size: engine.sizes[view], onFrame });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#reader?.close();
    await this.#settings.engine.close();
  }

  async #look(frame: TimedFrame, see: (faces: SeenFaces) => void): Promise<void> {
    try {
      const boxes = await this.#settings.engine.detect(frame);
      if (!boxes || this.#isClosed) return;
      see({ arrivedAtMs: frame.atMs, boxes, describe: (box) => this.#describe(frame, box) });
    } catch (error) {
      this.#note(error);
    }
  }

  async #describe(frame: TimedFrame, box: FaceBox): Promise<FaceDescriptor | null> {
    if (box.height * frame.height < leastDescribedPixels) return null;
    try {
      return await this.#settings.engine.describe(frame, box);
    } catch (error) {
      this.#note(error);
      return null;
    }
  }

  #note(error: unknown): void {
    if (!this.#isClosed) this.#settings.logger.warn({ err: error }, 'the faces of a picture could not be found');
  }
}
