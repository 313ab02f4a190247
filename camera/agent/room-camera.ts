/**
 * One camera of the room: connects it again and again until it is there, keeps its picture in the meeting, its faces looked
 * at, and its automation at work by what was set up. What people ask of it is in `camera-requests.ts`.
 */

import { type Calibration, rungOf } from '../calibration.ts';
import { CameraAutomation } from '../camera-automation.ts';
import type { CameraLogEntry } from '../camera-log.ts';
import type { RoomEvent, Shot } from '../director-state.ts';
import { OnvifDriver } from '../drivers/onvif.ts';
import type { FaceSighting, FaceSource } from '../face-source.ts';
import type { FaceBox } from '../faces/face-engine.ts';
import type { PicturePoint } from '../geometry.ts';
import type { CameraFault, CameraReport, CameraSight, RoomOrders } from '../protocol.ts';
import { type PtzCapabilities, PtzError } from '../ptz-driver.ts';
import type { RoomPlan } from '../room-plan.ts';
import { cautiousCalibration } from '../self-test.ts';
import { type StreamInput, streamInput } from '../stream-input.ts';
import { WallClock } from '../wall-clock.ts';
import { cameraAddress } from './camera-address.ts';
import type { StoredCamera } from './cameras-file.ts';
import { FacesTap } from './faces-tap.ts';
import { CameraPublisher } from './publisher.ts';
import { faceAt, sightOf } from './sight.ts';
import type { SourceLogger } from './video-source.ts';

export type RoomCameraSurroundings = {
  logger: SourceLogger;
  /** Null: no engine for faces runs here. Asked for once a camera is there, as engines are heavy. */
  openFaces(input: StreamInput): Promise<FaceSource | null>;
  /** Its picture can be sent, or not any more. */
  onPublisher(camera: RoomCamera, publisher: CameraPublisher | null): void;
  onReport(report: CameraReport): void;
  onSight(sight: CameraSight): void;
  /** By the server's clock. */
  toServerTime(monotonicMs: number): number;
};

type Parts = { driver: OnvifDriver; tap: FacesTap; publisher: CameraPublisher | null; input: StreamInput | null };

const firstRetryMs = 1_000;
const longestRetryMs = 15_000;
const sightEveryMs = 200;
const freshMs = 1_000;
const nobody: RoomOrders = { holders: [], next: null, privacy: null, isWatched: false };

export class RoomCamera {
  readonly clock = new WallClock();
  readonly #surroundings: RoomCameraSurroundings;
  readonly #ended = new AbortController();
  #stored: StoredCamera;
  #orders = nobody;
  #parts: Parts | null = null;
  #automation: CameraAutomation | null = null;
  #fault: CameraFault = 'CAMERA_UNREACHABLE';
  #producerId: string | null = null;
  #reported = '';
  #isReportDue = false;
  #sightAtMs = 0;
  #boxes: readonly FaceBox[] = [];
  #seenAtMs = 0;
  #life: Promise<void> = Promise.resolve();

  static start(stored: StoredCamera, surroundings: RoomCameraSurroundings): RoomCamera {
    const camera = new RoomCamera(stored, surroundings);
    camera.#life = camera.#connectUntilItHolds();
    return camera;
  }

  private constructor(stored: StoredCamera, surroundings: RoomCameraSurroundings) {
    this.#stored = stored;
    this.#surroundings = surroundings;
    this.#noteChange();
  }

  get stored(): StoredCamera {
    return this.#stored;
  }

  /** Null while the camera is away; `fault` says why. */
  get driver(): OnvifDriver | null {
    return this.#parts?.driver ?? null;
  }

  get fault(): CameraFault {
    return this.#fault;
  }

  get automation(): CameraAutomation | null {
    return this.#automation;
  }

  get streamInput(): StreamInput | null {
    return this.#parts?.input ?? null;
  }

  get isPictureFlowing(): boolean {
    return this.#parts?.publisher?.state === 'flowing';
  }

  get report(): CameraReport {
    const state = this.#automation?.state;
    const { shot = null, manualUntilMs = null, isFramed = false } = state ?? {};
    return {
      cameraId: this.#stored.cameraId,
      name: this.#stored.name,
      state: this.#stateWord(),
      shot: shotWord(shot),
      personId: shot?.kind === 'person' ? shot.subject.personId : personSearched(shot),
      isFramed: shot?.kind === 'person' && isFramed,
      manualUntil: manualUntilMs === null ? null : Math.round(this.#surroundings.toServerTime(manualUntilMs)),
      producerId: this.#producerId,
    };
  }

  /** Of the present picture. */
  faceAt(point: PicturePoint): FaceBox | null {
    return this.clock.nowMs() - this.#seenAtMs < freshMs ? faceAt(this.#boxes, point) : null;
  }

  /** What the meeting means for this room, whole each time. */
  obey(orders: RoomOrders): void {
    this.#orders = orders;
    for (const event of eventsOf(orders)) this.#automation?.tell(event);
  }

  tell(event: RoomEvent): void {
    this.#automation?.tell(event);
  }

  noteProducer(producerId: string | null): void {
    this.#producerId = producerId;
    this.#noteChange();
  }

  /** The server has forgotten what it was told. */
  reportAnew(): void {
    this.#reported = '';
    this.#noteChange();
  }

  /** What is set up has changed: from now on it works by that. */
  async change(stored: StoredCamera): Promise<void> {
    const before = this.#stored;
    this.#stored = stored;
    const isOtherPlan = (['seats', 'overview', 'wall', 'tested'] as const).some((key) => stored[key] !== before[key]);
    if (isOtherPlan) await this.restartAutomation();
    this.#noteChange();
  }

  /** Takes hands off the camera, for a test; `restartAutomation` ends that. */
  async stopAutomation(): Promise<void> {
    const automation = this.#automation;
    this.#automation = null;
    await automation?.close();
  }

  async restartAutomation(): Promise<void> {
    await this.stopAutomation();
    const parts = this.#parts;
    if (!parts || this.#ended.signal.aborted) return;
    const { driver, tap } = parts;
    const calibration = calibrationOf(this.#stored, driver);
    if (!calibration) return;
    this.#automation = CameraAutomation.start({
      clock: this.clock,
      driver,
      faces: tap.source(),
      plan: planOf(this.#stored, driver.capabilities),
      calibration,
      hasOverviewCamera: false,
      log: (entry) => this.#note(entry),
    });
    for (const event of eventsOf(this.#orders)) this.#automation.tell(event);
    this.#noteChange();
  }

  async close(): Promise<void> {
    this.#ended.abort(new PtzError('CLOSED', 'This camera was closed.'));
    await this.#life;
    await this.#drop();
  }

  async #connectUntilItHolds(): Promise<void> {
    const { logger } = this.#surroundings;
    for (let pauseMs = firstRetryMs; !this.#ended.signal.aborted; ) {
      try {
        await this.#connect();
        return;
      } catch (error) {
        await this.#drop();
        this.#fault = faultCodeOf(error);
        const why = error instanceof PtzError ? error.message : String(error);
        logger.warn({ cameraId: this.#stored.cameraId, code: this.#fault, why }, 'a camera is away; it is tried again');
      }
      await this.clock.delay(pauseMs, this.#ended.signal).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestRetryMs);
    }
  }

  /** Its automation notices by itself when it is away later, and when it is back. */
  async #connect(): Promise<void> {
    const { address, username, password, tested } = this.#stored;
    const driver = await connectCamera({ address, username, password });
    if (tested) driver.keepTo(tested.proven);
    const input = driver.streamUri === null ? null : streamInput({ url: driver.streamUri, username, password });
    this.#parts = { driver, tap: new FacesTap(null, () => undefined), publisher: null, input };
    const { openFaces, onPublisher, logger } = this.#surroundings;
    if (input) {
      const publisher = CameraPublisher.start({
        input,
        logger,
        onState: () => this.#noteChange(),
        onKeyFrameWanted: () => void driver.requestKeyFrame().catch(() => undefined),
      });
      this.#parts.publisher = publisher;
      onPublisher(this, publisher);
    }
    // It goes by seats and presets until the engine is there.
    await this.restartAutomation();
    const faces = input && (await openFaces(input));
    if (!faces) return;
    if (this.#ended.signal.aborted) return faces.close();
    this.#parts.tap = new FacesTap(faces, (sighting) => this.#show(sighting));
    await this.restartAutomation();
  }

  async #drop(): Promise<void> {
    const parts = this.#parts;
    this.#parts = null;
    await this.stopAutomation();
    if (!parts) return;
    if (parts.publisher) this.#surroundings.onPublisher(this, null);
    await Promise.all([parts.publisher?.close(), parts.tap.close(), parts.driver.close()]);
    this.#noteChange();
  }

  #note(entry: CameraLogEntry): void {
    const { cameraId } = this.#stored;
    const isRefused = entry.type === 'outcome' && entry.outcome === 'failed';
    if (isRefused) this.#surroundings.logger.warn({ cameraId, ...entry }, 'a camera did not do what it was told');
    if (entry.type === 'order') this.#surroundings.logger.info({ cameraId, ...entry }, 'a camera is given an order');
    this.#noteChange();
  }

  /** After the change is done, and once for all that changes together. */
  #noteChange(): void {
    if (this.#isReportDue) return;
    this.#isReportDue = true;
    setImmediate(() => {
      this.#isReportDue = false;
      const { report } = this;
      const text = JSON.stringify(report);
      if (text === this.#reported) return;
      this.#reported = text;
      this.#surroundings.onReport(report);
    });
  }

  #show(sighting: FaceSighting): void {
    const nowMs = this.clock.nowMs();
    this.#boxes = sighting.boxes;
    this.#seenAtMs = nowMs;
    if (!this.#orders.isWatched || nowMs - this.#sightAtMs < sightEveryMs) return;
    this.#sightAtMs = nowMs;
    const wanted = this.#automation?.wantedPoint ?? null;
    this.#surroundings.onSight(sightOf(this.#stored.cameraId, sighting.boxes, wanted));
  }

  #stateWord(): CameraReport['state'] {
    if (!this.#parts || this.#automation?.state.isCameraUp === false) return 'away';
    const { tested, overview, seats } = this.#stored;
    if (!this.isPictureFlowing) return 'noPicture';
    return tested && overview && seats.length > 0 ? 'ready' : 'notSetUp';
  }
}

export async function connectCamera({
  address,
  username,
  password,
}: Pick<StoredCamera, 'address' | 'username' | 'password'>): Promise<OnvifDriver> {
  const where = cameraAddress(address);
  if (!where) throw new PtzError('UNREACHABLE', 'This is no address of a camera.');
  return OnvifDriver.connect({ ...where, ...(username !== '' && { username, password }) });
}

/** As the server has words for it. */
export function faultCodeOf(error: unknown): CameraFault {
  if (!(error instanceof PtzError)) return 'CAMERA_REFUSED';
  const codes = {
    UNREACHABLE: 'CAMERA_UNREACHABLE',
    WRONG_PASSWORD: 'CAMERA_PASSWORD',
    REFUSED: 'CAMERA_REFUSED',
    NOT_SUPPORTED: 'CAMERA_NOT_SUPPORTED',
    TIMED_OUT: 'CAMERA_TIMED_OUT',
    CLOSED: 'CAMERA_UNREACHABLE',
  } as const satisfies Record<PtzError['reason'], CameraFault>;
  return codes[error.reason];
}

function calibrationOf({ tested }: StoredCamera, driver: OnvifDriver): Calibration | null {
  const rung = rungOf(driver.capabilities);
  return tested?.calibration ?? (rung && cautiousCalibration(rung));
}

/** Nothing was set up, so nothing is gone to: an overview that nobody stored would be any place. */
function planOf({ seats, overview, wall }: StoredCamera, { limits }: PtzCapabilities): RoomPlan {
  const nowhere = { pose: null, presetToken: null };
  // Nobody may be shown: as far aside as it goes, which shows the wall more likely than people.
  const aside = {
    pose: {
      panDegrees: limits.panDegrees[1],
      tiltDegrees: limits.tiltDegrees[1],
      horizontalFovDegrees: limits.horizontalFovDegrees[0],
    },
    presetToken: null,
  };
  return { seats, overview: overview ?? nowhere, wall: wall ?? aside };
}

function eventsOf({ holders, next, privacy }: RoomOrders): RoomEvent[] {
  return [
    { type: 'privacy', reason: privacy },
    { type: 'floor', holders, next },
  ];
}

function shotWord(shot: Shot | null): CameraReport['shot'] {
  return shot?.kind === 'person' ? shot.size : (shot?.kind ?? 'overview');
}

function personSearched(shot: Shot | null): string | null {
  return shot?.kind === 'overview' ? (shot.searched?.personId ?? null) : null;
}
