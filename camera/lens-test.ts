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
/** A busy machine shows a picture late: it rests once two looks at it agree. */
const lookEveryMs = 250;
const greatestLooks = 8;
/** In parts of the width. */
const restingShift = 0.01;
const leastShift = 0.02;
const measuredWithin = 0.1;
/** Of the zoom's range: from what lies nearer together nothing is told of the rest. */
const leastSpan = 0.5;
/** A picture that resembles itself may be found again in the wrong place: so many points must bear each other out. */
const leastAgreeing = 3;
const agreesWithin = 0.08;
/** No lens is so far from the usual one. */
const greatestFactor = 2;

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
    if (!(await markAtRest(picture, clock))) continue;
    const turn = asked * partOfView;
    await goTo({ ...start, panDegrees: start.panDegrees + turn, horizontalFovDegrees: asked });
    await pictureRests();
    const shift = await shiftAtRest(picture, clock);
    if (shift !== null) measured.push([zoomFor(asked, lens), fovFrom(turn, shift)]);
  }
  return measured.length > 1 ? measured : null;
}

/** False: the picture does not come to rest. */
async function markAtRest(picture: PictureWatch, clock: CameraClock): Promise<boolean> {
  for (let looks = 0; looks < greatestLooks; looks += 1) {
    await picture.mark();
    await clock.delay(lookEveryMs);
    const shift = await picture.shift();
    if (shift !== null && Math.abs(shift) < restingShift) return true;
  }
  return false;
}

/** Null: it does not come to rest, or so near to where it was that nothing was recognised. */
async function shiftAtRest(picture: PictureWatch, clock: CameraClock): Promise<number | null> {
  let before = Number.NaN;
  for (let looks = 0; looks < greatestLooks; looks += 1) {
    const shift = (await picture.shift()) ?? Number.NaN;
    if (shift > leastShift && Math.abs(shift - before) < restingShift) return shift;
    before = shift;
    await clock.delay(lookEveryMs);
  }
  return null;
}

type Point = { zoom: number; off: number };

/**
 * The lens to go on with: the one that the camera is taken to have, wider or narrower by what was measured, if that is more
 * than the measurement may be off by; null: it is right as it is, or too little was measured. One point may be off by more
 * than a tenth, so the correction goes straight from one end of the zoom to the other, through those that agree.
 */
export function lensToKeep(measured: ZoomTable | null, taken: ZoomTable): ZoomTable | null {
  const points = (measured ?? []).map(([zoom, fov]) => ({ zoom, off: Math.log(fov / fovAt(zoom, taken)) }));
  const agreeing = mostAgreeing(points.filter(({ off }) => Math.abs(off) < Math.log(greatestFactor)));
  if (agreeing.length < leastAgreeing || 2 * agreeing.length <= points.length) return null;
  const offAt = straightThrough(agreeing);
  if ([0, 1].every((zoom) => Math.abs(offAt(zoom)) <= measuredWithin)) return null;
  return taken.map(([zoom, fov]) => [zoom, fov * Math.exp(offAt(zoom))] as const);
}

/** The most points that lie beside one straight line through two of them that are far apart. */
function mostAgreeing(points: readonly Point[]): Point[] {
  const lines = points.flatMap((one) =>
    points.flatMap((other) => (other.zoom - one.zoom >= leastSpan ? [straightThrough([one, other])] : [])),
  );
  const sets = lines.map((line) => points.filter(({ zoom, off }) => Math.abs(off - line(zoom)) <= agreesWithin));
  return sets.toSorted((one, other) => other.length - one.length)[0] ?? [];
}

/** By least squares. */
function straightThrough(points: readonly Point[]): (zoom: number) => number {
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
