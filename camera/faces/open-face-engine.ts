/** Opens the engine that is asked for, or tries all that run on this machine and takes the fastest. */
import {
  type FaceEngine,
  FaceEngineError,
  type FaceEngineName,
  faceEngineNames,
  type RgbFrame,
} from './face-engine.ts';
import { engineSizes } from './face-nets.ts';
import { type FaceLogger, WorkerEngine } from './worker-engine.ts';

/** What `ROSTRUM_FACE_ENGINE` may say. */
export const faceEngineChoices = ['auto', ...faceEngineNames] as const;
export type FaceEngineChoice = (typeof faceEngineChoices)[number];

/** `detectMs` of a picture of 640 x 352; null where the engine does not run, and `fault` says why. */
export type FaceEngineTrial = { name: FaceEngineName; detectMs: number | null; fault: string | null };

/** For health: which engine runs, and what was found out about the others. */
export type FaceEngineReport = { name: FaceEngineName; why: string; trials: readonly FaceEngineTrial[] };

type Runner = { engine: FaceEngine; detectMs: number };

const trialFrames = 3;
const silent: FaceLogger = { info() {}, warn() {} };

/** Rejects with `FaceEngineError` when the engine that was asked for, or each of them, does not run. */
export async function openFaceEngine({
  engine: choice = 'auto',
  logger = silent,
}: {
  engine?: FaceEngineChoice;
  logger?: FaceLogger;
} = {}): Promise<{ engine: FaceEngine; report: FaceEngineReport }> {
  const names = choice === 'auto' ? faceEngineNames : [choice];
  const trials: FaceEngineTrial[] = [];
  let best: Runner | null = null;
  for (const name of names) {
    try {
      const runner = await tryEngine(name, logger);
      trials.push({ name, detectMs: runner.detectMs, fault: null });
      const slower: Runner | null = best && best.detectMs <= runner.detectMs ? runner : best;
      if (slower !== runner) best = runner;
      await slower?.engine.close();
    } catch (error) {
      trials.push({ name, detectMs: null, fault: error instanceof Error ? error.message : String(error) });
    }
  }
  if (!best) {
    const faults = trials.map(({ name, fault }) => `${name}: ${fault}`).join('\n');
    const what = choice === 'auto' ? 'No face engine runs' : 'The face engine that was asked for does not run';
    throw new FaceEngineError('NOT_AVAILABLE', `${what} on this machine.\n${faults}`);
  }
  const report = { name: best.engine.name, why: whyOf(choice, best, trials), trials };
  logger.info({ engine: report.name, trials }, report.why);
  return { engine: best.engine, report };
}

function whyOf(choice: FaceEngineChoice, best: Runner, trials: readonly FaceEngineTrial[]): string {
  const { name } = best.engine;
  const took = `${Math.round(best.detectMs)} ms for a picture`;
  if (choice !== 'auto') return `The face engine ${name} was asked for; it takes ${took}.`;
  const running = trials.filter(({ detectMs }) => detectMs !== null).length;
  if (running === 1) return `The face engine ${name} is the only one that runs on this machine; it takes ${took}.`;
  return `The face engine ${name} is the fastest of ${running} that run on this machine; it takes ${took}.`;
}

async function tryEngine(name: FaceEngineName, logger: FaceLogger): Promise<Runner> {
  const engine = await WorkerEngine.open(name, { logger });
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
