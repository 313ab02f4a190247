/** Pictures as numbers: fitted to the detector's input, and faces cut out the way face-api cuts them. */
import type { FrameSize, RgbFrame } from './face-engine.ts';

/** In whole pixels. */
export type PixelRect = { left: number; top: number; width: number; height: number };

/** The parts of the input's sides that the frame takes; the rest is black. */
export type FittedFrame = { pixels: Uint8Array; usedWidth: number; usedHeight: number };

/** The whole frame into `size`, its proportions kept, in the upper left corner. */
export function fitFrame(frame: RgbFrame, size: FrameSize): FittedFrame {
  const pixels = new Uint8Array(size.width * size.height * 3);
  if (frame.width === size.width && frame.height === size.height) {
    pixels.set(frame.data);
    return { pixels, usedWidth: 1, usedHeight: 1 };
  }
  const scale = Math.min(size.width / frame.width, size.height / frame.height);
  const width = Math.max(1, Math.min(size.width, Math.round(frame.width * scale)));
  const height = Math.max(1, Math.min(size.height, Math.round(frame.height * scale)));
  const columns = coverage(width, frame.width);
  const rows = coverage(height, frame.height);
  for (let y = 0; y < height; y += 1) {
    const area = { left: 0, right: 0, top: rows.from[y] ?? 0, bottom: rows.to[y] ?? 0 };
    for (let x = 0; x < width; x += 1) {
      area.left = columns.from[x] ?? 0;
      area.right = columns.to[x] ?? 0;
      writeAverage(frame, area, pixels, (y * size.width + x) * 3);
    }
  }
  return { pixels, usedWidth: width / size.width, usedHeight: height / size.height };
}

/** Which source pixels each pixel of a shorter row covers; of a longer row, the nearest one. */
function coverage(length: number, sourceLength: number): { from: Int32Array; to: Int32Array } {
  const from = Int32Array.from({ length }, (_, index) => Math.floor((index * sourceLength) / length));
  const to = from.map((first, index) =>
    Math.min(sourceLength, Math.max(first + 1, Math.floor(((index + 1) * sourceLength) / length))),
  );
  return { from, to };
}

type Area = { left: number; right: number; top: number; bottom: number };

function writeAverage({ width, data }: RgbFrame, { left, right, top, bottom }: Area, to: Uint8Array, at: number): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let y = top; y < bottom; y += 1) {
    const end = (y * width + right) * 3;
    for (let index = (y * width + left) * 3; index < end; index += 3) {
      red += data[index] ?? 0;
      green += data[index + 1] ?? 0;
      blue += data[index + 2] ?? 0;
    }
  }
  const count = (bottom - top) * (right - left);
  // Written into bytes, the fraction is cut off.
  to[at] = red / count + 0.5;
  to[at + 1] = green / count + 0.5;
  to[at + 2] = blue / count + 0.5;
}

/** What lies within the frame, in whole pixels and at least one of them, as face-api's `clipAtImageBorders` does. */
export function clipRect(rect: PixelRect, { width, height }: FrameSize): PixelRect {
  const left = Math.min(Math.max(rect.left, 0), width - 1);
  const top = Math.min(Math.max(rect.top, 0), height - 1);
  return {
    left: Math.floor(left),
    top: Math.floor(top),
    width: Math.max(1, Math.floor(Math.min(rect.left + rect.width, width) - left)),
    height: Math.max(1, Math.floor(Math.min(rect.top + rect.height, height) - top)),
  };
}

/** `squareSide` is the side of the square before it was scaled. */
export type Chip = { pixels: Float32Array; squareSide: number };

/**
 * A cut-out in the middle of a black square, scaled to `side`: what face-api's networks for landmarks and recognition were
 * trained on. Between pixels it goes linearly, with the corner as origin, as `tf.image.resizeBilinear` does.
 */
export function cutChip(frame: RgbFrame, rect: PixelRect, side: number): Chip {
  const squareSide = Math.max(rect.width, rect.height);
  const padLeft = squareSide - rect.width - Math.round((squareSide - rect.width) / 2);
  const padTop = squareSide - rect.height - Math.round((squareSide - rect.height) / 2);
  const pixels = new Float32Array(side * side * 3);
  const valueAt = (x: number, y: number, channel: number) => {
    const column = x - padLeft;
    const row = y - padTop;
    if (column < 0 || row < 0 || column >= rect.width || row >= rect.height) return 0;
    return frame.data[((rect.top + row) * frame.width + rect.left + column) * 3 + channel] ?? 0;
  };
  const scale = squareSide / side;
  for (let y = 0; y < side; y += 1) {
    const top = Math.floor(y * scale);
    const bottom = Math.min(top + 1, squareSide - 1);
    const down = y * scale - top;
    for (let x = 0; x < side; x += 1) {
      const left = Math.floor(x * scale);
      const right = Math.min(left + 1, squareSide - 1);
      const across = x * scale - left;
      for (let channel = 0; channel < 3; channel += 1) {
        const upper = valueAt(left, top, channel) * (1 - across) + valueAt(right, top, channel) * across;
        const lower = valueAt(left, bottom, channel) * (1 - across) + valueAt(right, bottom, channel) * across;
        pixels[(y * side + x) * 3 + channel] = upper * (1 - down) + lower * down;
      }
    }
  }
  return { pixels, squareSide };
}
