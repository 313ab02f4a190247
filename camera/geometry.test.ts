import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  degreesBetween,
  directionAt,
  fovForHeight,
  heightInPicture,
  poseThatShows,
  project,
  widthsBetween,
} from './geometry.ts';

const within = (least: number, greatest: number) => fc.double({ min: least, max: greatest, noNaN: true });
const fov = within(6, 65);
const pose = fc.record({ panDegrees: within(-170, 170), tiltDegrees: within(-30, 60), horizontalFovDegrees: fov });
const direction = fc.record({ yawDegrees: within(-170, 170), pitchDegrees: within(-25, 40) });
const point = fc.record({ x: within(0, 1), y: within(0, 1) });

it('finds the direction again from its point in the picture', () => {
  fc.assert(
    fc.property(pose, point, (camera, there) => {
      const back = project(directionAt(there, camera), camera);
      expect(back?.x).toBeCloseTo(there.x, 6);
      expect(back?.y).toBeCloseTo(there.y, 6);
    }),
  );
});

it('knows the pose in which a direction is seen at a point', () => {
  fc.assert(
    fc.property(direction, point, fov, (where, there, width) => {
      const seen = project(where, poseThatShows(where, there, width));
      expect(seen?.x).toBeCloseTo(there.x, 5);
      expect(seen?.y).toBeCloseTo(there.y, 5);
    }),
  );
});

it('sees right and up where they are', () => {
  const camera = { panDegrees: 10, tiltDegrees: 0, horizontalFovDegrees: 60 };
  const middle = project({ yawDegrees: 10, pitchDegrees: 0 }, camera);
  expect(middle).toEqual({ x: 0.5, y: 0.5 });
  expect(project({ yawDegrees: 40, pitchDegrees: 0 }, camera)?.x).toBeCloseTo(1, 6);
  expect(project({ yawDegrees: 10, pitchDegrees: 10 }, camera)?.y).toBeLessThan(0.5);
  expect(project({ yawDegrees: 200, pitchDegrees: 0 }, camera)).toBeNull();
});

it('measures heights and distances in parts of the picture', () => {
  expect(heightInPicture(2.6, fovForHeight(2.6, 0.2))).toBeCloseTo(0.2, 9);
  expect(widthsBetween({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 + 16 / 90 })).toBeCloseTo(0.1, 9);
  expect(degreesBetween({ yawDegrees: 3, pitchDegrees: 0 }, { yawDegrees: 0, pitchDegrees: 4 })).toBeCloseTo(5, 2);
});
