/**
 * What was set up of a room's cameras, passwords with it, in one file that only its owner can read. Each change is written
 * whole beside it and takes its place at once. A file that cannot be read is left as it is: nothing is written over it.
 */
import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const angle = z.number().finite();
const pose = z.object({ panDegrees: angle, tiltDegrees: angle, horizontalFovDegrees: angle.positive() });
const view = z.object({ pose: pose.nullable(), presetToken: z.string().nullable() });
const seat = z.object({
  seatId: z.string(),
  yawDegrees: angle,
  pitchDegrees: angle,
  heightDegrees: angle.positive(),
  presetToken: z.string().nullable(),
});
const calibration = z.object({
  rung: z.enum(['absoluteWithFeedback', 'fovWithFeedback', 'absoluteBlind', 'continuousBlind', 'presetsOnly']),
  videoLatencyMs: z.number(),
  skewBoundMs: z.number(),
  callMs: z.number().optional(),
  commandDelayMs: z.number(),
  panTilt: z.object({ speedPerS: z.number(), accelerationPerS2: z.number() }),
  zoomDoublingsPerS: z.number(),
});
const proven = z.object({ absolute: z.boolean(), relativeFov: z.boolean(), continuous: z.boolean() });

/** By zoom from 0 to 1, narrower from point to point. */
const lens = z
  .array(z.tuple([z.number().min(0).max(1), z.number().positive().lt(180)]).readonly())
  .min(2)
  .max(64)
  .refine(
    (points) =>
      points[0]?.[0] === 0 &&
      points.at(-1)?.[0] === 1 &&
      points.every(([zoom, fov], index) => {
        const before = points[index - 1];
        return !before || (zoom > before[0] && fov < before[1]);
      }),
    'A lens goes from zoom 0 to 1, and its view becomes narrower from point to point.',
  );

const storedCamera = z.object({
  cameraId: z.string().min(1),
  name: z.string().min(1),
  /** As it was typed; `cameraAddress` reads it. */
  address: z.string().min(1),
  username: z.string(),
  password: z.string(),
  /** What the self-test found; null: there was none. */
  tested: z.object({ calibration, proven, lens: lens.readonly().optional() }).nullable(),
  seats: z.array(seat),
  overview: view.nullable(),
  wall: view.nullable(),
  /** It shows the whole room while the one that turns does; one of a room at most. */
  isOverview: z.boolean().optional(),
});
const content = z.object({ version: z.literal(1), cameras: z.array(storedCamera) });

export type StoredCamera = z.output<typeof storedCamera>;

/** `code` is `CAMERAS_FILE_UNREADABLE`: it is there, and is not what was written. */
export class CamerasFileError extends Error {
  readonly code = 'CAMERAS_FILE_UNREADABLE';
}

export class CamerasFile {
  readonly path: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.path = join(folder, 'cameras.json');
  }

  /** Rejects with `CamerasFileError`. */
  async read(): Promise<StoredCamera[]> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw new CamerasFileError(`${this.path} cannot be read. Give this program the right to read it.`, {
        cause: error,
      });
    }
    try {
      return withOneOverview(content.parse(JSON.parse(text)).cameras);
    } catch (error) {
      const words = `${this.path} is damaged. It was left as it is: put back a copy, or move it away and set up the cameras anew.`;
      throw new CamerasFileError(words, { cause: error });
    }
  }

  /** Resolves when it is on the disk; one after the other, whoever asks. */
  write(cameras: readonly StoredCamera[]): Promise<void> {
    const text = `${JSON.stringify({ version: 1, cameras }, null, 2)}\n`;
    const written = this.#writing.then(() => replaceFile(this.path, text));
    this.#writing = written.catch(() => undefined);
    return written;
  }
}

/** Somebody may have written into the file by hand. */
function withOneOverview(cameras: StoredCamera[]): StoredCamera[] {
  const first = cameras.find(({ isOverview }) => isOverview);
  return cameras.map((each) => (each.isOverview && each !== first ? { ...each, isOverview: false } : each));
}

/** Whole or not at all, and for the owner's eyes only. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
