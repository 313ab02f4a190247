/**
 * People in a room, as data and as a function of time: who sits where, stands up, walks, hides, leaves and talks. What a
 * renderer draws and what the twin's own face boxes are made of.
 */
import { clamp, type Direction, degreesBetween } from '../geometry.ts';
import { type AxisLimits, planTo, stateIn } from '../trapezoid.ts';
import { SeededRandom } from './random.ts';

/** A place for a person, seen from the camera; the direction is that of a seated head. */
export type WorldSeat = Direction & { seatId: string; distanceM: number };

export type PersonStep =
  | { atMs: number; do: 'sit' | 'stand' | 'hide' | 'show' | 'leave' | 'hush' }
  | { atMs: number; do: 'talk'; forMs: number }
  | { atMs: number; do: 'walk'; toYawDegrees: number; degreesPerS: number };

export type WorldPerson = {
  personId: string;
  seatId: string;
  /** How this person sits, apart from the seat's own direction. */
  offset: Direction;
  steps: readonly PersonStep[];
  /** Makes the swaying of this head different from others. */
  seed: number;
};

/** On the wall: a face that is nobody in the room. */
export type Portrait = Direction & { distanceM: number };

export type World = {
  seats: readonly WorldSeat[];
  people: readonly WorldPerson[];
  portraits?: readonly Portrait[];
};

export type Head = Direction & {
  personId: string;
  distanceM: number;
  heightDegrees: number;
  isVisible: boolean;
  isTalking: boolean;
  isWalking: boolean;
};

/** What is heard in the room and moves no camera by itself. */
export type RoomSound = {
  atMs: number;
  forMs: number;
  kind: 'speech' | 'cough' | 'paper' | 'farEndSpeech';
  /** Null: it comes from the loudspeaker. */
  seatId: string | null;
};

const headHeightM = 0.23;
const standingUpM = 0.42;
const standUpMs = 900;
const degrees = 180 / Math.PI;

/** Everybody who has not left, in the order of the list; whoever is behind another head is not visible. */
export function headsAt(world: World, atMs: number): Head[] {
  const heads = world.people.flatMap((person) => headAt(world, person, atMs) ?? []);
  return heads.map((head) => {
    const isCovered = heads.some((other) => other.isVisible && other.distanceM < head.distanceM && covers(other, head));
    return isCovered ? { ...head, isVisible: false } : head;
  });
}

function covers(near: Head, far: Head): boolean {
  return degreesBetween(near, far) < near.heightDegrees / 2;
}

/** Null: not in the room any more. */
export function headAt(world: World, person: WorldPerson, atMs: number): Head | null {
  const seat = world.seats.find(({ seatId }) => seatId === person.seatId);
  if (!seat) return null;
  const done = person.steps.filter((step) => step.atMs <= atMs);
  if (done.some((step) => step.do === 'leave')) return null;
  const { distanceM } = seat;
  const walk = walkAt(done, seat.yawDegrees + person.offset.yawDegrees, atMs);
  const rise = Math.atan((standingAt(done, atMs) * standingUpM) / distanceM) * degrees;
  const sway = swayAt(person.seed, atMs, distanceM);
  return {
    personId: person.personId,
    yawDegrees: walk.yawDegrees + sway.yawDegrees,
    pitchDegrees: seat.pitchDegrees + person.offset.pitchDegrees + rise + sway.pitchDegrees,
    distanceM,
    heightDegrees: 2 * Math.atan(headHeightM / 2 / distanceM) * degrees,
    isVisible: done.findLast((step) => step.do === 'hide' || step.do === 'show')?.do !== 'hide',
    isTalking: isTalkingAt(done, atMs),
    isWalking: walk.isWalking,
  };
}

function walkAt(done: readonly PersonStep[], startDegrees: number, atMs: number) {
  let yawDegrees = startDegrees;
  let isWalking = false;
  const walks = done.filter((step) => step.do === 'walk');
  for (const [index, walk] of walks.entries()) {
    const untilMs = Math.min(atMs, walks[index + 1]?.atMs ?? atMs);
    const way = walk.toYawDegrees - yawDegrees;
    const walkedS = Math.max(0, untilMs - walk.atMs) / 1000;
    const covered = coveredDegrees(Math.abs(way), walk.degreesPerS, walkedS);
    isWalking = covered < Math.abs(way) - 0.01;
    yawDegrees += Math.sign(way) * Math.min(Math.abs(way), covered);
  }
  return { yawDegrees, isWalking };
}

/** A body cannot start and stop at once: it takes its 0.4 s for either. */
function coveredDegrees(way: number, degreesPerS: number, forS: number): number {
  const plan = planTo({ position: 0, velocityPerS: 0 }, way, walkLimits(degreesPerS), 0);
  return stateIn(plan, forS * 1000).position;
}

function walkLimits(degreesPerS: number): AxisLimits {
  return { speedPerS: degreesPerS, accelerationPerS2: degreesPerS / 0.4 };
}

/** From 0, seated, to 1. */
function standingAt(done: readonly PersonStep[], atMs: number): number {
  const step = done.findLast(({ do: what }) => what === 'sit' || what === 'stand');
  if (!step) return 0;
  const share = clamp((atMs - step.atMs) / standUpMs, 0, 1);
  const eased = share * share * (3 - 2 * share);
  return step.do === 'stand' ? eased : 1 - eased;
}

function isTalkingAt(done: readonly PersonStep[], atMs: number): boolean {
  const step = done.findLast(({ do: what }) => what === 'talk' || what === 'hush');
  return step?.do === 'talk' && atMs < step.atMs + step.forMs;
}

/** A head is never quite still: a few centimetres, slowly. */
function swayAt(seed: number, atMs: number, distanceM: number): Direction {
  const random = new SeededRandom(seed);
  const wave = (amplitudeM: number): number => {
    const [periodMs, phase] = [random.between(2_500, 9_000), random.between(0, 2 * Math.PI)];
    return amplitudeM * Math.sin((2 * Math.PI * atMs) / periodMs + phase);
  };
  const [yawM, pitchM] = [wave(0.02) + wave(0.015), wave(0.008) + wave(0.006)];
  return { yawDegrees: (yawM / distanceM) * degrees, pitchDegrees: (pitchM / distanceM) * degrees };
}
