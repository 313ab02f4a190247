import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { chromiumPath } from '../harness/chromium.ts';
import { Coturn } from '../harness/coturn.ts';
import { TestNetwork } from '../harness/network.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

vi.setConfig({ testTimeout: 60_000 });

const secret = 'the secret of this relay';
const relayPort = 3_478;
const address = { siteSide: '10.77.1.1', site: '10.77.1.2', serverSide: '10.77.2.1', server: '10.77.2.2' };

/** Carries the page's TLS across, as a body's own firewall would, and nothing of picture and sound. */
const forwarder = `
  const net = require('node:net');
  net.createServer((one) => {
    const other = net.connect(Number(process.argv[1]), '${address.server}');
    one.pipe(other).pipe(one);
    one.on('error', () => other.destroy());
    other.on('error', () => one.destroy());
  }).listen(Number(process.argv[1]), '${address.siteSide}');`;

describe.each(['udp', 'tcp'])('a site behind a wall that lets only the relay through, by %s', (transport) => {
  const network = new TestNetwork();
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-relay-'));
  let media: Awaited<ReturnType<typeof makeTestMedia>>;
  let server: ServerProcess;
  let coturn: Coturn;
  let person: BrowserPerson;
  let chairUrl: string;

  beforeAll(async () => {
    const [site, wall, house] = ['site', 'wall', 'house'].map((name) =>
      network.addNamespace(`${name}-${transport}`),
    ) as [string, string, string];
    network.connect([site, address.site], [wall, address.siteSide]);
    network.connect([house, address.server], [wall, address.serverSide]);
    coturn = await Coturn.start({
      address: address.siteSide,
      relayAddress: address.serverSide,
      port: relayPort,
      secret,
      wrap: ['ip', 'netns', 'exec', wall],
    });
    writeFileSync(join(folder, 'secret'), `${secret}\n`);
    media = await makeTestMedia(['red']);
    server = await ServerProcess.start({
      args: [
        '--demo',
        '--public-host',
        address.server,
        '--turn-url',
        `turn:${address.siteSide}:${relayPort}?transport=${transport}`,
        '--turn-secret-file',
        join(folder, 'secret'),
      ],
      env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' },
      wrap: ['ip', 'netns', 'exec', house],
    });
    const port = new URL(server.url).port;
    network.spawn(wall, process.execPath, ['-e', forwarder, port]);
    const chromium = network.programIn(site, chromiumPath);
    person = await BrowserPerson.start(media.of('red'), undefined, chromium);
    const { page } = person;
    await page.goto(`https://${address.siteSide}:${port}/welcome#${server.secretOf('welcome')}`);
    const links = page.locator('a[href*="/join#"]');
    await links.first().waitFor();
    const hrefs = await links.evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
    // A delegate: the chair's link is the first one.
    const joinUrl = (href = '') => `https://${address.siteSide}:${port}/join#${new URL(href).hash.slice(1)}`;
    chairUrl = joinUrl(hrefs[0]);
    await page.goto(joinUrl(hrefs[3]));
  }, 90_000);
  afterAll(async () => {
    await person?.close();
    await server?.stop();
    await coturn?.stop();
    await network.close();
    await media?.remove();
    rmSync(folder, { recursive: true });
  });

  it('has picture and sound carried both ways by it', async () => {
    await person.tap('start-connection-test');
    const verdict = person.page.getByTestId('connection-verdict');
    await verdict.waitFor({ timeout: 15_000 });
    await person.page.getByTestId('test-details').locator('summary').click();
    const details = await person.page.getByTestId('test-details').textContent();
    expect(details).toMatch(/Qua máy chuyển tiếp/);
    expect(details).toMatch(/Có trả lời/);
    expect(await verdict.getAttribute('data-verdict')).not.toBe('failed');
  });

  it('sends its picture through it in the meeting', async () => {
    await person.tap('join-button');
    await person.page.getByTestId('status').waitFor();
    await expect.poll(() => relayedBytes(person), { timeout: 15_000 }).toBeGreaterThan(20_000);
  });

  it('is shown as such on the operator’s board', async () => {
    const { page } = person;
    await page.setViewportSize({ width: 1_920, height: 1_080 });
    await page.goto(chairUrl);
    await person.tap('join-button');
    await page.getByTestId('status').waitFor();
    await person.tap('tab-attendance');
    await person.tap('operations-button');
    const own = page.locator('[data-testid^="lines-row-"]').filter({ hasText: 'Chủ tọa Mẫu' });
    await expect
      .poll(() => own.textContent(), { timeout: 15_000 })
      .toMatch(transport === 'udp' ? /UDPQua TURN/ : /TCPQua TURN/);
  });
});

/** What left the page by pairs whose own end is on the relay. */
function relayedBytes(person: BrowserPerson): Promise<number> {
  return person.page.evaluate(async () => {
    let bytes = 0;
    const connections = (window as Window & { peerConnections?: RTCPeerConnection[] }).peerConnections ?? [];
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      const stats = await connection.getStats();
      for (const stat of stats.values()) {
        if (stat.type !== 'candidate-pair' || stat.state !== 'succeeded') continue;
        if (stats.get(stat.localCandidateId)?.candidateType === 'relay') bytes += stat.bytesSent ?? 0;
      }
    }
    return bytes;
  });
}
