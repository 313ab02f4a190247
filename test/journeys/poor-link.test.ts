/** A site on a poor line: the server in one network, the browser in another, and between them loss and delay. */

import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { canMakeNetworks, type Line, TestNetwork } from '../harness/network.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

vi.setConfig({ testTimeout: 90_000 });

const server = '10.78.1.1';
const site = '10.78.1.2';
const measureMs = 25_000;
/** The line settles, and the sender finds out what it bears. */
const settleMs = 12_000;

describe.skipIf(!canMakeNetworks)('a site on a poor line', () => {
  const network = new TestNetwork();
  let media: Awaited<ReturnType<typeof makeTestMedia>>;
  let running: ServerProcess;
  let line: { set(line: Line): void };
  let sender: BrowserPerson;
  let receiver: BrowserPerson;

  beforeAll(async () => {
    const house = network.addNamespace('house');
    const away = network.addNamespace('away');
    line = await network.connectPoorly([house, server], [away, site], {});
    media = await makeTestMedia(['red', 'blue'], { frameRate: 30, isMoving: true });
    running = await ServerProcess.start({
      args: ['--demo', '--public-host', server],
      env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' },
      wrap: ['ip', 'netns', 'exec', house],
    });
    const chromium = process.env.ROSTRUM_CHROMIUM ?? '/usr/bin/chromium';
    // A delegate sits in the house and speaks; the chair looks and listens over the line.
    sender = await BrowserPerson.start(media.of('red'), undefined, network.programIn(house, chromium));
    receiver = await BrowserPerson.start(media.of('blue'), undefined, network.programIn(away, chromium));
    await joinByWelcome(receiver, 'Chủ tọa Mẫu');
    await receiver.tap('open-meeting');
    await joinByWelcome(sender, 'Đại biểu Mẫu 2');
    await sender.tap('floor-button');
    await receiver.tap('grant-demo-person-4');
  }, 120_000);
  afterAll(async () => {
    await sender?.close();
    await receiver?.close();
    await running?.stop();
    await network.close();
    await media?.remove();
  });

  it('with 3 % loss and 40 ms round trip keeps the picture moving', async () => {
    line.set({ delayMs: 20, jitterMs: 3, lossRatio: 0.03 });
    await delay(settleMs);
    const { framesPerSecond, frozenSeconds } = await measure(receiver);
    process.stdout.write(
      `3 % loss, 40 ms: ${framesPerSecond.toFixed(1)} fps, ${frozenSeconds.toFixed(2)} s frozen; sent: ${await sentBy(sender)}\n`,
    );
    expect(framesPerSecond).toBeGreaterThanOrEqual(29);
    expect(frozenSeconds).toBeLessThanOrEqual(1);
  });

  it('with 8 % loss and 100 ms round trip keeps speech whole and the picture alive', async () => {
    line.set({ delayMs: 50, jitterMs: 5, lossRatio: 0.08 });
    await delay(settleMs);
    const { framesPerSecond, concealedRatio } = await measure(receiver);
    process.stdout.write(
      `8 % loss, 100 ms: ${(concealedRatio * 100).toFixed(1)} % concealed, ${framesPerSecond.toFixed(1)} fps\n`,
    );
    expect(concealedRatio).toBeLessThan(0.1);
    expect(framesPerSecond).toBeGreaterThan(5);
  });

  async function joinByWelcome(person: BrowserPerson, name: string): Promise<void> {
    const { page } = person;
    const root = `https://${server}:${new URL(running.url).port}`;
    await page.goto(`${root}/welcome#${running.secretOf('welcome')}`);
    const link = page
      .locator('li.card')
      .filter({ has: page.getByRole('heading', { name, exact: true }) })
      .locator('a[href*="/join#"]')
      .first();
    const href = (await link.getAttribute('href')) ?? '';
    await person.join(`${root}/join#${href.slice(href.indexOf('#') + 1)}`);
  }
});

/** What the sender itself makes of its camera: with it a poor line is told from a busy machine. */
function sentBy(person: BrowserPerson): Promise<string> {
  return person.page.evaluate(async () => {
    const layers: string[] = [];
    const connections = (window as Window & { peerConnections?: RTCPeerConnection[] }).peerConnections ?? [];
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      for (const stat of (await connection.getStats()).values()) {
        if (stat.type !== 'outbound-rtp' || stat.kind !== 'video') continue;
        layers.push(`${stat.frameWidth ?? 0} wide, ${stat.framesPerSecond ?? 0} fps (${stat.qualityLimitationReason})`);
      }
    }
    return layers.join(', ');
  });
}

type Measured = { framesPerSecond: number; frozenSeconds: number; concealedRatio: number };
type Counters = { frames: number; frozen: number; concealed: number; samples: number };

async function measure(person: BrowserPerson): Promise<Measured> {
  const before = await countersOf(person);
  await delay(measureMs);
  const after = await countersOf(person);
  return {
    framesPerSecond: ((after.frames - before.frames) * 1_000) / measureMs,
    frozenSeconds: after.frozen - before.frozen,
    concealedRatio: (after.concealed - before.concealed) / Math.max(1, after.samples - before.samples),
  };
}

/** Silence that the sender announced is not concealed sound: only what was made up in the place of speech counts. */
function countersOf(person: BrowserPerson): Promise<Counters> {
  return person.page.evaluate(async () => {
    const counters = { frames: 0, frozen: 0, concealed: 0, samples: 0 };
    const connections = (window as Window & { peerConnections?: RTCPeerConnection[] }).peerConnections ?? [];
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      for (const stat of (await connection.getStats()).values()) {
        if (stat.type !== 'inbound-rtp') continue;
        counters.frames += stat.framesDecoded ?? 0;
        counters.frozen += stat.totalFreezesDuration ?? 0;
        counters.concealed += (stat.concealedSamples ?? 0) - (stat.silentConcealedSamples ?? 0);
        counters.samples += stat.totalSamplesReceived ?? 0;
      }
    }
    return counters;
  });
}
