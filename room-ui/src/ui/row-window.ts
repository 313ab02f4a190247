/** Which rows of a long list are worth drawing, from their heights and the part of the page that is in sight. */
export type RowWindow = { first: number; end: number };

/** Above and below the part in sight, so that a fast thumb does not see empty space. In pixels. */
const marginPx = 600;
/** Also of a list that is out of sight altogether: it may come into sight at once. */
const leastRows = 20;

/** The start of each row from the top of the list, and at the end the height of all. */
export function rowOffsets(
  keys: readonly string[],
  heights: ReadonlyMap<string, number>,
  usualPx: number,
): Float64Array {
  const offsets = new Float64Array(keys.length + 1);
  keys.forEach((key, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + (heights.get(key) ?? usualPx);
  });
  return offsets;
}

/** The rows between two heights of the list, with a margin. */
export function rowsBetween(offsets: Float64Array, topPx: number, bottomPx: number): RowWindow {
  const count = offsets.length - 1;
  const first = rowAt(offsets, topPx - marginPx);
  return { first, end: Math.min(count, Math.max(first + leastRows, rowAt(offsets, bottomPx + marginPx) + 1)) };
}

/** The row at a height of the list: the first when above it, the last when below. */
export function rowAt(offsets: Float64Array, yPx: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= yPx) low = middle;
    else high = middle - 1;
  }
  return low;
}

export type DrawnRow = { index: number; gapBeforePx: number };

/** The rows to draw with the empty space before each. A kept row, the one with the focus, is drawn wherever it is. */
export function drawnRows(offsets: Float64Array, { first, end }: RowWindow, kept: number | null) {
  const count = offsets.length - 1;
  const indices: number[] = [];
  if (kept !== null && kept < first) indices.push(kept);
  for (let index = first; index < Math.min(end, count); index++) indices.push(index);
  if (kept !== null && kept >= end && kept < count) indices.push(kept);
  let drawnTo = 0;
  const rows = indices.map((index): DrawnRow => {
    const gapBeforePx = (offsets[index] ?? 0) - drawnTo;
    drawnTo = offsets[index + 1] ?? 0;
    return { index, gapBeforePx };
  });
  return { rows, gapAfterPx: (offsets[count] ?? 0) - drawnTo };
}
