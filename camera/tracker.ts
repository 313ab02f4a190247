/**
 * Keeps one person in the picture of one camera: a place to begin with, then the face. It is told what happens, with
 * times, and answers with orders for the camera; it never waits, and has no clock.
 */
import { type Calibration, canSteerInMotion } from './calibration.ts';
import type { FaceMeasurement, FaceTrack } from './face-track.ts';
import { FaceTracks } from './face-track.ts';
import type { FaceBox, FaceDescriptor } from './faces/face-engine.ts';
import { type FramingRules, framingRules, poseForFace, type ShotSize, shotFov, targetPoint } from './framing.ts';
import { clamp, degreesBetween, directionAt, heightInPicture, type PicturePoint, widthsBetween } from './geometry.ts';
import { Identity, otherFaceDistance, sameFaceDistance } from './identity.ts';
import type { PoseAtTime } from './pose-history.ts';
import type { Pose, PtzCapabilities } from './ptz-driver.ts';
import type { RoomPlan, SeatPlace, StoredView } from './room-plan.ts';
import { SeatMemory } from './seat-memory.ts';
import { SkewEstimate } from './skew-estimate.ts';
import { type DriveCommand, isWithin, Steering } from './steering.ts';

export type Aim =
  /** A view that is no person; `isBlind` looks at no faces there. */
  | { kind: 'view'; view: StoredView; isBlind: boolean }
  | { kind: 'person'; personId: string; seatId: string; size: 'face' | 'seat' }
  /** From the overview, somebody who was lost. */
  | { kind: 'search'; personId: string; seatId: string }
  /** Somebody drives by hand. */
  | { kind: 'manual' };

export type TrackerReport =
  | { type: 'framed' | 'lost'; personId: string }
  /** Seen again at a place that is known; the person is followed from the next aim on. */
  | { type: 'found'; personId: string };

/** What a look at a picture, or a moment, asks for. */
export type TrackerAnswer = {
  command: DriveCommand | null;
  reports: TrackerReport[];
  /** Faces whose description would help now; `trackId` comes back with it. */
  describe: { trackId: number; box: FaceBox }[];
};

export type TrackerParts = {
  plan: RoomPlan;
  calibration: Calibration;
  capabilities: PtzCapabilities;
  poses: PoseAtTime;
  rules?: FramingRules;
};

const lostAfterMs = 1_500;
const notFoundAfterMs = 2_000;
/** Seats and faces further apart, in heights of a face, do not belong together. */
const reach = 4;
const describeAgainMs = 1_000;
const framedPictures = 2;
/** Somebody who walks is followed as closely as the noise allows. */
const followingZone = 0.012;
const refinedZone = 0.015;
const refineAfterMs = 900;
/** A face that is off its point for so long has moved. */
const lastingMs = 600;
/** By picture. */
const leadStep = 0.1;

export class Tracker {
  readonly #calibration: Calibration;
  readonly #limits: PtzCapabilities['limits'];
  readonly #poses: PoseAtTime;
  readonly #rules: FramingRules;
  readonly #steering: Steering;
  readonly #memory: SeatMemory;
  readonly #tracks = new FaceTracks();
  readonly #skew: SkewEstimate;
  readonly #described = new Map<number, { atMs: number; distance: number; times: number }>();
  #aim: Aim = { kind: 'manual' };
  #aimedAtMs = 0;
  #targetId: number | null = null;
  #chosenAtMs = 0;
  #isFoundBySearch = false;
  #identity = new Identity();
  #identityOf: string | null = null;
  #mismatches = 0;
  #isClose = false;
  #offSinceMs: number | null = null;
  #refineAtMs: number | null = null;
  #isRefined = false;
  #lead = 0;
  #size: ShotSize = 'seat';
  #inPlace = 0;
  #isFramed = false;
  #isLost = false;
  #lastAskedMs = Number.NEGATIVE_INFINITY;
  #retriedAtMs = 0;
  #settledSinceMs: number | null = null;

  constructor({ plan, calibration, capabilities, poses, rules = framingRules }: TrackerParts) {
    this.#calibration = calibration;
    this.#limits = capabilities.limits;
    this.#poses = poses;
    this.#rules = rules;
    this.#steering = new Steering(calibration, capabilities, poses);
    this.#memory = new SeatMemory(plan.seats);
    this.#skew = new SkewEstimate(calibration.skewBoundMs);
  }

  get aim(): Aim {
    return this.#aim;
  }

  /** Where the person's face belongs in the picture now; null while nobody is followed. */
  get wantedPoint(): PicturePoint | null {
    const target = this.#target();
    const fov = this.#steering.commanded?.horizontalFovDegrees;
    if (!target || !fov) return null;
    return targetPoint(this.#rules, heightInPicture(target.heightDegrees, fov), this.#lead);
  }

  /** `known`: descriptions of that person, where they agreed to be recognised. */
  aimAt(aim: Aim, nowMs: number, known: readonly FaceDescriptor[] = []): TrackerAnswer {
    const before = this.#aim;
    this.#aim = aim;
    this.#aimedAtMs = nowMs;
    this.#isFramed = false;
    this.#isLost = false;
    this.#inPlace = 0;
    this.#settledSinceMs = null;
    switch (aim.kind) {
      case 'manual':
        this.#targetId = null;
        this.#steering.forgetOrder();
        return this.#answer(null);
      case 'view':
        this.#targetId = null;
        return this.#answer(this.#goToView(aim.view, nowMs));
      case 'search':
        this.#targetId = null;
        this.#described.clear();
        return this.#answer(null);
      case 'person':
        return this.#aimAtPerson(aim, before, nowMs, known);
    }
  }

  /** The faces of a picture, by the time at which it was exposed. */
  see(boxes: readonly FaceBox[], exposedAtMs: number, nowMs: number): TrackerAnswer {
    const aim = this.#aim;
    if (aim.kind === 'view' && aim.isBlind) return this.#answer(null);
    const poseMs = exposedAtMs + this.#skew.skewMs;
    const pose = this.#poses.at(poseMs);
    if (!pose || !this.#steering.canUse(exposedAtMs)) return this.#answer(null);
    const blurDegrees = (this.#skew.boundMs / 1000) * this.#poses.speedAt(poseMs);
    const measured = boxes.map((box) => measure(box, pose, exposedAtMs, blurDegrees));
    this.#learnSkew(measured, poseMs);
    const given = this.#tracks.see(measured);
    this.#tracks.forget(exposedAtMs - 3_000);
    this.#remember(given, exposedAtMs);
    if (aim.kind === 'person') return this.#follow(aim, { boxes, given, pose, exposedAtMs }, nowMs);
    if (aim.kind === 'search') return this.#search(aim, { boxes, given, pose, exposedAtMs }, nowMs);
    return this.#answer(null);
  }

  /** A description that was asked for. */
  describedAs(trackId: number, descriptor: FaceDescriptor | null, nowMs: number): void {
    if (!descriptor) return;
    if (trackId === this.#targetId) {
      const distance = this.#identity.distanceTo(descriptor);
      this.#mismatches = distance > otherFaceDistance && this.#identity.isKnown ? this.#mismatches + 1 : 0;
      this.#identity.learn(descriptor);
    }
    this.#noteDescription(trackId, descriptor, nowMs);
    this.#setRight();
  }

  #noteDescription(trackId: number, descriptor: FaceDescriptor, nowMs: number): void {
    const known = this.#described.get(trackId);
    const distance = this.#identity.distanceTo(descriptor);
    const isSame = distance < sameFaceDistance;
    this.#described.set(trackId, { atMs: nowMs, distance, times: isSame ? (known?.times ?? 0) + 1 : 0 });
  }

  /** Two who passed each other may have been taken for one another. */
  #setRight(): void {
    if (this.#mismatches === 0 || this.#targetId === null) return;
    const same = [...this.#described].find(
      ([trackId, { distance }]) =>
        trackId !== this.#targetId && distance < sameFaceDistance && this.#tracks.byId(trackId),
    );
    if (!same) return;
    this.#targetId = same[0];
    this.#isFoundBySearch = true;
    this.#mismatches = 0;
  }

  /** The camera did not take the last order. */
  orderFailed(): void {
    this.#steering.forgetOrder();
  }

  /** Time passes: a place that was not reached is gone to again. */
  tick(nowMs: number): TrackerAnswer {
    const aim = this.#aim;
    if (aim.kind === 'view' && nowMs - this.#retriedAtMs > 700) return this.#answer(this.#insist(aim.view, nowMs));
    if (aim.kind !== 'person') return this.#answer(null);
    if (this.#targetId === null && !this.#steering.commanded && nowMs - this.#retriedAtMs > 700) {
      this.#retriedAtMs = nowMs;
      return this.#answer(this.#goToSeat(aim, nowMs));
    }
    return this.#answer(null, this.#reportArrival(aim, nowMs));
  }

  #target(): FaceTrack | undefined {
    return this.#targetId === null ? undefined : this.#tracks.byId(this.#targetId);
  }

  #aimAtPerson(
    aim: Aim & { kind: 'person' },
    before: Aim,
    nowMs: number,
    known: readonly FaceDescriptor[],
  ): TrackerAnswer {
    const wasAbout = before.kind === 'person' || before.kind === 'search' ? before.personId : null;
    if (this.#identityOf !== aim.personId) {
      this.#identity = new Identity(known);
      this.#identityOf = aim.personId;
      this.#described.clear();
    }
    if (wasAbout !== aim.personId || this.#targetId === null) {
      this.#targetId = null;
      this.#isFoundBySearch = false;
    }
    this.#mismatches = 0;
    this.#isClose = false;
    this.#offSinceMs = null;
    this.#refineAtMs = null;
    this.#isRefined = false;
    this.#lead = 0;
    this.#size = 'seat';
    return this.#answer(this.#goToSeat(aim, nowMs));
  }

  #goToSeat(aim: Aim & { kind: 'person' }, nowMs: number): DriveCommand | null {
    const place = this.#memory.place(aim.seatId, nowMs);
    const target = this.#target();
    const heightDegrees = target?.heightDegrees ?? place?.heightDegrees;
    const direction = target?.at(nowMs) ?? place;
    if (!direction || heightDegrees === undefined) return null;
    const fov = shotFov(this.#rules, 'seat', heightDegrees, this.#limits);
    const pose = poseForFace({ ...direction, heightDegrees }, fov, 0, this.#rules, this.#limits);
    // The preset stands for the seat only while nobody knows better.
    return this.#steering.go({ pose, presetToken: target ? null : (place?.presetToken ?? null) }, nowMs);
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
    const isAway = view.pose && pose && isOld && !isWithin(pose, view.pose, 1.5) && this.#isStill(nowMs);
    return isAway ? this.#goToView(view, nowMs) : null;
  }

  #isStill(nowMs: number): boolean {
    return this.#poses.isStillBetween(nowMs - 400, nowMs);
  }

  #learnSkew(measured: readonly FaceMeasurement[], poseMs: number): void {
    const [before, after] = [this.#poses.at(poseMs - 40), this.#poses.at(poseMs + 40)];
    if (!before || !after || this.#calibration.rung !== 'absoluteWithFeedback') return;
    const still = this.#tracks.all().filter((track) => track.hits >= 5 && !track.isWalking);
    const off = still.flatMap((track) => {
      const at = track.at(poseMs);
      const near = measured.filter((face) => degreesBetween(face, at) < track.heightDegrees + face.blurDegrees);
      return near.length === 1 && near[0] ? [near[0].yawDegrees - at.yawDegrees] : [];
    });
    this.#skew.learn(off, (after.panDegrees - before.panDegrees) / 0.08);
  }

  #remember(given: ReadonlyMap<number, FaceTrack>, exposedAtMs: number): void {
    if (this.#poses.speedAt(exposedAtMs) > 5) return;
    for (const track of given.values()) {
      if (track.hits < 3 || track.isWalking) continue;
      this.#memory.see({ ...track.at(exposedAtMs), heightDegrees: track.heightDegrees }, exposedAtMs);
    }
  }

  #follow(aim: Aim & { kind: 'person' }, look: Look, nowMs: number): TrackerAnswer {
    if (this.#mismatches >= 2) return this.#lose(aim);
    const target = this.#stillTarget(aim, look) ?? this.#choose(aim, look.exposedAtMs, nowMs);
    if (!target) {
      const answer = this.#missing(aim, look.exposedAtMs, nowMs);
      answer.describe.push(...this.#askAmong(aim, look, nowMs));
      return answer;
    }
    this.#targetId = target.trackId;
    const box = boxOf(target, look);
    const seenMs = Math.max(target.lastSeenMs, this.#chosenAtMs);
    if (!box && look.exposedAtMs - seenMs > lostAfterMs) return this.#lose(aim);
    this.#moveLead(target);
    const command = this.#steer(target, aim, look, nowMs);
    const reports = box ? this.#judge(aim, target, box, look.exposedAtMs) : [];
    return { command, reports, describe: box ? this.#askAbout(target, box, look, nowMs) : [] };
  }

  /** Whom the camera follows, or whom they turned out to be. */
  #stillTarget(aim: Aim & { kind: 'person' }, look: Look): FaceTrack | undefined {
    const target = this.#target();
    if (!target) return undefined;
    const at = target.at(look.exposedAtMs);
    const isElsewhere = this.#memory.nearestSeat(at, look.exposedAtMs)?.seatId !== aim.seatId;
    // What was seen in turning may belong to the next seat; whoever was recognised may be anywhere.
    if (!this.#isFramed && !this.#isFoundBySearch && isElsewhere && !target.isWalking) return undefined;
    return this.#successorOf(target, look) ?? target;
  }

  /** Somebody who sets off between two pictures comes back as a new face, where no other can have come from. */
  #successorOf(target: FaceTrack, look: Look): FaceTrack | undefined {
    const unseenMs = look.exposedAtMs - target.lastSeenMs;
    if (unseenMs < 250 || unseenMs > lostAfterMs) return undefined;
    const from = target.at(target.lastSeenMs);
    const reachDegrees = target.heightDegrees + (12 * unseenMs) / 1000;
    const fresh = [...new Set(look.given.values())].filter((track) => {
      const at = track.at(look.exposedAtMs);
      const seat = this.#memory.nearestSeat(at, look.exposedAtMs);
      const isSeated = seat !== null && degreesBetween(seat, at) < 1.2 * seat.heightDegrees;
      const isNew = track.firstSeenMs > target.lastSeenMs && track.hits >= 2;
      return isNew && !isSeated && degreesBetween(at, from) < reachDegrees;
    });
    if (fresh.length === 1 && fresh[0]) this.#targetId = fresh[0].trackId;
    return fresh.length === 1 ? fresh[0] : undefined;
  }

  #lose(aim: Aim & { kind: 'person' }): TrackerAnswer {
    this.#targetId = null;
    this.#mismatches = 0;
    if (this.#isLost) return this.#answer(null);
    this.#isLost = true;
    this.#isFramed = false;
    return this.#answer(null, [{ type: 'lost', personId: aim.personId }]);
  }

  /** Nobody is where the person was expected: once the camera is there and had time to look, it says so. */
  #missing(aim: Aim & { kind: 'person' }, exposedAtMs: number, nowMs: number): TrackerAnswer {
    if (!this.#steering.commanded && nowMs - this.#retriedAtMs > 700) {
      this.#retriedAtMs = nowMs;
      return this.#answer(this.#goToSeat(aim, nowMs));
    }
    const isThere = exposedAtMs > this.#aimedAtMs && this.#poses.isStillBetween(exposedAtMs - 100, exposedAtMs);
    if (!isThere) {
      this.#settledSinceMs = null;
      return this.#answer(null);
    }
    this.#settledSinceMs ??= exposedAtMs;
    return exposedAtMs - this.#settledSinceMs > notFoundAfterMs ? this.#lose(aim) : this.#answer(null);
  }

  /** The face nearest to where the seat is expected; of several near ones the one that is recognised. */
  #choose(aim: Aim & { kind: 'person' }, exposedAtMs: number, nowMs: number): FaceTrack | undefined {
    const place = this.#memory.place(aim.seatId, nowMs);
    if (!place || this.#isLost) return undefined;
    const near = this.#near(place, nowMs).filter(({ track }) => track.spreadDegrees < 0.4 * place.heightDegrees);
    const chosen = this.#pick(near, place, nowMs);
    if (chosen) this.#chosenAtMs = exposedAtMs;
    return chosen;
  }

  #pick(near: readonly Near[], place: SeatPlace, nowMs: number): FaceTrack | undefined {
    const [first, second] = near;
    if (!first) return undefined;
    const isClear = !second || second.degrees > 2 * first.degrees + 0.5 * place.heightDegrees;
    if (isClear || !this.#identity.isKnown) return first.track;
    const recognised = near
      .map(({ track }) => ({ track, distance: this.#described.get(track.trackId)?.distance ?? 9 }))
      .filter(({ distance }) => distance < sameFaceDistance)
      .sort((one, other) => one.distance - other.distance);
    const isWaitedFor = nowMs - this.#aimedAtMs < 3_000;
    return recognised[0]?.track ?? (isWaitedFor ? undefined : first.track);
  }

  #near(place: SeatPlace, nowMs: number): Near[] {
    return this.#tracks
      .all()
      .filter((track) => track.hits >= 2 && nowMs - track.lastSeenMs < 1_500 + this.#calibration.videoLatencyMs)
      .map((track) => ({ track, degrees: degreesBetween(track.at(nowMs), place) }))
      .filter(({ degrees }) => degrees < reach * place.heightDegrees)
      .filter(({ track }) => this.#memory.nearestSeat(track.at(nowMs), nowMs)?.seatId === place.seatId)
      .sort((one, other) => one.degrees - other.degrees);
  }

  #search(aim: Aim & { kind: 'search' }, look: Look, nowMs: number): TrackerAnswer {
    const seen = [...new Set(look.given.values())].filter((track) => track.hits >= 2);
    const same = seen.find((track) => this.#isRecognised(track.trackId));
    if (same) {
      this.#targetId = same.trackId;
      this.#chosenAtMs = nowMs;
      this.#isFoundBySearch = true;
      this.#mismatches = 0;
      return this.#answer(null, [{ type: 'found', personId: aim.personId }]);
    }
    if (!this.#identity.isKnown) return this.#findAtSeat(aim, nowMs);
    return { ...this.#answer(null), describe: this.#askFor(seen, look, nowMs) };
  }

  #isRecognised(trackId: number): boolean {
    const described = this.#described.get(trackId);
    return described !== undefined && (described.times >= 2 || described.distance < sameFaceDistance - 0.08);
  }

  /** Nobody knows the face: whoever sits down on that seat is taken for the person. */
  #findAtSeat(aim: Aim & { kind: 'search' }, nowMs: number): TrackerAnswer {
    const place = this.#memory.place(aim.seatId, nowMs);
    const near = place ? this.#near(place, nowMs).find(({ track }) => track.hits >= 5) : undefined;
    if (!near) return this.#answer(null);
    this.#targetId = near.track.trackId;
    return this.#answer(null, [{ type: 'found', personId: aim.personId }]);
  }

  #askAmong(aim: Aim & { kind: 'person' }, look: Look, nowMs: number): TrackerAnswer['describe'] {
    const place = this.#memory.place(aim.seatId, nowMs);
    if (!place || !this.#identity.isKnown) return [];
    const near = this.#near(place, nowMs).map(({ track }) => track);
    return near.length > 1 ? this.#askFor(near, look, nowMs) : [];
  }

  #askFor(tracks: readonly FaceTrack[], look: Look, nowMs: number): TrackerAnswer['describe'] {
    const due = tracks.filter(({ trackId }) => nowMs - (this.#described.get(trackId)?.atMs ?? -9_999) > 600);
    return due.slice(0, 3).flatMap((track) => {
      const box = boxOf(track, look);
      return box ? [{ trackId: track.trackId, box }] : [];
    });
  }

  #askAbout(target: FaceTrack, box: FaceBox, look: Look, nowMs: number): TrackerAnswer['describe'] {
    if (target.hits < 5 || nowMs - this.#lastAskedMs < describeAgainMs) return [];
    this.#lastAskedMs = nowMs;
    const at = target.at(nowMs);
    const near = [...new Set(look.given.values())].filter(
      (track) => track !== target && degreesBetween(track.at(nowMs), at) < 2.5 * target.heightDegrees,
    );
    return [{ trackId: target.trackId, box }, ...this.#askFor(near, look, nowMs).slice(0, 2)];
  }

  #steer(target: FaceTrack, aim: Aim & { kind: 'person' }, look: Look, nowMs: number): DriveCommand | null {
    const pose = look.pose;
    const inMotion = canSteerInMotion(this.#calibration);
    const speed = inMotion ? this.#poses.speedAt(look.exposedAtMs) : 0;
    const commanded = this.#steering.commanded ?? pose;
    const size: ShotSize = target.isWalking ? 'walking' : this.#isClose && aim.size === 'face' ? 'face' : 'seat';
    const fov = this.#fovFor(size, target, commanded.horizontalFovDegrees);
    // The order takes its time to arrive, and the camera to come.
    const aheadMs = this.#calibration.commandDelayMs + (inMotion ? 70 : 250);
    const face = { ...target.at(nowMs + aheadMs), heightDegrees: target.heightDegrees };
    const wanted = poseForFace(face, fov, this.#lead, this.#rules, this.#limits);
    const slackDegrees = (2.5 * this.#skew.boundMs * speed) / 1000;
    if (target.hits < 3 && this.#inPlace === 0 && this.#steering.commanded) return null;
    if (target.isWalking) return this.#steering.correct(wanted, followingZone * fov, nowMs);
    const gate = this.#gateOf(wanted, commanded, fov, look.exposedAtMs) + slackDegrees;
    const command = this.#steering.correct(wanted, gate, nowMs);
    if (command && this.#isFramed) this.#offSinceMs = null;
    // What was aimed at first rests on few pictures: a second look makes it good once.
    if (command && this.#isClose) this.#refineAtMs = this.#isRefined ? null : nowMs + refineAfterMs;
    if (command && this.#refineAtMs === null) this.#isRefined = true;
    return command;
  }

  /** How far off the camera may be, in degrees: a shot that stands is not disturbed for what may be noise. */
  #gateOf(wanted: Pose, commanded: Pose, fov: number, exposedAtMs: number): number {
    const zone = this.#rules.deadZone * 0.8 * fov;
    if (!this.#isFramed) return zone;
    if (this.#refineAtMs !== null && exposedAtMs >= this.#refineAtMs) {
      this.#refineAtMs = null;
      this.#isRefined = true;
      return refinedZone * fov;
    }
    const off = degreesOff(wanted, commanded);
    if (off <= zone) this.#offSinceMs = null;
    else this.#offSinceMs ??= exposedAtMs;
    const isLasting = this.#offSinceMs !== null && exposedAtMs - this.#offSinceMs >= lastingMs;
    return isLasting ? zone : 1.8 * zone;
  }

  /** The zoom of a shot is left alone until the face has become clearly too large or too small. */
  #fovFor(size: ShotSize, target: FaceTrack, currentFov: number): number {
    const wanted = shotFov(this.#rules, size, target.heightDegrees, this.#limits);
    if (size !== this.#size) {
      this.#size = size;
      return wanted;
    }
    const [least, greatest] = this.#rules.faceHeightKept;
    const share = currentFov / wanted;
    const part = this.#rules.faceHeight.face;
    return share > part / least || share < part / greatest ? wanted : currentFov;
  }

  /** Changes slowly: a turn must not throw the picture to the other side. */
  #moveLead(target: FaceTrack): void {
    const wanted = target.isWalking ? clamp(target.yawDegreesPerS / 4, -1, 1) : 0;
    this.#lead += clamp(wanted - this.#lead, -leadStep, leadStep);
  }

  /** Is the face where it belongs? After two pictures of it the shot stands, and the lens may come closer. */
  #judge(aim: Aim & { kind: 'person' }, target: FaceTrack, box: FaceBox, exposedAtMs: number): TrackerReport[] {
    const point = targetPoint(this.#rules, box.height, this.#lead);
    const off = widthsBetween({ x: box.left + box.width / 2, y: box.top + box.height / 2 }, point);
    const isCalm = target.isWalking || this.#poses.speedAt(exposedAtMs) < 3;
    const zone = this.#rules.deadZone * (target.isWalking ? 2 : 1.2);
    this.#inPlace = isCalm && off < zone ? this.#inPlace + 1 : 0;
    if (this.#inPlace < framedPictures) return [];
    this.#isClose = true;
    if (this.#isFramed) return [];
    this.#isFramed = true;
    return [{ type: 'framed', personId: aim.personId }];
  }

  /** Where no picture can be used to steer by, being there is all that can be said. */
  #reportArrival(aim: Aim & { kind: 'person' }, nowMs: number): TrackerReport[] {
    if (this.#isFramed || this.#calibration.rung !== 'presetsOnly') return [];
    if (nowMs - this.#aimedAtMs < 400 || !this.#poses.isStillBetween(nowMs - 200, nowMs)) return [];
    this.#isFramed = true;
    return [{ type: 'framed', personId: aim.personId }];
  }

  #answer(command: DriveCommand | null, reports: TrackerReport[] = []): TrackerAnswer {
    return { command, reports, describe: [] };
  }
}

type Near = { track: FaceTrack; degrees: number };

type Look = {
  boxes: readonly FaceBox[];
  given: ReadonlyMap<number, FaceTrack>;
  pose: Pose;
  exposedAtMs: number;
};

function boxOf(track: FaceTrack, { boxes, given }: Look): FaceBox | undefined {
  for (const [index, owner] of given) if (owner === track) return boxes[index];
  return undefined;
}

function degreesOff(wanted: Pose, from: Pose): number {
  const tilt = (from.tiltDegrees * Math.PI) / 180;
  return Math.hypot((wanted.panDegrees - from.panDegrees) * Math.cos(tilt), wanted.tiltDegrees - from.tiltDegrees);
}

function measure(box: FaceBox, pose: Pose, atMs: number, blurDegrees: number): FaceMeasurement {
  const x = box.left + box.width / 2;
  const above = directionAt({ x, y: box.top }, pose);
  const below = directionAt({ x, y: box.top + box.height }, pose);
  const middle = directionAt({ x, y: box.top + box.height / 2 }, pose);
  return { ...middle, heightDegrees: degreesBetween(above, below), atMs, blurDegrees };
}
