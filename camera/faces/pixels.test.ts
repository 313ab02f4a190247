import { expect, test } from 'vitest';
import type { RgbFrame } from './face-engine.ts';
import { clipRect, cutChip, fitFrame } from './pixels.ts';

/** Red grows to the right, green downwards. */
function gradient(width: number, height: number): RgbFrame {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set([x, y, 200], (y * width + x) * 3);
  }
  return { width, height, data };
}

test('a frame of the right size goes in as it is, in memory of its own', () => {
  const frame = gradient(64, 32);
  const { pixels, usedWidth, usedHeight } = fitFrame(frame, { width: 64, height: 32 });
  expect([usedWidth, usedHeight]).toEqual([1, 1]);
  expect(pixels).toEqual(frame.data);
  expect(pixels.buffer).not.toBe(frame.data.buffer);
});

test('a larger frame keeps its proportions; each pixel is the mean of those that it stands for, and the rest is black', () => {
  const { pixels, usedWidth, usedHeight } = fitFrame(gradient(100, 200), { width: 64, height: 32 });
  expect([usedWidth, usedHeight]).toEqual([16 / 64, 1]);
  const at = (x: number, y: number) => [...pixels.subarray((y * 64 + x) * 3, (y * 64 + x) * 3 + 3)];
  expect(at(0, 0)).toEqual([3, 3, 200]);
  expect(at(15, 31)).toEqual([96, 196, 200]);
  expect(at(16, 0)).toEqual([0, 0, 0]);
});

test('a smaller frame is enlarged', () => {
  const { pixels, usedWidth, usedHeight } = fitFrame(gradient(16, 8), { width: 64, height: 32 });
  expect([usedWidth, usedHeight]).toEqual([1, 1]);
  expect([...pixels.subarray(63 * 3, 64 * 3)]).toEqual([15, 0, 200]);
});

test.each([
  [
    { left: -5.5, top: 2.7, width: 20, height: 10.9 },
    { left: 0, top: 2, width: 14, height: 10 },
  ],
  [
    { left: 90, top: 45, width: 30, height: 30 },
    { left: 90, top: 45, width: 10, height: 5 },
  ],
  [
    { left: 500, top: -90, width: 30, height: 30 },
    { left: 99, top: 0, width: 1, height: 1 },
  ],
])('what lies outside of the frame is cut off: %o', (rect, expected) => {
  expect(clipRect(rect, { width: 100, height: 50 })).toEqual(expected);
});

test('a face is cut out into the middle of a black square', () => {
  const { pixels, squareSide } = cutChip(gradient(100, 100), { left: 10, top: 20, width: 20, height: 40 }, 80);
  expect(squareSide).toBe(40);
  const at = (x: number, y: number) => [...pixels.subarray((y * 80 + x) * 3, (y * 80 + x) * 3 + 3)];
  expect(at(0, 0)).toEqual([0, 0, 0]);
  expect(at(20, 0)).toEqual([10, 20, 200]);
  expect(at(21, 1)).toEqual([10.5, 20.5, 200]);
  expect(at(79, 79)).toEqual([0, 0, 0]);
});
