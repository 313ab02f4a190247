/**
 * `npm run bench -- pages`: what a page loads before it can be used, and how soon that is, in Chromium with an empty cache.
 * JavaScript counts as the gzip size of every script that was asked for until the page was ready; what a page loads
 * afterwards (mediasoup-client, papers) does not. The slow link is 2 Mbit/s with 80 ms, on a processor slowed to a quarter.
 */
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page, Request, Response } from 'playwright-core';
import { launchChromium } from '../harness/chromium.ts';
import { demoTokens, post } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import type { Figure } from './report.ts';

/** A page to measure: its address, and what is there when it can be used. */
type Visit = { url: string; ready: string; cookies: string };
type Loaded = { readyMs: number; scriptKb: number; styleAndFontKb: number; requests: number };
type Link = 'local' | 'slow';

const rounds = 5;
const bytesPerKb = 1_000;
const slowLink = { offline: false, latency: 80, downloadThroughput: 250_000, uploadThroughput: 250_000 };

export async function benchPages(): Promise<Figure[]> {
  const server = await ServerProcess.start({ args: ['--demo'] });
  const browser = await launchChromium();
  try {
    return await figuresOf(browser, server);
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function figuresOf(browser: Browser, server: ServerProcess): Promise<Figure[]> {
  const tokens = await demoTokens(server);
  const tokenOf = (label: string) => tokens.get(label) ?? '';
  const join = { url: `${server.url}/join#${tokenOf('delegate Đại biểu Mẫu 2')}`, ready: enabled('join-button') };
  const session = (label: string, ready: string) => sessionVisit(server, tokenOf(label), ready);
  const pages = {
    join: await repeat(browser, () => Promise.resolve({ ...join, cookies: '' })),
    delegate: await repeat(browser, () => session('delegate Đại biểu Mẫu 2', enabled('floor-button', false))),
    chair: await repeat(browser, () => session('chair Chủ tọa Mẫu', enabled('open-meeting'))),
    display: await repeat(browser, () => session('display Hội trường trung tâm (mẫu)', byTestId('display'))),
    clerk: await repeat(browser, () => deskVisit(server)),
  };
  const slow = await repeat(browser, () => Promise.resolve({ ...join, cookies: '' }), 'slow');
  const most = Math.max(...Object.values(pages).map(({ styleAndFontKb }) => styleAndFontKb));
  return [
    { name: 'joinKb', value: pages.join.scriptKb, unit: 'kB', goal: '<= 130' },
    { name: 'delegateKb', value: pages.delegate.scriptKb, unit: 'kB', goal: '<= 130' },
    { name: 'chairKb', value: pages.chair.scriptKb, unit: 'kB', goal: '<= 200' },
    { name: 'displayKb', value: pages.display.scriptKb, unit: 'kB', goal: '<= 115' },
    { name: 'clerkKb', value: pages.clerk.scriptKb, unit: 'kB', goal: '<= 320' },
    { name: 'mostStyleAndFontKb', value: most, unit: 'kB', goal: '<= 60' },
    { name: 'joinInteractiveMs', value: pages.join.readyMs, unit: 'ms', goal: '<= 1000' },
    { name: 'chairInteractiveMs', value: pages.chair.readyMs, unit: 'ms', goal: '<= 1000' },
    { name: 'joinSlowLinkMs', value: slow.readyMs, unit: 'ms', goal: '<= 1500' },
    { name: 'joinRequests', value: pages.join.requests, unit: '', goal: null },
  ];
}

/** The median of several visits, each with an empty cache; sizes are the same each time. */
async function repeat(browser: Browser, visitOf: () => Promise<Visit>, link: Link = 'local'): Promise<Loaded> {
  const loads: Loaded[] = [];
  for (let round = 0; round < rounds; round += 1) loads.push(await load(browser, await visitOf(), link));
  loads.sort((one, other) => one.readyMs - other.readyMs);
  const median = loads[Math.floor(rounds / 2)];
  if (!median) throw new Error('Nothing was measured.');
  return { ...median, scriptKb: Math.max(...loads.map(({ scriptKb }) => scriptKb)) };
}

async function load(browser: Browser, visit: Visit, link: Link): Promise<Loaded> {
  const context = await contextOf(browser, visit);
  try {
    const page = await context.newPage();
    if (link === 'slow') {
      const devTools = await context.newCDPSession(page);
      await devTools.send('Network.enable');
      await devTools.send('Network.emulateNetworkConditions', slowLink);
      await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    }
    return await measure(page, visit);
  } finally {
    await context.close();
  }
}

async function contextOf(browser: Browser, { cookies, url }: Visit): Promise<BrowserContext> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1280, height: 800 },
    locale: 'vi-VN',
  });
  const pairs = cookies ? cookies.split('; ') : [];
  await context.addCookies(
    pairs.map((pair) => ({
      name: pair.slice(0, pair.indexOf('=')),
      value: pair.slice(pair.indexOf('=') + 1),
      url: new URL(url).origin,
      secure: true,
      httpOnly: true,
    })),
  );
  return context;
}

/**
 * The clock starts with the navigation, in the page; what is ready is looked for in every frame. The page itself says when,
 * because code that is put into a page to ask it runs on the same slow processor.
 */
async function measure(page: Page, { url, ready }: Visit): Promise<Loaded> {
  const loads: { request: Request; body: Promise<Buffer> }[] = [];
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  page.on('response', (response) => loads.push({ request: response.request(), body: bodyOf(response) }));
  await page.addInitScript((selector) => {
    const look = () => {
      if (!document.querySelector(selector)) return requestAnimationFrame(look);
      // The frame after this one shows it.
      return requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          console.debug(`ready after ${performance.now()}`);
        }),
      );
    };
    look();
  }, ready);
  const said = page.waitForEvent('console', (message) => message.text().startsWith('ready after '));
  await page.goto(url, { waitUntil: 'commit' });
  const readyMs = Number((await said).text().replace('ready after ', ''));
  const readyAt = readyMs + (await page.evaluate(() => performance.timeOrigin));
  const isBefore = (request: Request) => request.timing().startTime <= readyAt;
  const sizeOf = async (...kinds: string[]) => {
    let bytes = 0;
    for (const { request, body } of loads) {
      if (!kinds.includes(request.resourceType()) || !isBefore(request)) continue;
      bytes += request.resourceType() === 'font' ? (await body).length : gzipSync(await body, { level: 9 }).length;
    }
    return bytes / bytesPerKb;
  };
  return {
    readyMs,
    requests: requests.filter(isBefore).length,
    scriptKb: await sizeOf('script'),
    styleAndFontKb: await sizeOf('stylesheet', 'font'),
  };
}

/** Answers without a body, e.g. of a picture that was not shown, weigh nothing. */
function bodyOf(response: Response): Promise<Buffer> {
  return response.body().catch(() => Buffer.alloc(0));
}

/** Joins without a browser, so that only the session's page itself is measured. */
async function sessionVisit(server: ServerProcess, token: string, ready: string): Promise<Visit> {
  const { body, cookie } = await post(server, 'join', { token });
  return { url: `${server.url}/s/${body.sessionKey}`, cookies: cookie, ready };
}

/** The clerk's bench: the delegates of the demo's meeting. */
async function deskVisit(server: ServerProcess): Promise<Visit> {
  const welcome = await post(server, 'welcome', { key: server.secretOf('welcome') });
  const { account } = welcome.body;
  if (!account) throw new Error('The demo has no account.');
  const { body, cookie } = await post(server, 'login', account);
  return { url: `${server.url}/s/${body.sessionKey}/meetings`, cookies: cookie, ready: byTestId('new-meeting') };
}

function byTestId(testId: string): string {
  return `[data-testid="${testId}"]`;
}

/** There and, unless it may still wait for the meeting to open, ready to be tapped. */
function enabled(testId: string, isTappable = true): string {
  return isTappable ? `${byTestId(testId)}:not([data-disabled]):not([disabled])` : byTestId(testId);
}
