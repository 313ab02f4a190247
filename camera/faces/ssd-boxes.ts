/** From what the detector's network says to boxes: its anchors for any size of input, decoding, one box per face. */
import type { FaceBox, FrameSize } from './face-engine.ts';

/** What the network says of each anchor: four numbers of where, and three of what (nothing, a face, unused). */
export type SsdAnswer = { boxes: Float32Array; classes: Float32Array };

/** An anchor is its middle and its size, in pixels of the input: y, x, height, width. */
export type Anchors = Float32Array;

/** Cells along the side of the trained square, and anchors per cell, by level. */
const squareSide = 512;
const levels = [
  { cells: 32, perCell: 3 },
  { cells: 16, perCell: 6 },
  { cells: 8, perCell: 6 },
  { cells: 4, perCell: 6 },
  { cells: 2, perCell: 6 },
  { cells: 1, perCell: 6 },
];
const firstCellSide = squareSide / 32;
/** How the encoding was scaled in training. */
const centreScale = 10;
const sizeScale = 5;
/** Boxes that overlap more are taken for the same face. */
const sameFaceOverlap = 0.5;

/**
 * The network is convolutional, so it takes any size; its stored anchors fit the square only. Those of one cell repeat along
 * the grid: the first cell of each level gives the boxes, the size of the input how often they repeat.
 */
export function anchorsFor({ width, height }: FrameSize, squareAnchors: Float32Array): Anchors {
  const anchors: number[] = [];
  let offset = 0;
  let rows = Math.ceil(height / firstCellSide);
  let columns = Math.ceil(width / firstCellSide);
  for (const { cells, perCell } of levels) {
    const step = squareSide / cells;
    const cell = Array.from({ length: perCell }, (_, index) => firstCellAnchor(squareAnchors, offset + index));
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        for (const anchor of cell) {
          anchors.push(anchor.y + row * step, anchor.x + column * step, anchor.height, anchor.width);
        }
      }
    }
    offset += cells * cells * perCell;
    rows = Math.ceil(rows / 2);
    columns = Math.ceil(columns / 2);
  }
  return Float32Array.from(anchors);
}

function firstCellAnchor(squareAnchors: Float32Array, index: number) {
  const [top = 0, left = 0, bottom = 0, right = 0] = squareAnchors.subarray(index * 4, index * 4 + 4);
  return {
    y: ((top + bottom) / 2) * squareSide,
    x: ((left + right) / 2) * squareSide,
    height: (bottom - top) * squareSide,
    width: (right - left) * squareSide,
  };
}

/** In order of their score, as parts of the input. */
export function facesOf(answer: SsdAnswer, anchors: Anchors, input: FrameSize, minScore: number): FaceBox[] {
  const candidates: FaceBox[] = [];
  for (let index = 0; index * 4 < anchors.length; index += 1) {
    const score = sigmoid(answer.classes[index * 3 + 1] ?? 0);
    if (score >= minScore) candidates.push(decode(answer.boxes, anchors, index, input, score));
  }
  candidates.sort((one, other) => other.score - one.score);
  const faces: FaceBox[] = [];
  for (const candidate of candidates) {
    if (faces.every((face) => overlap(face, candidate) <= sameFaceOverlap)) faces.push(candidate);
  }
  return faces;
}

function decode(boxes: Float32Array, anchors: Anchors, index: number, input: FrameSize, score: number): FaceBox {
  const [dy = 0, dx = 0, growY = 0, growX = 0] = boxes.subarray(index * 4, index * 4 + 4);
  const [y = 0, x = 0, anchorHeight = 0, anchorWidth = 0] = anchors.subarray(index * 4, index * 4 + 4);
  const height = Math.exp(growY / sizeScale) * anchorHeight;
  const width = Math.exp(growX / sizeScale) * anchorWidth;
  const left = (dx / centreScale) * anchorWidth + x - width / 2;
  const top = (dy / centreScale) * anchorHeight + y - height / 2;
  return {
    left: left / input.width,
    top: top / input.height,
    width: width / input.width,
    height: height / input.height,
    score,
  };
}

/** Shared area over joint area, 0 to 1. */
export function overlap(one: Omit<FaceBox, 'score'>, other: Omit<FaceBox, 'score'>): number {
  const width = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (one.width * one.height + other.width * other.height - shared);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
