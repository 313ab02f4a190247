/**
 * Where something is on a picture that is shown whole within its frame: by parts of the picture from its upper left
 * corner, whatever bars the frame leaves beside it. Pure.
 */
export type Size = { width: number; height: number };
export type Place = { left: number; top: number };
export type Part = { x: number; y: number };

/** The smaller of these is a tap that was not held quite still. */
const leastDragPx = 12;
/** Half of what a finger needs. */
const reachPx = 28;

/** The rectangle within the frame that the picture fills; null while one of both has no size. */
export function pictureArea(frame: Size, picture: Size): (Place & Size) | null {
  if (frame.width <= 0 || frame.height <= 0 || picture.width <= 0 || picture.height <= 0) return null;
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { left: (frame.width - width) / 2, top: (frame.height - height) / 2, width, height };
}

/** `at` is within the frame; null beside the picture. */
export function partAt(at: Place, frame: Size, picture: Size): Part | null {
  const area = pictureArea(frame, picture);
  if (!area) return null;
  const x = (at.left - area.left) / area.width;
  const y = (at.top - area.top) / area.height;
  return x < 0 || x > 1 || y < 0 || y > 1 ? null : { x, y };
}

/**
 * How far the camera turns when the picture is drawn along from one place to another, in half pictures: who draws the
 * picture to the left wants to see what is right of it. Null for a tap.
 */
export function dragBetween(from: Place, to: Place, frame: Size, picture: Size): { right: number; up: number } | null {
  const area = pictureArea(frame, picture);
  const [across, down] = [to.left - from.left, to.top - from.top];
  if (!area || Math.hypot(across, down) < leastDragPx) return null;
  return { right: withinOne((-2 * across) / area.width), up: withinOne((2 * down) / area.height) };
}

/** Where somebody carried what was at `start`: null for a tap. At the picture's edge it stops. */
export function carriedTo(start: Part, from: Place, to: Place, frame: Size, picture: Size): Part | null {
  const area = pictureArea(frame, picture);
  if (!area || Math.hypot(to.left - from.left, to.top - from.top) < leastDragPx) return null;
  const [across, down] = [(to.left - from.left) / area.width, (to.top - from.top) / area.height];
  return { x: share(start.x + across), y: share(start.y + down) };
}

/** Which of several is meant by a tap: the nearest one that a finger there would touch; `area` is the picture on the page. */
export function nearestWithin<Thing extends Part>(at: Part, things: readonly Thing[], area: Size): Thing | null {
  const nearest = nearestOf(at, things, area);
  return nearest && pxBetween(at, nearest, area) <= reachPx ? nearest : null;
}

function nearestOf<Thing extends Part>(at: Part, things: readonly Thing[], area: Size): Thing | undefined {
  return things.toSorted((one, other) => pxBetween(at, one, area) - pxBetween(at, other, area))[0];
}

function pxBetween(one: Part, other: Part, area: Size): number {
  return Math.hypot((one.x - other.x) * area.width, (one.y - other.y) * area.height);
}

type Box = Part & Size;

/** The middle of the face that a tap means; else the place itself. */
export function faceMeant(at: Part, faces: readonly Box[], area: Size): Part {
  const middles = faces.map((face) => ({ face, ...middleOf(face) }));
  const under = middles.filter(
    ({ face }) => at.x >= face.x && at.x <= face.x + face.width && at.y >= face.y && at.y <= face.y + face.height,
  );
  const meant = nearestOf(at, under, area) ?? nearestWithin(at, middles, area) ?? at;
  return { x: meant.x, y: meant.y };
}

export function middleOf({ x, y, width, height }: Box): Part {
  return { x: x + width / 2, y: y + height / 2 };
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function withinOne(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
