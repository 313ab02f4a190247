import { describe, expect, it } from 'vitest';
import { bestGrid, pagesOf } from './grid.ts';

describe('grid of pictures', () => {
  it('puts pictures beside each other where there is width, above each other where there is height', () => {
    expect(bestGrid(2, 1600, 500, 8).columns).toBe(2);
    expect(bestGrid(2, 400, 900, 8).columns).toBe(1);
    expect(bestGrid(9, 1600, 900, 8).columns).toBe(3);
  });

  it('never draws beyond its area', () => {
    const { columns, tileWidth } = bestGrid(7, 1000, 700, 8);
    const rows = Math.ceil(7 / columns);
    expect(columns * tileWidth + (columns - 1) * 8).toBeLessThanOrEqual(1000);
    expect((rows * tileWidth * 9) / 16 + (rows - 1) * 8).toBeLessThanOrEqual(700);
  });
});

describe('pages of the grid', () => {
  it.each([
    ['a wall', 1900, 1000, 2],
    ['a desk', 1200, 800, 2],
    ['a tablet', 620, 600, 3],
    ['a telephone', 378, 330, 5],
  ])('hold thirty sites readably on %s', (_name, width, height, pages) => {
    const found = pagesOf(30, width, height, 8);
    expect(found.pages).toBeLessThanOrEqual(pages);
    expect(found.perPage * found.pages).toBeGreaterThanOrEqual(30);
    expect(bestGrid(found.perPage, width, height, 8).tileWidth).toBeGreaterThanOrEqual(145);
  });

  it('are filled evenly, and never hold more than the server sends', () => {
    expect(pagesOf(26, 4_000, 2_000, 8)).toEqual({ pages: 2, perPage: 13 });
    expect(pagesOf(25, 4_000, 2_000, 8)).toEqual({ pages: 1, perPage: 25 });
    expect(pagesOf(0, 1_000, 600, 8)).toEqual({ pages: 1, perPage: 1 });
  });
});
