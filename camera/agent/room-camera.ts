/**
 * One camera of the room: connects it again and again until it is there, keeps its picture in the meeting, its faces looked
 * at, and its automation at work by what was set up. What people ask of it is in `camera-requests.ts`.
 */
import { CameraAutomation } from '../camera-automation.ts';
import type { CameraLogEntry } from '../camera-log.ts';
import type { RoomEvent } from '../director-state.ts';
import type { OnvifDriver } from '../drivers/onvif.ts';
import type { FaceSighting, FaceSource } from '../face-source.ts';
import type { FaceBox } from '../faces/face-engine.ts';
import type { PicturePoint } from '../geometry.ts';
import type { CameraFault, CameraReport, CameraSight, RoomOrders } from '../protocol.ts';
import { type Pose, PtzError } from '../ptz-driver.ts';
import { type StreamInput, streamInput } from '../stream-input.ts';
import { WallClock } from '../wall-clock.ts';
import { connectCamera, faultCodeOf } from './camera-connection.ts';
import { CameraStream } from './camera-stream.ts';
import type { StoredCamera } from './cameras-file.ts';
import { blind, FacesTap } from './faces-tap.ts';
import type { PicturedCamera } from './room-pictures.ts';
import { personSearched, shotWord } from './shot-words.ts';
import { faceAt, seatsInSight, sightOf } from './sight.ts';
import { calibrationOf, eventsOf, planOf } from './stored-plan.ts';
import type { SourceLogger } from './video-source.ts';

export type RoomCameraSurroundings = {
  logger: SourceLogger;
  /** Null: no engine for faces runs here. Asked for once a camera is there, as engines are heavy. */
  openFaces(input: StreamInput): Promise<FaceSource | null>;
  /** Its stream, its picture, or what its director wants to be shown has changed. */
  onPicture(): void;
  onReport(report: CameraReport): void;
  onSight(sight: CameraSight): void;
  /** By the server's clock. */
  toServerTime(monotonicMs: number): number;
};

type Parts = { driver: OnvifDriver; tap: FacesTap; stream: CameraStream | null; input: StreamInput | null };

const firstRetryMs = 1_000;
const longestRetryMs = 15_000;
const sightEveryMs = 200;
/** Without an engine for faces the seats are shown all the same. */
const blindSightEveryMs = 500;
const freshMs = 1_000;
/** Longer than its last picture is shown while the other camera has none yet. */
const longestHoldMs = 700;
const planKeys = ['seats', 'overview', 'wall', 'tested', 'isOverview'] as const;
const nobody: RoomOrders = { holders: [], next: null, privacy: null, isWatched: false };

export class RoomCamera implements PicturedCamera {
  readonly clock = new WallClock();
  readonly #surroundings: RoomCameraSurroundings;
  readonly #ended = new AbortController();
  #stored: StoredCamera;
  #orders = nobody;
  #parts: Parts | null = null;
  #automation: CameraAutomation | null = null;
  #closing: Promise<void> = Promise.resolve();
  #isSuspended = false;
  #fault: CameraFault = 'CAMERA_UNREACHABLE';
  #producerId: string | null = null;
  #offAir = Promise.withResolvers<void>();
  #hasOverviewCamera = false;
  #reported = '';
  #isReportDue = false;
  #isOpeningEyes = false;
  #sightAtMs = 0;
  #boxes: readonly FaceBox[] = [];
  #seenAtMs = 0;
  #blindSights: ReturnType<typeof setInterval> | undefined;
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

  get cameraId(): string {
    return this.#stored.cameraId;
  }

  get isOverview(): boolean {
    return this.#stored.isOverview ?? false;
  }

  get canTurn(): boolean {
    return this.driver?.canTurn ?? false;
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

  get stream(): CameraStream | null {
    return this.#parts?.stream ?? null;
  }

  get directedOnAir(): 'ptz' | 'overview' | null {
    return this.#automation?.state.onAir ?? null;
  }

  get isParked(): boolean {
    return this.#automation?.isParked ?? false;
  }

  get isPictureFlowing(): boolean {
    return this.stream?.state === 'flowing';
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
      isOverview: this.isOverview,
      ...(this.driver && { canTurn: this.canTurn }),
    };
  }

  /** Of the present picture. */
  faceAt(point: PicturePoint): FaceBox | null {
    return this.clock.nowMs() - this.#seenAtMs < freshMs ? faceAt(this.#boxes, point) : null;
  }

  /** What the meeting means for this room, whole each time. */
  obey(orders: RoomOrders): void {
    this.#orders = orders;
    this.#showSeatsToo();
    this.#tellOrders();
  }

  tell(event: RoomEvent): void {
    this.#automation?.tell(event);
  }

  noteProducer(producerId: string | null): void {
    if (producerId === this.#producerId) return;
    this.#producerId = producerId;
    if (producerId === null) this.#offAir.resolve();
    this.#noteChange();
  }

  /** Another camera shows the room whenever this one does not stand. */
  noteOverviewCamera(isThere: boolean): void {
    if (isThere === this.#hasOverviewCamera) return;
    this.#hasOverviewCamera = isThere;
    this.#automation?.tell({ type: 'overviewCamera', isThere });
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
    const isOtherPlan = planKeys.some((key) => stored[key] !== before[key]);
    if (isOtherPlan) await this.#restartAutomation();
    if (stored.isOverview !== before.isOverview) void this.#openOrCloseEyes();
    this.#noteChange();
  }

  /** Takes hands off the camera for a test, whatever changes meanwhile. */
  async suspendAutomation(): Promise<void> {
    this.#isSuspended = true;
    await this.#stopAutomation();
  }

  async resumeAutomation(): Promise<void> {
    this.#isSuspended = false;
    await this.#restartAutomation();
  }

  async #stopAutomation(): Promise<void> {
    const automation = this.#automation;
    this.#automation = null;
    if (automation) this.#closing = automation.close();
    await this.#closing;
    this.#surroundings.onPicture();
  }

  async #restartAutomation(): Promise<void> {
    const isByHand = (this.#automation?.state.manualUntilMs ?? null) !== null;
    await this.#stopAutomation();
    const parts = this.#parts;
    // Of several who waited for the same end, the first has begun anew.
    if (!parts || this.#automation || this.#isSuspended || this.#ended.signal.aborted) return;
    const { driver, tap } = parts;
    const calibration = calibrationOf(this.#stored, driver);
    if (!calibration) return;
    this.#automation = CameraAutomation.start({
      clock: this.clock,
      driver,
      faces: tap.source(),
      plan: planOf(this.#stored, driver.capabilities),
      calibration,
      hasOverviewCamera: this.#hasOverviewCamera,
      log: (entry) => this.#note(entry),
      isByHand,
      whenOffAir: () => this.#whenOffAir(),
      onParking: () => this.#surroundings.onPicture(),
    });
    this.#tellOrders();
    this.#surroundings.onPicture();
    this.#noteChange();
  }

  async close(): Promise<void> {
    this.#ended.abort(new PtzError('CLOSED', 'This camera was closed.'));
    clearInterval(this.#blindSights);
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
    if (tested?.lens) driver.takeLens(tested.lens);
    const input = driver.streamUri === null ? null : streamInput({ url: driver.streamUri, username, password });
    this.#parts = { driver, tap: blind(), stream: null, input };
    const { onPicture, logger } = this.#surroundings;
    if (input) {
      this.#parts.stream = CameraStream.start({
        input,
        logger,
        onState: () => {
          onPicture();
          this.#noteChange();
        },
        onKeyFrameWanted: () => void driver.requestKeyFrame().catch(() => undefined),
      });
    }
    // It goes by seats and presets until the engine is there.
    await this.#restartAutomation();
    onPicture();
    await this.#openOrCloseEyes();
  }

  /** Faces are looked for where a camera follows them only: an engine is heavy. */
  async #openOrCloseEyes(): Promise<void> {
    const parts = this.#parts;
    if (!parts?.input || this.#isOpeningEyes) return;
    const isFollowing = () => !this.isOverview && this.canTurn && this.#parts === parts && !this.#ended.signal.aborted;
    if (!isFollowing()) return this.#look(parts, null);
    if (parts.tap.isSeeing) return;
    this.#isOpeningEyes = true;
    const faces = await this.#surroundings.openFaces(parts.input).finally(() => {
      this.#isOpeningEyes = false;
    });
    if (!faces) return;
    if (!isFollowing()) return faces.close();
    await this.#look(parts, faces);
  }

  async #look(parts: Parts, faces: FaceSource | null): Promise<void> {
    const before = parts.tap;
    if (!faces && !before.isSeeing) return;
    parts.tap = faces ? new FacesTap(faces, (sighting) => this.#show(sighting)) : blind();
    await before.close();
    await this.#restartAutomation();
  }

  async #drop(): Promise<void> {
    const parts = this.#parts;
    this.#parts = null;
    await this.#stopAutomation();
    if (!parts) return;
    this.#surroundings.onPicture();
    await Promise.all([parts.stream?.close(), parts.tap.close(), parts.driver.close()]);
    this.#noteChange();
  }

  /** The room's overview camera follows nobody; it looks aside in private only if it knows the way back. */
  #tellOrders(): void {
    const { privacy } = this.#orders;
    const own = this.isOverview ? { ...nobody, privacy: this.#stored.overview ? privacy : null } : this.#orders;
    for (const event of eventsOf(own)) this.#automation?.tell(event);
  }

  #note(entry: CameraLogEntry): void {
    const { cameraId } = this.#stored;
    const isRefused = entry.type === 'outcome' && entry.outcome === 'failed';
    if (isRefused) this.#surroundings.logger.warn({ cameraId, ...entry }, 'a camera did not do what it was told');
    if (entry.type === 'order') this.#surroundings.logger.info({ cameraId, ...entry }, 'a camera is given an order');
    if (entry.type === 'order' && entry.order.type === 'show') this.#surroundings.onPicture();
    this.#noteChange();
  }

  async #whenOffAir(): Promise<void> {
    if (this.#producerId === null) return;
    this.#offAir = Promise.withResolvers();
    await Promise.race([this.#offAir.promise, this.clock.delay(longestHoldMs)]);
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
    if (this.#orders.isWatched && nowMs - this.#sightAtMs >= sightEveryMs) this.#tellSight(sighting.boxes);
  }

  #tellSight(boxes: readonly FaceBox[]): void {
    this.#sightAtMs = this.clock.nowMs();
    const wanted = this.#automation?.wantedPoint ?? null;
    const { cameraId, seats } = this.#stored;
    this.#surroundings.onSight(sightOf(cameraId, boxes, wanted, seatsInSight(seats, this.#knownPose())));
  }

  #showSeatsToo(): void {
    clearInterval(this.#blindSights);
    if (!this.#orders.isWatched || this.#ended.signal.aborted) return;
    this.#blindSights = setInterval(() => {
      if (this.#parts && this.clock.nowMs() - this.#sightAtMs >= blindSightEveryMs) this.#tellSight([]);
    }, blindSightEveryMs);
  }

  /** What is reckoned from nothing but orders holds where the first of them went to a known place. */
  #knownPose(): Pose | null {
    const isKnown = this.#parts?.driver.capabilities.hasPosition || this.#stored.overview?.pose;
    return isKnown ? (this.#automation?.pose ?? null) : null;
  }

  #stateWord(): CameraReport['state'] {
    if (!this.#parts || this.#automation?.state.isCameraUp === false) return 'away';
    const { tested, overview, seats } = this.#stored;
    if (!this.isPictureFlowing) return 'noPicture';
    // Nothing is to be set up where nothing turns.
    if (!this.canTurn) return 'ready';
    const isWhole = this.isOverview ? overview : tested && overview && seats.length > 0;
    return isWhole ? 'ready' : 'notSetUp';
  }
}
