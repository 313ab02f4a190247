import { expect, test } from 'vitest';
import { modelFolder, readWeights } from './model-files.ts';
import { anchorsFor, facesOf, overlap } from './ssd-boxes.ts';
import { ssdLayers } from './ssd-layers.ts';

const squareSide = 512;

test('anchors that are built for the trained square are those that were stored', async () => {
  const { squareAnchors } = ssdLayers(await readWeights(modelFolder(), 'ssd'));
  const anchors = anchorsFor({ width: squareSide, height: squareSide }, squareAnchors);
  expect(anchors).toHaveLength(squareAnchors.length);
  for (let index = 0; index < anchors.length; index += 4) {
    const [y = 0, x = 0, height = 0, width = 0] = anchors.subarray(index, index + 4);
    const built = [y - height / 2, x - width / 2, y + height / 2, x + width / 2];
    for (const [side, value] of built.entries()) {
      expect(Math.abs(value / squareSide - (squareAnchors[index + side] ?? 0))).toBeLessThan(1e-4);
    }
  }
});

test.each([
  [640, 352, 40 * 22 * 3 + (20 * 11 + 10 * 6 + 5 * 3 + 3 * 2 + 2 * 1) * 6],
  [960, 544, 60 * 34 * 3 + (30 * 17 + 15 * 9 + 8 * 5 + 4 * 3 + 2 * 2) * 6],
])('a picture of %d x %d has as many anchors as the network has answers', async (width, height, count) => {
  const { squareAnchors } = ssdLayers(await readWeights(modelFolder(), 'ssd'));
  expect(anchorsFor({ width, height }, squareAnchors)).toHaveLength(count * 4);
});

test('of boxes for the same face the surest stays; those that are not sure enough go', () => {
  const anchors = Float32Array.of(100, 100, 50, 50, 104, 100, 50, 50, 300, 300, 40, 40, 100, 400, 50, 50);
  const likely = (value: number) => [0, value, 0];
  const answer = {
    boxes: new Float32Array(16),
    classes: Float32Array.from([likely(1), likely(2), likely(0.5), likely(-3)].flat()),
  };
  const faces = facesOf(answer, anchors, { width: 500, height: 500 }, 0.4);
  expect(faces.map(({ top }) => Math.round(top * 500))).toEqual([79, 280]);
  expect(faces[0]?.score).toBeCloseTo(0.88, 2);
});

test('overlap is shared area over joint area', () => {
  const box = { left: 0, top: 0, width: 2, height: 2 };
  expect(overlap(box, box)).toBe(1);
  expect(overlap(box, { left: 1, top: 0, width: 2, height: 2 })).toBeCloseTo(1 / 3);
  expect(overlap(box, { left: 2, top: 0, width: 2, height: 2 })).toBe(0);
});
