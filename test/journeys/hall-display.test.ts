/**
 * The hall's display follows the meeting and its chair, keeps its last scene and its clock while the server is away, comes
 * back by itself, and shows nothing of a closed session. Real server, real Chromium; nothing carries media.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { type Client, dataOf, demoTokens, enter } from '../harness/client.ts';
import { layoutFaults } from '../harness/layout-faults.ts';
import { ServerProcess } from '../harness/server-process.ts';

vi.setConfig({ testTimeout: 60_000 });

let server: ServerProcess;
let hall: BrowserPerson;
let chair: Client;
let speaker: Client;
let displayId: string;

beforeAll(async () => {
  server = await ServerProcess.start();
  const tokens = await demoTokens(server);
  hall = await BrowserPerson.start({ lacks: 'devices' }, { width: 1_920, height: 1_080 });
  await hall.join(`${server.url}/join#${tokens.get('display Hội trường trung tâm (mẫu)')}`);
  chair = await enter(server, tokens.get('chair Chủ tọa Mẫu'));
  speaker = await enter(server, tokens.get('delegate Đại biểu Mẫu 3'));
  await Promise.all([chair, speaker].map((client) => client.until(({ me, agenda, media }) => me && agenda && media)));
  await chair.until(({ displays }) => Object.keys(displays?.rows ?? {}).length > 0);
  [displayId = ''] = Object.keys(chair.slices.displays?.rows ?? {});
}, 90_000);

afterAll(async () => {
  for (const client of [chair, speaker]) client?.close();
  await hall?.close();
  await server?.stop();
});

it('shows what meeting it is before it begins, then the agenda, then what was chosen for this display', async () => {
  await expectScene('idle');
  expect(await sceneText()).toContain(chair.slices.meeting?.head.title);
  await dataOf(chair.send('meeting.open', {}));
  const [item] = Object.values(chair.slices.agenda?.rows ?? {}).sort((one, other) => one.position - other.position);
  await dataOf(chair.send('agenda.activate', { itemId: item?.id ?? '', fromItemId: null }));
  await expectScene('agenda');
  expect(await sceneText()).toContain(item?.title);
  await dataOf(chair.send('display.setScene', { endpointId: displayId, scene: 'attendance' }));
  await expectScene('attendance');
  const { quorum } = chair.slices.meeting?.head ?? {};
  expect(await sceneText()).toContain(`${quorum?.present}/${quorum?.members} có mặt`);
  await dataOf(chair.send('display.setScene', { endpointId: displayId, scene: 'auto' }));
  await expectScene('agenda');
});

it('shows who was given the floor, with a clock', async () => {
  const personId = speaker.slices.me?.head.personId ?? '';
  await dataOf(speaker.send('floor.request', { personId }));
  await dataOf(chair.send('floor.grant', { personId }));
  await expectScene('speaker');
  expect(await hall.page.getByTestId('name-strap').textContent()).toContain('Đại biểu Mẫu 3');
  expect(await clock()).toMatch(/^\d\d:\d\d/);
});

it('keeps its scene and its clock while the server is dead, says how old it is, and comes back by itself', async () => {
  await server.kill('SIGKILL');
  const mark = hall.page.getByTestId('connection-bar');
  await mark.waitFor({ timeout: 20_000 });
  const before = await clock();
  await expect.poll(clock, { timeout: 5_000 }).not.toBe(before);
  await expect.poll(() => mark.textContent(), { timeout: 5_000 }).toMatch(/Mất kết nối [1-9]\d* giây/);
  expect(await scene()).toBe('speaker');
  await server.restart();
  await mark.waitFor({ state: 'hidden', timeout: 30_000 });
  await expectScene('speaker');
  const { floor } = speaker.slices;
  expect(floor?.head.speakers).toHaveLength(1);
});

it('shows a message and a recess before all else', async () => {
  await dataOf(chair.send('display.showNotice', { text: 'Nghỉ giải lao đến 10 giờ' }));
  await expectScene('message');
  expect(await hall.page.getByTestId('hall-message').textContent()).toBe('Nghỉ giải lao đến 10 giờ');
  await dataOf(chair.send('display.clearNotice', {}));
  await expectScene('speaker');
  await dataOf(chair.send('meeting.adjourn', {}));
  await expectScene('pause');
  expect(await sceneText()).toMatch(/Nghỉ từ \d\d:\d\d/);
  await dataOf(chair.send('meeting.resume', {}));
});

it('shows nothing of a closed session, and is back when it ends', async () => {
  await dataOf(chair.send('closedSession.begin', {}));
  await expectScene('closed');
  const text = await hall.page.locator('body').textContent();
  const shown = [
    chair.slices.meeting?.head.title,
    ...Object.values(chair.slices.agenda?.rows ?? {}).map(({ title }) => title),
  ];
  for (const words of shown) expect(text).not.toContain(words);
  await chair.until(({ meeting }) => meeting?.head.sessionClosedSince);
  const since = chair.slices.meeting?.head.sessionClosedSince ?? 0;
  await dataOf(chair.send('closedSession.end', { since }));
  await expectScene('agenda');
});

function scene() {
  return hall.page.getByTestId('display').getAttribute('data-scene');
}

/** It stands on a wall and on an old projector, with nothing cut or covered. */
async function expectScene(name: string): Promise<void> {
  await expect.poll(scene, { timeout: 20_000, interval: 50 }).toBe(name);
  for (const [width, height] of [
    [1_024, 768],
    [1_920, 1_080],
  ] as const) {
    await hall.page.setViewportSize({ width, height });
    expect(await layoutFaults(hall.page), `${name} at ${width}`).toEqual([]);
  }
}

function sceneText() {
  return hall.page.getByTestId('scene').textContent();
}

function clock() {
  return hall.page.getByTestId('countdown').textContent();
}
