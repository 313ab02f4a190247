/** The camera behind the services of the twin over SOAP: a body, its profile, its idea of the time, and its bad days. */
import { randomUUID } from 'node:crypto';
import type { CameraClock } from '../../ptz-driver.ts';
import type { AxisValues, CameraCommand, CameraModel } from '../camera-model.ts';
import type { CameraFault, CameraProfile } from '../profiles.ts';

export type TwinCameraParts = {
  clock: CameraClock;
  model: CameraModel;
  profile: CameraProfile;
  /** Where its picture can be had; whoever serves the picture says so. */
  streamUri?: string;
  snapshotUri?: string;
  /** A client asks for a picture that stands for itself. */
  onSynchronizationPoint?: () => void;
};

export class TwinCamera {
  readonly serialNumber = randomUUID();
  readonly model: CameraModel;
  readonly profile: CameraProfile;
  readonly streamUri: string | undefined;
  readonly snapshotUri: string | undefined;
  readonly onSynchronizationPoint: () => void;
  home: AxisValues = { pan: 0, tilt: 0, zoom: 0 };
  /** How far its clock is ahead of the wall's. */
  clockSkewMs: number;
  /** How many orders to its motors it carried out. */
  ordersDone = 0;
  readonly #clock: CameraClock;
  readonly #ended = new AbortController();
  readonly #faults: CameraFault[] = [];
  #presetsStored = 0;

  constructor({ clock, model, profile, streamUri, snapshotUri, onSynchronizationPoint }: TwinCameraParts) {
    this.#clock = clock;
    this.model = model;
    this.profile = profile;
    this.streamUri = streamUri;
    this.snapshotUri = snapshotUri;
    this.onSynchronizationPoint = onSynchronizationPoint ?? (() => undefined);
    this.clockSkewMs = profile.wire.clockSkewMs ?? 0;
    // Those of a profile count from when it was switched on.
    for (const fault of profile.faults) this.suffer({ ...fault, atMs: clock.nowMs() + fault.atMs });
  }

  readonly nowMs = (): number => this.#clock.nowMs();

  readonly timeOfDayMs = (): number => Date.now() + this.clockSkewMs;

  delay(ms: number): Promise<void> {
    return this.#clock.delay(ms, this.#ended.signal);
  }

  apply(command: CameraCommand): void {
    this.ordersDone += 1;
    this.model.apply(command, this.nowMs());
  }

  freePresetToken(): string {
    this.#presetsStored += 1;
    const token = `preset-${this.#presetsStored}`;
    return this.model.preset(token) ? this.freePresetToken() : token;
  }

  /** Lets something happen to it: at a time of its clock, for so long. */
  suffer(fault: CameraFault): void {
    this.#faults.push(fault);
    if (fault.kind === 'reboot') void this.#reboot(fault);
  }

  faultNow(): CameraFault | undefined {
    const nowMs = this.nowMs();
    return this.#faults.find(({ atMs, forMs }) => nowMs >= atMs && nowMs < atMs + forMs);
  }

  end(): void {
    this.#ended.abort(new Error('The camera was switched off.'));
  }

  async #reboot({ atMs, forMs }: CameraFault): Promise<void> {
    try {
      await this.delay(Math.max(0, atMs - this.nowMs()));
      this.model.cutPower(this.nowMs());
      await this.delay(forMs);
      // It has lost its bearings and looks for them on its way up.
      this.model.apply({ type: 'move', to: this.home }, this.nowMs());
    } catch {
      // Switched off before.
    }
  }
}
