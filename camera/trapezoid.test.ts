import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endMsOf, planRun, planStop, planTo, stateIn, travelMs } from './trapezoid.ts';

const limits = { speedPerS: 60, accelerationPerS2: 180 };
const within = (least: number, greatest: number) => fc.double({ min: least, max: greatest, noNaN: true });
const start = fc.record({ position: within(-100, 100), velocityPerS: within(-60, 60) });

it('comes to rest at its target, never faster than allowed and without a jump', () => {
  fc.assert(
    fc.property(start, within(-100, 100), (from, target) => {
      const plan = planTo(from, target, limits, 1_000);
      const endMs = endMsOf(plan);
      let before = from;
      for (let ms = 1_000; ms <= endMs + 20; ms += 5) {
        const now = stateIn(plan, ms);
        expect(Math.abs(now.velocityPerS)).toBeLessThanOrEqual(60.001);
        expect(Math.abs(now.position - before.position)).toBeLessThanOrEqual(0.305);
        expect(Math.abs(now.velocityPerS - before.velocityPerS)).toBeLessThanOrEqual(180 * 0.005 + 0.001);
        before = now;
      }
      expect(stateIn(plan, endMs - 0.01).position).toBeCloseTo(target, 3);
      expect(stateIn(plan, endMs + 1)).toEqual({ position: target, velocityPerS: 0 });
    }),
  );
});

it('stops as soon as its brakes allow', () => {
  const plan = planStop({ position: 0, velocityPerS: 60 }, limits, 0);
  expect(endMsOf(plan)).toBeCloseTo(333.3, 1);
  expect(stateIn(plan, 1_000)).toEqual({ position: 10, velocityPerS: 0 });
});

it('knows how long a way takes', () => {
  expect(travelMs(60, limits)).toBeCloseTo(1_333, 0);
  expect(travelMs(-5, limits)).toBeCloseTo(2_000 * Math.sqrt(5 / 180), 0);
  expect(travelMs(0, limits)).toBe(0);
});

it('slows down first when it is faster than a new limit', () => {
  const plan = planTo({ position: 0, velocityPerS: 60 }, 100, { ...limits, speedPerS: 10 }, 0);
  expect(stateIn(plan, 1_000).velocityPerS).toBeCloseTo(10, 6);
  expect(stateIn(plan, endMsOf(plan)).position).toBeCloseTo(100, 9);
});

it('runs at a speed for its time and comes to rest, from whatever it did before', () => {
  fc.assert(
    fc.property(start, within(-60, 60), within(0.7, 3), (from, velocityPerS, forS) => {
      const plan = planRun(from, velocityPerS, forS, limits, 1_000);
      // Up to its speed within two thirds of a second at most.
      expect(stateIn(plan, 1_000 + forS * 1_000 - 1).velocityPerS).toBeCloseTo(velocityPerS, 0);
      const endMs = endMsOf(plan);
      expect(endMs).toBeGreaterThanOrEqual(1_000 + forS * 1_000 - 1);
      expect(stateIn(plan, endMs + 1).velocityPerS).toBe(0);
      expect(stateIn(plan, endMs + 1).position).toBeCloseTo(stateIn(plan, endMs - 1).position, 0);
    }),
  );
});
