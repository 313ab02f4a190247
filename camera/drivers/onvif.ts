/** Cameras that speak ONVIF: `PtzDriver` over what they announce, guarded against what they do instead. */
import { rungOf } from '../calibration.ts';
import {
  type CameraClock,
  type OrderLine,
  type Pose,
  type PoseReading,
  type Preset,
  type PtzCapabilities,
  type PtzDriver,
  PtzError,
} from '../ptz-driver.ts';
import { twelvefoldLens, type ZoomTable } from '../twin/zoom-table.ts';
import { WallClock } from '../wall-clock.ts';
import { escapeXml, findElement, findElements, textOf } from '../xml.ts';
import { CameraLine } from './camera-line.ts';
import { MoveWatch } from './move-watch.ts';
import { type Announcement, announcementOf, type CameraDevice } from './onvif-announcement.ts';
import { type OnvifAddress, OnvifClient, type Question } from './onvif-client.ts';
import type { Optics, PtzSpaces } from './onvif-spaces.ts';
import type { OrderOptions } from './order-queue.ts';

export type OnvifOptions = OnvifAddress & {
  /** What the ends of its ranges are, where it does not announce degrees itself. */
  optics?: Partial<Optics>;
  clock?: CameraClock;
};

type Proven = Pick<PtzCapabilities, 'absolute' | 'relativeFov' | 'continuous'>;

const usualOptics: Optics = { panDegrees: [-170, 170], tiltDegrees: [-30, 90], lens: twelvefoldLens };
const ptz = 'xmlns="http://www.onvif.org/ver20/ptz/wsdl"';
const schema = 'xmlns="http://www.onvif.org/ver10/schema"';

export class OnvifDriver implements PtzDriver {
  readonly #client: OnvifClient;
  readonly #clock: CameraClock;
  readonly #line: CameraLine;
  readonly #watch = new MoveWatch();
  #spaces: PtzSpaces;
  readonly #announcement: Announcement;
  /** The last pose it said or was sent to: what an order that names one axis only leaves the other at. */
  #lastPose: Partial<Pose> = {};
  #proven: Partial<Proven> = {};
  #isClosed = false;

  private constructor(client: OnvifClient, announcement: Announcement, clock: CameraClock) {
    this.#client = client;
    this.#clock = clock;
    this.#line = new CameraLine(clock, () => this.#sendStop());
    this.#announcement = announcement;
    this.#spaces = announcement.spaces;
  }

  /** Rejects with `PtzError`: with WRONG_PASSWORD too, which the library takes for success. */
  static async connect({ optics, clock = new WallClock(), ...address }: OnvifOptions): Promise<OnvifDriver> {
    const client = new OnvifClient(address, clock);
    try {
      await client.open();
      const announcement = await announcementOf(client, { ...usualOptics, ...optics });
      return new OnvifDriver(client, announcement, clock);
    } catch (error) {
      client.close();
      throw error;
    }
  }

  get capabilities(): PtzCapabilities {
    const { capabilities } = this.#announcement;
    const { horizontalFovDegrees } = this.#spaces.announced.limits;
    const limits = { ...capabilities.limits, horizontalFovDegrees };
    return {
      ...capabilities,
      ...this.#proven,
      limits,
      hasMoveStatus: capabilities.hasMoveStatus && !this.#watch.isWordWrong,
    };
  }

  get orderLine(): OrderLine {
    return this.#line.orders;
  }

  /** From now on it does only what the self-test left standing of what it announced. */
  keepTo({ absolute, relativeFov, continuous }: Proven): void {
    this.#proven = { absolute, relativeFov, continuous };
  }

  /** What its zoom is taken to show. */
  get lens(): ZoomTable {
    return this.#spaces.lens;
  }

  /** From now on widths of view are reckoned by this lens. */
  takeLens(lens: ZoomTable): void {
    this.#spaces = this.#spaces.withLens(lens);
    this.#lastPose = {};
  }

  /** False: it hangs where it hangs, and can only be looked through. */
  get canTurn(): boolean {
    return rungOf(this.#announcement.capabilities) !== null;
  }

  get device(): CameraDevice {
    return this.#announcement.device;
  }

  /** Where its picture can be had. */
  get streamUri(): string | null {
    return this.#announcement.streamUri;
  }

  moveTo(pose: Partial<Pose>): Promise<boolean> {
    if (!this.capabilities.absolute) return notSupported('moves to a pose');
    if (Object.values(pose).some((value) => !Number.isFinite(value))) return noNumber();
    return this.#order(async () => {
      const position = await this.#positionFor(pose);
      const zoom = pose.horizontalFovDegrees === undefined ? null : this.#spaces.zoom(pose.horizontalFovDegrees);
      if (!position && zoom === null) return;
      const { profileToken } = this.#announcement;
      await this.#client.ask((camera, done) =>
        camera.absoluteMove(
          {
            profileToken,
            ...(position && { x: rounded(position.x), y: rounded(position.y) }),
            // Declared as a number, and written as it is.
            ...(position?.space !== undefined && { xyspace: position.space as unknown as number }),
            ...(zoom !== null && { zoom: rounded(zoom) }),
            // What it is not told, the library fills in with zeros, which are places.
            ...(zoom === null && { onlySendPanTilt: true }),
            ...(!position && { onlySendZoom: true }),
          },
          done,
        ),
      );
      this.#lastPose = { ...this.#lastPose, ...pose };
    });
  }

  moveByFov(part: { right: number; up: number }): Promise<boolean> {
    if (!this.capabilities.relativeFov) return notSupported('moves by parts of the picture');
    if (!Number.isFinite(part.right) || !Number.isFinite(part.up)) return noNumber();
    const { x, y, space } = this.#spaces.fovMove(part);
    // The library always adds a zoom of 0, at which some cameras fail and others zoom.
    const vector = `<PanTilt x="${rounded(x)}" y="${rounded(y)}" space="${escapeXml(space)}" ${schema}/>`;
    const translation = `<ProfileToken>${this.#profile}</ProfileToken><Translation>${vector}</Translation>`;
    const once = { isRepeatable: false };
    return this.#order(async () => {
      await this.#client.askWith('ptz', `<RelativeMove ${ptz}>${translation}</RelativeMove>`, once);
    }, once);
  }

  velocity(speed: { pan: number; tilt: number; zoom: number }, forMs: number): Promise<boolean> {
    if (!this.capabilities.continuous) return notSupported('moves at a speed');
    if (![...Object.values(speed), forMs].every(Number.isFinite) || forMs <= 0) return noNumber();
    const { x, y, zoom } = this.#spaces.velocity(speed);
    const { profileToken } = this.#announcement;
    const only = this.capabilities.canZoom ? {} : { onlySendPanTilt: true };
    const question: Question = (camera, done) =>
      camera.continuousMove(
        { profileToken, x: rounded(x), y: rounded(y), zoom: rounded(zoom), ...only, timeout: Math.ceil(forMs) },
        done,
      );
    return this.#line.run(async () => {
      await this.#client.ask(question);
      this.#watch.expectMotion(this.#clock.nowMs());
    }, forMs);
  }

  async stop(): Promise<void> {
    if (this.canTurn) await this.#line.stop();
  }

  async pose(): Promise<PoseReading | null> {
    if (!this.#announcement.capabilities.hasPosition) return null;
    const askedMs = this.#clock.nowMs();
    const { profileToken } = this.#announcement;
    const ask = () => this.#client.ask((camera, done) => camera.getStatus({ profileToken }, done));
    const status = await this.#line.read(ask);
    const atMs = (askedMs + this.#clock.nowMs()) / 2;
    const pose = this.#spaces.poseIn(status);
    if (!pose) return null;
    this.#lastPose = pose;
    return { pose, atMs, isMoving: this.#watch.isMoving(pose, atMs, moveWords(findElement(status, 'MoveStatus'))) };
  }

  async presets(): Promise<Preset[]> {
    if (!this.canTurn) return [];
    const { profileToken } = this.#announcement;
    const body = await this.#ask((camera, done) => camera.getPresets({ profileToken }, done));
    return findElements(body, 'Preset').flatMap((preset) => {
      const { token } = preset.attributes;
      return token === undefined ? [] : [{ token, name: textOf(preset, 'Name') ?? token }];
    });
  }

  goToPreset(token: string): Promise<boolean> {
    if (!this.canTurn) return notSupported('goes to a preset');
    const { profileToken } = this.#announcement;
    return this.#order(async () => {
      await this.#client.ask((camera, done) => camera.gotoPreset({ profileToken, preset: escapeXml(token) }, done));
      this.#lastPose = {};
    });
  }

  async storePreset(name: string): Promise<Preset> {
    if (!this.canTurn) return notSupported('keeps presets');
    const { profileToken } = this.#announcement;
    const presetName = escapeXml(name);
    const body = await this.#ask((camera, done) => camera.setPreset({ profileToken, presetName }, done));
    const token = textOf(body, 'PresetToken');
    if (!token) throw new PtzError('REFUSED', 'The camera did not say where it keeps the preset.');
    return { token, name };
  }

  async removePreset(token: string): Promise<void> {
    if (!this.canTurn) return notSupported('keeps presets');
    const { profileToken } = this.#announcement;
    await this.#ask((camera, done) => camera.removePreset({ profileToken, presetToken: escapeXml(token) }, done));
  }

  goHome(): Promise<boolean> {
    if (!this.capabilities.home) return notSupported('has a home');
    const { profileToken } = this.#announcement;
    return this.#order(async () => {
      await this.#client.ask((camera, done) => camera.gotoHomePosition({ profileToken }, done));
      this.#lastPose = {};
    });
  }

  /** Where it goes home to from now on. */
  async storeHome(): Promise<void> {
    const { profileToken } = this.#announcement;
    await this.#ask((camera, done) => camera.setHomePosition({ profileToken }, done));
  }

  /** Asks for a picture that stands for itself. */
  async requestKeyFrame(): Promise<void> {
    const media = 'xmlns="http://www.onvif.org/ver10/media/wsdl"';
    const profile = `<ProfileToken>${this.#profile}</ProfileToken>`;
    const body = `<SetSynchronizationPoint ${media}>${profile}</SetSynchronizationPoint>`;
    await this.#line.ask(() => this.#client.askWith('media', body));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.canTurn) await this.#line.close();
    this.#client.close();
  }

  /** Ready for XML. */
  get #profile(): string {
    return this.#announcement.profileToken;
  }

  #ask(question: Question) {
    return this.#line.ask(() => this.#client.ask(question));
  }

  #order(send: () => Promise<void>, options?: OrderOptions): Promise<boolean> {
    return this.#line.order(async () => {
      await send();
      this.#watch.expectMotion(this.#clock.nowMs());
    }, options);
  }

  async #sendStop(): Promise<void> {
    const all = `<ProfileToken>${this.#profile}</ProfileToken><PanTilt>true</PanTilt><Zoom>true</Zoom>`;
    await this.#client.askWith('ptz', `<Stop ${ptz}>${all}</Stop>`);
  }

  async #positionFor({ panDegrees, tiltDegrees }: Partial<Pose>) {
    if (panDegrees === undefined && tiltDegrees === undefined) return null;
    const isWhole = panDegrees !== undefined && tiltDegrees !== undefined;
    if (!isWhole && this.#announcement.capabilities.hasPosition) {
      const { profileToken } = this.#announcement;
      const status = await this.#client.ask((camera, done) => camera.getStatus({ profileToken }, done));
      this.#lastPose = this.#spaces.poseIn(status) ?? this.#lastPose;
    }
    return this.#spaces.position({
      panDegrees: panDegrees ?? this.#lastPose.panDegrees ?? 0,
      tiltDegrees: tiltDegrees ?? this.#lastPose.tiltDegrees ?? 0,
    });
  }
}

/** Null: it does not say. */
function moveWords(status: ReturnType<typeof findElement>): boolean | null {
  const words = status?.children.map(({ text }) => text.trim()) ?? [];
  if (words.length === 0 || words.every((word) => word === 'UNKNOWN')) return null;
  return words.includes('MOVING');
}

/** Never an exponent, which some cameras cannot read. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function notSupported(what: string): Promise<never> {
  return Promise.reject(new PtzError('NOT_SUPPORTED', `No camera of this kind ${what}.`));
}

function noNumber(): Promise<never> {
  return Promise.reject(new PtzError('REFUSED', 'A pose, a part or a speed must be a number.'));
}
