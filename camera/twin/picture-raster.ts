/**
 * Pixels of the twin's picture: 32 bits each, red lowest. Sampling between pixels in both directions, so that slow motion
 * is smooth; two channels are reckoned with at once, as this has to be done for every pixel of a stream.
 */

import type { Direction } from '../geometry.ts';
import { directionAt, project } from '../geometry.ts';
import type { Pose } from '../ptz-driver.ts';

export type Pixels = { width: number; height: number; data: Int32Array };

/** A drawing that hangs in the room and faces the camera; colours are multiplied by their opacity. */
export type Sprite = {
  /** From full size down, each half of the one before. */
  levels: readonly Pixels[];
  /** The point of it that stands at the direction, in pixels of the first level. */
  middleX: number;
  middleY: number;
  pixelsPerM: number;
};

/** A panorama of all directions around: left edge at -180 degrees. */
export type Panorama = Pixels & { pixelsPerDegree: number; topDegrees: number };

/** Of a face that talks: the part that is drawn out downwards and upwards, in pixels of the first level. */
export type Stretch = { x: number; y: number; halfWidth: number; halfHeight: number; openness: number };

const even = 0x00ff00ff;
const cell = 16;

/** Draws everything that stands still, as seen in a pose. */
export function drawPanorama(into: Pixels, panorama: Panorama, pose: Pose): void {
  const columns = Math.ceil(into.width / cell) + 1;
  const rows = Math.ceil(into.height / cell) + 1;
  const nodesX = new Float64Array(columns * rows);
  const nodesY = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      // The middle of a pixel stands for it.
      const point = { x: (column * cell + 0.5) / into.width, y: (row * cell + 0.5) / into.height };
      const { yawDegrees, pitchDegrees } = directionAt(point, pose);
      nodesX[row * columns + column] = (yawDegrees + 180 + 360) * panorama.pixelsPerDegree;
      nodesY[row * columns + column] = (panorama.topDegrees - pitchDegrees) * panorama.pixelsPerDegree;
    }
  }
  for (let y = 0; y < into.height; y += 1) {
    const node = Math.floor(y / cell) * columns;
    const down = (y % cell) / cell;
    for (let column = 0; column < columns - 1; column += 1) {
      const at = node + column;
      const startX = mixed(nodesX, at, at + columns, down);
      const startY = mixed(nodesY, at, at + columns, down);
      const stepX = (mixed(nodesX, at + 1, at + columns + 1, down) - startX) / cell;
      const stepY = (mixed(nodesY, at + 1, at + columns + 1, down) - startY) / cell;
      const count = Math.min(cell, into.width - column * cell);
      copySpan(into.data, y * into.width + column * cell, count, panorama, { startX, startY, stepX, stepY });
    }
  }
}

type Span = { startX: number; startY: number; stepX: number; stepY: number };

function copySpan(into: Int32Array, start: number, count: number, from: Pixels, span: Span): void {
  const { width, height, data } = from;
  const { stepX, stepY } = span;
  let x = span.startX % width;
  let y = span.startY;
  for (let index = start; index < start + count; index += 1) {
    const inside = y < 0 ? 0 : y > height - 1.01 ? height - 1.01 : y;
    const column = x | 0;
    const row = inside | 0;
    const right = ((x - column) * 256) | 0;
    const below = ((inside - row) * 256) | 0;
    const left = column >= width ? column - width : column;
    const next = left + 1 === width ? 0 : left + 1;
    into[index] = between(data, row * width + left, row * width + next, width, right, below);
    x += stepX;
    y += stepY;
  }
}

/** The four neighbours of a point, each by how near it is; `across` and `down` are parts of 256. */
function between(data: Int32Array, left: number, right: number, width: number, across: number, down: number): number {
  const a = data[left] as number;
  const b = data[right] as number;
  const c = data[left + width] as number;
  const d = data[right + width] as number;
  const keep = 256 - across;
  const top = ((Math.imul(a & even, keep) + Math.imul(b & even, across)) >>> 8) & even;
  const bottom = ((Math.imul(c & even, keep) + Math.imul(d & even, across)) >>> 8) & even;
  const topOdd = ((Math.imul((a >>> 8) & even, keep) + Math.imul((b >>> 8) & even, across)) >>> 8) & even;
  const bottomOdd = ((Math.imul((c >>> 8) & even, keep) + Math.imul((d >>> 8) & even, across)) >>> 8) & even;
  const redBlue = ((Math.imul(top, 256 - down) + Math.imul(bottom, down)) >>> 8) & even;
  const greenOpacity = (Math.imul(topOdd, 256 - down) + Math.imul(bottomOdd, down)) & ~even;
  return redBlue | greenOpacity;
}

/** Draws a sprite where a direction is seen; its size follows from how far away it is. */
export function drawSprite(
  into: Pixels,
  sprite: Sprite,
  place: Direction & { distanceM: number },
  pose: Pose,
  stretch?: Stretch,
): void {
  const pixelsPerDegree = sprite.pixelsPerM * place.distanceM * (Math.PI / 180);
  const frame = frameOf(place, pose, into);
  if (!frame) return;
  // How many pixels of the first level one pixel of the picture takes.
  const scale = pixelsPerDegree / Math.hypot(frame.right.x, frame.right.y);
  const step = Math.max(0, Math.min(sprite.levels.length - 1, Math.floor(Math.log2(Math.max(1, scale)) + 0.35)));
  const level = sprite.levels[step];
  if (!level) return;
  const size = 2 ** step;
  const inverse = invert(frame.right, frame.down, pixelsPerDegree / size);
  if (!inverse) return;
  const anchor = { x: sprite.middleX / size, y: sprite.middleY / size };
  const bounds = boundsOf(level, anchor, frame, pixelsPerDegree / size, into);
  const mouth = stretch && stretch.openness > 0 ? shrunk(stretch, size) : null;
  const { at } = frame;
  for (let y = bounds.top; y < bounds.bottom; y += 1) {
    const dy = y + 0.5 - at.y;
    const startU = anchor.x + inverse.xx * (bounds.left + 0.5 - at.x) + inverse.xy * dy - 0.5;
    const startV = anchor.y + inverse.yx * (bounds.left + 0.5 - at.x) + inverse.yy * dy - 0.5;
    coverSpan(
      into.data,
      y * into.width + bounds.left,
      bounds.right - bounds.left,
      level,
      {
        startX: startU,
        startY: startV,
        stepX: inverse.xx,
        stepY: inverse.yx,
      },
      mouth,
    );
  }
}

function coverSpan(into: Int32Array, start: number, count: number, from: Pixels, span: Span, mouth: Stretch | null) {
  const { width, height, data } = from;
  const { startX, startY, stepX, stepY } = span;
  for (let index = 0; index < count; index += 1) {
    const u = startX + index * stepX;
    const straight = startY + index * stepY;
    const v = mouth ? stretched(mouth, u, straight) : straight;
    if (u < 0 || v < 0 || u >= width - 1 || v >= height - 1) continue;
    const column = u | 0;
    const row = v | 0;
    const at = row * width + column;
    const colour = between(data, at, at + 1, width, ((u - column) * 256) | 0, ((v - row) * 256) | 0);
    if (colour !== 0) cover(into, start + index, colour);
  }
}

type Frame = { at: { x: number; y: number }; right: { x: number; y: number }; down: { x: number; y: number } };

/** Where a direction is seen in pixels, and which way and how far a degree to its right and below goes. */
function frameOf(place: Direction, pose: Pose, { width, height }: Pixels): Frame | null {
  const half = 0.5;
  const cosine = Math.cos((place.pitchDegrees * Math.PI) / 180);
  const at = project(place, pose);
  const right = project({ ...place, yawDegrees: place.yawDegrees + half / cosine }, pose);
  const left = project({ ...place, yawDegrees: place.yawDegrees - half / cosine }, pose);
  const above = project({ ...place, pitchDegrees: place.pitchDegrees + half }, pose);
  const below = project({ ...place, pitchDegrees: place.pitchDegrees - half }, pose);
  if (!at || !right || !left || !above || !below || Math.abs(at.x - 0.5) > 3) return null;
  return {
    at: { x: at.x * width, y: at.y * height },
    right: { x: (right.x - left.x) * width, y: (right.y - left.y) * height },
    down: { x: (below.x - above.x) * width, y: (below.y - above.y) * height },
  };
}

function invert(right: Frame['right'], down: Frame['down'], pixelsPerDegree: number) {
  const area = right.x * down.y - right.y * down.x;
  if (Math.abs(area) < 1e-9) return null;
  const k = pixelsPerDegree / area;
  return { xx: down.y * k, xy: -down.x * k, yx: -right.y * k, yy: right.x * k };
}

function boundsOf(level: Pixels, anchor: { x: number; y: number }, frame: Frame, perDegree: number, into: Pixels) {
  const corners = [0, level.width].flatMap((u) =>
    [0, level.height].map((v) => {
      const [across, downward] = [(u - anchor.x) / perDegree, (v - anchor.y) / perDegree];
      return {
        x: frame.at.x + across * frame.right.x + downward * frame.down.x,
        y: frame.at.y + across * frame.right.y + downward * frame.down.y,
      };
    }),
  );
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    right: Math.min(into.width, Math.ceil(Math.max(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    bottom: Math.min(into.height, Math.ceil(Math.max(...ys))),
  };
}

function shrunk({ x, y, halfWidth, halfHeight, openness }: Stretch, size: number): Stretch {
  return { x: x / size, y: y / size, halfWidth: halfWidth / size, halfHeight: halfHeight / size, openness };
}

/** The middle of the patch is drawn out, its rim stays where it is. */
function stretched({ x, y, halfWidth, halfHeight, openness }: Stretch, u: number, v: number): number {
  const across = (u - x) / halfWidth;
  const down = (v - y) / halfHeight;
  const inside = 1 - across * across - down * down;
  return inside <= 0 ? v : v - (v - y) * inside * openness;
}

function cover(into: Int32Array, index: number, colour: number): void {
  const through = 256 - (colour >>> 24);
  if (through <= 1) {
    into[index] = colour;
    return;
  }
  const under = into[index] as number;
  const rb = (Math.imul(under & even, through) >>> 8) & even;
  const ga = Math.imul((under >>> 8) & even, through) & ~even;
  into[index] = colour + (rb | ga);
}

/** Smears along rows or columns, as a camera does that turns while the shutter is open. */
export function blur(pixels: Pixels, lengthX: number, lengthY: number): void {
  const { width, height, data } = pixels;
  if (lengthX >= 2) for (let y = 0; y < height; y += 1) smear(data, y * width, 1, width, Math.round(lengthX));
  if (lengthY >= 2) for (let x = 0; x < width; x += 1) smear(data, x, width, height, Math.round(lengthY));
}

function smear(data: Int32Array, start: number, stride: number, count: number, length: number): void {
  const before = length >> 1;
  const line = new Int32Array(count + length);
  for (let index = 0; index < line.length; index += 1) {
    line[index] = data[start + Math.min(count - 1, Math.max(0, index - before)) * stride] as number;
  }
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let index = 0; index < length; index += 1) {
    const colour = line[index] as number;
    red += colour & 255;
    green += (colour >>> 8) & 255;
    blue += (colour >>> 16) & 255;
  }
  const share = 1 / length;
  for (let index = 0; index < count; index += 1) {
    data[start + index * stride] = 0xff000000 | ((blue * share) << 16) | ((green * share) << 8) | (red * share);
    const next = line[index + length] as number;
    const gone = line[index] as number;
    red += (next & 255) - (gone & 255);
    green += ((next >>> 8) & 255) - ((gone >>> 8) & 255);
    blue += ((next >>> 16) & 255) - ((gone >>> 16) & 255);
  }
}

function mixed(values: Float64Array, one: number, other: number, share: number): number {
  return (values[one] ?? 0) * (1 - share) + (values[other] ?? 0) * share;
}
