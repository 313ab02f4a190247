/** A room agent with the twin's camera, against the real media worker; of the server there is what it answers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MediaRoom } from '#sfu';
import { openObserved } from '../../sfu/plane-suite.ts';
import { realConfig } from '../../sfu/sample-config.ts';
import { type AgentReply, type AgentRequest, agentReply, type CameraReport, cameraReport } from '../protocol.ts';
import { type DemoRoom, openDemoRoom } from '../twin/demo-room.ts';
import { RoomAgent } from './agent.ts';
import { CamerasFile } from './cameras-file.ts';
import type { ServerLinkHandlers } from './server-link.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const soon = { timeout: 40_000 };
const logger = { info: () => undefined, warn: () => undefined };
const video = { width: 320, height: 180, framesPerSecond: 10 };

let folder: string;
let demo: DemoRoom;
let room: MediaRoom;
let opened: (() => Promise<unknown>)[];

beforeEach(async () => {
  opened = [];
  folder = await mkdtemp(join(tmpdir(), 'agent-'));
  demo = await openDemoRoom({ video });
  const { plane } = await openObserved(realConfig);
  opened.push(() => plane.close());
  room = await plane.openRoom('room');
});
afterEach(async () => {
  for (const close of opened.reverse()) await close();
  await demo?.close();
  await rm(folder, { recursive: true });
});

/** What the server does for an agent, with nothing between. */
async function startAgent() {
  const reports: CameraReport[][] = [];
  let handlers: ServerLinkHandlers | null = null;
  const peer = () => room.joinPeer('agent');
  // biome-ignore lint/suspicious/noExplicitAny: what goes over the wire is of any kind
  const commands: Record<string, (input: any) => Promise<any>> = {
    'media.createTransport': () => peer().createTransport('send'),
    'media.connectTransport': (given) => peer().connectTransport(given.transportId, given.dtlsParameters),
    'media.produce': (given) => peer().produce(given),
    'media.closeProducer': (given) => peer().closeProducer(given.producerId),
    'camera.report': async (given) => reports.push(given.cameras.map((each: unknown) => cameraReport.parse(each))),
  };
  const ask = async (name: string, input: object) => (await commands[name]?.(input)) ?? {};
  const agent = await RoomAgent.start({
    folder,
    logger,
    openFaces: async () => null,
    link: (given) => {
      handlers = given;
      return { ask, clockOffsetMs: 0, close: async () => undefined };
    },
  });
  opened.push(() => agent.close());
  const server = handlers as unknown as ServerLinkHandlers;
  server.onConnected(true);
  const request = async (asked: AgentRequest): Promise<AgentReply> => agentReply.parse(await server.onAsked(asked));
  return { agent, server, request, report: () => reports.at(-1)?.[0] };
}

const view = () => demo.live.model.stateAt(demo.live.clock.nowMs()).view;
const rest = () => demo.live.model.stateAt(demo.live.clock.nowMs()).isMoving === false;
const orders = { holders: [], next: null, privacy: null, isWatched: false };

function addition() {
  const { address, username, password } = demo;
  return { type: 'add', name: 'Máy quay mẫu', address, username, password } as const;
}

async function added(request: (asked: AgentRequest) => Promise<AgentReply>): Promise<string> {
  const reply = await request(addition());
  return reply.ok ? (reply.data.cameraId ?? '') : reply.code;
}

it('adds a camera once, and says what is wrong with one that it cannot add', async () => {
  const { request, report } = await startAgent();
  expect(await request({ ...addition(), password: 'wrong' })).toEqual({ ok: false, code: 'CAMERA_PASSWORD' });
  expect(await request({ ...addition(), address: '127.0.0.1:9' })).toEqual({ ok: false, code: 'CAMERA_UNREACHABLE' });
  const cameraId = await added(request);
  expect(await request(addition())).toEqual({ ok: false, code: 'CAMERA_ADDRESS_TAKEN' });
  await expect.poll(report, soon).toMatchObject({ cameraId, state: 'notSetUp', shot: 'overview', manualUntil: null });
  const setUp = await request({ type: 'setUp' });
  expect(setUp).toMatchObject({ ok: true, data: { setUp: [{ cameraId, isTested: false, seats: [] }] } });
  expect(JSON.stringify(setUp)).not.toContain(demo.password);
  expect(await request({ type: 'presets', cameraId: 'other' })).toEqual({ ok: false, code: 'CAMERA_UNKNOWN' });
  expect(await request({ type: 'remove', cameraId })).toEqual({ ok: true, data: {} });
  expect(await new CamerasFile(folder).read()).toEqual([]);
});

it('goes to the seat of whoever has the floor, back, and aside when nobody may be shown', async () => {
  const { request, server, report } = await startAgent();
  const cameraId = await added(request);
  await expect.poll(() => report()?.producerId, soon).toEqual(expect.any(String));
  expect(await request({ type: 'storeView', cameraId, view: 'overview' })).toMatchObject({ ok: true });
  // The last seat on the right, tapped where its head is in the picture.
  const at = { x: 0.8, y: 0.5 };
  expect(await request({ type: 'placeSeat', cameraId, seatId: 's', at })).toMatchObject({ ok: true });
  const [stored] = await new CamerasFile(folder).read();
  const seat = stored?.seats[0];
  expect(seat?.yawDegrees).toBeGreaterThan(10);
  server.onOrders({ ...orders, holders: [{ personId: 'p', seatId: 's' }] });
  await expect.poll(report, soon).toMatchObject({ personId: 'p', shot: 'face' });
  await expect.poll(() => Math.abs(view().panDegrees - (seat?.yawDegrees ?? 0)), soon).toBeLessThan(2);
  await expect.poll(() => view().horizontalFovDegrees, soon).toBeLessThan(40);
  server.onOrders(orders);
  await expect.poll(report, soon).toMatchObject({ personId: null, shot: 'overview' });
  await expect.poll(() => Math.abs(view().panDegrees), soon).toBeLessThan(1);
  server.onOrders({ ...orders, privacy: 'closedSession' });
  await expect.poll(report, soon).toMatchObject({ shot: 'wall' });
  await expect.poll(() => Math.abs(view().panDegrees), soon).toBeGreaterThan(60);
});

it('is driven by hand, says until when, and goes back when told', async () => {
  const { request, report } = await startAgent();
  const cameraId = await added(request);
  await expect.poll(report, soon).toMatchObject({ state: 'notSetUp' });
  const manual = { type: 'manual', cameraId, command: { type: 'moveByPicture', right: 0.5, up: 0 } } as const;
  expect(await request(manual)).toEqual({ ok: true, data: {} });
  await expect.poll(() => view().panDegrees, soon).toBeGreaterThan(8);
  expect(report()?.shot).toBe('manual');
  expect(Math.abs((report()?.manualUntil ?? 0) - Date.now() - 30_000)).toBeLessThan(5_000);
  await request({ type: 'automatic', cameraId });
  await expect.poll(() => report()?.manualUntil, soon).toBeNull();
  expect(await request({ type: 'storePreset', cameraId, name: 'Cửa' })).toMatchObject({ ok: true });
  const presets = await request({ type: 'presets', cameraId });
  expect(presets).toMatchObject({
    ok: true,
    data: { presets: expect.arrayContaining([expect.objectContaining({ name: 'Cửa' })]) },
  });
});

it('keeps the last orders and what was set up, and sends its picture anew, when the server was away', async () => {
  const first = await startAgent();
  const cameraId = await added(first.request);
  await expect.poll(() => first.report()?.producerId, soon).toEqual(expect.any(String));
  const { producerId } = first.report() ?? {};
  await first.request({ type: 'placeSeat', cameraId, seatId: 's', at: { x: 0.8, y: 0.5 } });
  first.server.onOrders({ ...orders, holders: [{ personId: 'p', seatId: 's' }] });
  first.server.onLost();
  await expect.poll(() => view().panDegrees, soon).toBeGreaterThan(10);
  first.server.onConnected(true);
  await expect.poll(() => first.report()?.producerId, soon).toEqual(expect.any(String));
  expect(first.report()?.producerId).not.toBe(producerId);
  await first.agent.close();
  const second = await startAgent();
  await expect.poll(() => second.report(), soon).toMatchObject({ cameraId, name: 'Máy quay mẫu', state: 'notSetUp' });
});

it('tests a camera by its moves and its picture', async () => {
  const { request, report } = await startAgent();
  const cameraId = await added(request);
  await expect.poll(() => report()?.state, soon).toBe('notSetUp');
  const reply = await request({ type: 'test', cameraId });
  expect(reply).toMatchObject({ ok: true, data: { test: { rung: 'absoluteWithFeedback', hasPicture: true } } });
  const latencyMs = reply.ok ? reply.data.test?.videoLatencyMs : null;
  expect(latencyMs).toBeGreaterThan(0);
  expect(latencyMs).toBeLessThan(1_500);
  await expect.poll(rest, soon).toBe(true);
  // The gear has some play.
  expect(Math.abs(view().panDegrees)).toBeLessThan(2);
});
