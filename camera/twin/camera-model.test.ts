import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CameraModel, poseOf } from './camera-model.ts';
import { standardCamera } from './profiles.ts';
import { fovAt, twelvefoldLens, zoomFor } from './zoom-table.ts';

const { body } = standardCamera;
const within = (least: number, greatest: number) => fc.double({ min: least, max: greatest, noNaN: true });

it('keeps to speed, acceleration and range, whatever it is told', () => {
  const command = fc.oneof(
    fc.record({
      type: fc.constant('move' as const),
      to: fc.record({ pan: within(-400, 400), tilt: within(-90, 120), zoom: within(-1, 2) }),
    }),
    fc.record({ type: fc.constant('moveByFov' as const), right: within(-2, 2), up: within(-2, 2) }),
    fc.record({
      type: fc.constant('velocity' as const),
      speed: fc.record({ pan: within(-1, 1), tilt: within(-1, 1), zoom: within(-1, 1) }),
      forMs: fc.option(fc.integer({ min: 1, max: 900 })),
    }),
    fc.record({ type: fc.constant('stop' as const) }),
  );
  const orders = fc.array(fc.record({ command, pauseMs: fc.integer({ min: 1, max: 700 }) }), { maxLength: 12 });
  fc.assert(
    fc.property(orders, (list) => {
      const model = new CameraModel(body);
      let atMs = 100;
      let before = model.stateAt(0);
      let seenMs = 0;
      for (const { command: order, pauseMs } of list) {
        model.apply(order, atMs);
        for (; seenMs <= atMs + pauseMs; seenMs += 10) {
          const now = model.stateAt(seenMs);
          expect(Math.abs(now.speedPerS.pan)).toBeLessThanOrEqual(60.001);
          expect(Math.abs(now.speedPerS.pan - before.speedPerS.pan)).toBeLessThanOrEqual(1.801);
          expect(Math.abs(now.view.panDegrees - now.motors.pan)).toBeLessThanOrEqual(0.1001);
          expect(Math.abs(now.motors.pan)).toBeLessThanOrEqual(170.001);
          expect(now.motors.zoom).toBeGreaterThanOrEqual(-0.001);
          expect(now.motors.zoom).toBeLessThanOrEqual(1.001);
          before = now;
        }
        atMs += pauseMs;
      }
    }),
    { numRuns: 30 },
  );
});

it('begins after its own delay and reports what was a moment ago', () => {
  const model = new CameraModel(body);
  model.apply({ type: 'move', to: { pan: 30 } }, 1_000);
  expect(model.stateAt(1_080).isMoving).toBe(true);
  expect(model.stateAt(1_079).motors.pan).toBe(0);
  const ms = 1_400;
  expect(model.reportedAt(ms).pose).toEqual(poseOf(model.stateAt(ms - body.statusLagMs).motors));
  expect(model.stateAt(2_500).motors.pan).toBe(30);
  expect(model.stateAt(2_500).isMoving).toBe(false);
});

it('has play in its gear: the view stays behind the motor on the side it came from', () => {
  const model = new CameraModel(body);
  model.apply({ type: 'move', to: { pan: 10 } }, 0);
  expect(model.stateAt(2_000).view.panDegrees).toBeCloseTo(9.9, 6);
  model.apply({ type: 'move', to: { pan: 9.85 } }, 2_000);
  expect(model.stateAt(4_000).view.panDegrees).toBeCloseTo(9.9, 6);
  model.apply({ type: 'move', to: { pan: 5 } }, 4_000);
  expect(model.stateAt(6_000).view.panDegrees).toBeCloseTo(5.1, 6);
});

it('runs on until something stops it when nobody said for how long', () => {
  const model = new CameraModel(body);
  model.apply({ type: 'velocity', speed: { pan: 0.5, tilt: 0, zoom: 0 }, forMs: null }, 0);
  expect(model.stateAt(3_000).speedPerS.pan).toBeCloseTo(30, 6);
  model.apply({ type: 'stop' }, 3_000);
  expect(model.stateAt(3_500).isMoving).toBe(false);
  model.apply({ type: 'velocity', speed: { pan: 0.5, tilt: 0, zoom: 0 }, forMs: 400 }, 4_000);
  expect(model.stateAt(4_300).isMoving).toBe(true);
  expect(model.stateAt(4_900).isMoving).toBe(false);
});

it('comes to rest and forgets its orders without power', () => {
  const model = new CameraModel(body);
  model.apply({ type: 'move', to: { pan: 100 } }, 0);
  model.cutPower(700);
  const stopped = model.stateAt(1_500).motors.pan;
  expect(stopped).toBeLessThan(60);
  expect(model.stateAt(3_000).motors.pan).toBe(stopped);
});

it('has a lens whose table goes both ways', () => {
  fc.assert(
    fc.property(within(0, 1), (zoom) => {
      expect(zoomFor(fovAt(zoom))).toBeCloseTo(zoom, 9);
    }),
  );
  expect([fovAt(-1), fovAt(2)]).toEqual([65, 6]);
  expect(twelvefoldLens.length).toBeGreaterThan(5);
});
