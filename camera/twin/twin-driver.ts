/** A camera of the twin as the tracker meets every camera: orders take their time, get lost and are overtaken, by its profile. */

import { givenUpMs } from '../drivers/call-patience.ts';
import { CameraLine } from '../drivers/camera-line.ts';
import type { OrderOptions } from '../drivers/order-queue.ts';
import { type CameraClock, type Pose, type PoseReading, type Preset, type PtzDriver, PtzError } from '../ptz-driver.ts';
import type { AxisValues, CameraCommand, CameraModel } from './camera-model.ts';
import { type CameraFault, type CameraProfile, greatestLateMs, leastLateMs } from './profiles.ts';
import type { SeededRandom } from './random.ts';
import { zoomFor } from './zoom-table.ts';

export type TwinParts = { clock: CameraClock; model: CameraModel; profile: CameraProfile; random: SeededRandom };

const home: AxisValues = { pan: 0, tilt: 0, zoom: 0 };

export class TwinDriver implements PtzDriver {
  readonly #clock: CameraClock;
  readonly #model: CameraModel;
  readonly #profile: CameraProfile;
  readonly #random: SeededRandom;
  readonly #ended = new AbortController();
  readonly #line: CameraLine;
  /** How many orders reached the camera. */
  ordersDone = 0;

  constructor({ clock, model, profile, random }: TwinParts) {
    this.#clock = clock;
    this.#model = model;
    this.#profile = profile;
    this.#random = random;
    this.#line = new CameraLine(clock, () => this.#call(() => model.apply({ type: 'stop' }, clock.nowMs())));
    for (const fault of profile.faults) if (fault.kind === 'reboot') void this.#reboot(fault);
  }

  get capabilities() {
    return this.#profile.capabilities;
  }

  get orderLine() {
    return this.#line.orders;
  }

  moveTo(pose: Partial<Pose>): Promise<boolean> {
    const { panDegrees, tiltDegrees, horizontalFovDegrees } = pose;
    const to: Partial<AxisValues> = {};
    if (panDegrees !== undefined) to.pan = panDegrees;
    if (tiltDegrees !== undefined) to.tilt = tiltDegrees;
    if (horizontalFovDegrees !== undefined) to.zoom = zoomFor(horizontalFovDegrees);
    return this.#order('moveTo', this.capabilities.absolute, () => ({ type: 'move', to }));
  }

  moveByFov(part: { right: number; up: number }): Promise<boolean> {
    const lensDegrees = this.#profile.quirks.fixedLensDegrees;
    const command = () => ({ type: 'moveByFov', ...part, ...(lensDegrees && { lensDegrees }) }) as const;
    return this.#order('moveByFov', this.capabilities.relativeFov, command, { isRepeatable: false });
  }

  async velocity(speed: { pan: number; tilt: number; zoom: number }, forMs: number): Promise<boolean> {
    const { isSpeedIgnored, isTimeoutIgnored } = this.#profile.quirks;
    const full = { pan: Math.sign(speed.pan), tilt: Math.sign(speed.tilt), zoom: Math.sign(speed.zoom) };
    const motion = {
      type: 'velocity',
      speed: isSpeedIgnored ? full : speed,
      forMs: isTimeoutIgnored ? null : forMs,
    } as const;
    this.#assertAble('velocity', this.capabilities.continuous);
    return this.#line.run(() => this.#apply(() => motion), forMs);
  }

  stop(): Promise<void> {
    return this.#line.stop();
  }

  async pose(): Promise<PoseReading | null> {
    const { hasPosition, hasMoveStatus } = this.capabilities;
    if (!hasPosition) return null;
    const askedMs = this.#clock.nowMs();
    await this.#line.read(() => this.#call(() => undefined));
    const answeredMs = this.#clock.nowMs();
    // When in between it looked at its motors, nobody knows.
    const { pose, isMoving } = this.#model.reportedAt(this.#random.between(askedMs, answeredMs));
    const atMs = (askedMs + answeredMs) / 2;
    const status = this.#profile.quirks.isMovingForEver || isMoving;
    return { pose, atMs, isMoving: hasMoveStatus ? status : null };
  }

  presets(): Promise<Preset[]> {
    return this.#line.ask(() => this.#call(() => this.#model.presets()));
  }

  goToPreset(token: string): Promise<boolean> {
    const to = this.#model.preset(token);
    if (!to) return Promise.reject(new PtzError('REFUSED', `The camera holds no preset "${token}".`));
    return this.#order('preset', this.capabilities.presets, () => ({ type: 'move', to }));
  }

  async storePreset(name: string): Promise<Preset> {
    const token = `preset-${this.#model.presets().length + 1}`;
    await this.#line.ask(() => this.#call(() => this.#model.storePreset(token, name, this.#clock.nowMs())));
    return { token, name };
  }

  async removePreset(token: string): Promise<void> {
    await this.#line.ask(() => this.#call(() => this.#model.removePreset(token)));
  }

  goHome(): Promise<boolean> {
    return this.#order('home', this.capabilities.home, () => ({ type: 'move', to: home }));
  }

  async close(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    await this.#line.close();
    this.#ended.abort(new PtzError('CLOSED', 'The camera was closed.'));
  }

  async #order(what: string, isAble: boolean, command: () => CameraCommand, options?: OrderOptions): Promise<boolean> {
    this.#assertAble(what, isAble);
    return this.#line.order(() => this.#apply(command), options);
  }

  #assertAble(what: string, isAble: boolean): void {
    const refused: readonly string[] = this.#profile.quirks.refuses;
    if (isAble && !refused.includes(what)) return;
    throw new PtzError(isAble ? 'REFUSED' : 'NOT_SUPPORTED', `The camera does not do "${what}".`);
  }

  #apply(command: () => CameraCommand): Promise<void> {
    return this.#call(() => {
      this.#model.apply(command(), this.#clock.nowMs());
      this.ordersDone += 1;
    });
  }

  /** The camera acts in the middle of the call; one that fails is noticed as late as a real one. */
  async #call<T>(act: () => T): Promise<T> {
    const { callMs, droppedShare, lateShare } = this.#profile;
    const signal = this.#ended.signal;
    const isLate = lateShare > 0 && this.#random.isTrueIn(lateShare);
    await this.#clock.delay(callMs / 2 + (isLate ? this.#random.between(leastLateMs, greatestLateMs) : 0), signal);
    const fault = this.#faultNow();
    if (fault?.kind === 'unauthorized') throw new PtzError('WRONG_PASSWORD', 'The camera refused name and password.');
    if (fault || this.#random.isTrueIn(droppedShare)) {
      await this.#clock.delay(givenUpMs - callMs / 2, signal);
      throw new PtzError('TIMED_OUT', 'The camera did not answer within 3 s.');
    }
    const result = act();
    await this.#clock.delay(callMs / 2, signal);
    return result;
  }

  #faultNow(): CameraFault | undefined {
    const nowMs = this.#clock.nowMs();
    return this.#profile.faults.find(({ atMs, forMs }) => nowMs >= atMs && nowMs < atMs + forMs);
  }

  async #reboot({ atMs, forMs }: CameraFault): Promise<void> {
    try {
      await this.#clock.delay(atMs - this.#clock.nowMs(), this.#ended.signal);
      this.#model.cutPower(this.#clock.nowMs());
      await this.#clock.delay(forMs, this.#ended.signal);
      // It has lost its bearings and looks for them on its way up.
      this.#model.apply({ type: 'move', to: home }, this.#clock.nowMs());
    } catch {
      // Closed before.
    }
  }
}

/** Puts the presets of a room into a camera, as an operator would have stored them. */
export function placePresets(
  model: CameraModel,
  presets: readonly { token: string; name: string; pose: Pose }[],
): void {
  for (const { token, name, pose } of presets) model.placePreset(token, name, pose);
}
