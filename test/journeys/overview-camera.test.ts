/**
 * A room with two cameras, as somebody at another site sees it: real server, worker and Chromium. The floor goes to the
 * room, its camera turns, and the one picture of that site goes from the whole room to the face without a black frame.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { AgentRequest } from '#camera';
import { RoomAgent } from '../../camera/agent/agent.ts';
import { ServerLink } from '../../camera/agent/server-link.ts';
import { type DemoRoom, openDemoRoom } from '../../camera/twin/demo-room.ts';
import { BrowserPerson } from '../harness/browser-person.ts';
import { type Client, dataOf, demoTokens, enter } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const soon = { timeout: 60_000 };
const [turningWidth, fixedWidth] = [320, 256];
const speaker = 'demo-person-4';
const logger = { info: () => undefined, warn: () => undefined };

let folder: string;
let demo: DemoRoom;
let server: ServerProcess;
let clerk: Client;
let agent: RoomAgent;
let viewer: BrowserPerson;
let siteId: string;

const ask = (request: AgentRequest) => dataOf(clerk.send('camera.ask', { siteId: siteId as never, request }));
const cameras = () => clerk.slices.cameras?.rows[siteId]?.cameras ?? [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overview-journey-'));
  demo = await openDemoRoom({
    video: { width: turningWidth, height: 180, framesPerSecond: 10 },
    overviewVideo: { width: fixedWidth, height: 144, framesPerSecond: 10 },
  });
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  clerk = await enter(server, (await demoTokens(server)).get('clerk Thư ký Mẫu'));
  await clerk.until(({ attendance }) => attendance);
  siteId = clerk.slices.attendance?.rows[speaker]?.siteId ?? '';
  agent = await startAgent();
  viewer = await BrowserPerson.start({ lacks: 'devices' });
});
afterAll(async () => {
  await viewer?.close();
  await agent?.close();
  clerk?.close();
  await server?.stop();
  await demo?.close();
  await rm(folder, { recursive: true, force: true });
});

async function startAgent(): Promise<RoomAgent> {
  const room = { kind: 'agent', siteId: siteId as never } as const;
  const link = await dataOf(clerk.send('link.issue', { for: room, isOneTime: false }));
  const token = link.url.split('#').at(-1) ?? '';
  const url = server.url.replace('localhost', '127.0.0.1');
  const address = { url, certificatePem: await server.readCa(), isNameChecked: false };
  return RoomAgent.start({
    folder,
    logger,
    openFaces: async () => null,
    link: (handlers) => new ServerLink({ server: address, token, folder, logger }, handlers),
  });
}

async function setUpRoom(): Promise<void> {
  await clerk.until((slices) => slices.cameras?.rows[siteId]?.isAgentHere, 30_000);
  const { username, password } = demo;
  const add = async (name: string, address: string) =>
    (await ask({ type: 'add', name, address, username, password })).cameraId ?? '';
  const cameraId = await add('Máy quay mẫu', demo.address);
  const fixedId = await add('Máy toàn cảnh mẫu', demo.overview?.address ?? '');
  await expect.poll(() => cameras().map(({ state }) => state), soon).toEqual(['notSetUp', 'ready']);
  await ask({ type: 'setOverviewCamera', cameraId: fixedId, isOverview: true });
  await ask({ type: 'storeView', cameraId, view: 'overview' });
  const { seatId } = clerk.slices.attendance?.rows[speaker] ?? {};
  await ask({ type: 'placeSeat', cameraId, seatId: seatId ?? speaker, at: { x: 0.8, y: 0.5 } });
}

type Seen = { widths: number[]; darkest: number; looks: number };
type WatchingWindow = Window & { seen?: Seen };

/** Ten times a second, what the agent's picture shows, wherever on the page it is then. */
function watchRoom(endpointId: string): Promise<void> {
  return viewer.page.evaluate((id) => {
    const context = new OffscreenCanvas(16, 9).getContext('2d', { willReadFrequently: true });
    const seen: Seen = { widths: [], darkest: 255, looks: 0 };
    (window as WatchingWindow).seen = seen;
    setInterval(() => {
      const shown = [...document.querySelectorAll<HTMLVideoElement>(`video[data-endpoint-id="${id}"]`)];
      const video = shown.find(({ videoWidth, readyState }) => videoWidth > 0 && readyState >= 2);
      if (!video || !context) return;
      context.drawImage(video, 0, 0, 16, 9);
      const { data } = context.getImageData(0, 0, 16, 9);
      const colours = data.filter((_, index) => index % 4 !== 3);
      seen.darkest = Math.min(seen.darkest, colours.reduce((sum, value) => sum + value, 0) / colours.length);
      if (video.videoWidth !== seen.widths.at(-1)) seen.widths.push(video.videoWidth);
      seen.looks += 1;
    }, 100);
  }, endpointId);
}

const seen = () => viewer.page.evaluate(() => (window as WatchingWindow).seen);

type Moment = { atMs: number; frames: number | null };
type RecordingWindow = Window & { moments?: Moment[] };

/** Fifty times a second, how many frames of the room were decoded so far; null: its tile has no picture. */
function recordRoom(endpointId: string): Promise<void> {
  return viewer.page.evaluate((id) => {
    const moments: Moment[] = [];
    (window as RecordingWindow).moments = moments;
    setInterval(() => {
      const video = document.querySelector<HTMLVideoElement>(`video[data-endpoint-id="${id}"]`);
      moments.push({ atMs: Date.now(), frames: video?.getVideoPlaybackQuality().totalVideoFrames ?? null });
    }, 20);
  }, endpointId);
}

const moments = () => viewer.page.evaluate(() => (window as RecordingWindow).moments ?? []);

it('shows the room and then the face in one picture that never goes black', async () => {
  await setUpRoom();
  const tokens = await demoTokens(server);
  await viewer.join(`${server.url}/join#${tokens.get('delegate Đại biểu Mẫu 3')}`);
  const widths = () =>
    viewer.page.evaluate(() => [...document.querySelectorAll('video')].map(({ videoWidth }) => videoWidth));
  await expect.poll(widths, soon).toContain(fixedWidth);
  const row = Object.values(clerk.slices.media?.rows ?? {}).find(({ kind }) => kind === 'agent');
  await watchRoom(row?.endpointId ?? '');
  const chair = await enter(server, tokens.get('chair Chủ tọa Mẫu'));
  const delegate = await enter(server, tokens.get('delegate Đại biểu Mẫu 2'));
  await dataOf(chair.send('meeting.open', {}));
  const [item] = Object.keys(clerk.slices.agenda?.rows ?? {});
  await dataOf(chair.send('agenda.activate', { itemId: item ?? '', fromItemId: null }));
  await dataOf(delegate.send('floor.request', { personId: speaker as never }));
  await dataOf(chair.send('floor.grant', { personId: speaker as never }));
  await expect.poll(async () => (await seen())?.widths, soon).toEqual([fixedWidth, turningWidth]);
  await dataOf(chair.send('floor.withdrawAll', {}));
  await expect.poll(async () => (await seen())?.widths, soon).toEqual([fixedWidth, turningWidth, fixedWidth]);
  expect((await seen())?.darkest).toBeGreaterThan(40);
  chair.close();
  delegate.close();
});

it('shows nothing of the room in a closed session until its camera stands at the wall, and the room when it is over', async () => {
  const [cameraId = ''] = cameras().map((camera) => camera.cameraId);
  const body = () => demo.live.model.stateAt(demo.live.clock.nowMs());
  const view = () => body().view;
  await ask({ type: 'manual', cameraId, command: { type: 'moveByPicture', right: 1, up: 0 } });
  await expect.poll(() => view().panDegrees > 25 && body().isMoving === false, soon).toBe(true);
  await ask({ type: 'storeView', cameraId, view: 'wall' });
  const wallDegrees = view().panDegrees;
  await ask({ type: 'automatic', cameraId });
  await expect.poll(() => view().panDegrees, soon).toBeLessThan(2);
  const row = () => Object.values(clerk.slices.media?.rows ?? {}).find(({ kind }) => kind === 'agent');
  const endpointId = row()?.endpointId ?? '';
  await recordRoom(endpointId);
  await expect.poll(async () => (await moments()).at(-1)?.frames ?? 0, soon).toBeGreaterThan(10);
  const chair = await enter(server, (await demoTokens(server)).get('chair Chủ tọa Mẫu'));
  await chair.until(({ floor }) => floor);
  const beganMs = Date.now();
  await dataOf(chair.send('closedSession.begin', {}));
  await expect.poll(async () => (await moments()).at(-1)?.frames, soon).toBeNull();
  expect(await viewer.page.locator(`[data-testid="tile-${endpointId}"] .avatar`).count()).toBe(1);
  await expect.poll(() => Math.abs(view().panDegrees - wallDegrees), { ...soon, interval: 20 }).toBeLessThan(1);
  const atWallMs = Date.now();
  await expect.poll(async () => (await moments()).at(-1)?.frames ?? 0, soon).toBeGreaterThan(0);
  const seenMoments = await moments();
  const emptyMs = seenMoments.find(({ atMs, frames }) => atMs > beganMs && frames === null)?.atMs ?? 0;
  const wallMs = seenMoments.findLast(({ frames }) => frames === null)?.atMs ?? 0;
  // Long before the camera has come there.
  expect(emptyMs).toBeLessThan(atWallMs);
  expect(wallMs).toBeGreaterThan(atWallMs);
  expect(seenMoments.filter(({ atMs, frames }) => atMs > emptyMs && atMs < wallMs && frames !== null)).toEqual([]);
  const { sessionClosedSince } = clerk.slices.meeting?.head ?? {};
  await dataOf(chair.send('closedSession.end', { since: sessionClosedSince ?? 0 }));
  await expect.poll(async () => (await seen())?.widths.at(-1), soon).toBe(fixedWidth);
  expect(row()?.isPictureWithheld).toBe(false);
  chair.close();
});
