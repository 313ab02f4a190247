import { expect, it } from 'vitest';
import { seatsInSight, sightOf } from './sight.ts';

const seat = (seatId: string, yawDegrees: number, pitchDegrees = 0) => ({
  ...{ seatId, yawDegrees, pitchDegrees, heightDegrees: 2, presetToken: null },
});
const ahead = { panDegrees: 0, tiltDegrees: 0, horizontalFovDegrees: 60 };

it('tells the seats that are in the picture, and where, as the camera looks', () => {
  const seats = [seat('middle', 0), seat('right', 20), seat('behind', 180), seat('above', 0, 30)];
  const [middle, right, ...more] = seatsInSight(seats, ahead);
  expect(middle).toEqual({ seatId: 'middle', x: 0.5, y: 0.5 });
  expect(right).toMatchObject({ seatId: 'right', y: expect.closeTo(0.5) });
  expect(right?.x).toBeCloseTo(0.5 + Math.tan(Math.PI / 9) / (2 * Math.tan(Math.PI / 6)));
  expect(more).toEqual([]);
  expect(seatsInSight(seats, { ...ahead, panDegrees: 180 }).map(({ seatId }) => seatId)).toEqual(['behind']);
});

it('tells no seat where nobody knows where the camera looks', () => {
  expect(seatsInSight([seat('middle', 0)], null)).toEqual([]);
});

it('marks the face nearest to where the followed one belongs, and none that is far from there', () => {
  const box = (left: number) => ({ left, top: 0.3, width: 0.05, height: 0.1, score: 0.9 });
  const isTarget = (boxes: number[], target: { x: number; y: number } | null) =>
    sightOf('one', boxes.map(box), target, []).faces.map((face) => face.isTarget);
  expect(isTarget([0.2, 0.5, 0.8], { x: 0.5, y: 0.35 })).toEqual([false, true, false]);
  expect(isTarget([0.05, 0.9], { x: 0.5, y: 0.35 })).toEqual([false, false]);
  expect(isTarget([0.5], null)).toEqual([false]);
});
