/**
 * `npm run bench -- floor`: from the chair's tap on a request until the speaker's sound reaches a listener, until a display
 * in Chromium shows the name, and until the last of a thousand pages has the new view.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { SliceUpdate } from '#contract';
import { launchChromium } from '../harness/chromium.ts';
import { Client, dataOf, demoTokens, enter, join, speechOf } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { connectAll, timeOfChange } from './fan-out.ts';
import { SoundPath } from './floor-sound.ts';
import { prepareMeeting } from './large-meeting.ts';
import { type Figure, percentile } from './report.ts';

const soundRounds = 60;
const displayRounds = 40;
const viewRounds = 60;
const pages = 1_000;

export async function benchFloor(): Promise<Figure[]> {
  const { sound, display } = await smallMeeting();
  const views = await largeMeeting();
  return [
    { name: 'grantToSoundP50Ms', value: percentile(sound, 0.5), unit: 'ms', goal: null },
    { name: 'grantToSoundP95Ms', value: percentile(sound, 0.95), unit: 'ms', goal: '<= 150' },
    { name: 'grantToDisplayP50Ms', value: percentile(display, 0.5), unit: 'ms', goal: null },
    { name: 'grantToDisplayP95Ms', value: percentile(display, 0.95), unit: 'ms', goal: '<= 200' },
    { name: 'grantTo1000P50Ms', value: percentile(views, 0.5), unit: 'ms', goal: null },
    { name: 'grantTo1000P99Ms', value: percentile(views, 0.99), unit: 'ms', goal: '<= 300' },
  ];
}

type People = { chair: Client; speaker: Client; listener: Client };

async function smallMeeting(): Promise<{ sound: number[]; display: number[] }> {
  const server = await ServerProcess.start({ args: ['--demo'], env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  const tokens = await demoTokens(server);
  const comeIn = (who: string) => enter(server, tokens.get(who));
  const people = {
    chair: await comeIn('chair Chủ tọa Mẫu'),
    speaker: await comeIn('delegate Đại biểu Mẫu 2'),
    listener: await comeIn('delegate Đại biểu Mẫu 3'),
  };
  try {
    await Promise.all(Object.values(people).map((client) => client.until(({ me, floor }) => me && floor)));
    await dataOf(people.chair.send('meeting.open', {}));
    const sound = await soundTimes(people);
    const wall = [...tokens].find(([who]) => who.startsWith('display '))?.[1] ?? '';
    return { sound, display: await displayTimes(server, wall, people) };
  } finally {
    for (const client of Object.values(people)) client.close();
    await server.stop();
  }
}

/** Asks, waits until the chair sees it, and gives the floor back afterwards. */
async function grantOnce({ chair, speaker }: People, measure: () => Promise<number>): Promise<number> {
  const personId = speaker.slices.me?.head.personId ?? '';
  const isListed = () => Object.values(chair.slices.floor?.rows ?? {}).some((row) => row.personId === personId);
  await dataOf(speaker.send('floor.request', { personId }));
  await chair.until(isListed);
  const seen = measure();
  const tappedAt = performance.now();
  await dataOf(chair.send('floor.grant', { personId }));
  const seenAt = await seen;
  await dataOf(speaker.send('floor.yield', { personId, speech: await speechOf(chair, personId) }));
  return seenAt - tappedAt;
}

async function soundTimes(people: People): Promise<number[]> {
  const path = await SoundPath.open(people.speaker, people.listener);
  const times: number[] = [];
  try {
    for (let round = 0; round < soundRounds; round += 1) {
      await path.untilSilent();
      times.push(await grantOnce(people, () => path.nextPacket()));
    }
  } finally {
    path.close();
  }
  return times;
}

async function displayTimes(server: ServerProcess, token: string, people: People): Promise<number[]> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1920, height: 1080 } });
    const page = await context.newPage();
    await page.goto(`${server.url}/join#${token}`);
    await page.getByTestId('join-button').click();
    await page.getByTestId('display').waitFor();
    const name = people.speaker.slices.me?.head.name ?? '';
    const times: number[] = [];
    for (let round = 0; round < displayRounds; round += 1) {
      await page.waitForFunction(
        (text) => !document.querySelector('[data-testid="name-strap"]')?.textContent?.includes(text),
        name,
      );
      await wait(300);
      times.push(await grantOnce(people, await shownAt(page, name)));
    }
    return times;
  } finally {
    await browser.close();
  }
}

/** When the frame with the name is drawn, by the clock of this process. */
async function shownAt(page: Page, name: string): Promise<() => Promise<number>> {
  const skewMs = await clockSkewMs(page);
  const watched = await page.evaluateHandle((text) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const look = () => {
      if (!document.querySelector('[data-testid="name-strap"]')?.textContent?.includes(text)) return;
      observer.disconnect();
      // The frame after this one shows it.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    return { promise };
  }, name);
  return async () => (await watched.evaluate(({ promise }) => promise)) + skewMs;
}

/** What the page's clock is behind this one's: from the quickest of several questions. */
async function clockSkewMs(page: Page): Promise<number> {
  let best = { tookMs: Number.POSITIVE_INFINITY, skewMs: 0 };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const before = performance.now();
    const there = await page.evaluate(() => performance.now());
    const after = performance.now();
    if (after - before < best.tookMs) best = { tookMs: after - before, skewMs: (before + after) / 2 - there };
  }
  return best.skewMs;
}

async function largeMeeting(): Promise<number[]> {
  const server = await ServerProcess.start({ args: ['--no-demo'], env: { ROSTRUM_COMMANDS_PER_SECOND: '1000000' } });
  const { clerkToken, delegateTokens } = await prepareMeeting(server, pages, 40);
  const clients = await connectAll(server, delegateTokens);
  const chair = await Client.connect(server, await join(server, clerkToken));
  try {
    await chair.until(({ me, floor }) => me && floor);
    // What joining caused must have gone out before the first grant.
    await wait(3_000);
    const times: number[] = [];
    for (let round = 0; round < viewRounds; round += 1) {
      const speaker = clients[round * 7];
      const personId = speaker?.slices.me?.head.personId;
      if (!speaker || !personId) throw new Error('A delegate is missing.');
      await dataOf(speaker.send('floor.request', { personId }));
      await wait(100);
      const isShownBy = (update: SliceUpdate) =>
        update.name === 'floor' && (update.head?.speakers.some((speaking) => speaking.personId === personId) ?? false);
      times.push(await timeOfChange({ act: () => chair.send('floor.grant', { personId }), isShownBy }, clients));
      await dataOf(speaker.send('floor.yield', { personId, speech: await speechOf(chair, personId) }));
      await wait(100);
    }
    return times;
  } finally {
    for (const client of [chair, ...clients]) client.close();
    await server.stop();
  }
}
