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
  for (const zooms of [[0.5], [0, 1]]) {
    expect(
      lensToKeep(
        measuredAt(zooms, () => 1.3),
        twelvefoldLens,
      ),
    ).toBeNull();
  }
});

it('corrects it between what was measured, and so needs no point of every zoom', () => {
  for (const zooms of [
    [0, 0.25, 0.5, 0.75, 1],
    [0, 0.4, 1],
    [0.1, 0.3, 0.8],
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

it('leaves out a point at which the picture was found again in the wrong place', () => {
  // As it was measured once on a busy machine: a view of 152 degrees.
  const oneIsOff = measuredAt([0, 0.284, 1], (zoom) => (zoom === 0 ? 2.35 : 1.05));
  expect(lensToKeep(oneIsOff, twelvefoldLens)).toBeNull();
  const others = measuredAt([0, 0.3, 0.5, 0.75, 1], (zoom) => (zoom === 0.5 ? 1.1 : 0.7));
  const lens = lensToKeep(others, twelvefoldLens) ?? [];
  for (const zoom of [0, 0.5, 1]) expect(fovAt(zoom, lens) / fovAt(zoom)).toBeCloseTo(0.7, 2);
});

it('takes none where the points do not bear each other out, or that is twice as wide as it was taken for', () => {
  const factors = [0.6, 1.3, 0.8, 1.5, 0.7];
  const zooms = [0, 0.25, 0.5, 0.75, 1];
  for (const factor of [(zoom: number) => factors[zooms.indexOf(zoom)] ?? 1, () => 2.1]) {
    expect(lensToKeep(measuredAt(zooms, factor), twelvefoldLens)).toBeNull();
  }
});
