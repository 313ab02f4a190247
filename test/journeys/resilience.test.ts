/**
 * Picture and sound survive by themselves: the media worker dies, the server dies, the signalling is cut off. Nobody
 * clicks. How soon is measured: `npm run bench -- resilience`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { FailingMeeting } from '../harness/failing-meeting.ts';

vi.setConfig({ testTimeout: 120_000 });

let meeting: FailingMeeting;

beforeAll(async () => {
  meeting = await FailingMeeting.open();
}, 120_000);

afterAll(() => meeting?.close());

it('begins with both sites decoding each other', async () => {
  await expect
    .poll(async () => Math.min(...Object.values(await meeting.decoded())), { timeout: 30_000 })
    .toBeGreaterThan(5);
});

it('goes on when signalling alone is cut off for ten seconds', async () => {
  const { site, chair, siteId } = meeting;
  await site.page.context().setOffline(true);
  // Only what goes over the page's own connections is cut off; the media have their own way.
  await site.page.getByTestId('connection-bar').waitFor({ timeout: 40_000 });
  const energyBefore = (await chair.received(siteId)).audioEnergy ?? 0;
  let last = await meeting.decoded();
  for (let second = 0; second < 10; second += 1) {
    await delay(1_000);
    const now = await meeting.decoded();
    expect(now.atChair).toBeGreaterThan(last.atChair);
    expect(now.atSite).toBeGreaterThan(last.atSite);
    last = now;
  }
  expect((await chair.received(siteId)).audioEnergy ?? 0).toBeGreaterThan(energyBefore);
  await site.page.context().setOffline(false);
  await site.page.getByTestId('connection-bar').waitFor({ state: 'hidden', timeout: 40_000 });
  // It is still the same picture, not a new one.
  expect((await meeting.decoded()).atSite).toBeGreaterThan(last.atSite);
});

it('is decoded again by everybody after the media worker was killed', async () => {
  await meeting.killWorker();
});

it('is decoded again by everybody after the server was killed and listens again', async () => {
  await meeting.killServer();
});
