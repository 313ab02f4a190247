/** The grid in which equal pictures of 16:9 are largest, and how many of them are worth showing at once. */
export function bestGrid(
  count: number,
  width: number,
  height: number,
  gap: number,
): { columns: number; tileWidth: number } {
  let best = { columns: 1, tileWidth: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const byWidth = (width - gap * (columns - 1)) / columns;
    const byHeight = ((height - gap * (rows - 1)) / rows) * (16 / 9);
    const tileWidth = Math.floor(Math.min(byWidth, byHeight));
    if (tileWidth > best.tileWidth) best = { columns, tileWidth };
  }
  return best;
}

/** The server sends so many cameras at a time unless it is told otherwise. */
const mostOnPage = 25;
/** Narrower, a name is not read from a chair any more. */
const leastWidth = { wide: 196, narrow: 150 } as const;
const wideFrom = 640;

/**
 * How many pages the pictures need so that each stays readable, and how many stand on one: pages are filled evenly, so
 * that the last one does not hold a single face.
 */
export function pagesOf(count: number, width: number, height: number, gap: number): { pages: number; perPage: number } {
  const least = width >= wideFrom ? leastWidth.wide : leastWidth.narrow;
  const columns = Math.max(1, Math.floor((width + gap) / (least + gap)));
  const rows = Math.max(1, Math.floor((height + gap) / ((least * 9) / 16 + gap)));
  const most = Math.min(mostOnPage, columns * rows);
  const pages = Math.max(1, Math.ceil(count / most));
  return { pages, perPage: Math.ceil(count / pages) || 1 };
}
