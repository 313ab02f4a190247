/** Rooms of the twin as data: where seats are, who sits how, and what an operator would have set up for it. */
import { framingRules, poseForFace, shotFov } from '../framing.ts';
import type { PtzCapabilities } from '../ptz-driver.ts';
import type { RoomPlan, SeatPlace } from '../room-plan.ts';
import type { SeededRandom } from './random.ts';
import type { World, WorldPerson, WorldSeat } from './world.ts';

const degrees = 180 / Math.PI;
const headHeightM = 0.23;

/** Two rows on an arc before the camera, the back one between the heads of the front one; 60 degrees from end to end. */
export const councilSeats: readonly WorldSeat[] = [
  ...[-30, -20, -10, 0, 10, 20, 30].map((yawDegrees, index) => ({
    seatId: `seat-a${index + 1}`,
    yawDegrees,
    pitchDegrees: -5,
    distanceM: 4.8,
  })),
  ...[-25, -15, -5, 5, 15, 25].map((yawDegrees, index) => ({
    seatId: `seat-b${index + 1}`,
    yawDegrees,
    pitchDegrees: -1,
    distanceM: 6.5,
  })),
];

/** Everybody in their seat, some centimetres from its middle. */
export function seatedPeople(seats: readonly WorldSeat[], random: SeededRandom): WorldPerson[] {
  return seats.map(({ seatId, distanceM }) => ({
    personId: seatId.replace('seat', 'person'),
    seatId,
    offset: {
      yawDegrees: (random.normal(0.1) / distanceM) * degrees,
      pitchDegrees: (random.normal(0.05) / distanceM) * degrees,
    },
    steps: [],
    seed: Math.floor(random.between(1, 1e9)),
  }));
}

/** The seat map as an operator drew it: half a degree off here and there, the presets along with it. */
export function planOf({ seats }: World, limits: PtzCapabilities['limits'], random: SeededRandom): RoomPlan {
  return {
    seats: seats.map((seat): SeatPlace => {
      const yawDegrees = seat.yawDegrees + random.normal(0.5);
      const pitchDegrees = seat.pitchDegrees + random.normal(0.3);
      const heightDegrees = 2 * Math.atan(headHeightM / 2 / seat.distanceM) * degrees;
      return { seatId: seat.seatId, yawDegrees, pitchDegrees, heightDegrees, presetToken: seat.seatId };
    }),
    overview: {
      pose: { panDegrees: 0, tiltDegrees: -3, horizontalFovDegrees: limits.horizontalFovDegrees[1] },
      presetToken: 'overview',
    },
    wall: { pose: { panDegrees: 120, tiltDegrees: 10, horizontalFovDegrees: 40 }, presetToken: 'wall' },
  };
}

/** The presets that belong to a plan. */
export function presetsOf(plan: RoomPlan, limits: PtzCapabilities['limits']) {
  const views = (['overview', 'wall'] as const).flatMap((name) => {
    const { pose, presetToken } = plan[name];
    return pose && presetToken ? [{ token: presetToken, name, pose }] : [];
  });
  const seats = plan.seats.map((seat) => {
    const fov = shotFov(framingRules, 'seat', seat.heightDegrees, limits);
    return { token: seat.seatId, name: seat.seatId, pose: poseForFace(seat, fov, 0, framingRules, limits) };
  });
  return [...views, ...seats];
}
