import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SkewEstimate } from './skew-estimate.ts';
import { SeededRandom } from './twin/random.ts';

it('finds out how late the video really is from a few moves', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 60 }), fc.integer(), (skewMs, seed) => {
      const random = new SeededRandom(seed);
      const estimate = new SkewEstimate(60);
      for (let picture = 0; picture < 60; picture += 1) {
        const degreesPerS = random.between(20, 60) * (random.isTrueIn(0.5) ? 1 : -1);
        const left = skewMs - estimate.skewMs;
        estimate.learn([(-degreesPerS * left) / 1000 + random.normal(0.2)], degreesPerS);
      }
      expect(Math.abs(estimate.skewMs - skewMs)).toBeLessThan(12);
      expect(estimate.boundMs).toBeLessThan(20);
    }),
  );
});

it('learns nothing from a camera that stands still', () => {
  const estimate = new SkewEstimate(40);
  for (let picture = 0; picture < 100; picture += 1) estimate.learn([2], 3);
  expect([estimate.skewMs, estimate.boundMs]).toEqual([0, 40]);
});
