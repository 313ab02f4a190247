/**
 * Without a mouse, a finger or a pen: a clerk signs in, makes a meeting, writes and orders its agenda, takes a step back,
 * convenes it, goes into the meeting of the day, takes the floor and gives it back, all by keys.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { Client, demoTokens, join, post } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

vi.setConfig({ testTimeout: 90_000 });

const mostTabs = 80;
const title = 'Phiên họp lập bằng bàn phím (mẫu)';

let media: Awaited<ReturnType<typeof makeTestMedia>>;
let server: ServerProcess;
let clerk: BrowserPerson;
let page: Page;

beforeAll(async () => {
  media = await makeTestMedia(['yellow']);
  server = await ServerProcess.start({ args: ['--demo'] });
  clerk = await BrowserPerson.start(media.of('yellow'));
  page = clerk.page;
  page.setDefaultTimeout(15_000);
  await page.addInitScript(() => {
    addEventListener('pointerdown', () => document.documentElement.setAttribute('data-pointer-used', ''), true);
  });
}, 120_000);

afterAll(async () => {
  await clerk?.close();
  await server?.stop();
  await media?.remove();
});

it('signs in', async () => {
  const { body } = await post(server, 'welcome', { key: server.secretOf('welcome') });
  await page.goto(server.url);
  await tabTo('login-name');
  await page.keyboard.type(body.account?.login ?? '');
  await tabTo('login-password');
  await page.keyboard.type(body.account?.password ?? '');
  await page.keyboard.press('Enter');
  await page.locator('[data-testid^="my-meeting-"]').first().waitFor();
});

it('makes a meeting', async () => {
  await tabTo('nav-meetings');
  await page.keyboard.press('Enter');
  await page.getByTestId('new-meeting').waitFor();
  await tabTo('new-meeting');
  await page.keyboard.press('Enter');
  await tabTo('new-title');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByTestId('meeting-name').textContent()).toBe(title);
});

it('writes and orders the agenda, and takes a step back', async () => {
  await tabTo('part-tab-agenda');
  await page.keyboard.press('Enter');
  await page.getByTestId('quick-line').waitFor();
  const before = await titles();
  await tabTo('quick-line');
  await page.keyboard.type('Nội dung viết bằng bàn phím 25 phút');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await titles()).length).toBe(before.length + 1);
  expect((await titles()).at(-1)).toBe('Nội dung viết bằng bàn phím');
  const handle = page.locator('[data-testid^="agenda-item-handle-"]').last();
  await tabTo((await handle.getAttribute('data-testid')) ?? '');
  for (const key of ['Space', 'ArrowUp', 'Space']) await page.keyboard.press(key);
  await expect.poll(async () => (await titles()).at(-2)).toBe('Nội dung viết bằng bàn phím');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(async () => (await titles()).at(-1)).toBe('Nội dung viết bằng bàn phím');
});

it('convenes the meeting', async () => {
  await tabTo('convene');
  await page.keyboard.press('Enter');
  await tabTo('convene-confirm');
  await page.keyboard.press('Enter');
  await page.getByTestId('part-invitation').waitFor();
  expect(await page.getByTestId('convene').count()).toBe(0);
});

it('goes into the meeting of the day, takes the floor and gives it back', async () => {
  const tokens = await demoTokens(server);
  const chair = await Client.connect(server, await join(server, tokens.get('chair Chủ tọa Mẫu') ?? ''));
  await chair.until(({ me }) => me);
  await chair.send('meeting.open', {});
  if ((await page.getByTestId('convene-sheet').count()) > 0) await page.keyboard.press('Escape');
  await tabTo('nav-mine');
  await page.keyboard.press('Enter');
  await page.locator('[data-testid^="enter-"]').first().waitFor();
  const running = page.locator('[data-status="inSession"] [data-testid^="enter-"]');
  await tabTo((await running.getAttribute('data-testid')) ?? '');
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="floor-button"]:not([data-disabled], [disabled], [aria-disabled="true"])').waitFor();
  const words = () => page.getByTestId('floor-button').innerText();
  const before = await words();
  await page.keyboard.press('Control+Alt+h');
  await chair.until(({ floor }) => floor?.head.speakers.length === 1);
  await expect.poll(words).not.toBe(before);
  await page.keyboard.press('Control+Alt+h');
  await chair.until(({ floor }) => floor?.head.speakers.length === 0);
  await page.keyboard.press('F2');
  expect(await page.evaluate(() => Boolean(document.activeElement?.closest('.control-bar')))).toBe(true);
  await page.keyboard.press('Control+/');
  await page.getByTestId('keys-sheet').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('keys-sheet').waitFor({ state: 'detached' });
  chair.close();
  expect(await page.locator('html').getAttribute('data-pointer-used')).toBeNull();
});

/** Presses Tab until the focus is there, as a person would; what cannot be reached is a fault. */
async function tabTo(testId: string): Promise<void> {
  await page.getByTestId(testId).first().waitFor();
  for (let presses = 0; presses <= mostTabs; presses += 1) {
    const isThere = await page.evaluate(
      (id) => document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid') === id,
      testId,
    );
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The focus does not come to ${testId} within ${mostTabs} presses of Tab.`);
}

function titles(): Promise<string[]> {
  return page
    .locator('[data-testid^="item-title-"]')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
}
