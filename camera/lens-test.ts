/** How wide a camera's view really is at each zoom: turned by a known angle, its picture shifts by a part of its width. */
import { clamp } from './geometry.ts';
import { moveToRest, type PictureWatch } from './observed-move.ts';
import type { CameraClock, Pose, PtzDriver } from './ptz-driver.ts';
import { fovAt, twelvefoldLens, type ZoomTable, zoomFor } from './twin/zoom-table.ts';

const steps = 5;
/** Far enough to be measured, near enough that both pictures show the same. */
const partOfView = 0.2;
/** The picture rests later than the camera: by its delay, and by as much as that may be off. */
const delaySpreadMs = 400;
const greatestDelayMs = 1_500;
const playDegrees = 2;
const measuredWithin = 0.1;
/** Of the zoom's range: from what lies nearer together nothing is told of the rest. */
const leastSpan = 0.5;

type LensTest = {
  clock: CameraClock;
  start: Pose;
  picture: PictureWatch;
  /** Undefined: nobody knows. */
  videoLatencyMs?: number | undefined;
  /** What the camera is taken to have, by which it is told where to zoom. */
  lens?: ZoomTable;
};

export async function measureLens(
  driver: PtzDriver,
  { clock, start, picture, videoLatencyMs = greatestDelayMs, lens = twelvefoldLens }: LensTest,
): Promise<ZoomTable | null> {
  const goTo = (pose: Pose) => moveToRest(driver, clock, () => driver.moveTo(pose));
  const pictureRests = () => clock.delay(videoLatencyMs + delaySpreadMs);
  const [narrow, wide] = driver.capabilities.limits.horizontalFovDegrees;
  const measured: [zoom: number, horizontalFovDegrees: number][] = [];
  for (let step = 0; step < steps; step += 1) {
    const asked = wide * (narrow / wide) ** (step / (steps - 1));
    // Both poses are come to from the same side: the play of the gear would count as a part of the turn.
    await goTo({ ...start, panDegrees: start.panDegrees - playDegrees, horizontalFovDegrees: asked });
    await goTo({ ...start, horizontalFovDegrees: asked });
    await pictureRests();
    await picture.mark();
    const turn = asked * partOfView;
    await goTo({ ...start, panDegrees: start.panDegrees + turn, horizontalFovDegrees: asked });
    await pictureRests();
    const shift = await picture.shift();
    // A shift of hardly anything says that nothing was recognised.
    if (shift !== null && shift > 0.02) measured.push([zoomFor(asked, lens), fovFrom(turn, shift)]);
  }
  const isTable = measured.length > 1 && measured.every(([, fov], index) => fov < (measured[index - 1]?.[1] ?? 180));
  return isTable ? measured : null;
}

/**
 * The lens to go on with: the one that the camera is taken to have, wider or narrower by what was measured, if that is more
 * than the measurement may be off by; null: it is right as it is, or too little was measured. One point may be off by more
 * than a tenth, so the correction goes straight from one end of the zoom to the other.
 */
export function lensToKeep(measured: ZoomTable | null, taken: ZoomTable): ZoomTable | null {
  const points = (measured ?? []).map(([zoom, fov]) => ({ zoom, off: Math.log(fov / fovAt(zoom, taken)) }));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.zoom - first.zoom < leastSpan) return null;
  const offAt = straightThrough(points);
  if ([0, 1].every((zoom) => Math.abs(offAt(zoom)) <= measuredWithin)) return null;
  const lens = taken.map(([zoom, fov]) => [zoom, fov * Math.exp(offAt(zoom))] as const);
  return lens.every(([, fov], index) => fov < (lens[index - 1]?.[1] ?? 180)) ? lens : null;
}

/** By least squares. */
function straightThrough(points: readonly { zoom: number; off: number }[]): (zoom: number) => number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [zoomMean, offMean] = [mean(points.map(({ zoom }) => zoom)), mean(points.map(({ off }) => off))];
  const spread = mean(points.map(({ zoom }) => (zoom - zoomMean) ** 2));
  const slope = mean(points.map(({ zoom, off }) => (zoom - zoomMean) * (off - offMean))) / spread;
  return (zoom) => offMean + slope * (zoom - zoomMean);
}

/** In a picture that is flat: the middle goes by tan(turn) / (2 tan(view / 2)) of the width. */
function fovFrom(turnDegrees: number, shift: number): number {
  const half = Math.atan(Math.tan((turnDegrees * Math.PI) / 180) / (2 * shift));
  return clamp((half * 2 * 180) / Math.PI, 0.5, 179);
}
