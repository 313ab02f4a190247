/** Puts an order into words of the driver: those of the tracker, and those of a hand on the picture. */
import type { ManualCommand } from './director-state.ts';
import { framingRules } from './framing.ts';
import { directionAt, poseThatShows } from './geometry.ts';
import type { Pose, PtzDriver } from './ptz-driver.ts';
import type { DriveCommand } from './steering.ts';

export async function drive(driver: PtzDriver, command: DriveCommand): Promise<boolean> {
  switch (command.type) {
    case 'moveTo':
      return driver.moveTo(command.pose);
    case 'moveByFov':
      return driver.moveByFov({ right: command.right, up: command.up });
    case 'velocity':
      return driver.velocity(command.speed, command.forMs);
    case 'stop':
      await driver.stop();
      return true;
    case 'goToPreset':
      return driver.goToPreset(command.token);
  }
}

/** `pose`: where the camera looks, if that is known. */
export async function driveByHand(driver: PtzDriver, command: ManualCommand, pose: Pose | null): Promise<boolean> {
  switch (command.type) {
    case 'pose':
      return driver.moveTo(command.pose);
    case 'preset':
      return driver.goToPreset(command.token);
    case 'moveByPicture':
      return moveByPicture(driver, 0.5 + command.right / 2, 0.5 - command.up / 2, { x: 0.5, y: 0.5 }, pose);
    case 'frame':
      return moveByPicture(driver, command.x, command.y, { x: 0.5, y: framingRules.faceAt }, pose);
    case 'velocity':
      return driver.velocity(command.speed, command.forMs);
    case 'home':
      return driver.goHome();
    case 'stop':
      await driver.stop();
      return true;
  }
}

/** Brings what is at one point of the picture to another. */
function moveByPicture(
  driver: PtzDriver,
  x: number,
  y: number,
  to: { x: number; y: number },
  pose: Pose | null,
): Promise<boolean> {
  const { absolute, relativeFov } = driver.capabilities;
  if (pose && absolute) {
    return driver.moveTo(poseThatShows(directionAt({ x, y }, pose), to, pose.horizontalFovDegrees));
  }
  const part = { right: (x - to.x) * 2, up: (to.y - y) * 2 };
  if (relativeFov) return driver.moveByFov(part);
  // A second of full speed crosses about one picture.
  const forMs = Math.min(1_000, Math.max(80, 500 * Math.max(Math.abs(part.right), Math.abs(part.up))));
  return driver.velocity({ pan: Math.sign(part.right), tilt: Math.sign(part.up) * 0.5, zoom: 0 }, forMs);
}
