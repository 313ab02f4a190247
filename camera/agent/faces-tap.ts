/**
 * The faces of one camera, kept open while what watches them changes: a new plan of the room begins a new automation, and
 * an engine takes seconds to open. Without an engine nobody is ever seen, and cameras go by seats and presets alone.
 */
import type { FaceSighting, FaceSource } from '../face-source.ts';

export class FacesTap {
  readonly #camera: FaceSource | null;
  readonly #onSighting: (sighting: FaceSighting) => void;
  #see: ((sighting: FaceSighting) => void) | null = null;

  constructor(camera: FaceSource | null, onSighting: (sighting: FaceSighting) => void) {
    this.#camera = camera;
    this.#onSighting = onSighting;
    camera?.watch((sighting) => {
      this.#see?.(sighting);
      this.#onSighting(sighting);
    });
  }

  get isSeeing(): boolean {
    return this.#camera !== null;
  }

  /** For one that watches; the one before sees nothing any more. */
  source(): FaceSource {
    let own: ((sighting: FaceSighting) => void) | null = null;
    return {
      watch: (see) => {
        own = see;
        this.#see = see;
      },
      close: async () => {
        if (this.#see === own) this.#see = null;
      },
    };
  }

  async close(): Promise<void> {
    this.#see = null;
    await this.#camera?.close();
  }
}

/** Before there is an engine, or without one. */
export function blind(): FacesTap {
  return new FacesTap(null, () => undefined);
}
