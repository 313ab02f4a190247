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

/** The same pages with other words: the widest and the narrowest window tell what differs. */
function windowsOf(language: 'vi' | 'en') {
  return language === 'vi' ? windows : windows.filter(({ name }) => name === '1920' || name === '390');
}

type Faults = { axe: string[]; layout: Map<string, string[]>; strangers: string[]; broken: string[] };

const usualWindow = { width: 1_280, height: 800 };

let every: EveryPage;
const found: Partial<Record<'vi' | 'en', Faults>> = {};

/** Each page is opened once and then looked at in every way. */
beforeAll(async () => {
  every = await EveryPage.start();
  found.vi = await look('vi');
  found.en = await look('en');
}, 900_000);
afterAll(() => every?.close());

describe.each(['vi', 'en'] as const)('every page in %s', (language) => {
  it('can be opened', () => {
    expect(found[language]?.broken).toEqual([]);
  });

  it('has no fault that axe finds', () => {
    expect(found[language]?.axe).toEqual([]);
  });

  it.each(windowsOf(language))('stands in its window: $name', ({ name }) => {
    expect(found[language]?.layout.get(name)).toEqual([]);
  });

  it('sends no request to anything but the server', () => {
    expect(found[language]?.strangers).toEqual([]);
  });
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

  it('has no fault that axe finds in any piece in either theme, and pieces that stand in every window', async () => {
    const faults: string[] = [];
    for (const piece of pieces) {
      await page.setViewportSize(usualWindow);
      await page.goto(`${every.url}/gallery?piece=${piece}&theme=paper&lang=vi`);
      await page.locator('[data-piece]').first().waitFor();
      for (const theme of ['paper', 'room']) {
        for (const fault of await axeFaults(page, theme)) faults.push(`${piece}: ${fault}`);
      }
      for (const width of [390, 1_024, 1_920]) {
        await page.setViewportSize({ width, height: 900 });
        for (const fault of await lastingFaults(page)) faults.push(`${piece} at ${width}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

/** One line for each rule that is broken, whatever its impact. */
async function axeFaults(page: Page, theme?: string): Promise<string[]> {
  if (theme) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
  }
  // What react-aria speaks through is empty while there is nothing to say.
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  return violations.map(
    ({ id, impact, nodes }) =>
      `${theme ?? ''} ${id} (${impact}): ${nodes
        .map(({ target }) => target.join(' '))
        .join(' | ')
        .slice(0, 300)}`,
  );
}

async function look(language: 'vi' | 'en'): Promise<Faults> {
  const faults: Faults = { axe: [], layout: new Map(windows.map(({ name }) => [name, []])), strangers: [], broken: [] };
  const context = await every.openContext(usualWindow, { language });
  watchRequests(context, faults.strangers);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  for (const shown of every.pages) {
    try {
      await page.setViewportSize(usualWindow);
      await every.show(page, shown);
      await lookAt(page, shown.name, language, faults);
    } catch (error) {
      faults.broken.push(`${shown.name}: ${String(error).slice(0, 300)}`);
    }
  }
  await context.close();
  return faults;
}

/** In Vietnamese in both themes, last in the page's own, and on a telephone. */
async function lookAt(page: Page, name: string, language: 'vi' | 'en', faults: Faults): Promise<void> {
  const own = await page.evaluate(() => document.documentElement.dataset.theme);
  const other = own === 'paper' ? ('room' as const) : ('paper' as const);
  for (const theme of language === 'vi' ? ([other, own] as const) : ([own] as const)) {
    for (const fault of await axeFaults(page, theme)) faults.axe.push(`${name}: ${fault}`);
  }
  for (const { name: window, width, height } of windowsOf(language)) {
    await page.setViewportSize({ width, height });
    for (const fault of await lastingFaults(page)) faults.layout.get(window)?.push(`${name}: ${fault}`);
    if (window === '390' && language === 'vi') {
      for (const fault of await axeFaults(page)) faults.axe.push(`${name} at 390: ${fault}`);
    }
  }
}

/** What is wrong once the page has followed its window, which takes some frames. */
async function lastingFaults(page: Page): Promise<string[]> {
  let faults: string[] = [];
  for (let looks = 0; looks < 5; looks += 1) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    faults = await layoutFaults(page);
    if (faults.length === 0) break;
  }
  return faults;
}

function watchRequests(context: BrowserContext, strangers: string[]): void {
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== every.url && !['data:', 'blob:', 'about:'].includes(url.protocol)) strangers.push(request.url());
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      if (!socket.url().startsWith(every.url.replace('https', 'wss'))) strangers.push(socket.url());
    });
  });
}
