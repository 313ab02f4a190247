/**
 * A large meeting as one site with a thin line gets it: the server and many virtual sites in one network, the chair's
 * browser in another, and a line between them that carries so many bits and no more. What the server sends into that line
 * is counted before anything of it is dropped.
 */
import { mkdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BrowserPerson } from './browser-person.ts';
import { chromiumPath } from './chromium.ts';
import { Client, dataOf, demoTokens, enter, post } from './client.ts';
import { type Line, TestNetwork } from './network.ts';
import { ServerProcess } from './server-process.ts';
import { makeTestMedia } from './test-media.ts';

const server = '10.79.1.1';
const site = '10.79.1.2';
/** Where the chair sits in the demo's register. */
const chairSiteId = 'demo-hall';

/** On which the speaker's picture is drawn large enough for its largest layer. */
const size = { width: 1_920, height: 1_080 };

/** One picture as the page receives it. */
export type ReceivedPicture = {
  width: number;
  frames: number;
  freezes: number;
  frozenSeconds: number;
  packetsLost: number;
};

export type Window = {
  /** Sent into the line towards the site and from it, with all headers. */
  downBps: number;
  upBps: number;
  /** What the page's transports received, without the headers below them. */
  receivedBps: number;
  speaker: ReceivedPicture;
  /** Of the other sites, those of which something arrived. */
  others: ReceivedPicture[];
};

export class NarrowSite {
  readonly person: BrowserPerson;
  readonly clerk: Client;
  readonly #network: TestNetwork;
  readonly #house: string;
  readonly #desk: Client;
  readonly #setLine: (line: Line) => void;
  readonly #opened: AsyncDisposableStack;

  /** Resolves when all sites send, the meeting is in session and the page of the thin line's site is in it. */
  static async open(siteCount: number, line: Line, siteMbps: number): Promise<NarrowSite> {
    await using opened = new AsyncDisposableStack();
    const network = new TestNetwork();
    opened.defer(() => network.close());
    const house = network.addNamespace('house');
    const away = network.addNamespace('away');
    const { set } = await network.connectPoorly([house, server], [away, site], line);
    const media = await makeTestMedia(['red'], { frameRate: 30, isMoving: true });
    opened.defer(() => media.remove());
    const running = await ServerProcess.start({
      args: ['--demo', '--sites', String(siteCount), '--public-host', server],
      env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup', ROSTRUM_LOG_LEVEL: 'error' },
      wrap: ['ip', 'netns', 'exec', house],
      prepare: keepFootage,
    });
    opened.defer(() => running.stop());
    const port = Number(new URL(running.url).port);
    await network.openDoor(house, port);
    const clerk = await enter(running, (await demoTokens(running)).get('clerk Thư ký Mẫu'));
    opened.defer(() => clerk.close());
    const desk = await deskOf(running);
    opened.defer(() => desk.close());
    await setBandwidth(desk, siteMbps);
    await clerk.until(({ media: slice }) => sendingSites(slice?.rows).length === siteCount, 300_000);
    await dataOf(clerk.send('meeting.open', {}));
    const person = await BrowserPerson.start(media.of('red'), size, network.programIn(away, chromiumPath));
    opened.defer(() => person.close());
    const token = (await demoTokens(running)).get('chair Chủ tọa Mẫu');
    await person.join(`https://${server}:${port}/join#${token}`);
    return new NarrowSite({ person, clerk, desk, network, house, set, opened: opened.move() });
  }

  private constructor(parts: {
    person: BrowserPerson;
    clerk: Client;
    desk: Client;
    network: TestNetwork;
    house: string;
    set(line: Line): void;
    opened: AsyncDisposableStack;
  }) {
    this.person = parts.person;
    this.clerk = parts.clerk;
    this.#desk = parts.desk;
    this.#network = parts.network;
    this.#house = parts.house;
    this.#setLine = parts.set;
    this.#opened = parts.opened;
  }

  /** What the line itself bears from now on. */
  setLine(line: Line): void {
    this.#setLine(line);
  }

  /** What the register says of the line, as a clerk changes it during the meeting. */
  setBandwidth(megabitsPerSecond: number | null): Promise<void> {
    return setBandwidth(this.#desk, megabitsPerSecond);
  }

  /** The first person of a site speaks, and nobody else. Answers the device through which all see them. */
  async letSpeak(siteNumber: number): Promise<string> {
    const personId = `demo-site-${siteNumber}-person-1`;
    // Also who speaks already: a virtual site gives the floor back after a while.
    for (const { personId: speakerId, speech } of this.clerk.slices.floor?.head.speakers ?? []) {
      await this.clerk.send('floor.withdraw', { personId: speakerId, speech });
    }
    await this.clerk.until(({ floor }) => floor?.head.speakers.length === 0);
    await dataOf(this.clerk.send('floor.grant', { personId }));
    const isAlone = () => {
      const now = this.clerk.slices.floor?.head.speakers ?? [];
      return now.length === 1 && now[0]?.personId === personId;
    };
    await this.clerk.until(isAlone, 30_000);
    const rows = Object.values(this.clerk.slices.media?.rows ?? {});
    const device = rows.find((row) => row.personIds.some((id) => id === personId));
    if (!device) throw new Error(`The site ${siteNumber} has no device.`);
    return device.endpointId;
  }

  /** A virtual site gives the floor back after a while; whoever waits for something asks again. */
  isSpeaking(siteNumber: number): boolean {
    const speakers = this.clerk.slices.floor?.head.speakers ?? [];
    return speakers.some(({ personId }) => personId === `demo-site-${siteNumber}-person-1`);
  }

  /** How wide the picture of a device is that arrives now; 0: none does. */
  widthOf(endpointId: string): Promise<number> {
    return this.person.page.evaluate(
      (id) => document.querySelector<HTMLVideoElement>(`video[data-endpoint-id="${id}"]`)?.videoWidth ?? 0,
      endpointId,
    );
  }

  /** Counts for so long, with that device as the speaker's. */
  async measure(speakerEndpointId: string, windowMs: number): Promise<Window> {
    const before = await this.#count();
    const startedAt = performance.now();
    await delay(windowMs);
    const after = await this.#count();
    const seconds = (performance.now() - startedAt) / 1_000;
    const bps = (now: number, then: number) => ((now - then) * 8) / seconds;
    const pictures = new Map(
      [...after.pictures].map(([id, picture]) => [id, difference(picture, before.pictures.get(id))] as const),
    );
    const nothing = { width: 0, frames: 0, freezes: 0, frozenSeconds: 0, packetsLost: 0 };
    return {
      downBps: bps(after.line.sent, before.line.sent),
      upBps: bps(after.line.received, before.line.received),
      receivedBps: bps(after.transportBytes, before.transportBytes),
      speaker: pictures.get(speakerEndpointId) ?? nothing,
      others: [...pictures].flatMap(([id, picture]) =>
        id === speakerEndpointId || picture.frames === 0 ? [] : [picture],
      ),
    };
  }

  async close(): Promise<void> {
    await this.#opened.disposeAsync();
  }

  async #count() {
    const { transportBytes, pictures } = await countersOf(this.person);
    return { transportBytes, pictures: new Map(pictures), line: this.#network.bytesAt(this.#house) };
  }
}

/** Thirty pictures take a minute to draw: they are drawn once on a machine. */
async function keepFootage(dataFolder: string): Promise<void> {
  const kept = join(tmpdir(), 'rostrum-test-footage');
  await mkdir(kept, { recursive: true });
  await symlink(kept, join(dataFolder, 'footage'));
}

async function deskOf(running: ServerProcess): Promise<Client> {
  const { account } = (await post(running, 'welcome', { key: running.secretOf('welcome') })).body;
  if (!account) throw new Error('The demo has no account.');
  const { body, cookie } = await post(running, 'login', account);
  return Client.connect(running, { sessionKey: body.sessionKey, cookie });
}

async function setBandwidth(desk: Client, bandwidthMbps: number | null): Promise<void> {
  const { bodies } = await dataOf(desk.send('desk.read', {}));
  const body = bodies.find(({ sites }) => sites.some(({ id }) => id === chairSiteId));
  const known = body?.sites.find(({ id }) => id === chairSiteId);
  if (!body || !known) throw new Error('The demo has no hall.');
  await dataOf(desk.send('site.change', { bodyId: body.id, site: { ...known, bandwidthMbps } }));
}

function sendingSites<Row extends { kind: string; producers: readonly unknown[] }>(rows: Record<string, Row> = {}) {
  return Object.values(rows).filter(({ kind, producers }) => kind === 'room' && producers.length === 2);
}

function difference(after: ReceivedPicture, before: ReceivedPicture | undefined): ReceivedPicture {
  if (!before) return after;
  return {
    width: after.width,
    frames: after.frames - before.frames,
    freezes: after.freezes - before.freezes,
    frozenSeconds: after.frozenSeconds - before.frozenSeconds,
    packetsLost: after.packetsLost - before.packetsLost,
  };
}

function countersOf(person: BrowserPerson): Promise<{ transportBytes: number; pictures: [string, ReceivedPicture][] }> {
  return person.page.evaluate(async () => {
    const endpoints = new Map<string | undefined, string>();
    for (const video of document.querySelectorAll<HTMLVideoElement>('video[data-endpoint-id]')) {
      const track = video.srcObject instanceof MediaStream ? video.srcObject.getTracks()[0]?.id : undefined;
      if (track) endpoints.set(track, video.dataset.endpointId ?? '');
    }
    const pictures: [string, ReceivedPicture][] = [];
    let transportBytes = 0;
    const connections = (window as unknown as { peerConnections?: RTCPeerConnection[] }).peerConnections ?? [];
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      for (const stat of (await connection.getStats()).values()) {
        if (stat.type === 'transport') transportBytes += stat.bytesReceived ?? 0;
        const endpointId = stat.type === 'inbound-rtp' ? endpoints.get(stat.trackIdentifier) : undefined;
        if (endpointId === undefined || stat.kind !== 'video') continue;
        pictures.push([
          endpointId,
          {
            width: stat.frameWidth ?? 0,
            frames: stat.framesDecoded ?? 0,
            freezes: stat.freezeCount ?? 0,
            frozenSeconds: stat.totalFreezesDuration ?? 0,
            packetsLost: stat.packetsLost ?? 0,
          },
        ]);
      }
    }
    return { transportBytes, pictures };
  });
}
