/** How wide a camera's view really is at each zoom: turned by a known angle, its picture shifts by a part of its width. */
import { clamp } from './geometry.ts';
import type { CameraClock, Pose, PtzDriver } from './ptz-driver.ts';
import { twelvefoldLens, type ZoomTable, zoomFor } from './twin/zoom-table.ts';

/** Whoever has the picture implements it; the self-test knows of no video. */
export interface PictureWatch {
  /** Takes the picture of now for the one that shifts are measured from. */
  mark(): Promise<void>;
  /** How far what was in the middle has gone to the left, as a part of the width; null: it cannot be told. */
  shift(): Promise<number | null>;
  /** When the first picture arrived that had moved since the mark, on the test's clock; null: none has. */
  motionBeganMs(): number | null;
}

const steps = 5;
/** Far enough to be measured, near enough that both pictures show the same. */
const partOfView = 0.2;
const settleMs = 2_600;
const playDegrees = 2;

/** `lens` is what the camera is taken to have, by which it is told where to zoom. */
export async function measureLens(
  driver: PtzDriver,
  clock: CameraClock,
  start: Pose,
  picture: PictureWatch,
  lens: ZoomTable = twelvefoldLens,
): Promise<ZoomTable | null> {
  const [narrow, wide] = driver.capabilities.limits.horizontalFovDegrees;
  const measured: [zoom: number, horizontalFovDegrees: number][] = [];
  for (let step = 0; step < steps; step += 1) {
    const asked = wide * (narrow / wide) ** (step / (steps - 1));
    // Both poses are come to from the same side: the play of the gear would count as a part of the turn.
    await driver.moveTo({ ...start, panDegrees: start.panDegrees - playDegrees, horizontalFovDegrees: asked });
    await clock.delay(settleMs);
    await driver.moveTo({ ...start, horizontalFovDegrees: asked });
    await clock.delay(settleMs);
    await picture.mark();
    const turn = asked * partOfView;
    await driver.moveTo({ ...start, panDegrees: start.panDegrees + turn, horizontalFovDegrees: asked });
    await clock.delay(settleMs);
    const shift = await picture.shift();
    // A shift of hardly anything says that nothing was recognised.
    if (shift !== null && shift > 0.02) measured.push([zoomFor(asked, lens), fovFrom(turn, shift)]);
  }
  const isTable = measured.length > 1 && measured.every(([, fov], index) => fov < (measured[index - 1]?.[1] ?? 180));
  return isTable ? measured : null;
}

/** In a picture that is flat: the middle goes by tan(turn) / (2 tan(view / 2)) of the width. */
function fovFrom(turnDegrees: number, shift: number): number {
  const half = Math.atan(Math.tan((turnDegrees * Math.PI) / 180) / (2 * shift));
  return clamp((half * 2 * 180) / Math.PI, 0.5, 179);
}
