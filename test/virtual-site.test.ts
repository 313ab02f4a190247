/** A virtual site by itself against the real server and worker: its line breaks, the worker dies, it comes back by itself. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { usualBehaviour } from '../simulation/site-behaviour.ts';
import { VirtualSite } from '../simulation/virtual-site.ts';
import { type Client, demoTokens, enter } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';
import { workersOf } from './rig/process-cpu.ts';

vi.setConfig({ testTimeout: 60_000 });

const name = 'Điểm cầu xã Bắc (mẫu)';
const personIds = ['demo-person-4', 'demo-person-7'];
/** Nobody decodes it here: one key frame of each size, over and over. */
const picture = Array.from({ length: 3 }, (_, layer) => [{ data: new Uint8Array(300 * (layer + 1)), isKey: true }]);
const voice = { packets: [Uint8Array.of(8, 1, 2)], levels: Uint8Array.of(30) };

let server: ServerProcess;
let clerk: Client;
let site: VirtualSite;
let troubles: string[];

beforeEach(async () => {
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  clerk = await enter(server, (await demoTokens(server)).get('clerk Thư ký Mẫu'));
  troubles = [];
});

afterEach(async () => {
  site?.stop();
  clerk?.close();
  await server?.stop();
});

it('goes away when its line breaks and is there again, with its persons and all it sends', async () => {
  await startSite({ ...usualBehaviour(1, 4), lossesPerSecond: 0.5, lossMs: 2_000 });
  await clerk.until(() => row()?.producers.length === 2, 20_000);
  await clerk.until(() => row()?.isConnected === false, 30_000);
  await clerk.until(() => row()?.isConnected === true && row()?.producers.length === 2, 30_000);
  expect(row()?.personIds).toEqual(personIds);
  expect(troubles).toEqual([]);
});

it('sends anew after all media workers were killed', async () => {
  await startSite(usualBehaviour(1, 4));
  await clerk.until(() => row()?.producers.length === 2, 20_000);
  const before = row()?.producers.map(({ producerId }) => producerId);
  // The spare as well: which of them carries the room cannot be told by the little that it does.
  for (const pid of workersOf(server.pid)) process.kill(pid, 'SIGKILL');
  await clerk.until(() => {
    const now = row()?.producers ?? [];
    return now.length === 2 && now.every(({ producerId }) => !before?.includes(producerId));
  }, 20_000);
});

async function startSite(behaviour: ReturnType<typeof usualBehaviour>): Promise<void> {
  const token = (await demoTokens(server)).get(`room ${name}`) ?? '';
  const log = (text: string) => troubles.push(text);
  site = new VirtualSite({ number: 1, name, token, personIds }, { picture, voice, behaviour, log });
  await site.start({ url: server.url.replace('localhost', '127.0.0.1'), certificatePem: await server.readCa() });
}

function row() {
  return Object.values(clerk.slices.media?.rows ?? {}).find(({ label }) => label === name);
}
