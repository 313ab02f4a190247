/**
 * The picture of the twin's camera: a chamber and its people, drawn as they are at a time and as the camera stands then.
 * The same time and camera give the same picture, whatever was drawn before.
 */
import sharp from 'sharp';
import type { RgbFrame } from '../faces/face-engine.ts';
import type { Pose } from '../ptz-driver.ts';
import type { CameraState } from './camera-model.ts';
import {
  bodyDrawing,
  bodySvg,
  headDrawing,
  headSvg,
  type Looks,
  looksOf,
  mouthDrawing,
  paperSvg,
  portraitEdge,
  portraitSvg,
} from './picture-people.ts';
import {
  blur,
  drawPanorama,
  drawSprite,
  type Panorama,
  type Pixels,
  type Sprite,
  type Stretch,
} from './picture-raster.ts';
import { deskDrawing, deskSvg, roomDrawing, roomSvg } from './picture-room.ts';
import { type Head, headAt, type Portrait, type World, type WorldPerson, type WorldSeat } from './world.ts';

export type PictureSize = { width: number; height: number };

type Drawn = { head: Sprite; body: Sprite };
type Sprites = {
  desk: Sprite;
  paper: Sprite;
  portraits: readonly Sprite[];
  people: ReadonlyMap<string, Drawn>;
};

const headHeightM = 0.23;
const degrees = 180 / Math.PI;
/** From the middle of a seated head down to the desk, and how far the desk stands before it. */
const deskBelowHeadM = 0.4;
const deskBeforeSeatM = 0.35;
const exposureS = 1 / 50;
/** A detector puts its boxes lower than the middle of chin and crown, as it looks for faces and not for hair. */
const faceBelowMiddle = 10;

export class TwinPicture {
  #world: World;
  readonly #room: Panorama;
  readonly #sprites: Sprites;
  /** What stands still is drawn again only when the camera has moved. */
  #still: { pixels: Pixels; pose: Pose } | null = null;

  /** Draws everybody once; the same seed gives the same people. */
  static async open(world: World, seed = 1): Promise<TwinPicture> {
    const room = await rasterize(roomSvg());
    const desk = await spriteOf(deskSvg(), deskDrawing, deskDrawing.pixelsPerM);
    const paper = await spriteOf(paperSvg(), { middleX: 64, middleY: 88 }, 560);
    const people = new Map<string, Drawn>();
    for (const [index, { personId }] of world.people.entries()) {
      const looks = looksOf(index, seed);
      const middle = { middleX: headDrawing.middleX, middleY: headDrawing.middleY + faceBelowMiddle };
      const head = await spriteOf(headSvg(looks), middle, headDrawing.headHeight / headHeightM);
      const body = await spriteOf(bodySvg(looks), bodyDrawing, bodyDrawing.headHeight / headHeightM);
      people.set(personId, { head, body });
    }
    const portraits = await Promise.all(
      (world.portraits ?? []).map((_, index) => portraitOf(looksOf(world.people.length + index, seed))),
    );
    return new TwinPicture(world, room, { desk, paper, portraits, people });
  }

  private constructor(world: World, room: Pixels, sprites: Sprites) {
    const { pixelsPerDegree, topDegrees } = roomDrawing;
    this.#world = world;
    this.#room = { ...room, pixelsPerDegree, topDegrees };
    this.#sprites = sprites;
  }

  /** The same room for another camera: nothing is drawn twice. */
  forAnotherCamera(): TwinPicture {
    return new TwinPicture(this.#world, this.#room, this.#sprites);
  }

  /** The same people and seats doing something else. */
  setWorld(world: World): void {
    this.#world = world;
  }

  renderAt(atMs: number, camera: CameraState, size: PictureSize): RgbFrame {
    const { data } = this.renderPixels(atMs, camera, size);
    const rgb = new Uint8Array(data.length * 3);
    for (let index = 0, at = 0; index < data.length; index += 1, at += 3) {
      const colour = data[index] ?? 0;
      rgb[at] = colour;
      rgb[at + 1] = colour >>> 8;
      rgb[at + 2] = colour >>> 16;
    }
    return { ...size, data: rgb };
  }

  /** The same with four bytes a pixel, red first. */
  renderPixels(atMs: number, { view, speedPerS }: CameraState, size: PictureSize): Pixels {
    const pixels = { ...size, data: this.#stillPixels(view, size).slice() };
    for (const thing of this.#thingsAt(atMs)) {
      if (thing.type === 'thing') drawSprite(pixels, thing.sprite, thing.place, view);
      else this.#drawPerson(pixels, thing.person, thing.head, view, atMs);
    }
    const pixelsPerDegree = size.width / view.horizontalFovDegrees;
    const zoomBlur = Math.abs(speedPerS.zoom) * exposureS * 0.02 * size.width;
    const smear = (degreesPerS: number) => Math.abs(degreesPerS) * exposureS * pixelsPerDegree + zoomBlur;
    blur(pixels, smear(speedPerS.pan), smear(speedPerS.tilt));
    return pixels;
  }

  #stillPixels(pose: Pose, { width, height }: PictureSize): Int32Array {
    const still = this.#still;
    if (still && still.pixels.width === width && still.pixels.height === height && isSame(still.pose, pose)) {
      return still.pixels.data;
    }
    const pixels = { width, height, data: still?.pixels.data ?? new Int32Array(width * height) };
    if (pixels.data.length !== width * height) pixels.data = new Int32Array(width * height);
    drawPanorama(pixels, this.#room, pose);
    this.#still = { pixels, pose: { ...pose } };
    return pixels.data;
  }

  /** The farthest first. */
  #thingsAt(atMs: number) {
    const people = this.#world.people.flatMap((person) => {
      const head = headAt(this.#world, person, atMs);
      return head ? [{ type: 'person' as const, person, head, distanceM: head.distanceM }] : [];
    });
    const thing = (sprite: Sprite, place: Portrait) => {
      return { type: 'thing' as const, sprite, place, distanceM: place.distanceM };
    };
    const desks = this.#world.seats.map((seat) => thing(this.#sprites.desk, deskPlace(seat)));
    const portraits = this.#sprites.portraits.flatMap((sprite, index) => {
      const place = this.#world.portraits?.[index];
      return place ? [thing(sprite, place)] : [];
    });
    return [...people, ...desks, ...portraits].sort((one, other) => other.distanceM - one.distanceM);
  }

  #drawPerson(into: Pixels, person: WorldPerson, head: Head, view: Pose, atMs: number): void {
    const drawn = this.#sprites.people.get(person.personId);
    if (!drawn) return;
    drawSprite(into, drawn.body, head, view);
    drawSprite(into, drawn.head, head, view, mouthAt(person, head, atMs));
    // Whoever hides holds a paper before the face.
    if (!head.isVisible) drawSprite(into, this.#sprites.paper, head, view);
  }
}

function deskPlace({ yawDegrees, pitchDegrees, distanceM }: WorldSeat) {
  const nearerM = distanceM - deskBeforeSeatM;
  const heightM = distanceM * Math.tan(pitchDegrees / degrees) - deskBelowHeadM;
  return { yawDegrees, pitchDegrees: Math.atan(heightM / nearerM) * degrees, distanceM: nearerM };
}

/** Syllables of about a quarter of a second, of different strength. */
function mouthAt({ seed }: WorldPerson, { isTalking }: Head, atMs: number): Stretch | undefined {
  if (!isTalking) return undefined;
  const s = atMs / 1000;
  const syllable = Math.max(0, Math.sin(2 * Math.PI * 4.3 * s + seed));
  const strength = 0.65 + 0.35 * Math.sin(2 * Math.PI * 0.9 * s + seed * 3);
  return { ...mouthDrawing, openness: 0.75 * syllable * strength };
}

function isSame(one: Pose, other: Pose): boolean {
  return (
    one.panDegrees === other.panDegrees &&
    one.tiltDegrees === other.tiltDegrees &&
    one.horizontalFovDegrees === other.horizontalFovDegrees
  );
}

function portraitOf(looks: Looks): Promise<Sprite> {
  const middleX = headDrawing.middleX + portraitEdge;
  const middleY = headDrawing.middleY + faceBelowMiddle + portraitEdge;
  return spriteOf(portraitSvg(looks), { middleX, middleY }, headDrawing.headHeight / headHeightM);
}

async function spriteOf(
  svg: string,
  { middleX, middleY }: { middleX: number; middleY: number },
  pixelsPerM: number,
): Promise<Sprite> {
  const levels = [await rasterize(svg)];
  for (let last = levels[0]; last && last.width > 12 && last.height > 12; last = levels.at(-1))
    levels.push(halved(last));
  return { levels, middleX, middleY, pixelsPerM };
}

async function rasterize(svg: string): Promise<Pixels> {
  const { data, info } = await sharp(Buffer.from(svg), { limitInputPixels: false })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = new Int32Array(info.width * info.height);
  for (let index = 0, at = 0; index < pixels.length; index += 1, at += 4) {
    const opacity = data[at + 3] as number;
    const share = opacity / 255;
    const red = (data[at] as number) * share;
    const green = (data[at + 1] as number) * share;
    const blue = (data[at + 2] as number) * share;
    pixels[index] = (opacity << 24) | (blue << 16) | (green << 8) | red;
  }
  return { width: info.width, height: info.height, data: pixels };
}

/** The last row and column of odd sizes fall away. */
function halved({ width, height, data }: Pixels): Pixels {
  const half = { width: width >> 1, height: height >> 1, data: new Int32Array((width >> 1) * (height >> 1)) };
  for (let y = 0; y < half.height; y += 1) {
    for (let x = 0; x < half.width; x += 1) {
      const at = 2 * y * width + 2 * x;
      const four = [data[at] ?? 0, data[at + 1] ?? 0, data[at + width] ?? 0, data[at + width + 1] ?? 0];
      const mean = (shift: number) => four.reduce((sum, colour) => sum + ((colour >>> shift) & 255), 2) >> 2;
      half.data[y * half.width + x] = (mean(24) << 24) | (mean(16) << 16) | (mean(8) << 8) | mean(0);
    }
  }
  return half;
}
