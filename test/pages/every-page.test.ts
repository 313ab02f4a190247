/**
 * What holds for every page: no fault of accessibility in either theme, nothing covered, cut or out of the window at any
 * width and at 200 % zoom, and no request that leaves the server.
 */
import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EveryPage } from '../harness/every-page.ts';
import { layoutFaults } from '../harness/layout-faults.ts';

vi.setConfig({ testTimeout: 240_000 });

/** Half the width in CSS pixels is what a window shows at 200 %; a phone is checked down to 320 (WCAG 1.4.10). */
const windows = [
  { name: '1920', width: 1_920, height: 1_080 },
  { name: '1024', width: 1_024, height: 768 },
  { name: '390', width: 390, height: 844 },
  { name: '1920 at 200 %', width: 960, height: 540 },
  { name: '1024 at 200 %', width: 512, height: 384 },
  { name: '390 at 122 %', width: 320, height: 692 },
];

let every: EveryPage;

beforeAll(async () => {
  every = await EveryPage.start();
}, 60_000);
afterAll(() => every?.close());

it.each(['vi', 'en'] as const)('has no fault that axe finds on any page in either theme, in %s', async (language) => {
  const faults = await onEveryPage({ width: 1_280, height: 800 }, language, async (page, name) =>
    [...(await axeFaults(page, 'paper')), ...(await axeFaults(page, 'room'))].map((fault) => `${name}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

it('has no fault that axe finds on a telephone', async () => {
  const faults = await onEveryPage({ width: 390, height: 844 }, 'vi', async (page, name) =>
    (await axeFaults(page)).map((fault) => `${name}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

describe('stands in its window', () => {
  it.each(windows)('$name', async ({ width, height }) => {
    const faults = await onEveryPage({ width, height }, 'vi', async (page, name) =>
      (await layoutFaults(page)).map((fault) => `${name}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });
});

it('sends no request to anything but the server', async () => {
  const strangers: string[] = [];
  await onEveryPage(
    { width: 1_280, height: 800 },
    'vi',
    async () => [],
    (context) => {
      context.on('request', (request) => {
        const url = new URL(request.url());
        const isOwn = url.origin === every.url || ['data:', 'blob:', 'about:'].includes(url.protocol);
        if (!isOwn) strangers.push(request.url());
      });
      context.on('page', (page) => {
        page.on('websocket', (socket) => {
          if (!socket.url().startsWith(every.url.replace('https', 'wss'))) strangers.push(socket.url());
        });
      });
    },
  );
  expect(strangers).toEqual([]);
});

describe('the gallery', () => {
  let context: BrowserContext;
  let page: Page;
  let pieces: string[];

  beforeAll(async () => {
    context = await every.openContext({ width: 1_280, height: 800 });
    page = await context.newPage();
    await page.goto(`${every.url}/gallery`);
    await page.locator('[data-piece]').first().waitFor();
    pieces = await page
      .locator('[data-piece]')
      .evaluateAll((all) => all.map((piece) => piece.getAttribute('data-piece') ?? ''));
  }, 60_000);
  afterAll(() => context?.close());

  it('shows more than thirty pieces', () => {
    expect(new Set(pieces).size).toBeGreaterThan(30);
  });

  it.each(['vi', 'en'] as const)(
    'has no fault that axe finds in any piece in either theme, in %s',
    async (language) => {
      const faults: string[] = [];
      for (const piece of pieces) {
        for (const theme of ['paper', 'room']) {
          await page.goto(`${every.url}/gallery?piece=${piece}&theme=${theme}&lang=${language}`);
          await page.locator('[data-piece]').first().waitFor();
          for (const fault of await axeFaults(page)) faults.push(`${piece}, ${theme}: ${fault}`);
        }
      }
      expect(faults).toEqual([]);
    },
  );

  it.each([390, 1_024, 1_920])('has pieces that stand in a window of %i px', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const faults: string[] = [];
    for (const piece of pieces) {
      await page.goto(`${every.url}/gallery?piece=${piece}&theme=paper&lang=vi`);
      await page.locator('[data-piece]').first().waitFor();
      for (const fault of await layoutFaults(page)) faults.push(`${piece}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });
});

/** One line for each rule that is broken, whatever its impact. */
async function axeFaults(page: Page, theme?: 'paper' | 'room'): Promise<string[]> {
  if (theme) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, impact, nodes }) =>
      `${theme ?? ''} ${id} (${impact}): ${nodes
        .map(({ target }) => target.join(' '))
        .join(' | ')
        .slice(0, 300)}`,
  );
}

async function onEveryPage(
  size: { width: number; height: number },
  language: 'vi' | 'en',
  check: (page: Page, name: string) => Promise<string[]>,
  prepare: (context: BrowserContext) => void = () => undefined,
): Promise<string[]> {
  const context = await every.openContext(size, { language });
  prepare(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  for (const shown of every.pages) {
    try {
      await every.show(page, shown);
      faults.push(...(await check(page, shown.name)));
    } catch (error) {
      faults.push(`${shown.name}: ${String(error).slice(0, 300)}`);
    }
  }
  await context.close();
  return faults;
}
