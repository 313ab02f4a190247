import { describe, expect, it } from 'vitest';
import { cameraEncodings, cameraLayersFor } from './send-profiles.ts';

describe('layers of a camera', () => {
  it.each([
    [1080, 3],
    [720, 3],
    [540, 3],
    [480, 2],
    [360, 2],
    [240, 1],
    [undefined, 3],
  ])('of %s lines are %i', (lines, layers) => {
    expect(cameraLayersFor(lines)).toBe(layers);
  });

  it('double in size and grow in bits, the last one whole', () => {
    for (const layers of [1, 2, 3] as const) {
      const encodings = cameraEncodings(layers);
      expect(encodings.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy)).toEqual([4, 2, 1].slice(3 - layers));
      const bits = encodings.map(({ maxBitrate }) => maxBitrate ?? 0);
      expect(bits).toEqual(bits.toSorted((one, other) => one - other));
    }
  });
});
