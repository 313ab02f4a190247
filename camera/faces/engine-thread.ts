/** The worker thread of one engine (worker-engine.ts): loads the networks, then answers one question after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  type FaceBox,
  FaceEngineError,
  type FaceEngineFault,
  type FaceEngineName,
  type FacePrecision,
  type RgbFrame,
} from './face-engine.ts';
import { FaceFinder } from './face-finder.ts';
import { engineSizes, type FaceNets, type FacePrecisionChoice, type PrecisionTrials } from './face-nets.ts';
import { modelFolder } from './model-files.ts';

export type ThreadOrder = { name: FaceEngineName; precision: FacePrecisionChoice };

export type ThreadRequest =
  | { kind: 'detect'; frame: RgbFrame; minScore: number }
  | { kind: 'landmarks' | 'describe'; frame: RgbFrame; box: FaceBox };

/** The thread ends itself: ended from outside within native code it would take the whole process with it. */
export type ThreadEnd = { kind: 'end' };

export type ThreadReport =
  | { kind: 'ready'; precision: FacePrecision; precisionTrials: PrecisionTrials }
  | { kind: 'answer'; value: unknown }
  | { kind: 'fault'; isFatal: boolean; reason: FaceEngineFault; message: string };

async function loadNets({ name, precision }: ThreadOrder): Promise<FaceNets> {
  const folder = modelFolder();
  if (name === 'ort') return (await import('./ort-nets.ts')).loadOrtNets(folder, precision);
  if (precision === 'int8') throw new FaceEngineError('NOT_AVAILABLE', `The face engine ${name} has float32 only.`);
  return (await import('./tfjs-nets.ts')).loadTfjsNets(name === 'tfjs-wasm' ? 'wasm' : 'tensorflow', folder);
}

async function openFinder(name: FaceEngineName, nets: FaceNets): Promise<FaceFinder> {
  const sizes = engineSizes[name];
  const finder = new FaceFinder(nets, sizes);
  // The first run of a network takes far longer than the others.
  const { width, height } = sizes.tracking;
  const black = { width, height, data: new Uint8Array(width * height * 3) };
  await finder.detect(black, 1);
  await finder.describe(black, { left: 0, top: 0, width: 0.5, height: 0.5, score: 1 });
  return finder;
}

function answer(finder: FaceFinder, request: ThreadRequest): Promise<unknown> {
  if (request.kind === 'detect') return finder.detect(request.frame, request.minScore);
  if (request.kind === 'landmarks') return finder.landmarks(request.frame, request.box);
  return finder.describe(request.frame, request.box);
}

function report(message: ThreadReport): void {
  parentPort?.postMessage(message);
}

function reportFault(error: unknown, isFatal: boolean): void {
  const reason = error instanceof FaceEngineError ? error.reason : isFatal ? 'NOT_AVAILABLE' : 'CRASHED';
  const message = error instanceof Error ? error.message : String(error);
  const [why] = error instanceof Error && error.cause instanceof Error ? error.cause.message.split('\n') : [];
  report({ kind: 'fault', isFatal, reason, message: why ? `${message} (${why})` : message });
}

let finder: FaceFinder | null = null;

parentPort?.on('message', (request: ThreadRequest | ThreadEnd) => {
  if (request.kind === 'end') process.exit();
  if (!finder) return reportFault(new Error('The engine is not ready.'), false);
  answer(finder, request).then(
    (value) => report({ kind: 'answer', value }),
    (error: unknown) => reportFault(error, false),
  );
});

try {
  const order = workerData as ThreadOrder;
  const nets = await loadNets(order);
  finder = await openFinder(order.name, nets);
  report({ kind: 'ready', precision: nets.precision, precisionTrials: nets.precisionTrials });
} catch (error) {
  reportFault(error, true);
}
