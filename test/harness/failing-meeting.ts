/** A chair and a delegate who speaks, each at a browser of their own, while parts of the system fail. */
import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { BrowserPerson } from './browser-person.ts';
import { demoTokens } from './client.ts';
import { pictureAt } from './picture-meter.ts';
import { ServerProcess } from './server-process.ts';
import { makeTestMedia } from './test-media.ts';

/** Long enough for a machine that is busy with other work; whoever waits longer waits for ever. */
const patienceMs = 40_000;
const lookEveryMs = 50;

export class FailingMeeting {
  readonly server: ServerProcess;
  readonly chair: BrowserPerson;
  readonly site: BrowserPerson;
  /** The endpoints, as the other page knows them. */
  readonly chairId: string;
  readonly siteId: string;
  readonly #opened: AsyncDisposableStack;

  static async open(): Promise<FailingMeeting> {
    await using opened = new AsyncDisposableStack();
    const media = await makeTestMedia(['red', 'green']);
    opened.defer(() => media.remove());
    const server = await ServerProcess.start({
      env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup', ROSTRUM_MEDIA_WORKERS: '1' },
    });
    opened.defer(() => server.stop());
    const chair = await BrowserPerson.start(media.of('red'));
    opened.defer(() => chair.close());
    const site = await BrowserPerson.start(media.of('green'));
    opened.defer(() => site.close());
    const tokens = await demoTokens(server);
    await chair.join(`${server.url}/join#${tokens.get('chair Chủ tọa Mẫu')}`);
    await chair.tap('open-meeting');
    await site.join(`${server.url}/join#${tokens.get('delegate Đại biểu Mẫu 2')}`);
    const chairId = await site.endpointOf('Chủ tọa Mẫu');
    const siteId = await chair.endpointOf('Đại biểu Mẫu 2');
    await site.tap('floor-button');
    await chair.tap('grant-demo-person-4');
    return new FailingMeeting({ server, chair, site, chairId, siteId }, opened.move());
  }

  private constructor(
    { server, chair, site, chairId, siteId }: Pick<FailingMeeting, 'server' | 'chair' | 'site' | 'chairId' | 'siteId'>,
    opened: AsyncDisposableStack,
  ) {
    this.server = server;
    this.chair = chair;
    this.site = site;
    this.chairId = chairId;
    this.siteId = siteId;
    this.#opened = opened;
  }

  close(): Promise<void> {
    return this.#opened.disposeAsync();
  }

  /** Frames that each page has decoded of the other's camera. */
  async decoded(): Promise<{ atChair: number; atSite: number }> {
    const [atChair, atSite] = await this.#pictures();
    return { atChair: atChair.framesDecoded, atSite: atSite.framesDecoded };
  }

  /** Kills a media worker; resolves with the milliseconds until both pages decode each other on new tracks. */
  async killWorker(): Promise<number> {
    const [worker] = workersOf(this.server.pid);
    if (!worker) throw new Error('The server has no media worker.');
    const before = await this.#pictures();
    const startedAt = performance.now();
    process.kill(worker, 'SIGKILL');
    return this.#untilFresh(before, startedAt);
  }

  /** Kills the server; resolves with the milliseconds from when it listens again until both pages decode each other. */
  async killServer(): Promise<number> {
    const before = await this.#pictures();
    await this.server.kill('SIGKILL');
    await this.site.page.getByTestId('connection-bar').waitFor({ timeout: patienceMs });
    await this.server.restart();
    return this.#untilFresh(before, performance.now());
  }

  #pictures() {
    return Promise.all([
      pictureAt(this.chair, this.siteId, 'camera'),
      pictureAt(this.site, this.chairId, 'camera'),
    ] as const);
  }

  /** Every picture comes on a new track, and frames of it were decoded. */
  async #untilFresh(before: readonly Picture[], startedAt: number): Promise<number> {
    for (;;) {
      const now = await this.#pictures();
      const isFresh = now.every(
        ({ trackId, framesDecoded }, index) =>
          trackId !== null && trackId !== before[index]?.trackId && framesDecoded > 1,
      );
      const tookMs = Math.round(performance.now() - startedAt);
      if (isFresh) return tookMs;
      if (tookMs > patienceMs) throw new Error(`After ${patienceMs} ms the pictures have not come back.`);
      await delay(lookEveryMs);
    }
  }
}

type Picture = Awaited<ReturnType<typeof pictureAt>>;

/** Children of the server that are media workers, the oldest first. */
function workersOf(serverPid: number): number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', String(serverPid)], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, name]) => name?.startsWith('mediasoup'))
    .map(([pid]) => Number(pid));
}
