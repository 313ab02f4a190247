import { describe, expect, it } from 'vitest';
import { bestGrid } from './grid.ts';

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
