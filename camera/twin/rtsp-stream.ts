/**
 * Live video for any number of viewers: pictures are drawn and encoded once, and only while somebody watches. A viewer who
 * cannot keep up loses pictures and goes on with a key frame; nobody waits for it.
 */
import { type EncodedPicture, type ParameterSets, RtspEncoder, type VideoFormat } from './rtsp-encoder.ts';

export type StreamSource = {
  format: VideoFormat;
  /** Four bytes a pixel, red first. */
  draw(atMs: number): Uint8Array;
  nowMs(): number;
  /** What ffmpeg said when it ended; it is started again. */
  onFault?(why: string): void;
};

export type Viewer = { show(picture: EncodedPicture): void };

/** A key frame costs every viewer; asked for more often than that, one serves all. */
const keyFrameIntervalMs = 1_000;
/** Longer than a client may have to wait for the description, after which it comes to watch. */
const lingerMs = 10_000;
const leastPauseMs = 5;
const restartDelayMs = 1_000;
const parameterSetsWithinMs = 8_000;

export class RtspStream {
  readonly #source: StreamSource;
  readonly #viewers = new Set<Viewer>();
  readonly #waiting = new Set<(sets: ParameterSets | null) => void>();
  /** A key frame is the first picture of a new encoder: until it is there, both get every picture. */
  #current: RtspEncoder | null = null;
  #next: RtspEncoder | null = null;
  #isOpening = false;
  #opened: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #dueMs = 0;
  #linger: NodeJS.Timeout | undefined;
  #restart: NodeJS.Timeout | undefined;
  #lastKeyMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(source: StreamSource) {
    this.#source = source;
  }

  get format(): VideoFormat {
    return this.#source.format;
  }

  /** Returns how to stop watching. */
  watch(viewer: Viewer): () => void {
    this.#viewers.add(viewer);
    this.#run();
    if (this.#current) this.requestKeyFrame();
    return () => {
      this.#viewers.delete(viewer);
      this.#leaveSoon();
    };
  }

  /** Null: no picture could be made in time. */
  parameterSets(): Promise<ParameterSets | null> {
    const known = this.#current?.parameterSets;
    if (known) return Promise.resolve(known);
    this.#run();
    this.#leaveSoon();
    return new Promise((resolve) => {
      const answer = (sets: ParameterSets | null) => {
        clearTimeout(timeout);
        this.#waiting.delete(answer);
        resolve(sets);
      };
      const timeout = setTimeout(() => answer(null), parameterSetsWithinMs);
      this.#waiting.add(answer);
    });
  }

  /** The next picture but a few is a key frame, if somebody watches. */
  requestKeyFrame(): void {
    const nowMs = performance.now();
    if (!this.#current || this.#isOpening || this.#next || nowMs - this.#lastKeyMs < keyFrameIntervalMs) return;
    this.#lastKeyMs = nowMs;
    this.#openEncoder();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#viewers.clear();
    for (const answer of this.#waiting) answer(null);
    await this.#stop();
  }

  #run(): void {
    clearTimeout(this.#linger);
    if (this.#timer || this.#isClosed) return;
    this.#dueMs = performance.now();
    this.#timer = setTimeout(() => this.#tick(), 0);
    this.#openEncoder();
  }

  #leaveSoon(): void {
    clearTimeout(this.#linger);
    if (this.#viewers.size > 0) return;
    this.#linger = setTimeout(() => void this.#stop(), lingerMs);
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#linger);
    clearTimeout(this.#restart);
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const encoders = [this.#current, this.#next];
    this.#current = null;
    this.#next = null;
    await Promise.all([this.#opened, ...encoders.map((encoder) => encoder?.close())]);
  }

  #openEncoder(): void {
    if (this.#isOpening) return;
    this.#isOpening = true;
    this.#opened = this.#open();
  }

  async #open(): Promise<void> {
    const encoder: RtspEncoder = await RtspEncoder.open(this.#source.format, {
      onPicture: (picture) => this.#show(encoder, picture),
      onEnd: (why) => this.#lose(encoder, why),
    });
    this.#isOpening = false;
    if (this.#timer) this.#next = encoder;
    else await encoder.close();
  }

  #tick(): void {
    const encoders = [this.#current, this.#next].filter((encoder) => encoder?.isReady);
    if (encoders.length > 0) {
      const atMs = this.#source.nowMs();
      const picture = this.#source.draw(atMs);
      for (const encoder of encoders) encoder?.encode(picture, atMs);
    }
    // A machine that is too slow for the rate shows fewer pictures, and answers its clients in between.
    const nowMs = performance.now();
    const periodMs = 1_000 / this.#source.format.framesPerSecond;
    this.#dueMs = Math.max(this.#dueMs + periodMs, nowMs + leastPauseMs);
    this.#timer = setTimeout(() => this.#tick(), this.#dueMs - nowMs);
  }

  #show(encoder: RtspEncoder, picture: EncodedPicture): void {
    if (encoder === this.#next) {
      const old = this.#current;
      this.#current = encoder;
      this.#next = null;
      void old?.close();
    }
    if (encoder !== this.#current) return;
    if (picture.isKey) this.#lastKeyMs = performance.now();
    const sets = encoder.parameterSets;
    if (sets) for (const answer of this.#waiting) answer(sets);
    for (const viewer of this.#viewers) viewer.show(picture);
  }

  #lose(encoder: RtspEncoder, why: string): void {
    this.#source.onFault?.(why);
    if (encoder === this.#current) this.#current = null;
    if (encoder === this.#next) this.#next = null;
    if (this.#current || this.#next || !this.#timer) return;
    clearTimeout(this.#restart);
    this.#restart = setTimeout(() => this.#openEncoder(), restartDelayMs);
  }
}
