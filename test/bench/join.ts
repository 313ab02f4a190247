/**
 * `npm run bench -- join`: from the click on the join page to the first frame of somebody else's picture on the screen, in
 * a real Chromium, with sign-in, admission and the writing of the record; beside a bare page on a bare router, by turns.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../harness/chromium.ts';
import { Client, join as joinByLink } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { endMedia, installJoinClock, type JoinTimes, readJoinClock } from '../rig/join-clock.ts';
import { buildBarePage, startBareMeeting, startVirtualSite } from '../rig/join-sides.ts';
import { prepareMeeting } from './large-meeting.ts';
import { type Figure, percentile } from './report.ts';

const joins = 20;
/** Code and caches of browser and server are warm after these; they are not counted. */
const warmUps = 2;
/** Nobody taps before the page has come to rest. */
const restMs = 1_200;
const goalMs = 500;

/** One way into a meeting: the address of its page, and what is there when its camera is. */
type Side = {
  url(turn: number): string;
  ready: string;
  /** Resolves when nobody but the one sender is in it. */
  empty(): Promise<void>;
};

export async function benchJoin(): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-join-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const server = await ServerProcess.start({ args: ['--no-demo'], env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  opened.defer(() => server.stop());
  const turns = warmUps + joins;
  const { clerkToken, delegateTokens } = await prepareMeeting(server, turns + 1, 2);
  const chair = await Client.connect(server, await joinByLink(server, clerkToken));
  opened.defer(async () => chair.close());
  const footageFolder = join(folder, 'footage');
  const site = await startVirtualSite(server, delegateTokens[turns] ?? '', footageFolder);
  opened.defer(() => site.end());
  const sending = () => Object.values(chair.slices.media?.rows ?? {}).filter(({ producers }) => producers.length > 0);
  await chair.until(() => sending().some(({ producers }) => producers.length === 2), 60_000);
  const bare = await startBareMeeting(await buildBarePage(folder), footageFolder);
  opened.defer(() => bare.end());
  const browser = await launchChromium();
  opened.defer(() => browser.close());
  // Awaited here: what was opened above stays open so long.
  return await measure(browser, {
    ours: {
      url: (turn) => `${server.url}/join#${delegateTokens[turn]}`,
      ready: '[data-testid="camera-preview"][data-has-picture="true"] video',
      empty: () => chair.until(() => sending().length === 1, 30_000),
    },
    bare: { url: () => bare.url, ready: '#own', empty: () => Promise.resolve() },
  });
}

async function measure(browser: Browser, sides: Record<'ours' | 'bare', Side>): Promise<Figure[]> {
  const times: Record<keyof typeof sides, JoinTimes[]> = { ours: [], bare: [] };
  let failures = 0;
  for (let turn = 0; turn < warmUps + joins; turn += 1) {
    // Each goes first as often as the other.
    const order = turn % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
    for (const side of order) {
      await sides[side].empty();
      const taken = await joinOnce(browser, sides[side], turn);
      if (turn < warmUps) continue;
      if (taken) times[side].push(taken);
      else failures += 1;
    }
  }
  return [...figuresOf(times), { name: 'failedJoins', value: failures, unit: '', goal: '<= 0' }];
}

function figuresOf({ ours, bare }: Record<'ours' | 'bare', JoinTimes[]>): Figure[] {
  const at = (times: readonly JoinTimes[], step: keyof JoinTimes, share: number) =>
    percentile(
      times.map((taken) => taken[step]).filter((ms) => ms !== null),
      share,
    );
  const figure = (name: string, value: number, goal: string | null = null): Figure => ({
    name,
    value,
    unit: 'ms',
    goal,
  });
  const ratio = at(ours, 'firstFrame', 0.5) / at(bare, 'firstFrame', 0.5);
  return [
    figure('joinP50Ms', at(ours, 'firstFrame', 0.5), `<= ${goalMs}`),
    figure('joinP95Ms', at(ours, 'firstFrame', 0.95), `<= ${goalMs}`),
    figure('bareJoinP50Ms', at(bare, 'firstFrame', 0.5)),
    figure('bareJoinP95Ms', at(bare, 'firstFrame', 0.95)),
    { name: 'joinOverBareRatio', value: ratio, unit: '', goal: null },
    figure('signedInP50Ms', at(ours, 'signedIn', 0.5)),
    figure('socketOpenP50Ms', at(ours, 'socketOpen', 0.5)),
    figure('pictureP50Ms', at(ours, 'picture', 0.5)),
    figure('connectedP50Ms', at(ours, 'connected', 0.5)),
    figure('barePictureP50Ms', at(bare, 'picture', 0.5)),
    figure('bareConnectedP50Ms', at(bare, 'connected', 0.5)),
    { name: 'joins', value: ours.length, unit: '', goal: null },
    { name: 'machineLoad', value: loadavg()[0] ?? 0, unit: 'running', goal: null },
  ];
}

/** With nothing kept from before: neither code nor a connection. Null when no picture came. */
async function joinOnce(browser: Browser, { url, ready }: Side, turn: number): Promise<JoinTimes | null> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1280, height: 800 },
    locale: 'vi-VN',
  });
  const page = await context.newPage();
  try {
    await installJoinClock(page);
    await page.goto(url(turn));
    await awaitPicture(page, ready);
    await delay(restMs);
    await page.getByTestId('join-button').click();
    return await readJoinClock(page);
  } catch (error) {
    process.stderr.write(`Join ${turn} failed: ${error}\n`);
    return null;
  } finally {
    await endMedia(page).catch(() => undefined);
    await context.close();
  }
}

/** The own camera is on, as it is for somebody who looks at the page before the tap. */
async function awaitPicture(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const video = document.querySelector(wanted);
    return video instanceof HTMLVideoElement && video.videoWidth > 0;
  }, selector);
}
