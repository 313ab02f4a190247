/**
 * An engine in a worker thread. One question is with the thread at a time; of the frames that wait only the newest is kept.
 * A thread that dies or hangs is replaced, at once the first time and then more and more slowly.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ThreadEnd, ThreadOrder, ThreadReport, ThreadRequest } from './engine-thread.ts';
import {
  type FaceBox,
  type FaceDescriptor,
  type FaceEngine,
  FaceEngineError,
  type FaceEngineName,
  type FaceLandmarks,
  type FacePrecision,
  type FrameSize,
  type RgbFrame,
} from './face-engine.ts';
import { engineSizes, type FacePrecisionChoice, type PrecisionTrials } from './face-nets.ts';

/** What the engine has to tell; pino's loggers fit. */
export type FaceLogger = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};

export type WorkerEngineSettings = {
  logger: FaceLogger;
  /** `auto` unless told. */
  precision?: FacePrecisionChoice;
  /** What the thread runs; tests have one that dies and hangs when told. */
  thread?: URL;
  /** A thread that is silent for longer is taken for hung. */
  answerLimitMs?: number;
};

type Question = { request: ThreadRequest; resolve(value: unknown): void; reject(error: FaceEngineError): void };

const defaultMinScore = 0.4;
const startLimitMs = 90_000;
const endLimitMs = 5_000;
const engineThread = new URL('./engine-thread.ts', import.meta.url);
const firstRestartDelayMs = 50;
const longestRestartDelayMs = 10_000;
/** A thread that ran for so long did not die of what killed the one before it. */
const steadyAfterMs = 60_000;
const longestSide = 16_384;
/** Of one core, when frames come faster than they can be looked at: with the decoding, a camera takes no more than one. */
const greatestShare = 0.7;

export class WorkerEngine implements FaceEngine {
  readonly name: FaceEngineName;
  readonly sizes: { readonly tracking: FrameSize; readonly overview: FrameSize };
  readonly #logger: FaceLogger;
  readonly #thread: URL;
  readonly #answerLimitMs: number;
  readonly #queue: Question[] = [];
  #newest: Question | null = null;
  #asked: Question | null = null;
  #askedAtMs = 0;
  #wasDetection = false;
  /** While this is set, only questions about faces are asked. */
  #rest: NodeJS.Timeout | undefined;
  #worker: Worker | null = null;
  /** What the first thread took is taken by those that replace it. */
  #precision: FacePrecisionChoice;
  #precisionTrials: PrecisionTrials = {};
  #isReady = false;
  #isClosed = false;
  #closing: Promise<void> | null = null;
  #readyAtMs = 0;
  #deaths = 0;
  #limit: NodeJS.Timeout | undefined;
  #restart: NodeJS.Timeout | undefined;

  /** Rejects with `NOT_AVAILABLE` where the engine's package is missing or does not run. */
  static async open(name: FaceEngineName, settings: WorkerEngineSettings): Promise<WorkerEngine> {
    const engine = new WorkerEngine(name, settings);
    try {
      await engine.#start();
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  private constructor(
    name: FaceEngineName,
    { logger, precision = 'auto', thread = engineThread, answerLimitMs = 30_000 }: WorkerEngineSettings,
  ) {
    this.name = name;
    this.sizes = engineSizes[name];
    this.#logger = logger;
    this.#precision = precision;
    this.#thread = thread;
    this.#answerLimitMs = answerLimitMs;
  }

  get precision(): FacePrecision {
    return this.#precision === 'auto' ? 'float32' : this.#precision;
  }

  /** In milliseconds for a picture of the tracking size; empty where there was nothing to choose. */
  get precisionTrials(): PrecisionTrials {
    return this.#precisionTrials;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  async detect(frame: RgbFrame, options: { minScore?: number } = {}): Promise<FaceBox[] | null> {
    const request = { kind: 'detect', frame, minScore: options.minScore ?? defaultMinScore } as const;
    return (await this.#ask(request)) as FaceBox[] | null;
  }

  async landmarks(frame: RgbFrame, box: FaceBox): Promise<FaceLandmarks> {
    return (await this.#ask({ kind: 'landmarks', frame, box })) as FaceLandmarks;
  }

  async describe(frame: RgbFrame, box: FaceBox): Promise<FaceDescriptor> {
    return (await this.#ask({ kind: 'describe', frame, box })) as FaceDescriptor;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#isReady = false;
    clearTimeout(this.#restart);
    clearTimeout(this.#limit);
    clearTimeout(this.#rest);
    this.#rejectAll(new FaceEngineError('CLOSED', 'The face engine is closed.'));
    this.#closing ??= this.#worker ? this.#end(this.#worker) : Promise.resolve();
    await this.#closing;
  }

  async #ask(request: ThreadRequest): Promise<unknown> {
    if (this.#isClosed) throw new FaceEngineError('CLOSED', 'The face engine is closed.');
    assertFrame(request.frame);
    if (request.kind !== 'detect') assertBox(request.box);
    return new Promise((resolve, reject) => {
      const question = { request, resolve, reject };
      if (request.kind === 'detect') {
        this.#newest?.resolve(null);
        this.#newest = question;
      } else {
        this.#queue.push(question);
      }
      this.#askNext();
    });
  }

  #askNext(): void {
    if (!this.#isReady || this.#asked) return;
    const question = this.#next();
    if (!question) return;
    this.#asked = question;
    this.#askedAtMs = performance.now();
    this.#limit = setTimeout(() => this.#giveUp(), this.#answerLimitMs);
    this.#worker?.postMessage(question.request);
  }

  /** By turns, so that many questions about one frame do not make the next one late. */
  #next(): Question | undefined {
    const mayDetect = this.#newest !== null && !this.#rest;
    const isDetection = mayDetect && (this.#queue.length === 0 || !this.#wasDetection);
    this.#wasDetection = isDetection;
    if (!isDetection) return this.#queue.shift();
    const question = this.#newest ?? undefined;
    this.#newest = null;
    return question;
  }

  #settle(report: Exclude<ThreadReport, { kind: 'ready' }>): void {
    clearTimeout(this.#limit);
    const question = this.#asked;
    this.#asked = null;
    if (report.kind === 'answer') question?.resolve(report.value);
    else question?.reject(new FaceEngineError(report.reason, report.message));
    if (this.#newest && question?.request.kind === 'detect') this.#takeRest();
    this.#askNext();
  }

  #takeRest(): void {
    const restMs = (performance.now() - this.#askedAtMs) * (1 / greatestShare - 1);
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      this.#askNext();
    }, restMs);
  }

  /** The thread hangs. */
  #giveUp(): void {
    if (this.#worker) void this.#end(this.#worker);
    const seconds = this.#answerLimitMs / 1_000;
    this.#died(new FaceEngineError('TIMED_OUT', `The face engine did not answer within ${seconds} s. Ask again.`));
  }

  #start(): Promise<void> {
    const order: ThreadOrder = { name: this.name, precision: this.#precision };
    const worker = new Worker(this.#thread, { workerData: order });
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        reject(
          new FaceEngineError(
            'TIMED_OUT',
            `The face engine ${this.name} did not start within ${startLimitMs / 1_000} s.`,
          ),
        );
        void this.#end(worker);
      }, startLimitMs);
      worker.on('message', (report: ThreadReport) => {
        // One that was given up may still say something.
        if (this.#worker !== worker) return;
        if (report.kind === 'fault' && report.isFatal) {
          reject(new FaceEngineError(report.reason, report.message));
          void this.#end(worker);
        } else if (report.kind === 'ready') {
          clearTimeout(limit);
          this.#becomeReady(report);
          resolve();
        } else {
          this.#settle(report);
        }
      });
      let fault: unknown = null;
      worker.on('error', (error) => {
        fault = error;
      });
      worker.on('exit', () => {
        clearTimeout(limit);
        reject(
          new FaceEngineError('CRASHED', `The face engine ${this.name} ended while it started.`, { cause: fault }),
        );
        const isCurrent = this.#worker === worker;
        if (isCurrent) this.#worker = null;
        if (isCurrent && this.#isReady) {
          const message = 'The thread of the face engine died. A new one is being started: ask again.';
          this.#died(new FaceEngineError('CRASHED', message, { cause: fault }));
        }
      });
    });
  }

  /**
   * A thread that is ended from outside while it is in native code takes the whole process with it. So it is asked to end
   * itself; one that does not listen is left to itself, unless it runs nothing but JavaScript and WebAssembly.
   */
  async #end(worker: Worker): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
    });
    worker.postMessage({ kind: 'end' } satisfies ThreadEnd);
    const limit = new AbortController();
    const isLate = wait(endLimitMs, true, { signal: limit.signal }).catch(() => false);
    if (await Promise.race([ended.then(() => false), isLate])) {
      if (this.name === 'tfjs-wasm') await worker.terminate();
      else worker.unref();
    }
    limit.abort();
  }

  #becomeReady({ precision, precisionTrials }: Extract<ThreadReport, { kind: 'ready' }>): void {
    if (this.#isClosed) return;
    if (this.#precision === 'auto') this.#precisionTrials = precisionTrials;
    this.#precision = precision;
    this.#isReady = true;
    this.#readyAtMs = performance.now();
    this.#askNext();
  }

  #died(error: FaceEngineError): void {
    clearTimeout(this.#limit);
    this.#isReady = false;
    this.#asked?.reject(error);
    this.#asked = null;
    this.#deaths = performance.now() - this.#readyAtMs > steadyAfterMs ? 1 : this.#deaths + 1;
    this.#logger.warn({ engine: this.name, deaths: this.#deaths, err: error }, 'the face engine died');
    this.#replaceLater();
  }

  #replaceLater(): void {
    const delayMs = Math.min(firstRestartDelayMs * 2 ** (this.#deaths - 1), longestRestartDelayMs);
    this.#restart = setTimeout(() => {
      this.#start().catch((error: FaceEngineError) => {
        if (this.#isClosed) return;
        this.#deaths += 1;
        this.#logger.warn({ engine: this.name, err: error }, 'the face engine could not be started again');
        this.#rejectAll(error);
        this.#replaceLater();
      });
    }, delayMs);
  }

  #rejectAll(error: FaceEngineError): void {
    const waiting = [this.#asked, this.#newest, ...this.#queue.splice(0)];
    this.#asked = null;
    this.#newest = null;
    for (const question of waiting) question?.reject(error);
  }
}

/** Frames come from decoders: one of a wrong size would be read as noise, or not at all. */
function assertFrame({ width, height, data }: RgbFrame): void {
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= longestSide;
  if (!isSide(width) || !isSide(height)) {
    const limit = `A picture has 1 to ${longestSide} pixels each way, and this one ${width} x ${height}.`;
    throw new FaceEngineError('WRONG_FRAME', `${limit} Scale it first.`);
  }
  if (data.length === width * height * 3) return;
  throw new FaceEngineError(
    'WRONG_FRAME',
    `A frame of ${width} x ${height} has three bytes for each pixel; this one has ${data.length} bytes in all.`,
  );
}

function assertBox({ left, top, width, height }: FaceBox): void {
  if ([left, top, width, height].every(Number.isFinite) && width > 0 && height > 0) return;
  throw new FaceEngineError('WRONG_FRAME', 'A face is asked for by a box that has a place and a size.');
}
