/** The room agent as the process that it is, with the twin's camera, against the real server and media worker. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AgentRequest } from '#camera';
import { project } from '../camera/geometry.ts';
import { type DemoRoom, openDemoRoom } from '../camera/twin/demo-room.ts';
import { type Client, dataOf, demoTokens, enter } from './harness/client.ts';
import { hear } from './harness/media-client.ts';
import { widthIn } from './harness/picture-width.ts';
import { ServerProcess } from './harness/server-process.ts';

vi.setConfig({ testTimeout: 120_000 });

const soon = { timeout: 40_000 };
/** By it, the pictures of the two cameras are told apart. */
const overviewWidth = 256;
const main = join(import.meta.dirname, '..', 'camera', 'main.ts');

let server: ServerProcess;
let clerk: Client;
let demo: DemoRoom;
let folder: string;
let agent: ChildProcess | null;
let logged: string;
let siteId: string;

beforeEach(async () => {
  agent = null;
  logged = '';
  folder = await mkdtemp(join(tmpdir(), 'room-agent-'));
  demo = await openDemoRoom({
    video: { width: 320, height: 180, framesPerSecond: 10 },
    overviewVideo: { width: overviewWidth, height: 144, framesPerSecond: 10 },
  });
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  clerk = await enter(server, (await demoTokens(server)).get('clerk Thư ký Mẫu'));
});
afterEach(async () => {
  await endAgent('SIGKILL');
  clerk?.close();
  await server?.stop();
  await demo?.close();
  await rm(folder, { recursive: true, force: true });
});

async function startAgent(): Promise<void> {
  const url = server.url.replace('localhost', '127.0.0.1');
  const files = ['--token-file', join(folder, 'link'), '--ca', join(folder, 'ca.pem'), '--data', join(folder, 'data')];
  agent = spawn(process.execPath, [main, '--server', url, ...files], { stdio: ['ignore', 'ignore', 'pipe'] });
  agent.stderr?.on('data', (chunk: Buffer) => {
    logged += chunk;
  });
}

/** Answers with how it ended. */
async function endAgent(signal: NodeJS.Signals): Promise<number | null> {
  const child = agent;
  agent = null;
  if (!child || child.exitCode !== null) return child?.exitCode ?? null;
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = await ended;
  return code;
}

async function installAgent(): Promise<void> {
  await clerk.until(({ attendance }) => attendance);
  siteId = clerk.slices.attendance?.rows['demo-person-4']?.siteId ?? '';
  const link = await dataOf(
    clerk.send('link.issue', { for: { kind: 'agent', siteId: siteId as never }, isOneTime: false }),
  );
  await writeFile(join(folder, 'link'), link.url);
  await writeFile(join(folder, 'ca.pem'), await server.readCa());
  await startAgent();
}

const ask = (request: AgentRequest) => dataOf(clerk.send('camera.ask', { siteId: siteId as never, request }));
const row = () => clerk.slices.cameras?.rows[siteId];
const camera = () => row()?.cameras[0];
const onAir = () => row()?.cameras.findIndex(({ producerId }) => producerId !== null);
const view = () => demo.live.model.stateAt(demo.live.clock.nowMs()).view;

async function addCamera(): Promise<string> {
  await clerk.until(() => row()?.isAgentHere, 30_000);
  const { address, username, password } = demo;
  const { cameraId } = await ask({ type: 'add', name: 'Máy quay mẫu', address, username, password });
  await expect.poll(() => camera()?.producerId, soon).toEqual(expect.any(String));
  return cameraId ?? '';
}

it('sends the room’s picture, obeys the floor, and says no secret in its log', async () => {
  await installAgent();
  const cameraId = await addCamera();
  const ear = await hear(clerk, camera()?.producerId ?? '');
  await expect.poll(() => ear.packets(), soon).toBeGreaterThan(30);
  ear.close();
  await ask({ type: 'storeView', cameraId, view: 'overview' });
  const { seatId } = clerk.slices.attendance?.rows['demo-person-4'] ?? {};
  await ask({ type: 'placeSeat', cameraId, seatId: seatId ?? 'demo-person-4', at: { x: 0.8, y: 0.5 } });
  const pages = await grantFloor();
  await expect.poll(camera, soon).toMatchObject({ personId: 'demo-person-4', shot: 'face' });
  await expect.poll(() => view().panDegrees, soon).toBeGreaterThan(10);
  pages.end();
  expect(logged).not.toContain(demo.password);
  expect(await endAgent('SIGTERM')).toBe(0);
});

/** Somebody of the site asks for the floor and gets it. */
async function grantFloor(): Promise<{ chair: Client; end(): void }> {
  const tokens = await demoTokens(server);
  const chair = await enter(server, tokens.get('chair Chủ tọa Mẫu'));
  const delegate = await enter(server, tokens.get('delegate Đại biểu Mẫu 2'));
  await dataOf(chair.send('meeting.open', {}));
  const [item] = Object.keys(clerk.slices.agenda?.rows ?? {});
  await dataOf(chair.send('agenda.activate', { itemId: item ?? '', fromItemId: null }));
  await dataOf(delegate.send('floor.request', { personId: 'demo-person-4' as never }));
  await dataOf(chair.send('floor.grant', { personId: 'demo-person-4' as never }));
  return {
    chair,
    end() {
      chair.close();
      delegate.close();
    },
  };
}

it('shows the whole room by its other camera while the first one turns, and nobody in a closed session', async () => {
  await installAgent();
  const cameraId = await addCamera();
  const { username, password } = demo;
  const address = demo.overview?.address ?? '';
  const fixed = await ask({ type: 'add', name: 'Máy toàn cảnh mẫu', address, username, password });
  await ask({ type: 'setOverviewCamera', cameraId: fixed.cameraId ?? '', isOverview: true });
  await expect.poll(() => row()?.cameras[1], soon).toMatchObject({ state: 'ready', isOverview: true, canTurn: false });
  await ask({ type: 'storeView', cameraId, view: 'overview' });
  const { seatId } = clerk.slices.attendance?.rows['demo-person-4'] ?? {};
  const seat = demo.seats.find((each) => each.seatId === 'seat-a4');
  const place = seat && project(seat, view());
  await ask({ type: 'placeSeat', cameraId, seatId: seatId ?? 'demo-person-4', at: place ?? { x: 0.5, y: 0.5 } });
  await expect.poll(onAir, soon).toBe(1);
  const widths: number[] = [];
  const eye = await hear(clerk, row()?.cameras[1]?.producerId ?? '', (packet) => {
    const width = widthIn(packet);
    if (width !== null && width !== widths.at(-1)) widths.push(width);
  });
  await expect.poll(() => widths, soon).toEqual([overviewWidth]);
  const pages = await grantFloor();
  await expect.poll(() => view().panDegrees, soon).toBeGreaterThan(15);
  await expect.poll(onAir, soon).toBe(0);
  await expect.poll(() => widths, soon).toEqual([overviewWidth, 320]);
  await dataOf(pages.chair.send('floor.withdrawAll', {}));
  await expect.poll(() => widths, soon).toEqual([overviewWidth, 320, overviewWidth]);
  expect(onAir()).toBe(1);
  await dataOf(pages.chair.send('closedSession.begin', {}));
  // Nobody has said which wall shows nobody.
  await expect.poll(camera, soon).toMatchObject({ shot: 'wall', producerId: null });
  await expect.poll(onAir, soon).toBe(-1);
  const { sessionClosedSince } = clerk.slices.meeting?.head ?? {};
  await dataOf(pages.chair.send('closedSession.end', { since: sessionClosedSince ?? 0 }));
  await expect.poll(onAir, soon).toBe(1);
  expect(widths).toEqual([overviewWidth, 320, overviewWidth]);
  eye.close();
  pages.end();
});

it('comes back by itself with its cameras when the server was killed, and when it was killed', async () => {
  await installAgent();
  await addCamera();
  const before = camera()?.producerId;
  await server.kill('SIGKILL');
  await server.restart();
  await expect.poll(() => camera()?.producerId, { timeout: 60_000 }).not.toBe(before);
  await expect.poll(() => camera()?.producerId, { timeout: 60_000 }).toEqual(expect.any(String));
  await endAgent('SIGKILL');
  await startAgent();
  await expect.poll(() => logged.split('has joined').length, soon).toBeGreaterThan(3);
  await expect.poll(camera, soon).toMatchObject({ name: 'Máy quay mẫu', producerId: expect.any(String) });
});
