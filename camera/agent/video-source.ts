/**
 * The stream of a camera as RTP packets of H.264: an ffmpeg of its own passes it on as it comes where every browser can
 * decode it, and else encodes it anew. It is started again when it ends or falls silent.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isRtcp } from '#simulation';
import type { StreamInput } from '../stream-input.ts';
import { hasLaterReference, isPassableProfile, profileIn } from './h264.ts';

export type VideoSourceSettings = {
  input: StreamInput;
  logger: SourceLogger;
  /** A packet of RTP; `isFirst`: of an ffmpeg that was started anew. */
  onPacket(packet: Buffer, isFirst: boolean): void;
  /** Told at each change; `why`: what ffmpeg said last. */
  onState(state: PictureState, why: string): void;
  silenceLimitMs?: number;
};

export type PictureState = 'flowing' | 'noPicture';
export type SourceLogger = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};

const packetBytes = 1_200;
const socketBytes = 4_000_000;
const firstRestartDelayMs = 250;
const longestRestartDelayMs = 10_000;
const wordsKept = 500;
/** To open a stream takes a camera some seconds. */
const firstPacketPatienceMs = 20_000;
const keyFrameEveryS = 2;

export class VideoSource {
  readonly #settings: VideoSourceSettings;
  #child: ChildProcess | null = null;
  #isTranscoding = false;
  #state: PictureState | null = null;
  #failures = 0;
  #restart: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  static start(settings: VideoSourceSettings): VideoSource {
    const source = new VideoSource(settings);
    source.#ended = source.#run();
    return source;
  }

  private constructor(settings: VideoSourceSettings) {
    this.#settings = settings;
  }

  /** Whether the stream is encoded anew, because browsers could not decode it as it comes. */
  get isTranscoding(): boolean {
    return this.#isTranscoding;
  }

  /** Of the ffmpeg that runs now. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Resolves when ffmpeg is gone; no packet comes afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#restart);
    clearTimeout(this.#silence);
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }

  async #run(): Promise<void> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    if (this.#isClosed) return void socket.close();
    socket.setRecvBufferSize(socketBytes);
    const { input } = this.#settings;
    const options = ffmpegArguments(input.options, socket.address().port, this.#isTranscoding);
    const child = spawn('ffmpeg', options, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    child.stdin.on('error', () => undefined);
    child.stdin.end(input.text);
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words = `${words}${chunk}`.slice(-wordsKept);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      words = error.code === 'ENOENT' ? 'ffmpeg is not installed: run `npm run setup`.' : error.message;
    });
    this.#readDescription(child);
    this.#readPackets(socket, child);
    this.#watchSilence(firstPacketPatienceMs);
    const [, signal] = await once(child, 'close').catch(() => [null, null]);
    socket.close();
    this.#end(withoutPasswords(words.trim()) || (signal === 'SIGKILL' ? 'No picture came in time.' : 'It ended.'));
  }

  /** ffmpeg describes the stream before it sends it (SDP). */
  #readDescription(child: ChildProcess): void {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text = `${text}${chunk}`.slice(0, 10_000);
      if (!/m=video[\s\S]*\n\s*\n/.test(text)) return;
      if (!/ H264\/90000/i.test(text)) this.#transcode('The stream is not H.264.');
      const profile = /profile-level-id=([0-9a-f]{2})/i.exec(text)?.[1];
      if (profile !== undefined) this.#check(Number.parseInt(profile, 16));
    });
  }

  #readPackets(socket: Socket, child: ChildProcess): void {
    let port: number | null = null;
    socket.on('message', (packet, sender) => {
      if (this.#isClosed || child !== this.#child || packet.length <= 12 || isRtcp(packet)) return;
      // Another process of this machine could send here too.
      port ??= sender.port;
      if (sender.port !== port) return;
      const profile = profileIn(packet);
      if (profile !== null) this.#check(profile);
      if (!this.#isTranscoding && hasLaterReference(packet)) this.#transcode('The stream has B-frames.');
      this.#watchSilence(this.#settings.silenceLimitMs ?? 5_000);
      this.#settings.onPacket(packet, this.#state !== 'flowing');
      this.#failures = 0;
      this.#tell('flowing', '');
    });
  }

  #check(profile: number): void {
    if (!isPassableProfile(profile)) this.#transcode(`The profile of the stream is ${profile}.`);
  }

  /** From now on, for this stream. */
  #transcode(why: string): void {
    if (this.#isTranscoding || this.#isClosed) return;
    this.#isTranscoding = true;
    this.#settings.logger.info({ why }, 'a camera is encoded anew, as browsers could not decode it');
    this.#failures = 0;
    this.#child?.kill('SIGKILL');
  }

  #watchSilence(limitMs: number): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#child?.kill('SIGKILL'), limitMs);
  }

  #end(why: string): void {
    clearTimeout(this.#silence);
    this.#child = null;
    if (this.#isClosed) return;
    this.#tell('noPicture', why);
    const delayMs = Math.min(firstRestartDelayMs * 2 ** this.#failures, longestRestartDelayMs);
    this.#failures += 1;
    this.#settings.logger.warn({ why, delayMs }, 'the picture of a camera ended; it is opened again');
    this.#restart = setTimeout(() => {
      this.#ended = this.#run();
    }, delayMs);
  }

  #tell(state: PictureState, why: string): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#settings.onState(state, why);
  }
}

function ffmpegArguments(input: readonly string[], port: number, isTranscoding: boolean): string[] {
  // Parameter sets go with each key frame: whoever comes later needs them too. What is no H.264 has none.
  const copy = ['-c', 'copy', '-bsf:v', 'dump_extra=freq=keyframe'];
  const encode = [
    ...['-vf', "scale='min(1280,iw)':-2", '-pix_fmt', 'yuv420p'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-profile:v', 'baseline', '-bf', '0'],
    ...['-b:v', '2200k', '-maxrate', '2600k', '-bufsize', '1300k'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${keyFrameEveryS})`],
  ];
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error', ...input, '-map', '0:v:0', '-an'],
    ...(isTranscoding ? encode : copy),
    ...['-payload_type', '96', '-flush_packets', '1'],
    ...['-f', 'rtp', `rtp://127.0.0.1:${port}?rtcpport=${port}&pkt_size=${packetBytes}`],
  ];
}

/** Addresses of cameras carry them, and ffmpeg repeats addresses. */
function withoutPasswords(text: string): string {
  return text.replaceAll(/\/\/[^@/\s]*@/g, '//');
}
