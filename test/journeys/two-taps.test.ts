/**
 * The chair's page on a tablet: what the chair decides takes two taps at most, counted here, also where it needs one word
 * more. Nothing carries media.
 */
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type Client, dataOf, demoTokens, enter } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: ServerProcess;
let browser: Browser;
let page: Page;
let clerk: Client;
let others: Client[];
let taps = 0;

beforeAll(async () => {
  server = await ServerProcess.start({ args: ['--demo'] });
  const tokens = await demoTokens(server);
  const tokenOf = (name: string) => tokens.get(name) ?? '';
  clerk = await enter(server, tokenOf('clerk Thư ký Mẫu'));
  const deputy = [...tokens.keys()].find((name) => name.startsWith('deputy ')) ?? '';
  others = await Promise.all(
    [deputy, 'delegate Đại biểu Mẫu 4', 'delegate Đại biểu Mẫu 5'].map((name) => enter(server, tokenOf(name))),
  );
  browser = await chromium.launch({
    executablePath: process.env.ROSTRUM_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
  });
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1_024, height: 768 },
    locale: 'vi-VN',
  });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${server.url}/join#${tokenOf('chair Chủ tọa Mẫu')}`);
  await page.getByTestId('join-button').click();
  await page.getByTestId('open-meeting').click();
  await clerk.until(({ meeting, agenda }) => meeting?.head.status === 'inSession' && agenda);
  const [second = ''] = Object.keys(clerk.slices.agenda?.rows ?? {}).slice(1);
  await dataOf(
    clerk.send('agenda.activate', { itemId: second, fromItemId: clerk.slices.agenda?.head.activeItemId ?? null }),
  );
  await page.locator('[data-testid="mode-button"]:enabled').waitFor();
});

afterAll(async () => {
  await browser?.close();
  for (const client of [clerk, ...(others ?? [])]) client?.close();
  await server?.stop();
});

beforeEach(() => {
  taps = 0;
});

it('limits the time of a site, and takes it back', async () => {
  const siteId = Object.values(clerk.slices.attendance?.rows ?? {}).find((row) => row.siteId !== null)?.siteId ?? '';
  await tap('times-button');
  await tap('budget-20-minutes', `times-${siteId}`);
  await clerk.until(({ floor }) =>
    floor?.head.budgets.some(
      (budget) => budget.of === 'site' && budget.siteId === siteId && budget.budgetMs === 1_200_000,
    ),
  );
  expect(taps).toBe(2);
  await tap('notice-undo');
  await clerk.until(({ floor }) => floor?.head.budgets.length === 0);
  await page.getByTestId('times-sheet-close').click();
});

it('limits the time of a group', async () => {
  const groupName = Object.values(clerk.slices.attendance?.rows ?? {}).find((row) => row.groupName)?.groupName ?? '';
  await tap('times-button');
  await tap('budget-30-minutes', `times-${groupName}`);
  await clerk.until(({ floor }) =>
    floor?.head.budgets.some((budget) => budget.of === 'group' && budget.groupName === groupName),
  );
  expect(taps).toBe(2);
  await page.getByTestId('times-sheet-close').click();
});

it('opens any number of microphones, and lets anybody present', async () => {
  await tap('mode-button');
  await tap('mode-open-8');
  await clerk.until(({ floor }) => floor?.head.mode.name === 'open' && floor.head.mode.limit === 8);
  expect(taps).toBe(2);
  taps = 0;
  const personId = others[2]?.slices.me?.head.personId ?? '';
  await tap('mode-button');
  await tap(`presenter-${personId}`);
  await clerk.until(
    ({ floor }) => floor?.head.mode.name === 'presentation' && floor.head.mode.presenterId === personId,
  );
  expect(taps).toBe(2);
});

it('gives the chair to a deputy', async () => {
  const deputyId = others[0]?.slices.me?.head.personId ?? '';
  await tap('more-button');
  await tap(`hand-over-${deputyId}`);
  await clerk.until(({ meeting }) => meeting?.head.actingChairId === deputyId);
  expect(taps).toBe(2);
});

async function tap(testId: string, within?: string): Promise<void> {
  taps += 1;
  const scope = within === undefined ? page : page.getByTestId(within);
  await scope.getByTestId(testId).click();
}
