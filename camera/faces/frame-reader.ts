/**
 * Frames of a camera as raw RGB: an ffmpeg of its own decodes, thins out and scales in one go, so that nothing large crosses
 * into this process. Only the newest frame is handed on; ffmpeg is started again when it ends or falls silent.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { FrameSize, RgbFrame } from './face-engine.ts';
import type { FaceLogger } from './worker-engine.ts';

/** `atMs` is the monotonic time (`performance.now`) at which the last byte of the frame was there. */
export type TimedFrame = RgbFrame & { atMs: number };

export type FrameReaderSettings = {
  /** What ffmpeg is told before its output, e.g. `rtspInput(url)` or `fileInput(path)`. */
  input: readonly string[];
  /** Written to its standard input; see `streamInput`. */
  inputText?: string;
  /** A picture of other proportions is stretched to these. */
  size: FrameSize;
  framesPerSecond: number;
  logger: FaceLogger;
  /** The frame stays as it is for as long as somebody holds it. */
  onFrame(frame: TimedFrame): void;
  /** Told once when frames begin to come, and once when they end, with what ffmpeg said last. */
  onState?(state: { isRunning: true } | { isRunning: false; why: string }): void;
  /** Without a frame for so long ffmpeg is taken for hung. */
  silenceLimitMs?: number;
};

const bytesPerPixel = 3;
const firstRestartDelayMs = 250;
const longestRestartDelayMs = 10_000;
const wordsKept = 500;
/** So many may fail to come at a slow rate. */
const patientFrames = 3;
/** The first frame of a stream may take so many times as long as another one. */
const firstFramePatience = 3;

/** A camera on the network; by TCP, as lost packets would spoil pictures for a second each. */
export function rtspInput(url: string): string[] {
  const isQuick = ['-fflags', 'nobuffer', '-flags', 'low_delay', '-probesize', '32768', '-analyzeduration', '0'];
  return ['-rtsp_transport', 'tcp', '-timeout', '5000000', ...isQuick, '-i', url];
}

/** A recording in its own speed, for ever. */
export function fileInput(path: string): string[] {
  return ['-re', '-stream_loop', '-1', '-i', path];
}

export class FrameReader {
  readonly #settings: FrameReaderSettings;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  #newest: TimedFrame | null = null;
  #restart: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  #failures = 0;
  #isRunning = false;
  #isClosed = false;

  static start(settings: FrameReaderSettings): FrameReader {
    const reader = new FrameReader(settings);
    reader.#start();
    return reader;
  }

  private constructor(settings: FrameReaderSettings) {
    this.#settings = settings;
  }

  /** Of the ffmpeg that runs now. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Resolves when ffmpeg is gone; no frame comes afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#restart);
    clearTimeout(this.#silence);
    this.#newest = null;
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }

  #start(): void {
    const { input, inputText = '', size, framesPerSecond } = this.#settings;
    const child = spawn('ffmpeg', ffmpegArguments(input, size, framesPerSecond), { stdio: 'pipe' });
    this.#child = child;
    child.stdin.on('error', () => undefined);
    child.stdin.end(inputText);
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words = `${words}${chunk}`.slice(-wordsKept);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      words = error.code === 'ENOENT' ? 'ffmpeg is not installed: run `npm run setup`.' : error.message;
    });
    child.stdout.on(
      'data',
      frameAssembler(size, (data) => this.#keep(data)),
    );
    this.#watchSilence(firstFramePatience);
    this.#ended = new Promise((resolve) => {
      child.once('close', (_code, signal) => {
        const unsaid = signal === 'SIGKILL' ? 'No picture came in time.' : 'The stream ended.';
        this.#end(withoutPasswords(words.trim()) || unsaid);
        resolve();
      });
    });
  }

  #keep(data: Uint8Array): void {
    const { width, height } = this.#settings.size;
    // Handed on after what else came in this turn: of several frames only the newest is worth anything.
    if (!this.#newest) setImmediate(() => this.#handOn());
    this.#newest = { width, height, data, atMs: performance.now() };
  }

  #handOn(): void {
    const frame = this.#newest;
    this.#newest = null;
    if (!frame || this.#isClosed) return;
    this.#watchSilence();
    this.#failures = 0;
    if (!this.#isRunning) {
      this.#isRunning = true;
      this.#settings.onState?.({ isRunning: true });
    }
    this.#settings.onFrame(frame);
  }

  #watchSilence(patience = 1): void {
    clearTimeout(this.#silence);
    const { silenceLimitMs = 3_000, framesPerSecond } = this.#settings;
    const limitMs = Math.max(silenceLimitMs, (patientFrames * 1_000) / framesPerSecond) * patience;
    this.#silence = setTimeout(() => this.#child?.kill('SIGKILL'), limitMs);
  }

  #end(why: string): void {
    clearTimeout(this.#silence);
    this.#child = null;
    if (this.#isRunning) {
      this.#isRunning = false;
      if (!this.#isClosed) this.#settings.onState?.({ isRunning: false, why });
    }
    if (this.#isClosed) return;
    const delayMs = Math.min(firstRestartDelayMs * 2 ** this.#failures, longestRestartDelayMs);
    this.#failures += 1;
    this.#settings.logger.warn({ why, delayMs }, 'frames of a camera ended; reading begins again');
    this.#restart = setTimeout(() => this.#start(), delayMs);
  }
}

function ffmpegArguments(input: readonly string[], { width, height }: FrameSize, framesPerSecond: number): string[] {
  // By its time a frame falls into one of so many slots a second, and the first of each slot is taken. The filter `fps`
  // would hold each frame back until it has seen the next one.
  const slot = (time: string) => `floor(${time}*${framesPerSecond}+0.01)`;
  const thinned = `select='isnan(prev_selected_t)+not(eq(${slot('t')}\\,${slot('prev_selected_t')}))'`;
  const filter = `${thinned},scale=${width}:${height}:flags=area`;
  // What softens the edges of blocks is a tenth of the decoding, and nothing of it is left when a picture is a third as wide.
  const quick = ['-threads', '1', '-skip_loop_filter', 'nokey'];
  const quiet = ['-hide_banner', '-nostdin', '-loglevel', 'error'];
  const output = [
    '-map',
    '0:v:0',
    '-vf',
    filter,
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    'pipe:1',
  ];
  return [...quiet, ...quick, ...input, '-an', '-filter_threads', '1', ...output];
}

/** Cuts the stream of bytes into frames, each in memory of its own that threads can share. */
function frameAssembler({ width, height }: FrameSize, onData: (data: Uint8Array) => void): (chunk: Buffer) => void {
  const length = width * height * bytesPerPixel;
  let frame = new Uint8Array(new SharedArrayBuffer(length));
  let filled = 0;
  return (chunk) => {
    let rest: Uint8Array = chunk;
    while (rest.length > 0) {
      const part = rest.subarray(0, length - filled);
      frame.set(part, filled);
      filled += part.length;
      rest = rest.subarray(part.length);
      if (filled < length) return;
      onData(frame);
      frame = new Uint8Array(new SharedArrayBuffer(length));
      filled = 0;
    }
  };
}

/** Addresses of cameras may carry them, and ffmpeg repeats addresses. */
function withoutPasswords(text: string): string {
  return text.replaceAll(/\/\/[^@/\s]*@/g, '//');
}
