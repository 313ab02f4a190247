/** A room with a second, fixed camera: what its site shows, as somebody elsewhere gets it from the real media worker. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DtlsParameters, MediaRoom } from '#sfu';
import { isRtcp, WebRtcLine } from '#simulation';
import { openObserved } from '../../sfu/plane-suite.ts';
import { realConfig } from '../../sfu/sample-config.ts';
import { widthIn } from '../../test/harness/picture-width.ts';
import { type DemoRoom, openDemoRoom } from '../twin/demo-room.ts';
import { CamerasFile } from './cameras-file.ts';
import { startAgent } from './started-agent.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const soon = { timeout: 40_000 };
/** By their widths the pictures are told apart. */
const [turningWidth, fixedWidth] = [320, 256];
const orders = { holders: [], next: null, privacy: null, isWatched: false };
const holding = (seatId: string) => ({ ...orders, holders: [{ personId: `person of ${seatId}`, seatId }] });

let folder: string;
let demo: DemoRoom;
let room: MediaRoom;
let opened: (() => unknown)[];

beforeEach(async () => {
  opened = [];
  folder = await mkdtemp(join(tmpdir(), 'overview-'));
  demo = await openDemoRoom({
    video: { width: turningWidth, height: 180, framesPerSecond: 10 },
    overviewVideo: { width: fixedWidth, height: 144, framesPerSecond: 10 },
  });
  const { plane } = await openObserved(realConfig);
  opened.push(() => plane.close());
  room = await plane.openRoom('room');
});
afterEach(async () => {
  for (const close of opened.reverse()) await close();
  await demo?.close();
  await rm(folder, { recursive: true });
});

/** Both cameras, the fixed one named the room's overview camera. */
async function startRoom() {
  const started = await startAgent(folder, room);
  opened.push(() => started.agent.close());
  const { request, reports } = started;
  const { username, password } = demo;
  const add = async (name: string, address: string) => {
    const reply = await request({ type: 'add', name, address, username, password });
    return reply.ok ? (reply.data.cameraId ?? '') : reply.code;
  };
  const turningId = await add('Máy quay mẫu', demo.address);
  const fixedId = await add('Máy toàn cảnh mẫu', demo.overview?.address ?? '');
  await expect.poll(() => reports().map(({ state }) => state), soon).toEqual(['notSetUp', 'ready']);
  const named = await request({ type: 'setOverviewCamera', cameraId: fixedId, isOverview: true });
  const isOverview = named.ok && named.data.setUp?.map((each) => each.isOverview);
  expect(isOverview).toEqual([false, true]);
  await request({ type: 'storeView', cameraId: turningId, view: 'overview' });
  for (const [seatId, x] of [['left', 0.1] as const, ['right', 0.9] as const]) {
    await request({ type: 'placeSeat', cameraId: turningId, seatId, at: { x, y: 0.5 } });
  }
  const onAir = () => reports().find(({ producerId }) => producerId !== null)?.cameraId;
  await expect.poll(onAir, soon).toBe(fixedId);
  return { ...started, turningId, fixedId, onAir, producerId: reports()[1]?.producerId ?? '' };
}

type Frame = { atMs: number; width: number };

/** Whose pictures come, one after the other, by their widths. */
async function watch(producerId: string): Promise<{ widths: number[]; frames: Frame[]; packets(): number }> {
  const viewer = room.joinPeer('viewer');
  const offer = await viewer.createTransport('receive');
  const widths: number[] = [];
  let packets = 0;
  const frames: Frame[] = [];
  const onPacket = (packet: Buffer) => {
    if (isRtcp(packet)) return;
    const width = widthIn(packet);
    packets += 1;
    if (width !== null && width !== widths.at(-1)) widths.push(width);
    if ((packet[1] ?? 0) & 0x80) frames.push({ atMs: performance.now(), width: widths.at(-1) ?? 0 });
  };
  const connect = (dtlsParameters: DtlsParameters) => viewer.connectTransport(offer.id, dtlsParameters);
  const line = await WebRtcLine.open(offer, connect, { onPacket });
  opened.push(() => line.close());
  const { id } = await viewer.consume(producerId, room.rtpCapabilities);
  await viewer.resumeConsumer(id);
  return { widths, frames, packets: () => packets };
}

const view = () => demo.live.model.stateAt(demo.live.clock.nowMs()).view;
const isTurning = () => demo.live.model.stateAt(demo.live.clock.nowMs()).isMoving;

it('shows the room while the camera turns, then the face, in one and the same picture', async () => {
  const { server, reports, turningId, fixedId, onAir, producerId } = await startRoom();
  const { widths } = await watch(producerId);
  await expect.poll(() => widths, soon).toEqual([fixedWidth]);
  server.onOrders(holding('right'));
  await expect.poll(() => view().panDegrees, soon).toBeGreaterThan(15);
  await expect.poll(() => widths, soon).toEqual([fixedWidth, turningWidth]);
  await expect.poll(onAir, soon).toBe(turningId);
  expect(reports().map((camera) => camera.producerId)).toEqual([producerId, null]);
  server.onOrders(holding('left'));
  await expect.poll(() => widths, soon).toEqual([fixedWidth, turningWidth, fixedWidth]);
  await expect.poll(() => view().panDegrees, soon).toBeLessThan(-15);
  await expect.poll(() => widths, soon).toEqual([fixedWidth, turningWidth, fixedWidth, turningWidth]);
  server.onOrders(orders);
  await expect.poll(onAir, soon).toBe(fixedId);
  expect(reports().map((camera) => camera.producerId)).toEqual([null, producerId]);
});

it('sends no frame of a camera that has begun to turn', async () => {
  const { server, onAir, turningId, fixedId, producerId } = await startRoom();
  const { frames } = await watch(producerId);
  const outs: number[] = [];
  for (const seatId of ['right', 'left', 'right', 'left']) {
    if (onAir() === turningId) await wait(3_500);
    const orderedMs = performance.now();
    const wasOnAir = onAir() === turningId;
    server.onOrders(holding(seatId));
    await expect.poll(isTurning, { ...soon, interval: 5 }).toBe(true);
    const turnsMs = performance.now();
    await expect.poll(onAir, { ...soon, interval: 5 }).toBe(fixedId);
    await expect.poll(onAir, soon).toBe(turningId);
    if (!wasOnAir) continue;
    const cut = frames.find(({ atMs, width }) => atMs > orderedMs && width === fixedWidth)?.atMs ?? 0;
    // What was exposed while it turned came after that: they are all, and some that were exposed before.
    const out = frames.filter(({ atMs, width }) => atMs > turnsMs && atMs < cut && width === turningWidth);
    outs.push(out.length);
  }
  expect(outs).toHaveLength(3);
  expect(Math.max(...outs)).toBeLessThanOrEqual(1);
});

it('shows the camera that turns again when the other one fails, and the room when it is back', async () => {
  const { reports, onAir, turningId, fixedId, producerId } = await startRoom();
  const { widths, packets } = await watch(producerId);
  await expect.poll(() => widths, soon).toEqual([fixedWidth]);
  demo.overview?.live.setStreamFault({ kind: 'noVideo' });
  demo.overview?.live.disconnectViewers();
  await expect.poll(onAir, soon).toBe(turningId);
  expect(reports()[1]?.state).toBe('noPicture');
  await expect.poll(() => widths.at(-1), soon).toBe(turningWidth);
  const before = packets();
  await expect.poll(packets, soon).toBeGreaterThan(before + 20);
  demo.overview?.live.setStreamFault(null);
  await expect.poll(onAir, soon).toBe(fixedId);
  await expect.poll(() => widths.at(-1), soon).toBe(fixedWidth);
});

it('shows nobody in a closed session: neither the room nor a camera before it looks aside', async () => {
  const { request, server, reports, onAir, turningId, fixedId, producerId } = await startRoom();
  const { widths } = await watch(producerId);
  await expect.poll(() => widths, soon).toEqual([fixedWidth]);
  await request({ type: 'manual', cameraId: turningId, command: { type: 'moveByPicture', right: 1, up: 0 } });
  await expect.poll(() => view().panDegrees, soon).toBeGreaterThan(20);
  await request({ type: 'storeView', cameraId: turningId, view: 'wall' });
  await request({ type: 'automatic', cameraId: turningId });
  await expect.poll(onAir, soon).toBe(fixedId);
  server.onOrders({ ...orders, privacy: 'closedSession' });
  await expect.poll(onAir, soon).toBeUndefined();
  await expect.poll(onAir, soon).toBe(turningId);
  expect(view().panDegrees).toBeGreaterThan(15);
  await request({ type: 'remove', cameraId: turningId });
  await expect.poll(reports, soon).toMatchObject([{ cameraId: fixedId, producerId: null }]);
  server.onOrders(orders);
  await expect.poll(onAir, soon).toBe(fixedId);
});

it('is one of a room at most, needs no motors, and can be taken back', async () => {
  const { agent, request, reports, turningId, fixedId } = await startRoom();
  expect(reports()[1]).toMatchObject({ state: 'ready', shot: 'overview', isOverview: true, canTurn: false });
  const drive = { type: 'manual', cameraId: fixedId, command: { type: 'home' } } as const;
  expect(await request(drive)).toEqual({ ok: false, code: 'CAMERA_NOT_SUPPORTED' });
  expect(await request({ type: 'test', cameraId: fixedId })).toEqual({
    ok: true,
    data: { test: { rung: null, videoLatencyMs: null, hasPicture: true } },
  });
  await request({ type: 'setOverviewCamera', cameraId: turningId, isOverview: true });
  const stored = await new CamerasFile(folder).read();
  expect(stored.map((each) => each.isOverview)).toEqual([true, false]);
  await request({ type: 'setOverviewCamera', cameraId: turningId, isOverview: false });
  // Each has a slot of its own again, the first one the site's.
  await expect.poll(() => reports().every(({ producerId }) => producerId !== null), soon).toBe(true);
  expect(agent.cameras.map(({ isOverview }) => isOverview)).toEqual([false, false]);
});
