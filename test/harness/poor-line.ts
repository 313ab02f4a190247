/** A site on a poor line: the server and the speaker in one network, the chair's browser in another, and loss between them. */

import { setTimeout as delay } from 'node:timers/promises';
import { BrowserPerson } from './browser-person.ts';
import { chromiumPath } from './chromium.ts';
import { type Line, TestNetwork } from './network.ts';
import { ServerProcess } from './server-process.ts';
import { makeTestMedia } from './test-media.ts';

const server = '10.78.1.1';
const site = '10.78.1.2';
/** The line settles, and the sender finds out what it bears. */
const settleMs = 12_000;

export type PoorLine = {
  sender: BrowserPerson;
  receiver: BrowserPerson;
  /** Resolves when the line has been so for a while. */
  become(line: Line): Promise<void>;
  close(): Promise<void>;
};

/** A meeting in which a delegate in the house speaks; the chair looks and listens over the line. */
export async function openPoorLine(): Promise<PoorLine> {
  await using opened = new AsyncDisposableStack();
  const network = new TestNetwork();
  opened.defer(() => network.close());
  const house = network.addNamespace('house');
  const away = network.addNamespace('away');
  const line = await network.connectPoorly([house, server], [away, site], {});
  const media = await makeTestMedia(['red', 'blue'], { frameRate: 30, isMoving: true });
  opened.defer(() => media.remove());
  const running = await ServerProcess.start({
    args: ['--demo', '--public-host', server],
    env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' },
    wrap: ['ip', 'netns', 'exec', house],
  });
  opened.defer(() => running.stop());
  const sender = await BrowserPerson.start(media.of('red'), undefined, network.programIn(house, chromiumPath));
  opened.defer(() => sender.close());
  const receiver = await BrowserPerson.start(media.of('blue'), undefined, network.programIn(away, chromiumPath));
  opened.defer(() => receiver.close());
  await joinByWelcome(running, receiver, 'Chủ tọa Mẫu');
  await receiver.tap('open-meeting');
  await joinByWelcome(running, sender, 'Đại biểu Mẫu 2');
  await sender.tap('floor-button');
  await receiver.tap('grant-demo-person-4');
  const atClose = opened.move();
  return {
    sender,
    receiver,
    async become(wanted) {
      line.set(wanted);
      await delay(settleMs);
    },
    close: () => atClose.disposeAsync(),
  };
}

async function joinByWelcome(running: ServerProcess, person: BrowserPerson, name: string): Promise<void> {
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

export type Sent = {
  /** Frames per second that the camera gave, and that went out in the largest layer. */
  cameraFramesPerSecond: number;
  framesPerSecond: number;
  encodeMs: number;
  /** Seconds for which the browser held each layer back, by reason. */
  heldBack: string;
};

export type Measured = {
  framesPerSecond: number;
  frozenSeconds: number;
  concealedRatio: number;
  heardSeconds: number;
  /** What the speaker's browser made of its camera meanwhile: with it a poor line is told from a busy machine. */
  sent: Sent;
};

export async function measure({ sender, receiver }: PoorLine, measureMs = 25_000): Promise<Measured> {
  const [before, sentBefore] = await Promise.all([countersOf(receiver), sentCountersOf(sender)]);
  const startedAt = performance.now();
  await delay(measureMs);
  const [after, sentAfter] = await Promise.all([countersOf(receiver), sentCountersOf(sender)]);
  const seconds = (performance.now() - startedAt) / 1_000;
  const encoded = sentAfter.encoded - sentBefore.encoded;
  return {
    framesPerSecond: (after.frames - before.frames) / seconds,
    frozenSeconds: after.frozen - before.frozen,
    heardSeconds: (after.samples - before.samples) / 48_000,
    concealedRatio: (after.concealed - before.concealed) / Math.max(1, after.samples - before.samples),
    sent: {
      cameraFramesPerSecond: (sentAfter.camera - sentBefore.camera) / seconds,
      framesPerSecond: (sentAfter.frames - sentBefore.frames) / seconds,
      encodeMs: ((sentAfter.encodeSeconds - sentBefore.encodeSeconds) * 1_000) / Math.max(1, encoded),
      heldBack: sentAfter.heldBack,
    },
  };
}

type Counters = { frames: number; frozen: number; concealed: number; samples: number };
type SentCounters = { camera: number; frames: number; encoded: number; encodeSeconds: number; heldBack: string };

function sentCountersOf(person: BrowserPerson): Promise<SentCounters> {
  return person.page.evaluate(async () => {
    const counters = { camera: 0, frames: 0, encoded: 0, encodeSeconds: 0, heldBack: '' };
    let largest = 0;
    const layers: string[] = [];
    const connections = (window as Window & { peerConnections?: RTCPeerConnection[] }).peerConnections ?? [];
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      for (const stat of (await connection.getStats()).values()) {
        if (stat.type === 'media-source' && stat.kind === 'video') counters.camera += stat.frames ?? 0;
        if (stat.type !== 'outbound-rtp' || stat.kind !== 'video') continue;
        layers.push(`${stat.frameWidth ?? 0} wide: ${JSON.stringify(stat.qualityLimitationDurations ?? {})}`);
        counters.encoded += stat.framesEncoded ?? 0;
        counters.encodeSeconds += stat.totalEncodeTime ?? 0;
        if ((stat.frameWidth ?? 0) < largest) continue;
        largest = stat.frameWidth ?? 0;
        counters.frames = stat.framesSent ?? 0;
      }
    }
    counters.heldBack = layers.join(', ');
    return counters;
  });
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
