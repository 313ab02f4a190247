/** Opens the engine that is asked for, or tries all that run on this machine and takes the fastest. */
import {
  type FaceEngine,
  FaceEngineError,
  type FaceEngineName,
  type FacePrecision,
  faceEngineNames,
  type RgbFrame,
} from './face-engine.ts';
import { engineSizes, type FacePrecisionChoice, type PrecisionTrials } from './face-nets.ts';
import { type FaceLogger, WorkerEngine } from './worker-engine.ts';

/** What `ROSTRUM_FACE_ENGINE` may say. */
export const faceEngineChoices = ['auto', ...faceEngineNames] as const;
export type FaceEngineChoice = (typeof faceEngineChoices)[number];

/**
 * `detectMs` of a picture of 640 x 352; null where the engine does not run, and `fault` says why. `precisions`: where it chose
 * between two, what each of them took.
 */
export type FaceEngineTrial = {
  name: FaceEngineName;
  precision: FacePrecision | null;
  detectMs: number | null;
  precisions: PrecisionTrials;
  fault: string | null;
};

/** For health: which engine runs, in what precision, and what was found out about the others. */
export type FaceEngineReport = {
  name: FaceEngineName;
  precision: FacePrecision;
  why: string;
  trials: readonly FaceEngineTrial[];
};

type Runner = { engine: WorkerEngine; detectMs: number };

const trialFrames = 3;
const silent: FaceLogger = { info() {}, warn() {} };

/** Rejects with `FaceEngineError` when the engine that was asked for, or each of them, does not run. */
export async function openFaceEngine({
  engine: choice = 'auto',
  precision = 'auto',
  logger = silent,
}: {
  engine?: FaceEngineChoice;
  precision?: FacePrecisionChoice;
  logger?: FaceLogger;
} = {}): Promise<{ engine: FaceEngine; report: FaceEngineReport }> {
  const names = choice === 'auto' ? faceEngineNames : [choice];
  const trials: FaceEngineTrial[] = [];
  let best: Runner | null = null;
  for (const name of names) {
    try {
      const runner = await tryEngine(name, precision, logger);
      const { precision: taken, precisionTrials } = runner.engine;
      trials.push({ name, precision: taken, detectMs: runner.detectMs, precisions: precisionTrials, fault: null });
      const slower: Runner | null = best && best.detectMs <= runner.detectMs ? runner : best;
      if (slower !== runner) best = runner;
      await slower?.engine.close();
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      trials.push({ name, precision: null, detectMs: null, precisions: {}, fault });
    }
  }
  if (!best) {
    const faults = trials.map(({ name, fault }) => `${name}: ${fault}`).join('\n');
    const what = choice === 'auto' ? 'No face engine runs' : 'The face engine that was asked for does not run';
    throw new FaceEngineError('NOT_AVAILABLE', `${what} on this machine.\n${faults}`);
  }
  const { name, precision: taken } = best.engine;
  const report = { name, precision: taken, why: whyOf(choice, best, trials), trials };
  logger.info({ engine: name, precision: taken, trials }, report.why);
  return { engine: best.engine, report };
}

function whyOf(choice: FaceEngineChoice, best: Runner, trials: readonly FaceEngineTrial[]): string {
  const { name, precision, precisionTrials } = best.engine;
  const other = precision === 'int8' ? 'float32' : 'int8';
  const otherMs = precisionTrials[other];
  const compared = otherMs === undefined ? precision : `${precision}; ${other} would take ${Math.round(otherMs)}`;
  const took = `${Math.round(best.detectMs)} ms for a picture (${compared})`;
  if (choice !== 'auto') return `The face engine ${name} was asked for; it takes ${took}.`;
  const running = trials.filter(({ detectMs }) => detectMs !== null).length;
  if (running === 1) return `The face engine ${name} is the only one that runs on this machine; it takes ${took}.`;
  return `The face engine ${name} is the fastest of ${running} that run on this machine; it takes ${took}.`;
}

async function tryEngine(name: FaceEngineName, precision: FacePrecisionChoice, logger: FaceLogger): Promise<Runner> {
  const engine = await WorkerEngine.open(name, { logger, precision });
  try {
    return { engine, detectMs: await measure(engine) };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** The median of three; what is on the picture makes no difference. */
async function measure(engine: FaceEngine): Promise<number> {
  const { width, height } = engineSizes.ort.tracking;
  const frame: RgbFrame = { width, height, data: new Uint8Array(width * height * 3).fill(127) };
  // The first picture of a size makes the engine ready for it.
  await engine.detect(frame);
  const times: number[] = [];
  for (let count = 0; count < trialFrames; count += 1) {
    const beganAt = performance.now();
    await engine.detect(frame);
    times.push(performance.now() - beganAt);
  }
  return times.sort((one, other) => one - other)[1] ?? Number.POSITIVE_INFINITY;
}
