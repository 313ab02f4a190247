import { describe, expect, it } from 'vitest';
import { type Drawn, shownOf } from './shown-pictures.ts';

function drawn(producerId: string, height: number, part: Partial<Drawn> = {}): Drawn {
  return { producerId, width: (height * 16) / 9, height, isInView: true, isFloating: false, ...part };
}

describe('pictures that are shown', () => {
  it('are told in device pixels and in steps', () => {
    expect(shownOf([drawn('a', 100)], false, 2)).toEqual([{ producerId: 'a', width: 352, height: 208 }]);
    expect(shownOf([drawn('a', 101)], false, 2)).toEqual(shownOf([drawn('a', 100)], false, 2));
  });

  it('are told once, as large as their largest place', () => {
    const shown = shownOf([drawn('a', 96), drawn('a', 320), drawn('a', 160)], false, 1);
    expect(shown).toEqual([expect.objectContaining({ producerId: 'a', height: 320 })]);
  });

  it('are not those out of view, without a size, or in a hidden page', () => {
    expect(shownOf([drawn('a', 96, { isInView: false }), drawn('b', 0)], false, 1)).toEqual([]);
    expect(shownOf([drawn('a', 96)], true, 1)).toEqual([]);
  });

  it('are also those in a window of their own while the page is hidden', () => {
    const shown = shownOf([drawn('a', 96, { isFloating: true }), drawn('b', 96)], true, 1);
    expect(shown.map(({ producerId }) => producerId)).toEqual(['a']);
  });

  it('are bounded, the smallest left out first', () => {
    const many = Array.from({ length: 130 }, (_, index) => drawn(`p${index}`, 100 + index * 16));
    const shown = shownOf(many, false, 1);
    expect(shown).toHaveLength(100);
    expect(shown.some(({ producerId }) => producerId === 'p129')).toBe(true);
    expect(shown.some(({ producerId }) => producerId === 'p0')).toBe(false);
  });
});
