/** A camera of the twin as the tracker meets every camera: orders take their time, get lost and are overtaken, by its profile. */
import { type CameraClock, type Pose, type PoseReading, type Preset, type PtzDriver, PtzError } from '../ptz-driver.ts';
import type { AxisValues, CameraCommand, CameraModel } from './camera-model.ts';
import type { CameraFault, CameraProfile } from './profiles.ts';
import type { SeededRandom } from './random.ts';
import { zoomFor } from './zoom-table.ts';

type Order = {
  command: () => CameraCommand;
  /** An order that waited for longer is not carried out any more. */
  validUntilMs: number;
  resolve: (isDone: boolean) => void;
  reject: (error: unknown) => void;
};

export type TwinParts = { clock: CameraClock; model: CameraModel; profile: CameraProfile; random: SeededRandom };

const givenUpMs = 3_000;
const home: AxisValues = { pan: 0, tilt: 0, zoom: 0 };

export class TwinDriver implements PtzDriver {
  readonly #clock: CameraClock;
  readonly #model: CameraModel;
  readonly #profile: CameraProfile;
  readonly #random: SeededRandom;
  readonly #ended = new AbortController();
  #isUnderWay = false;
  #waiting: Order | null = null;
  #deadMan: AbortController | null = null;
  /** How many orders reached the camera. */
  ordersDone = 0;

  constructor({ clock, model, profile, random }: TwinParts) {
    this.#clock = clock;
    this.#model = model;
    this.#profile = profile;
    this.#random = random;
    for (const fault of profile.faults) if (fault.kind === 'reboot') void this.#reboot(fault);
  }

  get capabilities() {
    return this.#profile.capabilities;
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
    return this.#order('moveByFov', this.capabilities.relativeFov, () => ({
      type: 'moveByFov',
      ...part,
      ...(lensDegrees && { lensDegrees }),
    }));
  }

  async velocity(speed: { pan: number; tilt: number; zoom: number }, forMs: number): Promise<boolean> {
    const { isSpeedIgnored, isTimeoutIgnored } = this.#profile.quirks;
    const full = { pan: Math.sign(speed.pan), tilt: Math.sign(speed.tilt), zoom: Math.sign(speed.zoom) };
    const isDone = await this.#order(
      'velocity',
      this.capabilities.continuous,
      () => {
        void this.#stopAfter(forMs);
        return { type: 'velocity', speed: isSpeedIgnored ? full : speed, forMs: isTimeoutIgnored ? null : forMs };
      },
      forMs,
    );
    return isDone;
  }

  async stop(): Promise<void> {
    this.#waiting?.resolve(false);
    this.#waiting = null;
    await this.#call(() => {
      this.#deadMan?.abort(new PtzError('CLOSED', 'The motion was ended before.'));
      this.#model.apply({ type: 'stop' }, this.#clock.nowMs());
    });
  }

  async pose(): Promise<PoseReading | null> {
    const { hasPosition, hasMoveStatus } = this.capabilities;
    if (!hasPosition) return null;
    const askedMs = this.#clock.nowMs();
    await this.#call(() => undefined);
    const answeredMs = this.#clock.nowMs();
    // When in between it looked at its motors, nobody knows.
    const { pose, isMoving } = this.#model.reportedAt(this.#random.between(askedMs, answeredMs));
    const atMs = (askedMs + answeredMs) / 2;
    const status = this.#profile.quirks.isMovingForEver || isMoving;
    return { pose, atMs, isMoving: hasMoveStatus ? status : null };
  }

  presets(): Promise<Preset[]> {
    return this.#call(() => this.#model.presets());
  }

  goToPreset(token: string): Promise<boolean> {
    const to = this.#model.preset(token);
    if (!to) return Promise.reject(new PtzError('REFUSED', `The camera holds no preset "${token}".`));
    return this.#order('preset', this.capabilities.presets, () => ({ type: 'move', to }));
  }

  async storePreset(name: string): Promise<Preset> {
    const token = `preset-${this.#model.presets().length + 1}`;
    await this.#call(() => this.#model.storePreset(token, name, this.#clock.nowMs()));
    return { token, name };
  }

  async removePreset(token: string): Promise<void> {
    await this.#call(() => this.#model.removePreset(token));
  }

  goHome(): Promise<boolean> {
    return this.#order('home', this.capabilities.home, () => ({ type: 'move', to: home }));
  }

  async close(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    await this.stop().catch(() => undefined);
    this.#ended.abort(new PtzError('CLOSED', 'The camera was closed.'));
  }

  #order(
    what: string,
    isAble: boolean,
    command: () => CameraCommand,
    validForMs = Number.POSITIVE_INFINITY,
  ): Promise<boolean> {
    const refused: readonly string[] = this.#profile.quirks.refuses;
    if (!isAble || refused.includes(what)) {
      return Promise.reject(new PtzError(isAble ? 'REFUSED' : 'NOT_SUPPORTED', `The camera does not do "${what}".`));
    }
    return new Promise((resolve, reject) => {
      const order = { command, validUntilMs: this.#clock.nowMs() + validForMs, resolve, reject };
      if (this.#isUnderWay) {
        this.#waiting?.resolve(false);
        this.#waiting = order;
      } else {
        void this.#carryOut(order);
      }
    });
  }

  async #carryOut(order: Order): Promise<void> {
    this.#isUnderWay = true;
    try {
      await this.#call(() => {
        this.#deadMan?.abort(new PtzError('CLOSED', 'Another order took its place.'));
        this.#model.apply(order.command(), this.#clock.nowMs());
        this.ordersDone += 1;
      });
      order.resolve(true);
    } catch (error) {
      order.reject(error);
    }
    this.#isUnderWay = false;
    const next = this.#waiting;
    this.#waiting = null;
    if (!next) return;
    if (next.validUntilMs < this.#clock.nowMs()) next.resolve(false);
    else void this.#carryOut(next);
  }

  /** The camera acts in the middle of the call; one that fails is noticed as late as a real one. */
  async #call<T>(act: () => T): Promise<T> {
    const { callMs, droppedShare } = this.#profile;
    const signal = this.#ended.signal;
    await this.#clock.delay(callMs / 2, signal);
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
      this.#deadMan?.abort(new PtzError('CLOSED', 'The camera has restarted.'));
      this.#model.cutPower(this.#clock.nowMs());
      await this.#clock.delay(forMs, this.#ended.signal);
      // It has lost its bearings and looks for them on its way up.
      this.#model.apply({ type: 'move', to: home }, this.#clock.nowMs());
    } catch {
      // Closed before.
    }
  }

  async #stopAfter(forMs: number): Promise<void> {
    const deadMan = new AbortController();
    this.#deadMan = deadMan;
    try {
      await this.#clock.delay(forMs, deadMan.signal);
      // A lost stop would leave it running: said again until it is heard.
      for (;;) {
        const isHeard = await this.#stopOnce();
        if (isHeard || deadMan.signal.aborted) return;
      }
    } catch {
      // Another order took its place.
    }
  }

  async #stopOnce(): Promise<boolean> {
    const { callMs } = this.#profile;
    await this.#clock.delay(callMs / 2, this.#ended.signal);
    if (!this.#faultNow() && !this.#random.isTrueIn(this.#profile.droppedShare)) {
      this.#model.apply({ type: 'stop' }, this.#clock.nowMs());
      return true;
    }
    await this.#clock.delay(Math.max(callMs, 200), this.#ended.signal);
    return false;
  }
}

/** Puts the presets of a room into a camera, as an operator would have stored them. */
export function placePresets(
  model: CameraModel,
  presets: readonly { token: string; name: string; pose: Pose }[],
): void {
  for (const { token, name, pose } of presets) model.placePreset(token, name, pose);
}
