/**
 * A room agent behind a wall that lets nothing through but the server's pages and its relay: the real agent with the twin's
 * camera, the real server, worker and coturn, each in a network of its own.
 */
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, dataOf, demoTokens, enter } from './harness/client.ts';
import { Coturn } from './harness/coturn.ts';
import { TestNetwork } from './harness/network.ts';
import { ServerProcess } from './harness/server-process.ts';

const root = join(import.meta.dirname, '..');
const secret = 'the secret of this relay';
const relayPort = 3_478;
const address = { siteSide: '10.78.1.1', site: '10.78.1.2', serverSide: '10.78.2.1', server: '10.78.2.2' };
const soon = { timeout: 40_000 };

/** TLS only, as a body's own firewall would let it through. */
const forwarder = (from: string, to: string) => `
  const net = require('node:net');
  net.createServer((one) => {
    const other = net.connect(Number(process.argv[1]), '${to}');
    one.pipe(other).pipe(one);
    one.on('error', () => other.destroy());
    other.on('error', () => one.destroy());
  }).listen(Number(process.argv[1]), '${from}');`;

const twin = `
  import { openDemoRoom } from '${join(root, 'camera/twin/demo-room.ts')}';
  const video = { width: 320, height: 180, framesPerSecond: 10 };
  const { address, username, password } = await openDemoRoom({ video });
  console.log(JSON.stringify({ address, username, password }));`;

const network = new TestNetwork();
let folder: string;
let server: ServerProcess;
let coturn: Coturn;
let clerk: Client;
let siteId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-relay-'));
  const [site, wall, house] = ['site', 'wall', 'house'].map((name) => network.addNamespace(`agent-${name}`)) as [
    string,
    string,
    string,
  ];
  network.connect([site, address.site], [wall, address.siteSide]);
  network.connect([house, address.server], [wall, address.serverSide]);
  const [relayAddress, wrap] = [address.serverSide, ['ip', 'netns', 'exec', wall]];
  coturn = await Coturn.start({ address: address.siteSide, relayAddress, port: relayPort, secret, wrap });
  await writeFile(join(folder, 'secret'), `${secret}\n`);
  const relay = ['--turn-url', `turn:${address.siteSide}:${relayPort}?transport=udp`];
  server = await ServerProcess.start({
    args: ['--demo', '--public-host', address.server, ...relay, '--turn-secret-file', join(folder, 'secret')],
    env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' },
    wrap: ['ip', 'netns', 'exec', house],
  });
  const port = Number(new URL(server.url).port);
  network.spawn(wall, process.execPath, ['-e', forwarder(address.siteSide, address.server), String(port)]);
  // The certificate has the name by which the agent calls the server.
  network.spawn(site, process.execPath, ['-e', forwarder('127.0.0.1', address.siteSide), String(port)]);
  await network.openDoor(house, port);
  clerk = await enter(server, (await demoTokens(server)).get('clerk Thư ký Mẫu'));
  await clerk.until(({ attendance }) => attendance);
  siteId = Object.values(clerk.slices.attendance?.rows ?? {}).find((row) => row.siteId)?.siteId ?? '';
  const camera = await startCamera(site);
  const link = await dataOf(
    clerk.send('link.issue', { for: { kind: 'agent', siteId: siteId as never }, isOneTime: false }),
  );
  await startAgent(site, port, link.url, camera);
}, 120_000);
afterAll(async () => {
  clerk?.close();
  await network.close();
  await server?.stop();
  await coturn?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function startCamera(site: string): Promise<{ address: string; username: string; password: string }> {
  const child = network.spawn(site, process.execPath, ['--input-type=module', '-e', twin]);
  const [words] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  return JSON.parse(String(words));
}

async function startAgent(site: string, port: number, link: string, camera: object): Promise<void> {
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  const nothing = { tested: null, seats: [], overview: null, wall: null };
  const stored = { cameraId: 'one', name: 'Máy quay mẫu', ...camera, ...nothing };
  await writeFile(join(data, 'cameras.json'), JSON.stringify({ version: 1, cameras: [stored] }));
  await writeFile(join(folder, 'link'), link);
  await writeFile(join(folder, 'ca.pem'), await server.readCa());
  const files = ['--token-file', join(folder, 'link'), '--ca', join(folder, 'ca.pem'), '--data', data];
  const main = join(root, 'camera', 'main.ts');
  network.spawn(site, process.execPath, [main, '--server', `https://127.0.0.1:${port}`, ...files]);
}

it('sends its picture through the relay, and says so to those who look after the lines', {
  timeout: 120_000,
}, async () => {
  const camera = () => clerk.slices.cameras?.rows[siteId]?.cameras[0];
  await expect.poll(camera, soon).toMatchObject({ state: 'notSetUp', producerId: expect.any(String) });
  const figures = async () => {
    const { endpoints } = await dataOf(clerk.send('operations.read', {}));
    return endpoints.find(({ producers }) => producers.length > 0);
  };
  await expect.poll(async () => (await figures())?.producers[0]?.bitrateBps ?? 0, soon).toBeGreaterThan(20_000);
  await expect
    .poll(async () => (await figures())?.lines, soon)
    .toMatchObject([{ direction: 'send', isConnected: true, protocol: 'udp', isRelayed: true }]);
});
