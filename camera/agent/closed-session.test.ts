/**
 * What leaves a room in which nobody may be shown: the twin's cameras, the real media worker, and somebody elsewhere who
 * notes when each packet of the picture comes. A packet is held against where the camera looked before it came.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DtlsParameters, MediaRoom, ProducerInfo } from '#sfu';
import { isRtcp, WebRtcLine } from '#simulation';
import { openObserved } from '../../sfu/plane-suite.ts';
import { realConfig } from '../../sfu/sample-config.ts';
import { type DemoRoom, type DemoRoomSettings, openDemoRoom } from '../twin/demo-room.ts';
import { cameraProfiles, standardCamera } from '../twin/profiles.ts';
import { startAgent } from './started-agent.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const soon = { timeout: 40_000, interval: 20 };
const video = { width: 320, height: 180, framesPerSecond: 10 };
const orders = { holders: [], next: null, privacy: null, isWatched: false };
const closedAt = (privateSince: number) => ({ ...orders, privacy: 'closedSession' as const, privateSince });
/** A packet that was on its way through the worker, on a machine that has other things to do; the camera turns for longer. */
const underWayMs = 1_200;
/** So long before it came here a picture was exposed, at the most: the twin's takes a fifth of that. */
const greatestLatencyMs = 1_000;

let folder: string;
let demo: DemoRoom;
let room: MediaRoom;
let opened: (() => unknown)[];

beforeEach(async () => {
  opened = [];
  folder = await mkdtemp(join(tmpdir(), 'closed-session-'));
  const { plane } = await openObserved(realConfig);
  opened.push(() => plane.close());
  room = await plane.openRoom('room');
});
afterEach(async () => {
  for (const close of opened.reverse()) await close();
  await demo?.close();
  await rm(folder, { recursive: true });
});

const view = () => demo.live.model.stateAt(demo.live.clock.nowMs()).view;
const wallDegrees = 120;
const isAtWall = () => Math.abs(view().panDegrees - wallDegrees) < 1;
const producers = (): ProducerInfo[] => room.peer('agent')?.producers() ?? [];

type Options = { hasWall?: boolean; demoSettings?: DemoRoomSettings };

async function startRoom({ hasWall = true, demoSettings = {} }: Options = {}) {
  demo = await openDemoRoom({ video, ...demoSettings });
  const started = await startAgent(folder, room);
  opened.push(() => started.agent.close());
  const { request, server, reports } = started;
  const { address, username, password } = demo;
  const added = await request({ type: 'add', name: 'Máy quay mẫu', address, username, password });
  const cameraId = added.ok ? (added.data.cameraId ?? '') : added.code;
  await expect.poll(() => reports()[0]?.state, soon).toBe('notSetUp');
  await request({ type: 'storeView', cameraId, view: 'overview' });
  if (hasWall) {
    const [camera] = started.agent.cameras;
    // As an operator who drove it there would have stored it.
    if (camera)
      await camera.change({
        ...camera.stored,
        wall: { pose: { panDegrees: wallDegrees, tiltDegrees: 10, horizontalFovDegrees: 40 }, presetToken: null },
      });
  }
  await expect.poll(producers, soon).toHaveLength(1);
  return { ...started, request, server, cameraId };
}

/** When packets of the room's pictures come, whichever producers carry them, and when the camera stood at the wall first. */
async function watch() {
  const viewer = room.joinPeer('viewer');
  const offer = await viewer.createTransport('receive');
  const seen: { atMs: number; wasAtWall: boolean }[] = [];
  const wallTimes: { atMs: number; isAtWall: boolean }[] = [];
  const look = setInterval(() => wallTimes.push({ atMs: performance.now(), isAtWall: isAtWall() }), 10);
  const onPacket = (packet: Buffer) => {
    if (isRtcp(packet)) return;
    const atMs = performance.now();
    // At every moment at which it may have been exposed.
    const wasAtWall = wallTimes.filter((one) => one.atMs > atMs - greatestLatencyMs).every((one) => one.isAtWall);
    seen.push({ atMs, wasAtWall });
  };
  const connect = (dtlsParameters: DtlsParameters) => viewer.connectTransport(offer.id, dtlsParameters);
  const line = await WebRtcLine.open(offer, connect, { onPacket });
  const consumed = new Set<string>();
  const consume = setInterval(() => {
    for (const { producerId } of producers().filter((one) => !consumed.has(one.producerId))) {
      consumed.add(producerId);
      void viewer
        .consume(producerId, room.rtpCapabilities)
        .then(({ id }) => viewer.resumeConsumer(id))
        .catch(() => undefined);
    }
  }, 20);
  opened.push(() => {
    clearInterval(look);
    clearInterval(consume);
    line.close();
  });
  const since = (ms: number) => seen.filter(({ atMs }) => atMs >= ms);
  await expect.poll(() => seen.length, soon).toBeGreaterThan(20);
  return { since };
}

it('sends nothing from the order until the camera stands at the wall, then the wall, and the room when it is over', async () => {
  const { server, parkedSince } = await startRoom();
  const { since } = await watch();
  const beganMs = performance.now();
  server.onOrders(closedAt(1_000));
  expect(producers()).toEqual([]);
  await expect.poll(isAtWall, soon).toBe(true);
  const arrivedMs = performance.now();
  await expect.poll(() => since(arrivedMs).length, soon).toBeGreaterThan(10);
  expect(since(beganMs + underWayMs).filter(({ wasAtWall }) => !wasAtWall)).toEqual([]);
  expect(parkedSince()).toBe(1_000);
  // The next one follows at once: the camera stands there already, and says so of this one too.
  server.onOrders(closedAt(2_000));
  await expect.poll(parkedSince, soon).toBe(2_000);
  server.onOrders(orders);
  await expect.poll(parkedSince, soon).toBeUndefined();
  await expect.poll(() => Math.abs(view().panDegrees), soon).toBeLessThan(2);
  const backMs = performance.now();
  await expect.poll(() => since(backMs).length, soon).toBeGreaterThan(10);
});

it('sends nothing while the link that steers the camera is dead, however it looks', async () => {
  const { server, parkedSince } = await startRoom();
  const { since } = await watch();
  await demo.camera.close();
  const beganMs = performance.now();
  server.onOrders(closedAt(1_000));
  await wait(5_000);
  expect(since(beganMs + underWayMs)).toEqual([]);
  expect(parkedSince()).toBeUndefined();
  expect(isAtWall()).toBe(false);
  server.onOrders(orders);
  await expect.poll(() => since(performance.now() - 500).length, soon).toBeGreaterThan(2);
});

it('stops sending the wall when the link that steers the camera dies, or somebody drives it away', async () => {
  const { server, request, cameraId, parkedSince } = await startRoom();
  const { since } = await watch();
  server.onOrders(closedAt(1_000));
  await expect.poll(parkedSince, soon).toBe(1_000);
  await request({ type: 'manual', cameraId, command: { type: 'moveByPicture', right: -1, up: 0 } });
  const drivenMs = performance.now();
  await expect.poll(isAtWall, soon).toBe(false);
  await expect.poll(parkedSince, soon).toBeUndefined();
  await request({ type: 'automatic', cameraId });
  await expect.poll(parkedSince, soon).toBe(1_000);
  expect(since(drivenMs + underWayMs).filter(({ wasAtWall }) => !wasAtWall)).toEqual([]);
  await demo.camera.close();
  await expect.poll(parkedSince, soon).toBeUndefined();
  const deadMs = performance.now();
  await wait(2_000);
  expect(since(deadMs + underWayMs)).toEqual([]);
});

it('sends nothing at all where nobody stored what the wall is, nor from a camera beside it that is fixed', async () => {
  const overviewVideo = { width: 256, height: 144, framesPerSecond: 10 };
  const { server, request, reports, parkedSince } = await startRoom({
    hasWall: false,
    demoSettings: { overviewVideo },
  });
  const { username, password } = demo;
  await request({ type: 'add', name: 'Máy toàn cảnh mẫu', address: demo.overview?.address ?? '', username, password });
  await expect.poll(() => reports()[1]?.state, soon).toBe('ready');
  await expect.poll(producers, soon).toHaveLength(2);
  const { since } = await watch();
  const beganMs = performance.now();
  server.onOrders({ ...closedAt(1_000), privacy: 'recess' });
  // It looks aside all the same.
  await expect.poll(() => Math.abs(view().panDegrees), soon).toBeGreaterThan(100);
  await wait(4_000);
  expect(since(beganMs + underWayMs)).toEqual([]);
  expect([parkedSince(), producers()]).toEqual([undefined, []]);
});

it('waits for the longest move of a camera that does not say where it looks', async () => {
  const profile = cameraProfiles.find(({ name }) => name === 'noPosition') ?? standardCamera;
  const { server, parkedSince } = await startRoom({ demoSettings: { profile } });
  const { since } = await watch();
  const beganMs = performance.now();
  server.onOrders(closedAt(1_000));
  await expect.poll(parkedSince, soon).toBe(1_000);
  const parkedMs = performance.now();
  await expect.poll(() => since(parkedMs).length, soon).toBeGreaterThan(10);
  expect(since(beganMs + underWayMs).filter(({ wasAtWall }) => !wasAtWall)).toEqual([]);
});
