/**
 * Pictures with people for tests of faces, read at run time from the package that ships the models. Whose they are is not
 * said there: they are never copied into the project, into its documents or onto a page.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { FrameSize, RgbFrame } from '../../camera/faces/face-engine.ts';

export const pictureNumbers = [1, 2, 3, 4, 5, 6] as const;
export type PictureNumber = (typeof pictureNumbers)[number];

export function facePicturePath(number: PictureNumber): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo', `sample${number}.jpg`);
}

/** Cut to the proportions of `size`. */
export function facePicture(number: PictureNumber, size: FrameSize): Promise<RgbFrame> {
  return rgbFrame(sharp(facePicturePath(number)).resize(size.width, size.height, { fit: 'cover' }));
}

export async function rgbFrame(picture: Sharp): Promise<RgbFrame> {
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
