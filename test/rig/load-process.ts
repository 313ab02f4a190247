/**
 * The process that loads media workers: many SRTP lines that send synthetic VP8 and count what comes back. A process of its
 * own, so that the CPU time of the workers and of the server is theirs alone.
 */
import { isRtcp, keyFrameRequestsIn } from '../../simulation/rtp.ts';
import { WebRtcLine } from '../../simulation/webrtc-line.ts';
import { DelayCounts } from './delay-counts.ts';
import {
  framesPerSecond,
  type LoadReport,
  type LoadRequest,
  type Measured,
  packetBytes,
  packetsPerFrame,
  type StreamName,
} from './load-messages.ts';

const frameMs = 1_000 / framesPerSecond;
const keyFrameEveryFrames = 3 * framesPerSecond;
/** At the end of each packet: number of the packet, time of its sending. */
const trailerBytes = 16;

type Incoming = { first: number; last: number; received: number };

class Stream {
  readonly #line: WebRtcLine;
  readonly #ssrc: number;
  readonly #offsetMs: number;
  #startedAt = 0;
  /** Since it started or went on. */
  #due = 0;
  #frame = 0;
  #packet = 0;
  #isKeyWanted = true;
  #timer: NodeJS.Timeout | null = null;

  constructor(line: WebRtcLine, ssrc: number, offsetMs: number) {
    this.#line = line;
    this.#ssrc = ssrc;
    this.#offsetMs = offsetMs;
    this.start();
  }

  get ssrc(): number {
    return this.#ssrc;
  }

  wantKeyFrame(): void {
    this.#isKeyWanted = true;
  }

  /** From the beginning, or after `stop`: with a picture that can be decoded by itself. */
  start(): void {
    this.stop();
    this.#startedAt = performance.now() + this.#offsetMs;
    this.#due = 0;
    this.#isKeyWanted = true;
    this.#schedule();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #schedule(): void {
    const due = this.#startedAt + this.#due * frameMs;
    this.#timer = setTimeout(() => this.#sendFrame(), Math.max(0, due - performance.now()));
  }

  #sendFrame(): void {
    const isKey = this.#isKeyWanted || this.#frame % keyFrameEveryFrames === 0;
    this.#isKeyWanted = false;
    for (let part = 0; part < packetsPerFrame; part += 1) {
      const packet = Buffer.alloc(packetBytes);
      packet[0] = 0x80;
      packet[1] = 96 | (part === packetsPerFrame - 1 ? 0x80 : 0);
      packet.writeUInt16BE(this.#packet & 0xffff, 2);
      packet.writeUInt32BE((this.#frame * 3_000) >>> 0, 4);
      packet.writeUInt32BE(this.#ssrc, 8);
      packet[12] = part === 0 ? 0x10 : 0;
      packet[13] = part === 0 && isKey ? 0 : 1;
      packet.writeUIntBE(0x9d012a, 16, 3);
      packet.writeDoubleBE(this.#packet, packetBytes - trailerBytes);
      packet.writeDoubleBE(performance.now(), packetBytes - trailerBytes + 8);
      this.#packet += 1;
      this.#line.send(packet);
    }
    this.#frame += 1;
    this.#due += 1;
    this.#schedule();
  }
}

const lines = new Map<number, WebRtcLine>();
const streams = new Map<number, Stream[]>();
const incoming = new Map<number, Map<number, Incoming>>();
const connecting = new Map<number, PromiseWithResolvers<void>>();
const delays = new DelayCounts();
let isMeasuring = false;
let awaited: { missing: Set<string>; resolve(): void } | null = null;

function tell(report: LoadReport): void {
  process.send?.(report);
}

async function openLine(lineId: number, offer: Extract<LoadRequest, { kind: 'openLine' }>['offer']): Promise<void> {
  const own = new Map<number, Incoming>();
  incoming.set(lineId, own);
  const line = await WebRtcLine.open(
    offer,
    (dtlsParameters) => {
      const connected = Promise.withResolvers<void>();
      connecting.set(lineId, connected);
      tell({ kind: 'connect', lineId, dtlsParameters });
      return connected.promise;
    },
    { onPacket: (packet) => handlePacket(lineId, own, packet) },
  );
  lines.set(lineId, line);
}

function handlePacket(lineId: number, own: Map<number, Incoming>, packet: Buffer): void {
  if (isRtcp(packet)) {
    const wanted = keyFrameRequestsIn(packet);
    for (const stream of streams.get(lineId) ?? []) if (wanted.includes(stream.ssrc)) stream.wantKeyFrame();
    return;
  }
  // Probation of the bandwidth estimate is no packet of ours; header extensions make ours longer.
  if (packet.length < packetBytes) return;
  const ssrc = packet.readUInt32BE(8);
  if (awaited) noteAwaited(`${lineId}/${ssrc}`);
  if (!isMeasuring) return;
  const number = packet.readDoubleBE(packet.length - trailerBytes);
  delays.add(performance.now() - packet.readDoubleBE(packet.length - trailerBytes + 8));
  const known = own.get(ssrc);
  if (!known) {
    own.set(ssrc, { first: number, last: number, received: 1 });
    return;
  }
  known.first = Math.min(known.first, number);
  known.last = Math.max(known.last, number);
  known.received += 1;
}

function noteAwaited(name: string): void {
  awaited?.missing.delete(name);
  if (awaited?.missing.size !== 0) return;
  awaited.resolve();
  awaited = null;
}

function awaitStreams(names: readonly StreamName[]): Promise<void> {
  return new Promise((resolve) => {
    awaited = { missing: new Set(names.map(({ lineId, ssrc }) => `${lineId}/${ssrc}`)), resolve };
  });
}

function beginMeasure(): void {
  delays.clear();
  for (const own of incoming.values()) own.clear();
  isMeasuring = true;
}

function endMeasure(): Measured {
  isMeasuring = false;
  const all = [...incoming.values()].flatMap((own) => [...own.values()]);
  const receivedPackets = all.reduce((sum, { received }) => sum + received, 0);
  const expected = all.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return {
    receivedPackets,
    lostPackets: expected - receivedPackets,
    delayP50Ms: delays.percentile(0.5),
    delayP99Ms: delays.percentile(0.99),
  };
}

function closeLines(): void {
  for (const stream of [...streams.values()].flat()) stream.stop();
  for (const line of lines.values()) line.close();
  for (const map of [streams, lines, incoming, connecting]) map.clear();
}

async function handle(request: LoadRequest): Promise<Measured | null> {
  switch (request.kind) {
    case 'openLine':
      await openLine(request.lineId, request.offer);
      return null;
    case 'startStream': {
      const line = lines.get(request.lineId);
      if (!line) throw new Error(`There is no line ${request.lineId}.`);
      const own = streams.get(request.lineId) ?? [];
      // Streams are spread over the time of a frame, as cameras are.
      const offsetMs = (frameMs * (request.ssrc % request.streamCount)) / request.streamCount;
      streams.set(request.lineId, [...own, new Stream(line, request.ssrc, offsetMs)]);
      return null;
    }
    case 'setSending':
      for (const stream of [...streams.values()].flat()) request.isSending ? stream.start() : stream.stop();
      return null;
    case 'closeLines':
      closeLines();
      return null;
    case 'beginMeasure':
      beginMeasure();
      return null;
    case 'endMeasure':
      return endMeasure();
    case 'awaitStreams':
      await awaitStreams(request.streams);
      return null;
    case 'connected':
      return null;
  }
}

process.on('message', (message) => {
  const request = message as LoadRequest;
  if (request.kind === 'connected') {
    const waiting = connecting.get(request.lineId);
    if (request.error) waiting?.reject(new Error(request.error));
    else waiting?.resolve();
    return;
  }
  const lineId = 'lineId' in request ? request.lineId : null;
  handle(request).then(
    (measured) => tell({ kind: 'done', of: request.kind, lineId, error: null, measured }),
    (error: unknown) => tell({ kind: 'done', of: request.kind, lineId, error: String(error), measured: null }),
  );
});
process.once('disconnect', () => process.exit(0));
