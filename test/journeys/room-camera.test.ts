/**
 * The camera of a site's room turns to whoever gets the floor there: seen in Chromium at another site, by the faces in the
 * picture that arrives. Real server and media worker, the room agent as the process that it is, the twin's room and camera.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { AgentRequest } from '#camera';
import { project } from '../../camera/geometry.ts';
import { type DemoRoom, demoSeats, openDemoRoom } from '../../camera/twin/demo-room.ts';
import type { PersonStep } from '../../camera/twin/world.ts';
import { BrowserPerson } from '../harness/browser-person.ts';
import { type Client, dataOf, demoTokens, enter } from '../harness/client.ts';
import { RoomAgentProcess } from '../harness/room-agent.ts';
import { SeenFaces } from '../harness/seen-faces.ts';
import { ServerProcess } from '../harness/server-process.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Those of the demo's southern site, on the first seats from the left of the twin's room. */
const personIds = ['demo-person-5', 'demo-person-8', 'demo-person-11'] as const;
const [personId] = personIds;
const name = 'Đại biểu Mẫu 3';
/** One more than them: everybody has a seat in the register. */
const seats = demoSeats.slice(0, 4);
const [seat] = seats;
const seatId = seat?.seatId ?? '';
const drawnAs = 'person-a1';
const seed = 7;
/** In parts of the picture's width. */
const framed = 0.05;
const soon = { timeout: 40_000, interval: 250 };
const awayMs = 20_000;
/** Of the camera when it frames somebody who sits there. */
const seatedTilt = -7;
/** Meanwhile: a chair that was pulled to the side. */
const movedDegrees = 4;

let server: ServerProcess;
let demo: DemoRoom;
let agent: RoomAgentProcess;
let clerk: Client;
let speaker: Client;
let chair: BrowserPerson;
let faces: SeenFaces;
let siteId: string;

const ask = (request: AgentRequest) =>
  dataOf(clerk.send('camera.ask', { siteId: siteId as never, request }, { replyTimeoutMs: 95_000 }));
const camera = () => clerk.slices.cameras?.rows[siteId]?.cameras[0];
const view = () => demo.live.model.stateAt(demo.live.clock.nowMs()).view;

beforeAll(async () => {
  faces = await SeenFaces.open();
  demo = await openDemoRoom({ video: { width: 640, height: 360, framesPerSecond: 15 }, seats, seed });
  await faces.learn({ seats, people: demo.people }, seed);
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  const tokens = await demoTokens(server);
  clerk = await enter(server, tokens.get('clerk Thư ký Mẫu'));
  speaker = await enter(server, tokens.get(`delegate ${name}`));
  await clerk.until(({ attendance }) => attendance);
  siteId = clerk.slices.attendance?.rows[personId]?.siteId ?? '';
  const link = await dataOf(
    clerk.send('link.issue', { for: { kind: 'agent', siteId: siteId as never }, isOneTime: false }),
  );
  agent = await RoomAgentProcess.start(server, link.url);
  await clerk.until(({ cameras }) => cameras?.rows[siteId]?.isAgentHere, 40_000);
  chair = await BrowserPerson.start({ lacks: 'devices' });
  await chair.join(`${server.url}/join#${tokens.get('chair Chủ tọa Mẫu')}`);
  await chair.tap('open-meeting');
  await clerk.until(({ meeting }) => meeting?.head.status === 'inSession');
  const [item] = Object.values(clerk.slices.agenda?.rows ?? {}).sort((one, other) => one.position - other.position);
  await dataOf(clerk.send('agenda.activate', { itemId: item?.id ?? '', fromItemId: null }));
}, 120_000);

afterAll(async () => {
  await chair?.close();
  for (const client of [clerk, speaker]) client?.close();
  await agent?.close();
  await server?.stop();
  await demo?.close();
  await faces?.close();
});

/** From now on the speaker talks and does this; times count from now. */
function letSpeaker(...steps: readonly PersonStep[]): void {
  const nowMs = demo.live.clock.nowMs();
  const all = [{ atMs: 0, do: 'talk', forMs: 1e9 } as const, ...steps].map((step) => ({
    ...step,
    atMs: nowMs + step.atMs,
  }));
  const people = demo.people.map((person) => (person.seatId === seatId ? { ...person, steps: all } : person));
  demo.live.setWorld({ seats, people });
}

/** How far the speaker's face is from where it belongs, as the median of five pictures; 1: it is not there. */
async function missOfSpeaker(): Promise<number> {
  const misses: number[] = [];
  while (misses.length < 5) {
    const picture = await faces.on(chair.page);
    const [nearest] = picture?.faces ?? [];
    const isSpeaker = picture && nearest && (await faces.nameOf(picture, nearest)) === drawnAs;
    misses.push(isSpeaker ? nearest.miss : 1);
    await wait(100);
  }
  return misses.sort((one, other) => one - other)[2] ?? 1;
}

it('is set up by an operator: by its address, the overview, the seats where their faces are, tested', async () => {
  const { address, username, password } = demo;
  const { cameraId = '' } = await ask({ type: 'add', name: 'Máy quay mẫu', address, username, password });
  await expect.poll(() => camera()?.producerId, soon).toEqual(expect.any(String));
  await ask({ type: 'storeView', cameraId, view: 'overview' });
  for (const [index, person] of personIds.entries()) {
    const at = seats[index] && project(seats[index], view());
    const { seatId: registered } = clerk.slices.attendance?.rows[person] ?? {};
    if (at) await ask({ type: 'placeSeat', cameraId, seatId: registered ?? person, at });
  }
  const { test } = await ask({ type: 'test', cameraId });
  expect(test).toMatchObject({ rung: 'absoluteWithFeedback', hasPicture: true });
  await expect.poll(() => camera()?.state, soon).toBe('ready');
});

it('turns to the face of the one who gets the floor, as seen at another site, with the right name', async () => {
  await dataOf(speaker.send('floor.request', { personId: personId as never }));
  await chair.tap(`grant-${personId}`);
  letSpeaker();
  await expect.poll(camera, soon).toMatchObject({ personId, shot: 'face', isFramed: true });
  await expect.poll(missOfSpeaker, soon).toBeLessThanOrEqual(framed);
  const straps = chair.page.locator('[data-testid^="speaker-"]');
  expect(await straps.count()).toBe(1);
  expect(await straps.first().textContent()).toContain(name);
});

it('finds them again by itself after its process was away for twenty seconds, although they moved meanwhile', async () => {
  const before = camera()?.producerId;
  await agent.end('SIGKILL');
  const toYawDegrees = (seat?.yawDegrees ?? 0) + movedDegrees;
  letSpeaker({ atMs: 0, do: 'walk', toYawDegrees, degreesPerS: 4 });
  await wait(awayMs);
  // Without an agent the camera still looks where they were.
  expect(Math.abs(view().panDegrees - toYawDegrees)).toBeGreaterThan(2);
  agent.restart();
  await expect.poll(() => camera()?.producerId, soon).not.toBe(before);
  await expect.poll(camera, soon).toMatchObject({ personId, isFramed: true, producerId: expect.any(String) });
  await expect.poll(missOfSpeaker, soon).toBeLessThanOrEqual(framed);
});

it('stays with them when they stand up, walk, and come back to their seat', async () => {
  const seatedAt = (seat?.yawDegrees ?? 0) + movedDegrees;
  const walkedTo = seatedAt + 11;
  const earlier = { atMs: -60_000, do: 'walk', degreesPerS: 4 } as const;
  const stood = { atMs: -50_000, do: 'stand' } as const;
  letSpeaker({ ...earlier, toYawDegrees: seatedAt }, { atMs: 0, do: 'stand' });
  await expect.poll(() => view().tiltDegrees, soon).toBeGreaterThan(seatedTilt + 2);
  await expect.poll(missOfSpeaker, soon).toBeLessThanOrEqual(framed);
  letSpeaker({ ...earlier, toYawDegrees: seatedAt }, stood, {
    atMs: 0,
    do: 'walk',
    toYawDegrees: walkedTo,
    degreesPerS: 2,
  });
  await expect.poll(() => view().panDegrees, soon).toBeGreaterThan(walkedTo - 3);
  await expect.poll(missOfSpeaker, soon).toBeLessThanOrEqual(framed);
  const back = { atMs: 0, do: 'walk', toYawDegrees: seatedAt, degreesPerS: 2 } as const;
  letSpeaker({ ...earlier, toYawDegrees: walkedTo }, stood, back, { atMs: 6_500, do: 'sit' });
  await expect.poll(() => view().panDegrees, soon).toBeLessThan(seatedAt + 3);
  await expect.poll(() => view().tiltDegrees, soon).toBeLessThan(seatedTilt + 2);
  await expect.poll(missOfSpeaker, soon).toBeLessThanOrEqual(framed);
  expect(camera()).toMatchObject({ personId, shot: 'face' });
});

it('shows the room again when they give the floor back', async () => {
  const { speech = 0 } = clerk.slices.floor?.head.speakers[0] ?? {};
  await dataOf(speaker.send('floor.yield', { personId: personId as never, speech }));
  await expect.poll(() => camera()?.shot, soon).toBe('overview');
  await expect.poll(() => view().horizontalFovDegrees, soon).toBeGreaterThan(50);
  // Everybody of the front row, and no strap of a speaker.
  await expect.poll(async () => (await faces.on(chair.page))?.faces.length ?? 0, soon).toBeGreaterThanOrEqual(4);
  expect(await chair.page.locator('[data-testid^="speaker-"]').count()).toBe(0);
});
