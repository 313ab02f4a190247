import { expect, it } from 'vitest';
import { lensToKeep } from './lens-test.ts';
import { fovAt, twelvefoldLens } from './twin/zoom-table.ts';

const measuredAt = (zooms: readonly number[], factor: (zoom: number) => number) =>
  zooms.map((zoom) => [zoom, fovAt(zoom) * factor(zoom)] as const);

it('keeps the lens that it was taken for where what was measured hardly differs, or is too little', () => {
  expect(lensToKeep(null, twelvefoldLens)).toBeNull();
  expect(
    lensToKeep(
      measuredAt([0, 0.3, 1], (zoom) => (zoom === 1 ? 1.08 : 0.95)),
      twelvefoldLens,
    ),
  ).toBeNull();
  expect(
    lensToKeep(
      measuredAt([0, 0.2, 0.4], () => 1.3),
      twelvefoldLens,
    ),
  ).toBeNull();
  expect(
    lensToKeep(
      measuredAt([0.5], () => 1.3),
      twelvefoldLens,
    ),
  ).toBeNull();
});

it('corrects it between what was measured, and so needs no point of every zoom', () => {
  for (const zooms of [
    [0, 0.25, 0.5, 0.75, 1],
    [0, 1],
    [0.1, 0.8],
  ]) {
    const lens =
      lensToKeep(
        measuredAt(zooms, () => 0.7),
        twelvefoldLens,
      ) ?? [];
    expect(lens).toHaveLength(twelvefoldLens.length);
    for (const zoom of [0, 0.33, 0.5, 1]) expect(fovAt(zoom, lens) / fovAt(zoom)).toBeCloseTo(0.7, 2);
  }
});

it('takes no lens that would become wider as it zooms in', () => {
  expect(
    lensToKeep(
      measuredAt([0, 1], (zoom) => (zoom === 0 ? 0.05 : 3)),
      twelvefoldLens,
    ),
  ).toBeNull();
});
