/**
 * `npm run bench -- camera`: who has the floor comes into the picture. The twin of a room in virtual time, at least twenty
 * seeds: all scenes at 250 ms of video latency, then tracking again at 90 and 600 ms and for each camera with a quirk; and
 * at 250 ms with the faces that a real engine finds on drawn pictures, which takes most of the half hour.
 */
import type { FaceEngine } from '../../camera/faces/face-engine.ts';
import { openFaceEngine } from '../../camera/faces/open-face-engine.ts';
import { cameraProfiles, standardCamera } from '../../camera/twin/profiles.ts';
import { RenderedFaces } from '../../camera/twin/rendered-faces.ts';
import { measureIncidents, measureRendered, measureTracking, type Values } from './camera-conditions.ts';
import { mean } from './camera-measures.ts';
import type { Condition } from './camera-scenes.ts';
import { type Figure, median, percentile } from './report.ts';

const seeds = Math.max(20, Number(process.env.ROSTRUM_BENCH_SEEDS ?? 20));
const renderedSeeds = Math.max(1, Number(process.env.ROSTRUM_BENCH_RENDERED_SEEDS ?? 20));
/** Drawing takes one core, finding faces another. */
const enginesAtOnce = 2;

type Column = { name: string; goal: string | null; unit: string; of: (values: Values) => number };

const all = (values: Values, name: string) => values.get(name) ?? [];
const middle = (name: string) => (values: Values) => median(all(values, name));
const p95 = (name: string) => (values: Values) => percentile(all(values, name), 0.95);
const average = (name: string) => (values: Values) => mean(all(values, name));
const sum = (name: string) => (values: Values) => all(values, name).reduce((total, value) => total + value, 0);
const worst = (name: string) => (values: Values) => Math.max(...all(values, name));

const tracking: readonly Column[] = [
  { name: 'timeToFrameMedianS', goal: '<= 2.0', unit: 's', of: middle('timeToFrameS') },
  { name: 'timeToFrameP95S', goal: '<= 3.0', unit: 's', of: p95('timeToFrameS') },
  { name: 'timeToFaceShotMedianS', goal: null, unit: 's', of: middle('timeToFaceShotS') },
  { name: 'timeToFaceShotP95S', goal: null, unit: 's', of: p95('timeToFaceShotS') },
  { name: 'seatedErrorPercent', goal: '<= 2', unit: '%', of: average('seatedErrorPercent') },
  { name: 'walkingErrorPercent', goal: '<= 3', unit: '%', of: average('walkingErrorPercent') },
  { name: 'walkingWithTurnsErrorPercent', goal: null, unit: '%', of: average('walkingWithTurnsErrorPercent') },
  { name: 'walkingInFramePercent', goal: null, unit: '%', of: average('walkingInFramePercent') },
  { name: 'overshootPercent', goal: '<= 10', unit: '%', of: p95('overshootPercent') },
  { name: 'speakerInFramePercent', goal: '>= 98', unit: '%', of: average('speakerInFramePercent') },
  { name: 'wrongSpeakerPercent', goal: '<= 2', unit: '%', of: average('wrongSpeakerPercent') },
  { name: 'idleMovesPerMinute', goal: '<= 1', unit: '1/min', of: average('idleMovesPerMinute') },
];

const incidents: readonly Column[] = [
  { name: 'falseSwitches', goal: '<= 0', unit: 'of 100', of: sum('falseSwitches') },
  { name: 'recoveryS', goal: '<= 5', unit: 's', of: p95('recoveryS') },
  { name: 'reacquireS', goal: null, unit: 's', of: p95('reacquireS') },
  { name: 'identitySwaps', goal: null, unit: 'speakers', of: sum('identitySwaps') },
  { name: 'runawayS', goal: '<= 1', unit: 's', of: worst('runawayS') },
  { name: 'cutLatencyMedianS', goal: null, unit: 's', of: middle('cutLatencyS') },
  { name: 'cutLatencyP95S', goal: null, unit: 's', of: p95('cutLatencyS') },
  { name: 'motionOnAirPercent', goal: null, unit: '%', of: average('motionOnAirPercent') },
];

export async function benchCamera(): Promise<Figure[]> {
  const standard: Condition = { profile: standardCamera, videoLatencyMs: 250, hasOverviewCamera: false };
  const tracked = await measureTracking(standard, seeds);
  const rare = await measureIncidents(standard, seeds);
  printTable('standard, 250 ms', new Map([...tracked, ...rare]));
  const swept: Values[] = [];
  for (const condition of sweep(standard)) {
    const values = await measureTracking(condition, seeds);
    printTable(`${condition.profile.name}, ${condition.videoLatencyMs} ms`, values);
    swept.push(values);
  }
  const rendered = await measureOnPictures(standard);
  printTable(`standard, 250 ms, real detection on drawn pictures, ${renderedSeeds} seeds`, rendered);
  return [
    ...tracking.map((column) => figureOf(column, tracked)),
    ...incidents.map((column) => figureOf(column, rare)),
    ...tracking.map((column) => worstOf(column, swept)),
    { name: 'renderedSeeds', unit: 'seeds', goal: null, value: renderedSeeds },
    ...tracking.map((column) => renderedOf(column, rendered)),
  ];
}

/** Each engine takes the next seed when it is done with one. */
async function measureOnPictures(standard: Condition): Promise<Values> {
  const perSeed: Values[] = [];
  let nextSeed = 1;
  const work = async () => {
    const { engine } = await openFaceEngine({ engine: 'ort' });
    try {
      while (nextSeed <= renderedSeeds) {
        const seed = nextSeed;
        nextSeed += 1;
        perSeed[seed - 1] = await measureRendered(onPictures(standard, engine), seed);
      }
    } finally {
      await engine.close();
    }
  };
  await Promise.all(Array.from({ length: enginesAtOnce }, work));
  const values: Values = new Map();
  for (const [name, some] of perSeed.flatMap((each) => [...each])) {
    values.set(name, [...(values.get(name) ?? []), ...some]);
  }
  return values;
}

function onPictures(condition: Condition, engine: FaceEngine): Condition {
  return { ...condition, facesFrom: (parts) => new RenderedFaces({ ...parts, engine }) };
}

function sweep(standard: Condition): Condition[] {
  const others = cameraProfiles.filter(({ name }) => name !== standardCamera.name);
  return [
    { ...standard, videoLatencyMs: 90 },
    { ...standard, videoLatencyMs: 600 },
    ...others.map((profile) => ({ ...standard, profile })),
  ];
}

function figureOf({ name, unit, goal, of }: Column, values: Values): Figure {
  return { name, unit, goal, value: of(values) };
}

function renderedOf(column: Column, values: Values): Figure {
  return { ...figureOf(column, values), name: `rendered${capitalized(column.name)}` };
}

/** Of all conditions but the standard one; a camera without feedback cannot do what one with it does. */
function worstOf({ name, unit, goal, of }: Column, swept: readonly Values[]): Figure {
  const isMoreBetter = goal?.startsWith('>=') || name.endsWith('InFramePercent');
  const results = swept.map(of).filter((value) => !Number.isNaN(value));
  return {
    name: `worst${capitalized(name)}`,
    unit,
    goal: null,
    value: isMoreBetter ? Math.min(...results) : Math.max(...results),
  };
}

function capitalized(name: string): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

/** For whoever reads along: the figures themselves go to the standard output. */
function printTable(condition: string, values: Values): void {
  const rows = [...values].map(([name, some]) => {
    const cells = [median(some), percentile(some, 0.95), mean(some), Math.max(...some)];
    return `  ${name.padEnd(30)}${cells.map((value) => value.toFixed(2).padStart(9)).join('')}${String(some.length).padStart(7)}`;
  });
  const head = `  ${''.padEnd(30)}${['median', 'p95', 'mean', 'max', 'n'].map((word, index) => word.padStart(index === 4 ? 7 : 9)).join('')}`;
  process.stderr.write(`${condition}\n${head}\n${rows.join('\n')}\n`);
}
