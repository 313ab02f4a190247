/** What the automation of a camera begins with: from how it was set up, and from what the meeting means for the room. */
import { type Calibration, rungOf } from '../calibration.ts';
import type { RoomEvent } from '../director-state.ts';
import type { OnvifDriver } from '../drivers/onvif.ts';
import type { RoomOrders } from '../protocol.ts';
import type { PtzCapabilities } from '../ptz-driver.ts';
import type { RoomPlan } from '../room-plan.ts';
import { cautiousCalibration } from '../self-test.ts';
import type { StoredCamera } from './cameras-file.ts';

export function calibrationOf({ tested }: StoredCamera, driver: OnvifDriver): Calibration | null {
  const rung = rungOf(driver.capabilities);
  return tested?.calibration ?? (rung && cautiousCalibration(rung));
}

/** Nothing was set up, so nothing is gone to: an overview that nobody stored would be any place. */
export function planOf({ seats, overview, wall }: StoredCamera, { limits }: PtzCapabilities): RoomPlan {
  const nowhere = { pose: null, presetToken: null };
  // Nobody may be shown: as far aside as it goes, which shows the wall more likely than people.
  const aside = {
    pose: {
      panDegrees: limits.panDegrees[1],
      tiltDegrees: limits.tiltDegrees[1],
      horizontalFovDegrees: limits.horizontalFovDegrees[0],
    },
    presetToken: null,
  };
  return { seats, overview: overview ?? nowhere, wall: wall ?? aside, isWallStored: wall !== null };
}

export function eventsOf({ holders, next, privacy }: RoomOrders): RoomEvent[] {
  return [
    { type: 'privacy', reason: privacy },
    { type: 'floor', holders, next },
  ];
}
