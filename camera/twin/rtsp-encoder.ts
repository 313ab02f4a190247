/**
 * One ffmpeg that turns raw pictures into RTP packets, picture by picture. It begins with a key frame; the packets come
 * back over a UDP socket on loopback, where their ends are marked, so that no picture waits for the next one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export type VideoFormat = {
  codec: 'h264' | 'mjpeg';
  width: number;
  height: number;
  framesPerSecond: number;
  /** Without being asked; 2 unless told. */
  keyFrameEveryS?: number;
};

/** A picture as it goes over the network: whole RTP packets with the time of the picture in them. */
export type EncodedPicture = { packets: readonly Buffer[]; isKey: boolean; rtpTime: number };

/** What a client of H.264 has to know before the first picture. */
export type ParameterSets = { sps: Buffer; pps: Buffer };

type Listeners = { onPicture: (picture: EncodedPicture) => void; onEnd: (why: string) => void };

const rtpClockPerMs = 90;
const headerBytes = 12;
const packetBytes = 1_400;
const [idr, sps, pps, several, part] = [5, 7, 8, 24, 28];

export class RtspEncoder {
  readonly #child: ChildProcess;
  readonly #socket: Socket;
  readonly #listeners: Listeners;
  readonly #format: VideoFormat;
  /** When the pictures were taken that are under way in ffmpeg. */
  readonly #takenMs: number[] = [];
  #packets: Buffer[] = [];
  #sps: Buffer | null = null;
  #pps: Buffer | null = null;
  #isClosed = false;

  static async open(format: VideoFormat, listeners: Listeners): Promise<RtspEncoder> {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 4_194_304 });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new RtspEncoder(format, listeners, socket);
  }

  private constructor(format: VideoFormat, listeners: Listeners, socket: Socket) {
    this.#format = format;
    this.#listeners = listeners;
    this.#socket = socket;
    socket.on('message', (packet) => this.#receive(packet));
    socket.on('error', (error) => this.#end(error.message));
    const { port } = socket.address() as AddressInfo;
    this.#child = spawn('ffmpeg', encoderArguments(format, port), { stdio: ['pipe', 'ignore', 'pipe'] });
    let words = '';
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      words = `${words}${chunk}`.slice(-500);
    });
    this.#child.on('error', (error: NodeJS.ErrnoException) => {
      this.#end(error.code === 'ENOENT' ? 'ffmpeg is not installed: run `npm run setup`.' : error.message);
    });
    this.#child.once('close', () => this.#end(words.trim() || 'ffmpeg ended.'));
    this.#child.stdin?.on('error', () => undefined);
  }

  get parameterSets(): ParameterSets | null {
    return this.#sps && this.#pps ? { sps: this.#sps, pps: this.#pps } : null;
  }

  /** False while ffmpeg has not taken the last picture yet: another one would only wait. */
  get isReady(): boolean {
    return !this.#isClosed && this.#child.stdin?.writableLength === 0;
  }

  encode(rgba: Uint8Array, takenMs: number): void {
    if (!this.isReady) return;
    this.#takenMs.push(takenMs);
    this.#child.stdin?.write(rgba);
  }

  async close(): Promise<void> {
    const isRunning = this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined;
    this.#end('');
    if (!isRunning) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'close');
  }

  #receive(packet: Buffer): void {
    const kind = packet[1] ?? 0;
    // Reports of the sender come to the same socket.
    if (this.#isClosed || packet.length <= headerBytes || (kind >= 200 && kind <= 204)) return;
    this.#packets.push(packet);
    if (this.#format.codec === 'h264') this.#keepParameterSets(packet);
    const isLast = (kind & 0x80) !== 0;
    if (!isLast) return;
    const packets = this.#packets;
    this.#packets = [];
    const takenMs = this.#takenMs.shift();
    if (takenMs === undefined) return;
    const rtpTime = Math.round(takenMs * rtpClockPerMs) % 0x1_0000_0000;
    for (const each of packets) each.writeUInt32BE(rtpTime, 4);
    const isKey = this.#format.codec === 'mjpeg' || packets.some((each) => unitTypes(each).includes(idr));
    this.#listeners.onPicture({ packets, isKey, rtpTime });
  }

  #keepParameterSets(packet: Buffer): void {
    for (const unit of wholeUnits(packet)) {
      if (((unit[0] ?? 0) & 31) === sps) this.#sps = Buffer.from(unit);
      if (((unit[0] ?? 0) & 31) === pps) this.#pps = Buffer.from(unit);
    }
  }

  #end(why: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.close();
    this.#child.stdin?.destroy();
    if (why) this.#listeners.onEnd(why);
  }
}

function encoderArguments(format: VideoFormat, port: number): string[] {
  const { codec, width, height, framesPerSecond, keyFrameEveryS = 2 } = format;
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb0', '-s', `${width}x${height}`, '-framerate', `${framesPerSecond}`];
  const quick = ['-fflags', 'nobuffer', '-probesize', '32', '-analyzeduration', '0'];
  const h264 = [
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline'],
    ...['-pix_fmt', 'yuv420p', '-g', `${Math.round(framesPerSecond * keyFrameEveryS)}`, '-crf', '23', '-threads', '1'],
  ];
  // RTP carries pictures of standard tables only.
  const mjpeg = [
    '-c:v',
    'mjpeg',
    '-huffman',
    'default',
    '-force_duplicated_matrix',
    '1',
    '-pix_fmt',
    'yuvj420p',
    '-q:v',
    '6',
  ];
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-threads', '1', ...quick, ...input, '-i', 'pipe:0', '-an'],
    ...['-filter_threads', '1', '-fps_mode', 'passthrough'],
    ...(codec === 'h264' ? [...h264, '-payload_type', '96'] : mjpeg),
    ...['-flush_packets', '1', '-f', 'rtp', `rtp://127.0.0.1:${port}?rtcpport=${port}&pkt_size=${packetBytes}`],
  ];
}

/** Units of H.264 that lie whole in a packet: alone, or several together. */
function wholeUnits(packet: Buffer): Buffer[] {
  const kind = (packet[headerBytes] ?? 0) & 31;
  if (kind !== several) return kind < several ? [packet.subarray(headerBytes)] : [];
  const units: Buffer[] = [];
  for (let at = headerBytes + 1; at + 2 < packet.length; ) {
    const end = at + 2 + packet.readUInt16BE(at);
    units.push(packet.subarray(at + 2, end));
    at = end;
  }
  return units;
}

function unitTypes(packet: Buffer): number[] {
  const kind = (packet[headerBytes] ?? 0) & 31;
  if (kind === part) return [(packet[headerBytes + 1] ?? 0) & 31];
  return wholeUnits(packet).map((unit) => (unit[0] ?? 0) & 31);
}
