/** The twin's streams through the real media worker: what comes out is decoded by ffmpeg. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import type { DtlsParameters, MediaPeer, RtpParameters } from '#sfu';
import { isRtcp, WebRtcLine } from '#simulation';
import { openObserved } from '../../sfu/plane-suite.ts';
import { realConfig } from '../../sfu/sample-config.ts';
import { widthIn } from '../../test/harness/picture-width.ts';
import { streamInput } from '../stream-input.ts';
import { type LiveRoom, type LiveRoomSettings, openLiveRoom } from '../twin/live-room.ts';
import { standardCamera } from '../twin/profiles.ts';
import { CameraStream } from './camera-stream.ts';
import { SlotPicture } from './slot-picture.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

const video = { width: 320, height: 180, framesPerSecond: 10 };
const secret = { userName: 'operator', password: "mật khẩu:1@/'" };
const logger = { info: () => undefined, warn: () => undefined };
const opened: (() => unknown)[] = [];
const soon = { timeout: 40_000 };

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function openRoom(settings: Partial<LiveRoomSettings> = {}): Promise<LiveRoom> {
  const world = { seats: [], people: [] };
  const room = await openLiveRoom({ world, profile: standardCamera, video, credentials: secret, ...settings });
  opened.push(() => room.close());
  return room;
}

function publish(room: Pick<LiveRoom, 'streamUrl'> & Partial<LiveRoom>, password = secret.password) {
  const states: string[] = [];
  const wanted = { keyFrames: 0 };
  const stream = CameraStream.start({
    input: streamInput({ url: room.streamUrl, username: secret.userName, password }),
    logger,
    onState: (state) => states.push(state),
    onKeyFrameWanted: () => {
      wanted.keyFrames += 1;
      room.requestKeyFrame?.();
    },
  });
  const picture = new SlotPicture();
  picture.show(stream, 'none');
  opened.push(() => stream.close());
  opened.push(() => picture.close());
  return { stream, picture, states, wanted };
}

async function lineOf(peer: MediaPeer, direction: 'send' | 'receive', onPacket: (packet: Buffer) => void) {
  const offer = await peer.createTransport(direction);
  const connect = (dtlsParameters: DtlsParameters) => peer.connectTransport(offer.id, dtlsParameters);
  const line = await WebRtcLine.open(offer, connect, { onPacket });
  opened.push(() => line.close());
  return { line, transportId: offer.id };
}

/** Sends it into a room and decodes what another peer of that room gets. */
async function watchInMeeting(picture: SlotPicture) {
  const { plane } = await openObserved(realConfig);
  opened.push(() => plane.close());
  const room = await plane.openRoom('room');
  const sender = room.joinPeer('site');
  const { line, transportId } = await lineOf(sender, 'send', (packet) => isRtcp(packet) && picture.hear(packet));
  picture.leadTo((packet) => line.send(packet));
  const rtpParameters = picture.rtpParameters('camera') as unknown as RtpParameters;
  const { producerId } = await sender.produce({ transportId, source: 'camera', kind: 'video', rtpParameters });
  const decoder = await openDecoder();
  const viewer = room.joinPeer('viewer');
  const sizes: number[] = [];
  const widths: number[] = [];
  const gaps: number[] = [];
  let last: number | null = null;
  let ssrc: number | undefined;
  await lineOf(viewer, 'receive', (packet) => {
    // Others only probe how much the line takes.
    if (isRtcp(packet) || packet.readUInt32BE(8) !== ssrc) return;
    sizes.push(packet.length);
    const width = widthIn(packet);
    if (width !== null && width !== widths.at(-1)) widths.push(width);
    const sequence = packet.readUInt16BE(2);
    if (last !== null && sequence !== ((last + 1) & 0xffff)) gaps.push(sequence);
    last = sequence;
    decoder.take(packet);
  });
  const { id, rtpParameters: consumed } = await viewer.consume(producerId, room.rtpCapabilities);
  ssrc = consumed.encodings?.[0]?.ssrc;
  decoder.start(consumed.codecs[0]?.payloadType ?? 0);
  await viewer.resumeConsumer(id);
  return { decoder, sizes, widths, gaps };
}

async function openDecoder() {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const free = createSocket('udp4');
  free.bind(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address();
  free.close();
  let child: ChildProcess | null = null;
  const seen = { words: '', bytes: 0 };
  opened.push(() => {
    child?.kill('SIGKILL');
    socket.close();
  });
  return {
    /** What it complains of. */
    get words() {
      return seen.words;
    },
    get frames() {
      return Math.floor(seen.bytes / (32 * 18));
    },
    take: (packet: Buffer) => socket.send(packet, port, '127.0.0.1'),
    start(payloadType: number) {
      const sdp = `v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video ${port} RTP/AVP ${payloadType}\r\na=rtpmap:${payloadType} H264/90000\r\na=fmtp:${payloadType} packetization-mode=1\r\n`;
      const input = ['-protocol_whitelist', 'pipe,rtp,udp', '-f', 'sdp', '-i', 'pipe:0'];
      const quick = ['-fflags', 'nobuffer', '-flags', 'low_delay', '-probesize', '32768', '-analyzeduration', '0'];
      const output = ['-vf', 'scale=32:18', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'];
      child = spawn('ffmpeg', ['-hide_banner', '-nostdin', '-loglevel', 'error', ...quick, ...input, ...output]);
      child.stdin?.end(sdp);
      child.stdout?.on('data', (chunk: Buffer) => {
        seen.bytes += chunk.length;
      });
      child.stderr?.on('data', (chunk: Buffer) => {
        seen.words += chunk;
      });
    },
  };
}

it('is decoded at the other end, as the camera made it, and its password is on no command line', async () => {
  const room = await openRoom();
  const { stream, picture, states, wanted } = publish(room);
  const { decoder, sizes } = await watchInMeeting(picture);
  await expect.poll(() => decoder.frames, soon).toBeGreaterThan(15);
  expect(stream.isTranscoding).toBe(false);
  expect(stream.state).toBe('flowing');
  expect(states).toEqual(['flowing']);
  // A consumer that begins asks for a key frame, and the camera is asked in turn.
  expect(wanted.keyFrames).toBeGreaterThan(0);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_300);
  expect(readFileSync(`/proc/${stream.pid}/cmdline`, 'utf8')).not.toMatch(/operator|kh/);
});

it('goes on in the same stream when the camera breaks off', async () => {
  const room = await openRoom();
  const { picture, states } = publish(room);
  const { decoder } = await watchInMeeting(picture);
  await expect.poll(() => decoder.frames, soon).toBeGreaterThan(3);
  room.disconnectViewers();
  await expect.poll(() => states, soon).toEqual(['flowing', 'noPicture', 'flowing']);
  const before = decoder.frames;
  await expect.poll(() => decoder.frames, soon).toBeGreaterThan(before + 10);
});

it('is encoded anew where it is no H.264', async () => {
  const room = await openRoom({ video: { width: 320, height: 176, framesPerSecond: 10, codec: 'mjpeg' } });
  const { stream, picture } = publish(room);
  const { decoder } = await watchInMeeting(picture);
  await expect.poll(() => decoder.frames, soon).toBeGreaterThan(10);
  expect(stream.isTranscoding).toBe(true);
});

it('says that there is no picture where the password is wrong', async () => {
  const room = await openRoom();
  const { states, stream } = publish(room, 'wrong');
  await expect.poll(() => states, soon).toEqual(['noPicture']);
  await stream.close();
  expect(stream.pid).toBeNull();
});

it('cuts from one camera to the other in one stream without a gap, and back', async () => {
  const [turning, fixed] = [await openRoom(), await openRoom({ video: { ...video, width: 256, height: 144 } })];
  const [one, other] = [publish(turning), publish(fixed)];
  const { decoder, widths, gaps } = await watchInMeeting(one.picture);
  await expect.poll(() => decoder.frames, soon).toBeGreaterThan(10);
  await expect.poll(() => other.stream.state, soon).toBe('flowing');
  for (const [next, width] of [[other, 256] as const, [one, 320] as const]) {
    const before = decoder.frames;
    one.picture.show(next.stream, 'short');
    await expect.poll(() => widths.at(-1), soon).toBe(width);
    await expect.poll(() => decoder.frames, soon).toBeGreaterThan(before + 10);
    expect(one.picture.shown).toBe(next.stream);
  }
  expect(widths).toEqual([320, 256, 320]);
  expect(gaps).toEqual([]);
  expect(decoder.words).not.toContain('h264');
});
