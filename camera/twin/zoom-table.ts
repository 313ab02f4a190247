/** What a lens shows at each part of its zoom: measured points, straight lines between them. */

/** Zoom from 0 (wide) to 1, and the width of the view in degrees; strictly narrower from point to point. */
export type ZoomTable = readonly (readonly [zoom: number, horizontalFovDegrees: number])[];

/** A 12-fold lens, 65 to 6 degrees: most of the change lies at the wide end, as it does with real ones. */
export const twelvefoldLens: ZoomTable = [
  [0, 65],
  [0.1, 53],
  [0.2, 43],
  [0.3, 34.5],
  [0.4, 27.5],
  [0.5, 21.8],
  [0.6, 17.2],
  [0.7, 13.4],
  [0.8, 10.4],
  [0.9, 8],
  [1, 6],
];

export function fovAt(zoom: number, table: ZoomTable = twelvefoldLens): number {
  return between(table, zoom, 0, 1);
}

export function zoomFor(horizontalFovDegrees: number, table: ZoomTable = twelvefoldLens): number {
  return between(table, horizontalFovDegrees, 1, 0);
}

function between(table: ZoomTable, value: number, from: 0 | 1, to: 0 | 1): number {
  const points = from === 0 ? table : table.toReversed();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) throw new Error('A table of zoom has at least one point.');
  if (value <= first[from]) return first[to];
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (!before || value > point[from]) continue;
    const share = (value - before[from]) / (point[from] - before[from]);
    return before[to] + share * (point[to] - before[to]);
  }
  return last[to];
}
