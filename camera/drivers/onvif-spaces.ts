/**
 * The numbers a camera speaks in, by the spaces it announces: degrees, parts of a range, parts of the picture. Pure.
 * A range in parts says nothing of degrees: which ones its ends are, the operator or the model's data tell.
 */
import { clamp } from '../geometry.ts';
import type { Pose, PtzCapabilities } from '../ptz-driver.ts';
import { fovAt, type ZoomTable, zoomFor } from '../twin/zoom-table.ts';
import { findElement, textOf, type XmlElement } from '../xml.ts';

export type Range = readonly [least: number, greatest: number];

export type Space = { name: string; uri: string; x: Range; y: Range | null };

/** What the ends of the motors' and the lens's ranges are. */
export type Optics = { panDegrees: Range; tiltDegrees: Range; lens: ZoomTable };

/** `space` is left out where the camera has only one. */
export type WirePosition = { x: number; y: number; space?: string };

/** A number of degrees that no share of anything reaches. */
const leastDegreesRange = 150;
const fovUri = /TranslationSpaceFov$/;
/** The greatest move by the picture brings its edge to the middle. */
const greatestPart = 0.5;

export function readSpaces(options: XmlElement): Space[] {
  const spaces = findElement(options, 'Spaces')?.children ?? [];
  return spaces.flatMap((element) => {
    const [uri, x] = [textOf(element, 'URI'), rangeOf(element, 'XRange')];
    return uri && x ? [{ name: element.name, uri, x, y: rangeOf(element, 'YRange') }] : [];
  });
}

export class PtzSpaces {
  readonly #position: Space | undefined;
  readonly #zoom: Space | undefined;
  readonly #fov: Space | undefined;
  readonly #velocity: Space | undefined;
  readonly #zoomVelocity: Space | undefined;
  readonly #all: readonly Space[];
  readonly #optics: Optics;

  constructor(spaces: readonly Space[], optics: Optics) {
    const named = (name: string) => spaces.filter((space) => space.name === name);
    const positions = named('AbsolutePanTiltPositionSpace').filter(({ y }) => y);
    this.#all = spaces;
    this.#optics = optics;
    this.#position = positions.find(isInDegrees) ?? positions[0];
    this.#zoom = named('AbsoluteZoomPositionSpace')[0];
    this.#fov = named('RelativePanTiltTranslationSpace').find(({ uri }) => fovUri.test(uri));
    this.#velocity = named('ContinuousPanTiltVelocitySpace')[0];
    this.#zoomVelocity = named('ContinuousZoomVelocitySpace')[0];
  }

  get lens(): ZoomTable {
    return this.#optics.lens;
  }

  /** The same with another lens. */
  withLens(lens: ZoomTable): PtzSpaces {
    return new PtzSpaces(this.#all, { ...this.#optics, lens });
  }

  /** What follows from the spaces alone. */
  get announced(): Pick<
    PtzCapabilities,
    'canPanTilt' | 'canZoom' | 'absolute' | 'relativeFov' | 'continuous' | 'limits'
  > {
    const { panDegrees, tiltDegrees, lens } = this.#optics;
    const [wide, narrow] = [fovAt(0, lens), fovAt(1, lens)];
    return {
      canPanTilt: [this.#position, this.#fov, this.#velocity].some(Boolean),
      canZoom: [this.#zoom, this.#zoomVelocity].some(Boolean),
      absolute: this.#position !== undefined,
      relativeFov: this.#fov !== undefined,
      continuous: this.#velocity !== undefined,
      limits: { panDegrees, tiltDegrees, horizontalFovDegrees: this.#zoom ? [narrow, wide] : [wide, wide] },
    };
  }

  position({ panDegrees, tiltDegrees }: { panDegrees: number; tiltDegrees: number }): WirePosition {
    const { x, y, uri } = needed(this.#position);
    const isOnlyOne = this.#all.filter(({ name }) => name === 'AbsolutePanTiltPositionSpace').length === 1;
    const { panDegrees: panEnds, tiltDegrees: tiltEnds } = this.#optics;
    const pan = clamp(panDegrees, ...panEnds);
    const tilt = clamp(tiltDegrees, ...tiltEnds);
    const at = isInDegrees(needed(this.#position))
      ? { x: clamp(isFullTurn(x) ? (pan + 360) % 360 : pan, ...x), y: clamp(tilt, ...(y ?? tiltEnds)) }
      : { x: rescale(pan, panEnds, x), y: rescale(tilt, tiltEnds, y ?? x) };
    return isOnlyOne ? at : { ...at, space: uri };
  }

  zoom(horizontalFovDegrees: number): number | null {
    return this.#zoom ? rescale(zoomFor(horizontalFovDegrees, this.#optics.lens), [0, 1], this.#zoom.x) : null;
  }

  /** In the camera's own measure, +-1 or +-100 or what else it announces. */
  fovMove({ right, up }: { right: number; up: number }): Required<WirePosition> {
    const { x, y, uri } = needed(this.#fov);
    const scaled = (part: number, [, greatest]: Range) => clamp(part / greatestPart, -1, 1) * greatest;
    return { x: scaled(right, x), y: scaled(up, y ?? x), space: uri };
  }

  velocity({ pan, tilt, zoom }: { pan: number; tilt: number; zoom: number }): { x: number; y: number; zoom: number } {
    const scaled = (share: number, space: Range | null | undefined) => clamp(share, -1, 1) * (space?.[1] ?? 1);
    return {
      x: scaled(pan, this.#velocity?.x),
      y: scaled(tilt, this.#velocity?.y),
      zoom: scaled(zoom, this.#zoomVelocity?.x),
    };
  }

  /** Null where the camera does not say, which is not the same as zero. */
  poseIn(status: XmlElement): Pose | null {
    const position = findElement(status, 'Position');
    const panTilt = position && findElement(position, 'PanTilt')?.attributes;
    const [x, y] = [numberIn(panTilt?.x), numberIn(panTilt?.y)];
    if (x === null || y === null) return null;
    const space =
      this.#all.find(({ uri, y: ends }) => uri === panTilt?.space && ends) ?? this.#position ?? genericPosition;
    const { panDegrees, tiltDegrees, lens } = this.#optics;
    const zoom = numberIn(position && findElement(position, 'Zoom')?.attributes.x);
    const horizontalFovDegrees = fovAt(zoom === null ? 0 : rescale(zoom, this.#zoom?.x ?? [0, 1], [0, 1]), lens);
    if (isInDegrees(space)) {
      return { panDegrees: isFullTurn(space.x) && x > 180 ? x - 360 : x, tiltDegrees: y, horizontalFovDegrees };
    }
    return {
      panDegrees: rescale(x, space.x, panDegrees),
      tiltDegrees: rescale(y, space.y ?? space.x, tiltDegrees),
      horizontalFovDegrees,
    };
  }
}

const genericPosition: Space = { name: 'AbsolutePanTiltPositionSpace', uri: '', x: [-1, 1], y: [-1, 1] };

function isInDegrees({ uri, x }: Space): boolean {
  return uri.endsWith('Degrees') || x[1] >= leastDegreesRange;
}

/** Counted from 0 on, so that what is left of the middle comes from the top. */
function isFullTurn([least, greatest]: Range): boolean {
  return least >= 0 && greatest > 180;
}

function rescale(value: number, [least, greatest]: Range, [toLeast, toGreatest]: Range): number {
  const share = clamp((value - least) / (greatest - least), 0, 1);
  return toLeast + share * (toGreatest - toLeast);
}

function rangeOf(element: XmlElement, name: string): Range | null {
  const range = findElement(element, name);
  const [least, greatest] = [numberIn(range && textOf(range, 'Min')), numberIn(range && textOf(range, 'Max'))];
  return least !== null && greatest !== null && least < greatest ? [least, greatest] : null;
}

function numberIn(text: string | undefined): number | null {
  const value = Number(text);
  return text === undefined || text.trim() === '' || !Number.isFinite(value) ? null : value;
}

function needed(space: Space | undefined): Space {
  if (!space) throw new Error('The camera has no such space.');
  return space;
}
