/** Pictures from files as frames. */
import { FaceEngineError, type RgbFrame } from './face-engine.ts';

/** More pixels than any camera has: a file that claims them is broken or means harm. */
const mostPixels = 100_000_000;

/** Upright, as a viewer would show it. Rejects with `WRONG_FRAME` when the file is no picture that can be read. */
export async function readPicture(path: string): Promise<RgbFrame> {
  const { default: sharp } = await import('sharp');
  try {
    const picture = sharp(path, { limitInputPixels: mostPixels, failOn: 'error' });
    const flat = picture.rotate().flatten({ background: 'black' }).toColourspace('srgb').removeAlpha();
    const { data, info } = await flat.raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: threeChannels(data, info.channels) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new FaceEngineError('WRONG_FRAME', `${path} is no picture that can be read (${why}).`, { cause });
  }
}

function threeChannels(data: Buffer, channels: number): Uint8Array {
  if (channels === 3) return data;
  return Uint8Array.from(
    { length: (data.length / channels) * 3 },
    (_, index) => data[Math.floor(index / 3) * channels] ?? 0,
  );
}
