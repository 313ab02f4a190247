/** The twin's stream through the real media worker: what comes out is decoded by ffmpeg. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import type { DtlsParameters, MediaPeer, RtpParameters } from '#sfu';
import { isRtcp, WebRtcLine } from '#simulation';
import { openObserved } from '../../sfu/plane-suite.ts';
import { realConfig } from '../../sfu/sample-config.ts';
import { streamInput } from '../stream-input.ts';
import { type LiveRoom, type LiveRoomSettings, openLiveRoom } from '../twin/live-room.ts';
import { standardCamera } from '../twin/profiles.ts';
import { CameraPublisher } from './publisher.ts';

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
  const publisher = CameraPublisher.start({
    input: streamInput({ url: room.streamUrl, username: secret.userName, password }),
    logger,
    onState: (state) => states.push(state),
    onKeyFrameWanted: () => {
      wanted.keyFrames += 1;
      room.requestKeyFrame?.();
    },
  });
  opened.push(() => publisher.close());
  return { publisher, states, wanted };
}

async function lineOf(peer: MediaPeer, direction: 'send' | 'receive', onPacket: (packet: Buffer) => void) {
  const offer = await peer.createTransport(direction);
  const connect = (dtlsParameters: DtlsParameters) => peer.connectTransport(offer.id, dtlsParameters);
  const line = await WebRtcLine.open(offer, connect, { onPacket });
  opened.push(() => line.close());
  return { line, transportId: offer.id };
}

/** Sends it into a room and decodes what another peer of that room gets. */
async function watchInMeeting(publisher: CameraPublisher) {
  const { plane } = await openObserved(realConfig);
  opened.push(() => plane.close());
  const room = await plane.openRoom('room');
  const sender = room.joinPeer('site');
  const { line, transportId } = await lineOf(sender, 'send', (packet) => isRtcp(packet) && publisher.hear(packet));
  publisher.leadTo((packet) => line.send(packet));
  const rtpParameters = publisher.rtpParameters('camera') as unknown as RtpParameters;
  const { producerId } = await sender.produce({ transportId, source: 'camera', kind: 'video', rtpParameters });
  const decoder = await openDecoder();
  const viewer = room.joinPeer('viewer');
  const sizes: number[] = [];
  await lineOf(viewer, 'receive', (packet) => {
    if (isRtcp(packet)) return;
    sizes.push(packet.length);
    decoder.take(packet);
  });
  const { id, rtpParameters: consumed } = await viewer.consume(producerId, room.rtpCapabilities);
  decoder.start(consumed.codecs[0]?.payloadType ?? 0);
  await viewer.resumeConsumer(id);
  return { decoder, sizes };
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
  const { publisher, states, wanted } = publish(room);
  const { decoder, sizes } = await watchInMeeting(publisher);
  await expect.poll(() => decoder.frames, soon).toBeGreaterThan(15);
  expect(publisher.isTranscoding).toBe(false);
  expect(publisher.state).toBe('flowing');
  expect(states).toEqual(['flowing']);
  // A consumer that begins asks for a key frame, and the camera is asked in turn.
  expect(wanted.keyFrames).toBeGreaterThan(0);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_300);
  expect(readFileSync(`/proc/${publisher.pid}/cmdline`, 'utf8')).not.toMatch(/operator|kh/);
});

it('goes on in the same stream when the camera breaks off', async () => {
  const room = await openRoom();
  const { publisher, states } = publish(room);
  const { decoder } = await watchInMeeting(publisher);
  await expect.poll(() => decoder.frames, soon).toBeGreaterThan(3);
  room.disconnectViewers();
  await expect.poll(() => states, soon).toEqual(['flowing', 'noPicture', 'flowing']);
  const before = decoder.frames;
  await expect.poll(() => decoder.frames, soon).toBeGreaterThan(before + 10);
});

it('is encoded anew where it is no H.264', async () => {
  const room = await openRoom({ video: { width: 320, height: 176, framesPerSecond: 10, codec: 'mjpeg' } });
  const { publisher } = publish(room);
  const { decoder } = await watchInMeeting(publisher);
  await expect.poll(() => decoder.frames, soon).toBeGreaterThan(10);
  expect(publisher.isTranscoding).toBe(true);
});

it('says that there is no picture where the password is wrong', async () => {
  const room = await openRoom();
  const { states, publisher } = publish(room, 'wrong');
  await expect.poll(() => states, soon).toEqual(['noPicture']);
  await publisher.close();
  expect(publisher.pid).toBeNull();
});
