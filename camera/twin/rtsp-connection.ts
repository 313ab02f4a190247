/** One client of the RTSP server: its requests, and the pictures that go to it over the same connection. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { EncodedPicture } from './rtsp-encoder.ts';
import {
  type Credentials,
  formatAnswer,
  isAuthorized,
  RtspReader,
  type RtspRequest,
  RtspSyntaxError,
} from './rtsp-message.ts';
import type { RtspStream } from './rtsp-stream.ts';

/** What a camera does wrong with its video, for each client from its PLAY on. */
export type StreamFault =
  /** It is announced with a track of events only. */
  | { kind: 'noVideo' }
  /** Pictures end and the connection stays. */
  | { kind: 'stalled'; afterMs: number }
  /** The connection breaks. */
  | { kind: 'dropped'; afterMs: number };

export type ConnectionSettings = {
  streamAt(path: string): RtspStream | undefined;
  fault(): StreamFault | null;
  credentials: Credentials | null;
};

type Answer = { status: number; headers?: Readonly<Record<string, string>>; body?: string };

const realm = 'Rostrum twin';
const eventLines = ['m=application 0 RTP/AVP 107', 'a=rtpmap:107 vnd.onvif.metadata/90000'];
const methods = 'OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER';
/** With so much unsent a client is behind, and pictures are left out. */
const behindBytes = 400_000;

export class RtspConnection {
  readonly #socket: Socket;
  readonly #settings: ConnectionSettings;
  readonly #reader = new RtspReader();
  readonly #nonce = randomBytes(16).toString('hex');
  readonly #sessionId = randomBytes(8).toString('hex');
  #answered: Promise<void> = Promise.resolve();
  #stream: RtspStream | null = null;
  #channel = 0;
  #sequence = randomBytes(2).readUInt16BE(0);
  #stopWatching: (() => void) | null = null;
  #playedMs = 0;
  #drop: NodeJS.Timeout | undefined;
  #awaitsKey = true;

  constructor(socket: Socket, settings: ConnectionSettings) {
    this.#socket = socket;
    this.#settings = settings;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', () => undefined);
    socket.once('close', () => this.#stop());
  }

  close(): void {
    this.#stop();
    this.#socket.destroy();
  }

  /** After a gap it goes on with a key frame only: what lies between would be garbled. */
  show(picture: EncodedPicture): void {
    const fault = this.#settings.fault();
    const isStalled = fault?.kind === 'stalled' && performance.now() - this.#playedMs >= fault.afterMs;
    if (isStalled || this.#socket.writableLength > behindBytes) {
      this.#awaitsKey = true;
      return;
    }
    if (this.#awaitsKey && !picture.isKey) {
      this.#stream?.requestKeyFrame();
      return;
    }
    this.#awaitsKey = false;
    for (const packet of picture.packets) {
      const head = Buffer.from([0x24, this.#channel, packet.length >> 8, packet.length & 255]);
      const framed = Buffer.concat([head, packet]);
      // Numbers without gaps: what was left out on purpose is not lost.
      framed.writeUInt16BE(this.#sequence, 6);
      this.#sequence = (this.#sequence + 1) & 0xffff;
      this.#socket.write(framed);
    }
  }

  #read(chunk: Buffer): void {
    try {
      for (const request of this.#reader.read(chunk)) {
        this.#answered = this.#answered.then(() => this.#answer(request));
      }
    } catch (error) {
      if (!(error instanceof RtspSyntaxError)) throw error;
      this.#socket.end(formatAnswer(400, undefined));
    }
  }

  async #answer(request: RtspRequest): Promise<void> {
    const { status, headers, body } = await this.#answerTo(request);
    if (this.#socket.writable) this.#socket.write(formatAnswer(status, request.headers.get('cseq'), headers, body));
  }

  #answerTo(request: RtspRequest): Answer | Promise<Answer> {
    const { credentials } = this.#settings;
    if (request.version !== '1.0') return { status: 505 };
    if (request.method === 'OPTIONS') return { status: 200, headers: { Public: methods } };
    if (credentials && !isAuthorized(request, credentials, { realm, nonce: this.#nonce })) {
      return { status: 401, headers: { 'WWW-Authenticate': `Digest realm="${realm}", nonce="${this.#nonce}"` } };
    }
    switch (request.method) {
      case 'DESCRIBE':
        return this.#describe(request);
      case 'SETUP':
        return this.#setUp(request);
      case 'PLAY':
        return this.#sessionFault(request) ?? this.#play(request);
      case 'GET_PARAMETER':
        return { status: 200, ...(this.#stream && { headers: { Session: this.#sessionId } }) };
      case 'TEARDOWN':
        return this.#sessionFault(request) ?? this.#tearDown();
      default:
        return { status: 501, headers: { Public: methods } };
    }
  }

  async #describe({ url }: RtspRequest): Promise<Answer> {
    const stream = this.#settings.streamAt(pathOf(url));
    if (!stream) return { status: 404 };
    const hasVideo = this.#settings.fault()?.kind !== 'noVideo';
    const media = hasVideo ? await videoLines(stream) : eventLines;
    if (!media) return { status: 503 };
    const head = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=Twin', 'c=IN IP4 0.0.0.0', 't=0 0', 'a=control:*'];
    const body = `${[...head, ...media, 'a=control:track1'].join('\r\n')}\r\n`;
    const headers = { 'Content-Base': `${url.replace(/\/$/, '')}/`, 'Content-Type': 'application/sdp' };
    return { status: 200, headers, body };
  }

  #setUp({ url, headers }: RtspRequest): Answer {
    if (this.#stopWatching) return { status: 455 };
    const path = pathOf(url);
    const stream = path.endsWith('/track1') ? this.#settings.streamAt(path.slice(0, -'/track1'.length)) : undefined;
    if (!stream) return { status: 404 };
    const transport = headers.get('transport') ?? '';
    const channel = Number(/interleaved=(\d{1,3})/.exec(transport)?.[1] ?? 0);
    if (!/RTP\/AVP\/TCP/i.test(transport) || channel > 254) return { status: 461 };
    this.#channel = channel;
    this.#stream = stream;
    return {
      status: 200,
      headers: {
        Transport: `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`,
        Session: `${this.#sessionId};timeout=60`,
      },
    };
  }

  #play({ url }: RtspRequest): Answer {
    const track = `${url.replace(/\/$/, '')}/track1`;
    const info = `url=${track};seq=${this.#sequence}`;
    const answer = { status: 200, headers: { Session: this.#sessionId, Range: 'npt=now-', 'RTP-Info': info } };
    const fault = this.#settings.fault();
    if (this.#stopWatching || fault?.kind === 'noVideo') return answer;
    this.#playedMs = performance.now();
    if (fault?.kind === 'dropped') this.#drop = setTimeout(() => this.#socket.destroy(), fault.afterMs);
    this.#awaitsKey = true;
    this.#stopWatching = this.#stream?.watch(this) ?? null;
    return answer;
  }

  #tearDown(): Answer {
    this.#stop();
    this.#stream = null;
    return { status: 200 };
  }

  #sessionFault({ headers }: RtspRequest): Answer | null {
    const given = headers.get('session');
    if (!this.#stream && given === undefined) return { status: 455 };
    return this.#stream && given?.split(';')[0] === this.#sessionId ? null : { status: 454 };
  }

  #stop(): void {
    clearTimeout(this.#drop);
    this.#stopWatching?.();
    this.#stopWatching = null;
  }
}

async function videoLines(stream: RtspStream): Promise<string[] | null> {
  const { codec, framesPerSecond } = stream.format;
  if (codec === 'mjpeg') return ['m=video 0 RTP/AVP 26', `a=framerate:${framesPerSecond}`];
  const sets = await stream.parameterSets();
  if (!sets) return null;
  const profile = sets.sps.toString('hex', 1, 4);
  const base64 = `${sets.sps.toString('base64')},${sets.pps.toString('base64')}`;
  return [
    'm=video 0 RTP/AVP 96',
    'a=rtpmap:96 H264/90000',
    `a=fmtp:96 packetization-mode=1;profile-level-id=${profile};sprop-parameter-sets=${base64}`,
    `a=framerate:${framesPerSecond}`,
  ];
}

/** Without a slash at its end, and without what a client adds behind a question mark. */
function pathOf(url: string): string {
  return URL.parse(url)?.pathname.replace(/\/$/, '') ?? '';
}
