/**
 * Keeps one person in the picture of one camera: a place to begin with, then the face. It is told what happens, with
 * times, and answers with orders for the camera; it never waits, and has no clock.
 */
import type { Aim, TrackerAnswer, TrackerReport } from './aim.ts';
import { aheadMs, type Calibration, canSeeInMotion, canSteerInMotion, poseBoundMs } from './calibration.ts';
import { Composition } from './composition.ts';
import { type FaceMeasurement, type FaceTrack, FaceTracks } from './face-track.ts';
import type { FaceBox, FaceDescriptor } from './faces/face-engine.ts';
import { type FramingRules, framingRules } from './framing.ts';
import { heightInPicture, isInPicture, type PicturePoint, widthsBetween } from './geometry.ts';
import { boxOf, type Look, measure, tracksIn } from './look.ts';
import type { PoseAtTime } from './pose-history.ts';
import type { OrderLine, Pose, PtzCapabilities } from './ptz-driver.ts';
import { type Question, Recognition } from './recognition.ts';
import type { RoomPlan, StoredView } from './room-plan.ts';
import { SeatApproach } from './seat-approach.ts';
import { SeatMemory } from './seat-memory.ts';
import { ShotKeeper } from './shot-keeper.ts';
import { offsetsOfStillFaces, SkewEstimate } from './skew-estimate.ts';
import { type DriveCommand, isWithin, Steering } from './steering.ts';
import { facesNear, pickFace, seatedFace, successorOf, walkingFace } from './target-choice.ts';

type PersonAim = Aim & { kind: 'person' };

export type TrackerParts = {
  plan: RoomPlan;
  calibration: Calibration;
  capabilities: PtzCapabilities;
  poses: PoseAtTime;
  orderLine: () => OrderLine;
  rules?: FramingRules;
  waitsForZoom?: boolean;
};

const lostAfterMs = 1_500;
const notFoundAfterMs = 2_000;
/** A close view in which nobody is becomes a wide one first. */
const widenAfterMs = 600;
const forgottenAfterMs = 3_000;
const longestGapMs = 200;
const retryMs = 700;
const framedPictures = 2;
/** Who was not seen for longer is taken for nobody. */
const freshMs = 500;
/** A face that should be seen and is not is followed where it was going for so long. */
const coastingMs = 350;
/** Somebody who walks is followed as closely as the noise allows; in parts of the picture's width. */
const followingZone = 0.012;

export class Tracker {
  readonly #calibration: Calibration;
  readonly #poses: PoseAtTime;
  readonly #rules: FramingRules;
  readonly #composition: Composition;
  readonly #steering: Steering;
  readonly #memory: SeatMemory;
  readonly #approach: SeatApproach;
  readonly #tracks = new FaceTracks();
  readonly #skew: SkewEstimate;
  readonly #recognition = new Recognition();
  readonly #keeper: ShotKeeper;
  /** Another camera is on air meanwhile: a shot counts as framed only when the lens rests too. */
  waitsForZoom: boolean;
  #aim: Aim = { kind: 'manual' };
  #aimedAtMs = 0;
  #targetId: number | null = null;
  /** How long the face was missing on pictures that could be used. */
  #unseenMs = 0;
  #lastLookMs = 0;
  #isFoundBySearch = false;
  #isClose = false;
  #inPlace = 0;
  #isLost = false;
  #wasWalking = false;
  #isReported = false;
  #retriedAtMs = 0;
  #settledSinceMs: number | null = null;

  constructor({ plan, calibration, capabilities, poses, orderLine, rules = framingRules, waitsForZoom }: TrackerParts) {
    this.#calibration = calibration;
    this.#poses = poses;
    this.#rules = rules;
    this.#composition = new Composition(rules, capabilities.limits);
    this.#steering = new Steering(calibration, capabilities, poses, orderLine);
    this.#memory = new SeatMemory(plan.seats);
    const [memory, composition, steering, overview] = [this.#memory, this.#composition, this.#steering, plan.overview];
    this.#approach = new SeatApproach({ memory, composition, steering, overview });
    this.#skew = new SkewEstimate(poseBoundMs(calibration));
    this.#keeper = new ShotKeeper(rules);
    this.waitsForZoom = waitsForZoom ?? false;
  }

  /** Where the person's face belongs in the picture now; null while nobody is followed. */
  get wantedPoint(): PicturePoint | null {
    const target = this.#target();
    const fov = this.#steering.commanded?.horizontalFovDegrees;
    if (!target || !fov) return null;
    return this.#composition.pointFor(heightInPicture(target.heightDegrees, fov));
  }

  /** `known`: descriptions of that person, where they agreed to be recognised. */
  aimAt(aim: Aim, nowMs: number, known: readonly FaceDescriptor[] = []): TrackerAnswer {
    const before = this.#aim;
    this.#aim = aim;
    this.#aimedAtMs = nowMs;
    this.#isLost = false;
    this.#isReported = false;
    this.#inPlace = 0;
    this.#settledSinceMs = null;
    this.#keeper.start();
    if (aim.kind === 'person') return this.#aimAtPerson(aim, before, nowMs, known);
    this.#targetId = null;
    this.#unseenMs = 0;
    if (aim.kind === 'search') this.#recognition.startSearch();
    if (aim.kind === 'manual') this.#steering.forgetOrder();
    return answer(aim.kind === 'view' ? this.#goToView(aim.view, nowMs) : null);
  }

  /** The faces of a picture, by the time at which it was exposed. */
  see(boxes: readonly FaceBox[], exposedAtMs: number, nowMs: number): TrackerAnswer {
    const aim = this.#aim;
    if (aim.kind === 'view' && aim.isBlind) return answer(null);
    const poseMs = exposedAtMs + this.#skew.skewMs;
    const pose = this.#poses.at(poseMs);
    if (!pose || !this.#steering.canUse(exposedAtMs)) return answer(null);
    const blurDegrees = (this.#skew.boundMs / 1000) * this.#poses.speedAt(poseMs);
    const measured = boxes.map((box) => measure(box, pose, exposedAtMs, blurDegrees));
    this.#learnSkew(measured, poseMs);
    const look: Look = { boxes, given: this.#tracks.see(measured), pose, exposedAtMs };
    this.#tracks.forget(exposedAtMs - forgottenAfterMs);
    this.#remember(look);
    if (aim.kind === 'person') return this.#follow(aim, look, nowMs);
    return aim.kind === 'search' ? this.#search(aim, look, nowMs) : answer(null);
  }

  /** A description that was asked for. */
  describedAs(trackId: number, descriptor: FaceDescriptor | null, nowMs: number): void {
    if (!descriptor) return;
    this.#recognition.hear(trackId, descriptor, trackId === this.#targetId, nowMs);
    const target = this.#target();
    if (!target) return;
    // Two who passed each other may have been taken for one another.
    const isDoubted = this.#recognition.mismatches > 0;
    const isMissed = this.#unseenMs > coastingMs && this.#recognition.isRecognised(trackId);
    const fresh = this.#tracks.all().filter(({ lastSeenMs }) => lastSeenMs > this.#lastLookMs - freshMs);
    const others = fresh.flatMap((track) => (track === target ? [] : track.trackId));
    const same = this.#tracks.byId(this.#recognition.likest(others) ?? -1);
    if (!same || !(isDoubted || isMissed)) return;
    same.comeFrom(target);
    this.#targetId = same.trackId;
    this.#isFoundBySearch = true;
    this.#unseenMs = 0;
    this.#recognition.mismatches = 0;
  }

  /** The camera did not take the last order. */
  orderFailed(): void {
    this.#steering.forgetOrder();
  }

  /** Time passes: a place that was not reached is gone to again. */
  tick(nowMs: number): TrackerAnswer {
    const aim = this.#aim;
    const isDue = nowMs - this.#retriedAtMs > retryMs;
    if (aim.kind === 'view') return answer(isDue ? this.#insist(aim.view, nowMs) : null);
    if (aim.kind !== 'person') return answer(null);
    if (this.#targetId === null && !this.#steering.commanded && isDue) return answer(this.#goToSeat(aim, nowMs));
    return answer(null, this.#reportArrival(aim, nowMs));
  }

  #target(): FaceTrack | undefined {
    return this.#targetId === null ? undefined : this.#tracks.byId(this.#targetId);
  }

  #aimAtPerson(aim: PersonAim, before: Aim, nowMs: number, known: readonly FaceDescriptor[]): TrackerAnswer {
    const wasAbout = before.kind === 'person' || before.kind === 'search' ? before.personId : null;
    this.#recognition.about(aim.personId, known);
    if (wasAbout !== aim.personId || this.#targetId === null) {
      this.#targetId = null;
      this.#isFoundBySearch = false;
      this.#approach.start();
    }
    // Where nobody watches the move, the lens may come close on the way to a place that is known.
    this.#isClose = this.waitsForZoom && aim.size === 'face' && this.#memory.isSeen(aim.seatId, nowMs);
    this.#composition.start(this.#isClose ? 'face' : 'seat');
    return answer(this.#leapToSeat(aim, nowMs) ?? this.#goToSeat(aim, nowMs));
  }

  /** From close to close, the view stays as near as it is. */
  #leapToSeat(aim: PersonAim, nowMs: number): DriveCommand | null {
    const command = this.#target() ? null : this.#approach.leap(aim, nowMs);
    if (!command) return null;
    this.#isClose = true;
    this.#composition.start('face');
    this.#retriedAtMs = nowMs;
    return command;
  }

  #goToSeat(aim: PersonAim, nowMs: number): DriveCommand | null {
    this.#retriedAtMs = nowMs;
    const view = this.#approach.viewOf(aim, this.#target(), this.#isClose, nowMs);
    return view && this.#steering.go(view, nowMs);
  }

  #goToView(view: StoredView, nowMs: number): DriveCommand | null {
    this.#retriedAtMs = nowMs;
    return this.#steering.go(view, nowMs);
  }

  /** Where the camera says where it is, a view that it lost is taken up again; else one that was not confirmed. */
  #insist(view: StoredView, nowMs: number): DriveCommand | null {
    this.#retriedAtMs = nowMs;
    if (!this.#steering.commanded) return this.#goToView(view, nowMs);
    const isOld = nowMs - this.#steering.orderedAtMs > 2_500;
    const pose = this.#poses.at(nowMs);
    const isStill = this.#poses.isStillBetween(nowMs - 400, nowMs);
    const isAway = view.pose && pose && isOld && isStill && !isWithin(pose, view.pose, 1.5);
    return isAway ? this.#goToView(view, nowMs) : null;
  }

  #learnSkew(measured: readonly FaceMeasurement[], poseMs: number): void {
    const [before, after] = [this.#poses.at(poseMs - 40), this.#poses.at(poseMs + 40)];
    if (!before || !after || !canSeeInMotion(this.#calibration)) return;
    const off = offsetsOfStillFaces(this.#tracks.all(), measured, poseMs);
    this.#skew.learn(off, (after.panDegrees - before.panDegrees) / 0.08);
  }

  #remember({ given, exposedAtMs }: Look): void {
    if (this.#poses.speedAt(exposedAtMs) > 5) return;
    for (const track of given.values()) {
      if (track.hits < 3 || track.isWalking) continue;
      this.#memory.see({ ...track.at(exposedAtMs), heightDegrees: track.heightDegrees }, exposedAtMs);
    }
  }

  #follow(aim: PersonAim, look: Look, nowMs: number): TrackerAnswer {
    if (this.#recognition.mismatches >= 2) return this.#lose(aim);
    const target = this.#stillTarget(aim, look) ?? this.#choose(aim, look, nowMs);
    if (!target) return { ...this.#missing(aim, look, nowMs), describe: this.#askAmong(aim, look, nowMs) };
    this.#targetId = target.trackId;
    this.#recognition.watch(target, look);
    const box = boxOf(target, look);
    this.#countUnseen(box !== undefined, look.exposedAtMs);
    if (this.#unseenMs > lostAfterMs) return this.#lose(aim);
    this.#composition.moveLead(target.isWalking ? target.yawDegreesPerS : 0);
    if (!box && this.#unseenMs > coastingMs && isInPicture(target.at(look.exposedAtMs), look.pose)) {
      // They stopped, perhaps before another face that their boxes were taken for.
      return {
        command: this.#steering.rest(nowMs),
        reports: [],
        describe: this.#recognition.askNear(target, look, nowMs),
      };
    }
    const command = this.#steer(target, aim, look, nowMs);
    const reports = box ? this.#judge(aim, target, box, look) : [];
    return { command, reports, describe: box ? this.#recognition.askAbout(target, box, look, nowMs) : [] };
  }

  /** Whom the camera follows, or whom they turned out to be. */
  #stillTarget(aim: PersonAim, look: Look): FaceTrack | undefined {
    const target = this.#target();
    if (!target) return undefined;
    const at = target.at(look.exposedAtMs);
    const isElsewhere = this.#memory.nearestSeat(at, look.exposedAtMs)?.seatId !== aim.seatId;
    // What was seen in turning may belong to the next seat; whoever was recognised may be anywhere.
    if (!this.#keeper.isFramed && !this.#isFoundBySearch && isElsewhere && !target.isWalking) return undefined;
    const successor = successorOf(target, look, this.#memory, lostAfterMs);
    successor?.comeFrom(target);
    return successor ?? target;
  }

  #choose(aim: PersonAim, look: Look, nowMs: number): FaceTrack | undefined {
    const place = this.#memory.place(aim.seatId, nowMs);
    if (!place || this.#isLost) return undefined;
    const near = facesNear(place, this.#tracks.all(), this.#memory, look.exposedAtMs);
    const chosen = pickFace(near, place, this.#recognition, nowMs - this.#aimedAtMs < 3_000);
    if (chosen) this.#unseenMs = 0;
    return chosen;
  }

  #countUnseen(isSeen: boolean, exposedAtMs: number): void {
    this.#unseenMs = isSeen ? 0 : this.#unseenMs + Math.min(longestGapMs, exposedAtMs - this.#lastLookMs);
    this.#lastLookMs = exposedAtMs;
  }

  #lose(aim: PersonAim): TrackerAnswer {
    this.#wasWalking = this.#target()?.isWalking ?? false;
    this.#targetId = null;
    this.#recognition.mismatches = 0;
    if (this.#isLost) return answer(null);
    this.#isLost = true;
    return answer(null, [{ type: 'lost', personId: aim.personId }]);
  }

  /** Nobody is where the person was expected: once the camera is there and had time to look, it says so. */
  #missing(aim: PersonAim, { exposedAtMs }: Look, nowMs: number): TrackerAnswer {
    const isDue = nowMs - this.#retriedAtMs > retryMs;
    if (!this.#steering.commanded && isDue) return answer(this.#goToSeat(aim, nowMs));
    const sinceMs = Math.max(this.#aimedAtMs, this.#steering.begunAtMs);
    const isThere = exposedAtMs > sinceMs && this.#poses.isStillBetween(exposedAtMs - 100, exposedAtMs);
    if (!isThere) {
      this.#settledSinceMs = null;
      return answer(null);
    }
    this.#settledSinceMs ??= exposedAtMs;
    const settledMs = exposedAtMs - this.#settledSinceMs;
    if (!this.#isClose || settledMs <= widenAfterMs)
      return settledMs > notFoundAfterMs ? this.#lose(aim) : answer(null);
    this.#isClose = false;
    this.#composition.size = 'seat';
    return answer(this.#goToSeat(aim, nowMs));
  }

  #search(aim: Aim & { kind: 'search' }, look: Look, nowMs: number): TrackerAnswer {
    const seen = tracksIn(look).filter((track) => track.hits >= 2);
    const place = this.#memory.place(aim.seatId, nowMs);
    const recognised = seen.find((track) => this.#recognition.isRecognised(track.trackId));
    const isLate = nowMs - this.#aimedAtMs >= this.#recognition.patienceMs;
    const near = place && isLate ? facesNear(place, this.#tracks.all(), this.#memory, look.exposedAtMs) : [];
    const walking = this.#wasWalking ? walkingFace(look, this.#memory) : undefined;
    const found = recognised ?? seatedFace(near, this.#recognition) ?? walking;
    if (!found) return { ...answer(null), describe: this.#recognition.questions(seen, look, nowMs) };
    this.#targetId = found.trackId;
    this.#unseenMs = 0;
    this.#isFoundBySearch = recognised !== undefined;
    if (!recognised) this.#recognition.noteUnrecognised();
    this.#recognition.mismatches = 0;
    return answer(null, [{ type: 'found', personId: aim.personId }]);
  }

  #askAmong(aim: PersonAim, look: Look, nowMs: number): Question[] {
    const place = this.#memory.place(aim.seatId, nowMs);
    if (!place) return [];
    const near = facesNear(place, this.#tracks.all(), this.#memory, look.exposedAtMs).map(({ track }) => track);
    return near.length > 1 ? this.#recognition.questions(near, look, nowMs) : [];
  }

  #steer(target: FaceTrack, aim: PersonAim, look: Look, nowMs: number): DriveCommand | null {
    const { exposedAtMs } = look;
    if (target.hits < 3 && this.#inPlace === 0 && this.#steering.commanded) return null;
    const commanded = this.#steering.commanded ?? look.pose;
    const isWalking = target.isWalking && !this.#steering.isSlow;
    const isFace = this.#isClose && aim.size === 'face' && !this.#approach.mayWalkOff(aim, target);
    const size = this.#composition.sizeOf(isWalking, isFace, canSeeInMotion(this.#calibration), nowMs);
    const instead = this.#approach.change(aim, target, commanded, nowMs);
    if (instead) return instead === 'kept' ? null : this.#goToView(instead, nowMs);
    const { horizontalFovDegrees: currentFov } = commanded;
    const fov = this.#steering.canZoom ? this.#composition.fovFor(size, target.heightDegrees, currentFov) : currentFov;
    const poseAt = (ms: number) => {
      const face = { ...target.at(ms), heightDegrees: target.heightDegrees };
      return this.#composition.poseFor(face, fov);
    };
    if (isWalking) return this.#steering.follow(poseAt, followingZone * fov, exposedAtMs, nowMs);
    const wanted = poseAt(nowMs + aheadMs(this.#calibration));
    const speed = canSteerInMotion(this.#calibration) ? this.#poses.speedAt(exposedAtMs) : 0;
    const gate = this.#keeper.gateDegrees(wanted, commanded, exposedAtMs) + this.#skew.slackDegrees(speed);
    const command = this.#steering.correct(wanted, gate, exposedAtMs, nowMs);
    if (command) this.#keeper.noteCorrection(this.#isClose, nowMs);
    return command;
  }

  /** Is the face where it belongs? After two pictures of it the shot stands, and the lens may come closer. */
  #judge(aim: PersonAim, target: FaceTrack, box: FaceBox, { exposedAtMs, pose }: Look): TrackerReport[] {
    const point = this.#composition.pointFor(box.height);
    const off = widthsBetween({ x: box.left + box.width / 2, y: box.top + box.height / 2 }, point);
    const isCalm = target.isWalking || this.#poses.speedAt(exposedAtMs) < 3;
    const zone = this.#rules.deadZone * (target.isWalking ? 2 : 1.2);
    this.#inPlace = isCalm && off < zone ? this.#inPlace + 1 : 0;
    if (this.#inPlace < framedPictures) return [];
    this.#isClose = true;
    this.#keeper.noteFramed();
    const isZoomed = aim.size === 'seat' || target.isWalking || this.#isZoomed(target, pose);
    return this.waitsForZoom && !isZoomed ? [] : this.#reportFramed(aim);
  }

  #isZoomed(target: FaceTrack, pose: Pose): boolean {
    const { commanded } = this.#steering;
    const isAtRest =
      commanded !== null && Math.abs(pose.horizontalFovDegrees / commanded.horizontalFovDegrees - 1) < 0.06;
    return isAtRest && this.#composition.isLarge(target.heightDegrees, pose.horizontalFovDegrees);
  }

  /** Where no picture can be used to steer by, being there is all that can be said. */
  #reportArrival(aim: PersonAim, nowMs: number): TrackerReport[] {
    const isBlind = this.#steering.hasPresetsOnly && nowMs - this.#aimedAtMs > 400;
    return isBlind && this.#poses.isStillBetween(nowMs - 200, nowMs) ? this.#reportFramed(aim) : [];
  }

  #reportFramed(aim: PersonAim): TrackerReport[] {
    if (this.#isReported) return [];
    this.#isReported = true;
    this.#keeper.noteFramed();
    return [{ type: 'framed', personId: aim.personId }];
  }
}

function answer(command: DriveCommand | null, reports: TrackerReport[] = []): TrackerAnswer {
  return { command, reports, describe: [] };
}
