/**
 * Brings director, tracker, camera and faces of one room together in time: asks the camera where it looks, hands pictures
 * to the tracker and orders to the driver, and notices when the camera is away. All time comes from the clock.
 */
import type { Aim, TrackerAnswer } from './aim.ts';
import { type Calibration, isReckonedBetween, isSlow } from './calibration.ts';
import type { CameraLog } from './camera-log.ts';
import { CorrectedPose } from './corrected-pose.ts';
import { direct } from './director.ts';
import {
  type DirectorEvent,
  type DirectorOrder,
  type DirectorState,
  newDirector,
  type RoomEvent,
  type Shot,
} from './director-state.ts';
import { drive, driveByHand } from './drive.ts';
import type { FaceSighting, FaceSource } from './face-source.ts';
import type { FaceDescriptor } from './faces/face-engine.ts';
import { Parking } from './parking.ts';
import { type PoseAtTime, PoseHistory, type PoseReadings, ReckonedPose } from './pose-history.ts';
import { type CameraClock, type Pose, type PtzDriver, PtzError } from './ptz-driver.ts';
import type { RoomPlan } from './room-plan.ts';
import { Tracker } from './tracker.ts';

export type AutomationParts = {
  clock: CameraClock;
  driver: PtzDriver;
  faces: FaceSource;
  plan: RoomPlan;
  calibration: Calibration;
  hasOverviewCamera: boolean;
  log: CameraLog;
  /** Somebody has it in hand while this begins: it stays where it is. */
  isByHand?: boolean;
  /** Resolves when another camera is on air; while this one is, it does not turn, but for a moment at most. */
  whenOffAir?(): Promise<void>;
  /** `isParked` has changed. */
  onParking?(): void;
  /** Descriptions of somebody who agreed to be recognised; none otherwise. */
  knownFaces?: (personId: string) => readonly FaceDescriptor[];
};

const tickMs = 50;
const quickPollMs = 66;
const idlePollMs = 400;
const quickAfterOrderMs = 3_000;
const longestPolls = 3;
const lostAfterMs = 2_500;
const probeMs = 500;

export class CameraAutomation {
  readonly #parts: AutomationParts;
  readonly #tracker: Tracker;
  readonly #parking: Parking;
  readonly #history: PoseReadings | null;
  readonly #poses: PoseAtTime;
  readonly #ended = new AbortController();
  #director: DirectorState;
  #wakeAtMs: number | null = null;
  #commandId = 0;
  #pollsUnderWay = 0;
  #nextPollMs = 0;
  #answeredAtMs: number;
  #failedSinceMs: number | null = null;
  #isCameraUp = true;
  #wasParked = false;
  /** Ordered and not begun: the camera is still on air. */
  #heldShot: Shot | null = null;
  #orderedAtMs = Number.NEGATIVE_INFINITY;

  private constructor(parts: AutomationParts) {
    this.#parts = parts;
    const { plan, calibration, driver, clock } = parts;
    this.#answeredAtMs = clock.nowMs();
    this.#history = driver.capabilities.hasPosition ? readingsOf(calibration) : null;
    this.#poses = this.#history ?? reckoned(plan, calibration);
    this.#tracker = new Tracker({
      plan,
      calibration,
      capabilities: driver.capabilities,
      poses: this.#poses,
      orderLine: () => driver.orderLine,
      waitsForZoom: parts.hasOverviewCamera,
    });
    this.#parking = new Parking({ plan, calibration, capabilities: driver.capabilities });
    this.#director = newDirector(parts.hasOverviewCamera);
  }

  static start(parts: AutomationParts): CameraAutomation {
    const automation = new CameraAutomation(parts);
    parts.faces.watch((sighting) => automation.#see(sighting));
    const start: RoomEvent | { type: 'time' } = parts.isByHand
      ? { type: 'manual', command: { type: 'stop' } }
      : { type: 'time' };
    automation.#decide({ ...start, atMs: parts.clock.nowMs() });
    void automation.#tickOn();
    void automation.#pollOn();
    return automation;
  }

  tell(event: RoomEvent): void {
    if (this.#ended.signal.aborted) return;
    if (event.type === 'overviewCamera') this.#tracker.waitsForZoom = event.isThere;
    this.#decide({ ...event, atMs: this.#parts.clock.nowMs() });
  }

  get state(): DirectorState {
    return this.#director;
  }

  /** Where the followed face belongs in the picture, for the operator's overlay and for measurements. */
  get wantedPoint() {
    return this.#tracker.wantedPoint;
  }

  /** Where the camera looks, as it said or as it was told; null: nobody knows. */
  get pose(): Pose | null {
    return this.#poses.at(this.#parts.clock.nowMs());
  }

  /** It is known to show the wall, and so do all pictures that arrive from now on. */
  get isParked(): boolean {
    const isOpen = !this.#ended.signal.aborted;
    return isOpen && this.#isCameraUp && this.#parking.isParkedAt(this.#parts.clock.nowMs());
  }

  /** Ends watching and stops a motion; the driver stays with its owner. May be called twice. */
  async close(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort(new PtzError('CLOSED', 'The automation of this room was closed.'));
    await this.#parts.faces.close();
  }

  #decide(event: DirectorEvent): void {
    const { log } = this.#parts;
    if (event.type !== 'time') log({ type: 'event', event, atMs: event.atMs });
    const { state, orders, wakeAtMs } = direct(this.#director, event);
    this.#director = state;
    this.#wakeAtMs = wakeAtMs;
    const isLeft = orders.some((order) => order.type === 'show' && order.camera === 'overview');
    for (const order of orders) {
      log({ type: 'order', order, atMs: event.atMs });
      if (order.type === 'shoot' && mayWait(order.shot) && (isLeft || this.#heldShot)) this.#hold(order.shot);
      else this.#carryOut(order);
    }
  }

  #carryOut(order: DirectorOrder): void {
    if (order.type === 'shoot') {
      this.#shoot(order.shot);
    } else if (order.type === 'drive') {
      const pose = this.#poses.at(this.#parts.clock.nowMs());
      this.#command(order.command, () => driveByHand(this.#parts.driver, order.command, pose));
    }
  }

  #shoot(shot: Shot): void {
    this.#heldShot = null;
    if (shot.kind === 'wall') this.#parking.begin();
    else this.#parking.end();
    // Before it begins to turn.
    this.#noteParking();
    const { knownFaces } = this.#parts;
    const known = shot.kind === 'person' ? knownFaces?.(shot.subject.personId) : undefined;
    const nowMs = this.#parts.clock.nowMs();
    const view = shot.kind === 'overview' ? this.#parts.plan.overview : null;
    // Looking for somebody is done from the overview.
    const isSearch = shot.kind === 'overview' && shot.searched !== null;
    if (isSearch && view) this.#take(this.#tracker.aimAt({ kind: 'view', view, isBlind: false }, nowMs), null);
    this.#take(this.#tracker.aimAt(this.#aimOf(shot), nowMs, known), null);
  }

  /** Nobody is to see it turn: the cut comes first. Of several shots meanwhile the last one is taken. */
  #hold(shot: Shot): void {
    const { whenOffAir } = this.#parts;
    if (!whenOffAir) {
      this.#shoot(shot);
      return;
    }
    const isWaiting = this.#heldShot !== null;
    this.#heldShot = shot;
    if (isWaiting) return;
    void whenOffAir().then(() => {
      if (this.#heldShot && !this.#ended.signal.aborted) this.#shoot(this.#heldShot);
    });
  }

  #noteParking(): void {
    const { isParked } = this;
    if (isParked === this.#wasParked) return;
    this.#wasParked = isParked;
    this.#parts.onParking?.();
  }

  #aimOf(shot: Shot): Aim {
    const { plan } = this.#parts;
    switch (shot.kind) {
      case 'overview':
        return shot.searched
          ? { kind: 'search', ...shot.searched }
          : { kind: 'view', view: plan.overview, isBlind: false };
      case 'wall':
        return { kind: 'view', view: plan.wall, isBlind: true };
      case 'manual':
        return { kind: 'manual' };
      case 'person':
        return { kind: 'person', ...shot.subject, size: shot.size };
    }
  }

  #see(sighting: FaceSighting): void {
    if (this.#ended.signal.aborted || !this.#isCameraUp) return;
    const exposedAtMs = sighting.arrivedAtMs - this.#parts.calibration.videoLatencyMs;
    this.#take(this.#tracker.see(sighting.boxes, exposedAtMs, sighting.arrivedAtMs), sighting);
  }

  #take(answer: TrackerAnswer, sighting: FaceSighting | null): void {
    const { driver, clock } = this.#parts;
    const { command, reports, describe } = answer;
    if (command && this.#isCameraUp) this.#command(command, () => drive(driver, command));
    for (const report of reports) this.#decide({ ...report, atMs: clock.nowMs() });
    for (const { trackId, box } of describe) void this.#describe(trackId, sighting?.describe(box));
  }

  async #describe(trackId: number, work: Promise<FaceDescriptor | null> | undefined): Promise<void> {
    const descriptor = await work?.catch(() => null);
    this.#tracker.describedAs(trackId, descriptor ?? null, this.#parts.clock.nowMs());
  }

  #command(
    command: Parameters<typeof driveByHand>[1] | Parameters<typeof drive>[1],
    act: () => Promise<boolean>,
  ): void {
    this.#commandId += 1;
    const atMs = this.#parts.clock.nowMs();
    this.#orderedAtMs = atMs;
    this.#nextPollMs = atMs;
    const given = { commandId: this.#commandId, round: this.#parking.round };
    const { commandId } = given;
    this.#parts.log({ type: 'command', commandId, command, atMs });
    void this.#outcome(given, atMs, act);
  }

  async #outcome(
    { commandId, round }: { commandId: number; round: number | null },
    startMs: number,
    act: () => Promise<boolean>,
  ): Promise<void> {
    const { clock, log } = this.#parts;
    const entry = (nowMs: number) => ({ type: 'outcome', commandId, tookMs: nowMs - startMs, atMs: nowMs }) as const;
    try {
      const isDone = await act();
      log({ ...entry(clock.nowMs()), outcome: isDone ? 'done' : 'overtaken' });
      if (!isDone) return;
      this.#parking.noteOutcome(round, true, clock.nowMs());
      this.#heard();
    } catch (error) {
      const reason = error instanceof PtzError ? error.reason : 'UNKNOWN';
      log({ ...entry(clock.nowMs()), outcome: 'failed', reason });
      this.#parking.noteOutcome(round, false, clock.nowMs());
      this.#failed(reason === 'TIMED_OUT' || reason === 'UNREACHABLE' || reason === 'WRONG_PASSWORD');
      // A newer order may have gone out meanwhile: only the newest is given again.
      if (commandId === this.#commandId) this.#tracker.orderFailed();
    }
  }

  async #tickOn(): Promise<void> {
    const { clock } = this.#parts;
    try {
      for (;;) {
        await clock.delay(tickMs, this.#ended.signal);
        const nowMs = clock.nowMs();
        if (this.#wakeAtMs !== null && nowMs >= this.#wakeAtMs) this.#decide({ type: 'time', atMs: nowMs });
        if (this.#isCameraUp) this.#take(this.#tracker.tick(nowMs), null);
        this.#noteParking();
      }
    } catch {
      // Closed.
    }
  }

  /** Asks where the camera looks, quickly while it moves; without an answer for a while the camera counts as away. */
  async #pollOn(): Promise<void> {
    const { clock } = this.#parts;
    try {
      for (;;) {
        const isDue = clock.nowMs() >= this.#nextPollMs && this.#pollsUnderWay < longestPolls;
        if (isDue) void this.#poll();
        await clock.delay(quickPollMs, this.#ended.signal);
        const isSilent = this.#failedSinceMs !== null && clock.nowMs() - this.#answeredAtMs > lostAfterMs;
        if (this.#isCameraUp && isSilent) {
          this.#isCameraUp = false;
          // It may turn by itself now, and is known to be nowhere.
          this.#parking.end();
          this.#decide({ type: 'cameraLost', atMs: clock.nowMs() });
        }
      }
    } catch {
      // Closed.
    }
  }

  #pollPauseMs(): number {
    if (!this.#isCameraUp) return probeMs;
    if (!this.#history) return 1_000;
    const isMoving = this.#parts.clock.nowMs() - this.#orderedAtMs < quickAfterOrderMs;
    return isMoving ? 0 : idlePollMs;
  }

  async #poll(): Promise<void> {
    const { driver } = this.#parts;
    this.#pollsUnderWay += 1;
    this.#nextPollMs = this.#parts.clock.nowMs() + this.#pollPauseMs();
    try {
      if (this.#history) {
        const reading = await driver.pose();
        if (reading) {
          this.#history.add(reading);
          this.#parking.noteReading(reading);
        }
      } else {
        await driver.presets();
      }
      this.#heard();
    } catch {
      this.#failed(true);
    }
    this.#pollsUnderWay -= 1;
  }

  #heard(): void {
    const { clock } = this.#parts;
    this.#answeredAtMs = clock.nowMs();
    this.#failedSinceMs = null;
    if (this.#isCameraUp || this.#ended.signal.aborted) return;
    this.#isCameraUp = true;
    this.#poses.noteAway(clock.nowMs());
    this.#decide({ type: 'cameraBack', atMs: clock.nowMs() });
  }

  #failed(isAway: boolean): void {
    if (isAway) this.#failedSinceMs ??= this.#parts.clock.nowMs();
  }
}

/** The wall and the hand come at once. */
function mayWait({ kind }: Shot): boolean {
  return kind === 'person' || kind === 'overview';
}

function readingsOf(calibration: Calibration): PoseReadings {
  const { panTilt, zoomDoublingsPerS, commandDelayMs, callMs = 0 } = calibration;
  if (!isReckonedBetween(calibration)) return new PoseHistory(commandDelayMs);
  const limits = { pan: panTilt, tilt: panTilt, zoomDoublingsPerS };
  return new CorrectedPose({ limits, orderDelayMs: commandDelayMs, callMs, isCautious: isSlow(calibration) });
}

function reckoned(plan: RoomPlan, calibration: Calibration): ReckonedPose {
  const start = plan.overview.pose ?? { panDegrees: 0, tiltDegrees: 0, horizontalFovDegrees: 60 };
  const { panTilt, zoomDoublingsPerS, commandDelayMs } = calibration;
  return new ReckonedPose({ pan: panTilt, tilt: panTilt, zoomDoublingsPerS }, commandDelayMs, start);
}
