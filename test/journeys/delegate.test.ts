/**
 * The delegate's page through a meeting: asking in every way, the own time and why it stands still, what the chair lets
 * everybody know, and a closed session from both sides of the door. Nothing carries media here.
 */
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { PersonId } from '#contract';
import { Client, dataOf, demoTokens, enter, join, speechOf } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: ServerProcess;
let browser: Browser;
let page: Page;
let chair: Client;
let others: Client[];
let me: PersonId;

beforeAll(async () => {
  server = await ServerProcess.start({ args: ['--demo'] });
  const tokens = await demoTokens(server);
  const tokenOf = (number: number) => tokens.get(`delegate Đại biểu Mẫu ${number}`) ?? '';
  chair = await Client.connect(server, await join(server, tokens.get('chair Chủ tọa Mẫu') ?? ''));
  await chair.until(({ agenda, attendance }) => agenda && attendance);
  others = await Promise.all([4, 5, 6, 7].map((number) => enter(server, tokenOf(number))));
  await dataOf(chair.send('meeting.open', {}));
  const [, second = ''] = Object.keys(chair.slices.agenda?.rows ?? {});
  await dataOf(chair.send('agenda.activate', { itemId: second, fromItemId: null }));
  await Promise.all(others.map((client) => client.until(({ me: own }) => own?.head.personId)));
  for (const client of others) await ask(client);
  browser = await chromium.launch({
    executablePath: process.env.ROSTRUM_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
  });
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 390, height: 844 },
    locale: 'vi-VN',
  });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${server.url}/join#${tokenOf(2)}`);
  await page.getByTestId('join-button').click();
  await page.getByTestId('floor-kinds').waitFor();
  const row = Object.values(chair.slices.attendance?.rows ?? {}).find(({ name }) => name === 'Đại biểu Mẫu 2');
  me = row?.personId as PersonId;
});

afterAll(async () => {
  await browser?.close();
  for (const client of [chair, ...(others ?? [])]) client?.close();
  await server?.stop();
});

it('asks by rank: a point of order stands first, a reply says whom it answers, an item to come is asked beforehand', async () => {
  await tap('floor-button');
  await words('floor-button', 'thứ 5');
  await tap('floor-kinds');
  await page.getByTestId('ask-reply').waitFor();
  expect(await page.getByTestId('ask-reply').isDisabled()).toBe(true);
  await tap('ask-pointOfOrder');
  await words('floor-button', 'thứ 1');
  await tap('floor-button');
  await words('floor-button', 'thứ 5');
  await dataOf(chair.send('floor.grant', { personId: personOf(others[0]) }));
  await tap('floor-kinds');
  await words('floor-sheet', 'Tranh luận với ý kiến của');
  const later = page.locator('[data-testid^="later-"]').first();
  await later.click();
  await words('floor-sheet', 'Đã đăng ký trước');
  await chair.until(
    ({ floor }) => Object.values(floor?.rows ?? {}).filter(({ personId }) => personId === me).length === 2,
  );
  await later.click();
  await page.getByText('Đã đăng ký trước').waitFor({ state: 'detached' });
  await tap('ask-reply');
  await words('floor-button', 'Tranh luận');
});

it('shows the own time, why it stands still, and what the mode means', async () => {
  const { groupName = '' } = chair.slices.attendance?.rows[me] ?? {};
  await dataOf(chair.send('floor.setBudget', { scope: { of: 'group', groupName }, budgetMs: 60_000 }));
  await dataOf(chair.send('floor.grant', { personId: me }));
  await page.locator('[data-testid="own-timer"][data-state="warning"]').waitFor();
  await words('own-timer', '00:5');
  const speech = await speechOf(chair, me);
  await dataOf(chair.send('floor.pause', { personId: me, speech }));
  await words('paused-by', 'Chủ tọa tạm dừng');
  await dataOf(chair.send('floor.resume', { personId: me, speech }));
  await page.getByTestId('paused-by').waitFor({ state: 'detached' });
  await tap('floor-button');
  const itemId = chair.slices.agenda?.head.activeItemId ?? null;
  const mode = { name: 'presentation', presenterId: personOf(others[1]) } as const;
  await dataOf(chair.send('floor.setMode', { itemId, mode }));
  await words('floor-hint', 'chế độ trình bày: Đại biểu Mẫu 5');
  await dataOf(chair.send('floor.setMode', { itemId, mode: { name: 'chairInvites' } }));
  await page.getByTestId('floor-hint').waitFor({ state: 'detached' });
});

it('shows the message to all until it is taken away, folded if the person likes', async () => {
  await dataOf(chair.send('display.showNotice', { text: 'Phiên họp nghỉ giải lao lúc 10 giờ.' }));
  await words('notice-text', 'nghỉ giải lao');
  await tap('notice-fold');
  await page.getByTestId('notice-text').waitFor({ state: 'detached' });
  await page.getByTestId('notice-banner').waitFor();
  await dataOf(chair.send('display.clearNotice', {}));
  await page.getByTestId('notice-banner').waitFor({ state: 'detached' });
});

it('marks a closed session for those who stay, explains it outside, and brings those back by itself', async () => {
  const hall = await page.context().newPage();
  const tokens = await demoTokens(server);
  await hall.goto(`${server.url}/join#${tokens.get('display Hội trường trung tâm (mẫu)')}`);
  await hall.getByTestId('join-button').click();
  await hall.getByTestId('display').waitFor();
  await dataOf(chair.send('closedSession.begin', {}));
  await words('closed-mark', 'HỌP KÍN');
  const closedScene = hall.locator('[data-testid="display"][data-scene="closed"]');
  await closedScene.waitFor();
  await chair.until(({ waiting }) => {
    const rows = Object.values(waiting?.rows ?? {});
    return rows.length === 1 && rows[0]?.isOutside === true;
  });
  const since = chair.slices.meeting?.head.sessionClosedSince ?? 0;
  await dataOf(chair.send('closedSession.end', { since }));
  await page.getByTestId('closed-mark').waitFor({ state: 'detached' });
  await closedScene.waitFor({ state: 'detached' });
  await hall.getByTestId('display').waitFor();
  await hall.close();
});

async function ask(client: Client): Promise<void> {
  await dataOf(client.send('floor.request', { personId: personOf(client) }));
}

function personOf(client: Client | undefined): PersonId {
  return client?.slices.me?.head.personId as PersonId;
}

async function tap(testId: string): Promise<void> {
  await page.getByTestId(testId).click();
}

async function words(testId: string, text: string): Promise<void> {
  await page.getByTestId(testId).filter({ hasText: text }).waitFor();
}
