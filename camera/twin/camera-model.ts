/**
 * The body of a camera that turns: motors with limits, a gear with play, a lens. Commands go in with their time, and the
 * state at any time of the last seconds comes out; no clock, no protocol. Both twins, in virtual time and over SOAP,
 * stand on it.
 */
import { clamp } from '../geometry.ts';
import type { Pose } from '../ptz-driver.ts';
import {
  type AxisLimits,
  type AxisPlan,
  endMsOf,
  planStop,
  planTo,
  restAt,
  stateIn,
  turningPoints,
} from '../trapezoid.ts';
import { fovAt, zoomFor } from './zoom-table.ts';

export type AxisName = 'pan' | 'tilt' | 'zoom';

/** Pan and tilt in degrees, zoom from 0 to 1. */
export type AxisValues = Record<AxisName, number>;

export type CameraBody = {
  limits: Record<AxisName, AxisLimits>;
  range: Record<AxisName, readonly [least: number, greatest: number]>;
  /** How far the motor turns before the view follows, after it turned the other way. */
  backlashDegrees: number;
  /** From the arrival of a command to the start of its motion. */
  commandDelayMs: number;
  /** How old a reported position is. */
  statusLagMs: number;
};

export type CameraCommand =
  | { type: 'move'; to: Partial<AxisValues> }
  /** By parts of the picture; a lens that is wrongly assumed to be fixed gives the size of the parts. */
  | { type: 'moveByFov'; right: number; up: number; lensDegrees?: readonly [width: number, height: number] }
  /** Shares of the greatest speed; null runs until something stops it. */
  | { type: 'velocity'; speed: AxisValues; forMs: number | null }
  | { type: 'stop' };

export type CameraState = {
  /** What the picture shows. */
  view: Pose;
  /** Where the motors stand: what a camera reports. */
  motors: AxisValues;
  speedPerS: AxisValues;
  isMoving: boolean;
};

type Motion = { plan: AxisPlan; viewAtStart: number };

const axisNames = ['pan', 'tilt', 'zoom'] as const;
const rememberedMs = 4_000;

export class CameraModel {
  readonly body: CameraBody;
  readonly #motions: Record<AxisName, Motion[]>;
  readonly #presets = new Map<string, { name: string; at: AxisValues }>();

  constructor(body: CameraBody, start: AxisValues = { pan: 0, tilt: 0, zoom: 0 }) {
    this.body = body;
    const rest = (axis: AxisName): Motion[] => [{ plan: restAt(start[axis], 0), viewAtStart: start[axis] }];
    this.#motions = { pan: rest('pan'), tilt: rest('tilt'), zoom: rest('zoom') };
  }

  /** Times of commands never go back. The motion begins after the camera's own delay. */
  apply(command: CameraCommand, atMs: number): void {
    const startMs = atMs + this.body.commandDelayMs;
    switch (command.type) {
      case 'move':
        for (const axis of axisNames) {
          const target = command.to[axis];
          if (target !== undefined) this.#start(axis, startMs, this.#wayTo(axis, target, startMs));
        }
        break;
      case 'moveByFov':
        this.#moveByFov(command, startMs);
        break;
      case 'velocity':
        for (const axis of axisNames) this.#run(axis, command.speed[axis], startMs, command.forMs);
        break;
      case 'stop':
        for (const axis of axisNames) this.#halt(axis, startMs);
        break;
    }
  }

  /** The power fails: motors come to rest at once, and what was ordered is forgotten. */
  cutPower(atMs: number): void {
    for (const axis of axisNames) this.#halt(axis, atMs);
  }

  stateAt(atMs: number): CameraState {
    const motors = this.#values((axis) => this.#motorAt(axis, atMs).position);
    const speedPerS = this.#values((axis) => this.#motorAt(axis, atMs).velocityPerS);
    const view = {
      panDegrees: this.#viewAt('pan', atMs),
      tiltDegrees: this.#viewAt('tilt', atMs),
      horizontalFovDegrees: fovAt(motors.zoom),
    };
    return { view, motors, speedPerS, isMoving: axisNames.some((axis) => this.#isMoving(axis, atMs)) };
  }

  /** What the camera says at a time: its motors as they were a moment ago. */
  reportedAt(atMs: number): { pose: Pose; isMoving: boolean } {
    const { motors, isMoving } = this.reportedMotorsAt(atMs);
    return { pose: poseOf(motors), isMoving };
  }

  reportedMotorsAt(atMs: number): { motors: AxisValues; isMoving: boolean } {
    const { motors, isMoving } = this.stateAt(atMs - this.body.statusLagMs);
    return { motors, isMoving };
  }

  storePreset(token: string, name: string, atMs: number): void {
    this.#presets.set(token, { name, at: this.stateAt(atMs).motors });
  }

  /** A preset that was stored at another time. */
  placePreset(token: string, name: string, pose: Pose): void {
    this.#presets.set(token, { name, at: axesOf(pose) });
  }

  removePreset(token: string): boolean {
    return this.#presets.delete(token);
  }

  preset(token: string): AxisValues | undefined {
    return this.#presets.get(token)?.at;
  }

  presets(): { token: string; name: string }[] {
    return [...this.#presets].map(([token, { name }]) => ({ token, name }));
  }

  #moveByFov(command: CameraCommand & { type: 'moveByFov' }, startMs: number): void {
    const width = fovAt(this.#motorAt('zoom', startMs).position);
    const [across, upward] = command.lensDegrees ?? [width, (width * 9) / 16];
    const { pan, tilt } = this.#values((axis) => this.#motorAt(axis, startMs).position);
    this.#start('pan', startMs, this.#wayTo('pan', pan + command.right * across, startMs));
    this.#start('tilt', startMs, this.#wayTo('tilt', tilt + command.up * upward, startMs));
  }

  #run(axis: AxisName, share: number, startMs: number, forMs: number | null): void {
    if (share === 0) {
      this.#halt(axis, startMs);
      return;
    }
    const limits = this.body.limits[axis];
    const [least, greatest] = this.body.range[axis];
    const speed = { ...limits, speedPerS: limits.speedPerS * Math.min(1, Math.abs(share)) };
    const end = share > 0 ? greatest : least;
    this.#start(axis, startMs, planTo(this.#motorAt(axis, startMs), end, speed, startMs));
    if (forMs !== null) this.#halt(axis, startMs + forMs);
  }

  #halt(axis: AxisName, startMs: number): void {
    this.#start(axis, startMs, planStop(this.#motorAt(axis, startMs), this.body.limits[axis], startMs));
  }

  #wayTo(axis: AxisName, target: number, startMs: number): AxisPlan {
    const [least, greatest] = this.body.range[axis];
    return planTo(this.#motorAt(axis, startMs), clamp(target, least, greatest), this.body.limits[axis], startMs);
  }

  #start(axis: AxisName, startMs: number, plan: AxisPlan): void {
    const viewAtStart = this.#viewAt(axis, startMs);
    const motions = this.#motions[axis];
    // What was to come later, such as the end of a run, is overtaken.
    while ((motions.at(-1)?.plan.startMs ?? 0) > startMs) motions.pop();
    motions.push({ plan, viewAtStart });
    while ((motions[1]?.plan.startMs ?? Number.POSITIVE_INFINITY) < startMs - rememberedMs) motions.shift();
  }

  #motionAt(axis: AxisName, atMs: number): Motion {
    const motions = this.#motions[axis];
    const motion = motions.findLast(({ plan }) => plan.startMs <= atMs) ?? motions[0];
    if (!motion) throw new Error('An axis has at least one motion.');
    return motion;
  }

  #motorAt(axis: AxisName, atMs: number) {
    return stateIn(this.#motionAt(axis, atMs).plan, atMs);
  }

  #isMoving(axis: AxisName, atMs: number): boolean {
    return atMs < endMsOf(this.#motionAt(axis, atMs).plan);
  }

  #viewAt(axis: AxisName, atMs: number): number {
    const { plan, viewAtStart } = this.#motionAt(axis, atMs);
    const play = axis === 'zoom' ? 0 : this.body.backlashDegrees / 2;
    const positions = [...turningPoints(plan, atMs), stateIn(plan, atMs).position];
    return positions.reduce((view, motor) => clamp(view, motor - play, motor + play), viewAtStart);
  }

  #values(of: (axis: AxisName) => number): AxisValues {
    return { pan: of('pan'), tilt: of('tilt'), zoom: of('zoom') };
  }
}

export function poseOf({ pan, tilt, zoom }: AxisValues): Pose {
  return { panDegrees: pan, tiltDegrees: tilt, horizontalFovDegrees: fovAt(zoom) };
}

export function axesOf(pose: Pose): AxisValues {
  return { pan: pose.panDegrees, tilt: pose.tiltDegrees, zoom: zoomFor(pose.horizontalFovDegrees) };
}
