/** What `bench camera` reads off a run: the truth of the room against what the camera shows, by the definitions of the goals. */
import type { CameraLogEntry } from '../../camera/camera-log.ts';
import { framingRules, targetPoint } from '../../camera/framing.ts';
import { clamp, heightInPicture, type PicturePoint, project, widthsBetween } from '../../camera/geometry.ts';
import type { Pose } from '../../camera/ptz-driver.ts';
import { TwinRoom } from '../../camera/twin/twin-room.ts';
import { type Head, headAt, headsAt } from '../../camera/twin/world.ts';
import type { Scene, Speech } from './camera-scenes.ts';

export type Sample = {
  atMs: number;
  view: Pose;
  degreesPerS: number;
  speech: Speech | null;
  /** How far the speaker's face is from its point, in parts of the picture's width; null behind the camera. */
  error: number | null;
  facePart: number;
  isInFrame: boolean;
  isWalking: boolean;
  /** The head that is nearest to where the speaker's belongs. */
  nearestPersonId: string | null;
  shot: 'overview' | 'person' | 'wall' | 'manual' | 'none';
  onAir: 'ptz' | 'overview';
};

export type Run = { scene: Scene; samples: Sample[]; log: CameraLogEntry[] };

const everyMs = 40;

export async function runScene(scene: Scene): Promise<Run> {
  const room = TwinRoom.open(scene.settings);
  const samples: Sample[] = [];
  await room.run(scene.untilMs, everyMs, (atMs) => samples.push(sampleOf(room, scene, atMs)));
  await room.close();
  return { scene, samples, log: room.log };
}

function sampleOf(room: TwinRoom, scene: Scene, atMs: number): Sample {
  const { world } = scene.settings;
  const { view, speedPerS } = room.model.stateAt(atMs);
  const speech = scene.speeches.find(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs) ?? null;
  const person = world.people.find(({ personId }) => personId === speech?.personId);
  const head = person ? headAt(world, person, atMs) : null;
  const point = head ? project(head, view) : null;
  const wanted = head && person ? wantedAt(head, velocityOf(scene, person.personId, atMs), view) : null;
  const { state } = room.automation;
  return {
    atMs,
    view,
    degreesPerS: Math.hypot(speedPerS.pan, speedPerS.tilt),
    speech,
    error: point && wanted ? widthsBetween(point, wanted) : null,
    facePart: head ? heightInPicture(head.heightDegrees, view.horizontalFovDegrees) : 0,
    isInFrame: point !== null && point.x > 0 && point.x < 1 && point.y > 0 && point.y < 1,
    isWalking: head?.isWalking ?? false,
    nearestPersonId: wanted ? nearestTo(wanted, headsAt(world, atMs), view) : null,
    shot: state.shot?.kind ?? 'none',
    onAir: state.onAir,
  };
}

/** By the rules of framing from the truth, whatever the tracker thinks. */
function wantedAt(head: Head, yawDegreesPerS: number, view: Pose): PicturePoint {
  const part = heightInPicture(head.heightDegrees, view.horizontalFovDegrees);
  return targetPoint(framingRules, part, head.isWalking ? clamp(yawDegreesPerS / 4, -1, 1) : 0);
}

function velocityOf({ settings: { world } }: Scene, personId: string, atMs: number): number {
  const person = world.people.find((one) => one.personId === personId);
  if (!person) return 0;
  const [before, after] = [headAt(world, person, atMs - 100), headAt(world, person, atMs + 100)];
  return before && after ? (after.yawDegrees - before.yawDegrees) * 5 : 0;
}

function nearestTo(point: PicturePoint, heads: readonly Head[], view: Pose): string | null {
  let nearest: { personId: string; apart: number } | null = null;
  for (const head of heads) {
    const at = head.isVisible ? project(head, view) : null;
    const apart = at ? widthsBetween(at, point) : Number.POSITIVE_INFINITY;
    if (apart < (nearest?.apart ?? 0.25)) nearest = { personId: head.personId, apart };
  }
  return nearest?.personId ?? null;
}

/**
 * From the onset to the start of the first second within 5 % of the target point, as the picture comes out: the video's
 * latency counts. The length of the speech where it never came to that; not counted where the shot before was held back.
 */
export function timesToFrame({ scene, samples, log }: Run, isGood = isOnPoint): number[] {
  return scene.speeches.flatMap((speech) => {
    const shot = log.find(
      (entry) => entry.atMs >= speech.fromMs && entry.type === 'order' && entry.order.type === 'shoot',
    );
    // The shot before had to stand for its shortest time.
    if (shot && shot.atMs > speech.fromMs + 100 && shot.atMs <= speech.fromMs + 3_000) return [];
    const atMs = firstGoodSecond(samples, speech.fromMs, speech.untilMs, isGood);
    const neverMs = speech.untilMs - speech.fromMs;
    return [(atMs === null ? neverMs : atMs - speech.fromMs + scene.settings.videoLatencyMs) / 1000];
  });
}

export function isOnPoint(sample: Sample): boolean {
  return sample.error !== null && sample.error <= 0.05;
}

/** On the point, and as large as a face shot is. */
export function isFullyFramed(sample: Sample): boolean {
  return isOnPoint(sample) && sample.facePart >= 0.16;
}

export function firstGoodSecond(
  samples: readonly Sample[],
  fromMs: number,
  untilMs: number,
  isGood = isOnPoint,
): number | null {
  let sinceMs: number | null = null;
  for (const sample of samples) {
    if (sample.atMs < fromMs) continue;
    if (sample.atMs > untilMs) break;
    if (!isGood(sample)) sinceMs = null;
    else sinceMs ??= sample.atMs;
    if (sinceMs !== null && sample.atMs - sinceMs >= 1_000) return sinceMs;
  }
  return null;
}

/** In percent of the move, of each change of the floor that turned the camera by eight degrees or more. */
export function overshoots({ scene, samples }: Run): number[] {
  return scene.speeches.flatMap((speech) => {
    const during = samples.filter(({ atMs }) => atMs >= speech.fromMs && atMs < speech.untilMs);
    const start = during[0]?.view.panDegrees;
    const last = during.filter(({ atMs }) => atMs > speech.untilMs - 1_000).map(({ view }) => view.panDegrees);
    const end = last.length > 0 ? last.reduce((sum, pan) => sum + pan, 0) / last.length : undefined;
    if (start === undefined || end === undefined || Math.abs(end - start) < 8) return [];
    const sign = Math.sign(end - start);
    const beyond = Math.max(...during.map(({ view }) => (view.panDegrees - end) * sign));
    return [(100 * Math.max(0, beyond)) / Math.abs(end - start)];
  });
}

/** Mean distance from the target point in percent of the picture's width, once framed, while the speaker keeps their place. */
export function seatedError({ scene, samples }: Run): number[] {
  return scene.speeches.flatMap((speech) => {
    const restless = restlessTimes(scene, speech.personId);
    const framedMs = firstGoodSecond(samples, speech.fromMs, speech.untilMs);
    if (framedMs === null) return [];
    const errors = samples
      .filter(({ atMs }) => atMs >= framedMs + 1_000 && atMs < speech.untilMs)
      .filter(({ atMs }) => !restless.some((time) => atMs >= time && atMs < time + 3_000))
      .flatMap(({ error }) => error ?? 1);
    return errors.length > 0 ? [100 * mean(errors)] : [];
  });
}

/**
 * The same while walking: `steady` from 1.5 s after the first step of a leg to its end, `whole` from the first step of all
 * to the end of the last leg, starts, turns and pauses included.
 */
export function walkingError(run: Run): { steady: number; whole: number; inFrame: number } {
  const { samples } = run;
  const walks = samples.filter(({ isWalking }) => isWalking);
  const [firstMs, lastMs] = [walks[0]?.atMs ?? 0, walks.at(-1)?.atMs ?? 0];
  const during = samples.filter(({ speech, atMs }) => speech && atMs >= firstMs && atMs <= lastMs);
  const startsMs = walkStarts(run);
  const steady = during.filter(({ isWalking, atMs }) => {
    const startMs = startsMs.findLast((start) => start <= atMs);
    return isWalking && startMs !== undefined && atMs >= startMs + 1_500;
  });
  const percentOf = (some: readonly Sample[]) => 100 * mean(some.map(({ error }) => Math.min(1, error ?? 1)));
  const inFrame = during.filter(({ isInFrame }) => isInFrame).length / Math.max(1, during.length);
  return { steady: percentOf(steady), whole: percentOf(during), inFrame: 100 * inFrame };
}

function walkStarts({ scene }: Run): number[] {
  const walker = scene.settings.world.people.find(({ steps }) => steps.some((step) => step.do === 'walk'));
  return (walker?.steps ?? []).filter((step) => step.do === 'walk').map(({ atMs }) => atMs);
}

/** Percent of the time of speech in which the picture on air shows the speaker; the overview camera shows everybody. */
export function speakerInFrame({ samples }: Run): number {
  const spoken = samples.filter(({ speech }) => speech);
  return (100 * spoken.filter(({ isInFrame, onAir }) => isInFrame || onAir === 'overview').length) / spoken.length;
}

/** Percent of the time of speech, after 2.5 s of grace, in which somebody else is where the speaker belongs. */
export function wrongSpeaker({ samples }: Run): number {
  const counted = samples.filter(({ speech, atMs }) => speech && atMs >= speech.fromMs + 2_500);
  const wrong = counted.filter(
    ({ speech, shot, onAir, nearestPersonId }) =>
      shot === 'person' && onAir === 'ptz' && nearestPersonId !== null && nearestPersonId !== speech?.personId,
  );
  return (100 * wrong.length) / Math.max(1, counted.length);
}

/** Commands a minute from six seconds after the onset on, while the speaker keeps their place. */
export function idleMoves({ scene, log }: Run): number {
  let minutes = 0;
  let moves = 0;
  for (const speech of scene.speeches) {
    const restless = restlessTimes(scene, speech.personId);
    const isCounted = (atMs: number) =>
      atMs >= speech.fromMs + 6_000 &&
      atMs < speech.untilMs &&
      !restless.some((time) => atMs >= time && atMs < time + 6_000);
    for (let atMs = speech.fromMs; atMs < speech.untilMs; atMs += 1_000) if (isCounted(atMs)) minutes += 1 / 60;
    moves += log.filter((entry) => entry.type === 'command' && isCounted(entry.atMs)).length;
  }
  return moves / Math.max(minutes, 1 / 60);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function restlessTimes({ settings: { world } }: Scene, personId: string): number[] {
  const person = world.people.find((one) => one.personId === personId);
  return (person?.steps ?? []).filter((step) => step.do !== 'talk').map(({ atMs }) => atMs);
}
