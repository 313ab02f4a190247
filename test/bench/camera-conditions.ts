/** The figures of one condition of `bench camera`: every scene, over every seed. */
import { standardCamera, withFault } from '../../camera/twin/profiles.ts';
import { TwinRoom } from '../../camera/twin/twin-room.ts';
import {
  firstGoodSecond,
  idleMoves,
  isFullyFramed,
  overshoots,
  type Run,
  runScene,
  seatedError,
  speakerInFrame,
  timesToFrame,
  walkingError,
  wrongSpeaker,
} from './camera-measures.ts';
import { type Condition, floorChanges, hide, meeting, noises, restart, type Scene, walk } from './camera-scenes.ts';

/** Every value of every seed, by what it measures; the units are in the names. */
export type Values = Map<string, number[]>;

/** What a sweep measures of every camera. */
export async function measureTracking(condition: Condition, seeds: number): Promise<Values> {
  const values: Values = new Map();
  for (let seed = 1; seed <= seeds; seed += 1) {
    const changes = await runScene(floorChanges(condition, seed));
    add(values, 'timeToFrameS', timesToFrame(changes));
    add(values, 'timeToFaceShotS', timesToFrame(changes, isFullyFramed));
    add(values, 'overshootPercent', overshoots(changes));
    const long = await runScene(meeting(condition, seed));
    add(values, 'wrongSpeakerPercent', [wrongSpeaker(changes)]);
    addMeeting(values, long);
    addWalk(values, await runScene(walk(condition, seed)));
  }
  return values;
}

/** The same of a camera whose pictures are drawn and looked at by a real engine: as slow as it is, shorter scenes do. */
export async function measureRendered(condition: Condition, seed: number): Promise<Values> {
  const values: Values = new Map();
  const changes = await runScene(floorChanges(condition, seed, 3));
  add(values, 'timeToFrameS', timesToFrame(changes));
  add(values, 'timeToFaceShotS', timesToFrame(changes, isFullyFramed));
  add(values, 'overshootPercent', overshoots(changes));
  add(values, 'wrongSpeakerPercent', [wrongSpeaker(changes)]);
  addMeeting(values, await runScene(meeting(condition, seed, 1, [30_000, 45_000])));
  addWalk(values, await runScene(walk(condition, seed)));
  return values;
}

/** What happens rarely: somebody hides, the camera restarts, people cough, a line breaks, a second camera helps. */
export async function measureIncidents(condition: Condition, seeds: number): Promise<Values> {
  const values: Values = new Map();
  for (let seed = 1; seed <= seeds; seed += 1) {
    const hidden = hide(condition, seed);
    const hiding = await runScene(hidden);
    add(values, 'reacquireS', [secondsUntilFramed(hiding, hidden.shownAtMs)]);
    add(values, 'identitySwaps', [identitySwaps(hiding, hidden.shownAtMs)]);
    const faulty = restart(condition, seed);
    add(values, 'recoveryS', [secondsUntilFramed(await runScene(faulty), faulty.backAtMs)]);
    const noisy = noises(condition, seed);
    const heard = await runScene(noisy);
    add(values, 'falseSwitches', [shotsAfter(heard, noisy.sounds[0]?.atMs ?? 0)]);
    const both = await runScene(floorChanges({ ...condition, hasOverviewCamera: true }, seed));
    add(values, 'cutLatencyS', cutLatencies(both));
    add(values, 'motionOnAirPercent', [motionOnAir(both)]);
    add(values, 'runawayS', await runaways(seed));
  }
  return values;
}

/**
 * How long a camera that somebody drives by hand turns on after the link to it broke, or after whoever drove it fell
 * silent, though it ignores the time that it was given.
 */
async function runaways(seed: number): Promise<number[]> {
  const breaksAtMs = 8_000 + seed * 37;
  const silent = withFault(standardCamera, { kind: 'silent', atMs: breaksAtMs, forMs: 60_000 });
  const ignoring = { ...standardCamera, quirks: { ...standardCamera.quirks, isTimeoutIgnored: true } };
  const lossy = { ...ignoring, droppedShare: 0.1 };
  const times: number[] = [];
  for (const profile of [silent, ignoring, lossy]) {
    const scene = floorChanges({ profile, videoLatencyMs: 250, hasOverviewCamera: false }, seed, 1);
    const driven: Scene['settings']['meeting'] = Array.from({ length: 14 }, (_, index) => ({
      atMs: breaksAtMs - 2_600 + index * 200,
      event: { type: 'manual', command: { type: 'velocity', speed: { pan: 0.3, tilt: 0, zoom: 0 }, forMs: 400 } },
    }));
    const room = TwinRoom.open({ ...scene.settings, meeting: driven });
    let lastMotionMs = breaksAtMs;
    await room.run(breaksAtMs + 6_000, 20, (atMs) => {
      const { speedPerS } = room.model.stateAt(atMs);
      if (Math.abs(speedPerS.pan) > 0.05) lastMotionMs = Math.max(lastMotionMs, atMs);
    });
    await room.close();
    times.push((lastMotionMs - breaksAtMs) / 1000);
  }
  return times;
}

function secondsUntilFramed(run: Run, fromMs: number): number {
  const atMs = firstGoodSecond(run.samples, fromMs, run.scene.untilMs);
  return ((atMs ?? run.scene.untilMs) - fromMs) / 1000;
}

/** Another person's face was taken for the one that was lost: so many shots of a person that show somebody else. */
function identitySwaps({ samples }: Run, fromMs: number): number {
  const framed = samples.filter(
    ({ atMs, shot, degreesPerS }) => atMs > fromMs + 5_000 && shot === 'person' && degreesPerS < 1,
  );
  const wrong = framed.filter(
    ({ nearestPersonId, speech }) => nearestPersonId !== null && nearestPersonId !== speech?.personId,
  );
  return wrong.length > framed.length / 2 ? 1 : 0;
}

/** Shots that changed, or moves of the camera, within three seconds after a noise; nothing else happens then. */
function shotsAfter({ log, scene, samples }: Run, fromMs: number): number {
  const noises = (scene.settings.sounds ?? []).filter(({ kind }) => kind !== 'speech');
  const isAfterNoise = (atMs: number) => noises.some((sound) => atMs >= sound.atMs && atMs < sound.atMs + 3_000);
  const shots = log.filter((entry) => entry.type === 'order' && entry.atMs >= fromMs && isAfterNoise(entry.atMs));
  const large = samples.filter(({ degreesPerS, atMs }) => degreesPerS > 12 && atMs >= fromMs && isAfterNoise(atMs));
  return Math.max(shots.length, large.length > 0 ? 1 : 0);
}

/** With two cameras: from the onset until what is on air shows the speaker's face in its place, without motion. */
function cutLatencies({ scene, samples }: Run): number[] {
  return scene.speeches.map((speech) => {
    const cut = samples.find(
      ({ atMs, onAir, shot, error }) =>
        atMs >= speech.fromMs && onAir === 'ptz' && shot === 'person' && error !== null && error < 0.1,
    );
    const atMs = cut && cut.atMs < speech.untilMs ? cut.atMs : speech.untilMs;
    return (atMs - speech.fromMs) / 1000;
  });
}

/** Of the time in which the camera that turns is on air with a person, how much it turns by more than a correction. */
function motionOnAir({ samples }: Run): number {
  const onAir = samples.filter(({ onAir: camera, shot }) => camera === 'ptz' && shot === 'person');
  const limit = 12;
  return (100 * onAir.filter(({ degreesPerS }) => degreesPerS > limit).length) / Math.max(1, onAir.length);
}

function addMeeting(values: Values, run: Run): void {
  add(values, 'seatedErrorPercent', seatedError(run));
  add(values, 'speakerInFramePercent', [speakerInFrame(run)]);
  add(values, 'wrongSpeakerPercent', [wrongSpeaker(run)]);
  add(values, 'idleMovesPerMinute', [idleMoves(run)]);
}

function addWalk(values: Values, run: Run): void {
  const { steady, whole, inFrame } = walkingError(run);
  add(values, 'walkingErrorPercent', [steady]);
  add(values, 'walkingWithTurnsErrorPercent', [whole]);
  add(values, 'walkingInFramePercent', [inFrame]);
}

function add(values: Values, name: string, some: readonly number[]): void {
  values.set(name, [...(values.get(name) ?? []), ...some]);
}
