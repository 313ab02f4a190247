/** Poses and directions at random, for property tests. */
import fc from 'fast-check';

const within = (least: number, greatest: number) => fc.double({ min: least, max: greatest, noNaN: true });

export const pose = fc.record({
  panDegrees: within(-170, 170),
  tiltDegrees: within(-30, 60),
  horizontalFovDegrees: within(6, 65),
});

export const direction = fc.record({ yawDegrees: within(-170, 170), pitchDegrees: within(-25, 40) });
