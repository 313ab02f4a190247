/** Looks at pages in every way that holds for all of them: accessibility in both themes, how they stand in each window, requests. */
import type { BrowserContext, Page } from 'playwright-core';
import { axeViolations } from './axe.ts';
import type { EveryPage } from './every-page.ts';
import { layoutFaults } from './layout-faults.ts';

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
export function windowsOf(language: 'vi' | 'en') {
  return language === 'vi' ? windows : windows.filter(({ name }) => name === '1920' || name === '390');
}

export type Faults = { axe: string[]; layout: Map<string, string[]>; strangers: string[]; broken: string[] };

export const usualWindow = { width: 1_280, height: 800 };

/** One line for each rule that is broken, whatever its impact. */
export async function axeFaults(page: Page, theme?: string): Promise<string[]> {
  if (theme) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
  }
  // What react-aria speaks through is empty while there is nothing to say.
  const violations = await axeViolations(page, ['[data-live-announcer]']);
  return violations.map(
    ({ id, impact, nodes }) =>
      `${theme ?? ''} ${id} (${impact}): ${nodes
        .map(({ target }) => target.join(' '))
        .join(' | ')
        .slice(0, 300)}`,
  );
}

/** Each page is opened once and then looked at in every way. */
export async function look(every: EveryPage, language: 'vi' | 'en'): Promise<Faults> {
  const faults: Faults = { axe: [], layout: new Map(windows.map(({ name }) => [name, []])), strangers: [], broken: [] };
  const context = await every.openContext(usualWindow, { language });
  watchRequests(context, every.url, faults.strangers);
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
export async function lastingFaults(page: Page): Promise<string[]> {
  let faults: string[] = [];
  for (let looks = 0; looks < 5; looks += 1) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    faults = await layoutFaults(page);
    if (faults.length === 0) break;
  }
  return faults;
}

function watchRequests(context: BrowserContext, own: string, strangers: string[]): void {
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== own && !['data:', 'blob:', 'about:'].includes(url.protocol)) strangers.push(request.url());
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      if (!socket.url().startsWith(own.replace('https', 'wss'))) strangers.push(socket.url());
    });
  });
}
