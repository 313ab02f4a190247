/** The demo's room as whoever starts a demo gets it: it is there by itself, obeys the floor, and ends with the server. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { type Client, dataOf, demoTokens, enter } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

vi.setConfig({ testTimeout: 120_000 });

const personId = 'demo-person-5' as never;
const soon = { timeout: 40_000, interval: 250 };

let server: ServerProcess;
let clients: Client[] = [];

afterEach(async () => {
  for (const client of clients) client.close();
  clients = [];
  await server?.stop();
});

async function startDemo(env: Record<string, string> = {}): Promise<Client> {
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup', ROSTRUM_DEMO_ROOM: 'yes', ...env } });
  return person('clerk Thư ký Mẫu');
}

async function person(label: string): Promise<Client> {
  const client = await enter(server, (await demoTokens(server)).get(label));
  clients.push(client);
  return client;
}

const cameras = (clerk: Client) => Object.values(clerk.slices.cameras?.rows ?? {})[0]?.cameras ?? [];
const camera = (clerk: Client) => cameras(clerk)[0];
const overviewCamera = (clerk: Client) => cameras(clerk)[1];

/** Processes that a process has started, and those that these have. */
function descendantsOf(pid: number): { pid: number; command: string }[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [
    { pid: child, command: readFileSync(`/proc/${child}/cmdline`, 'utf8') },
    ...descendantsOf(child),
  ]);
}

function isRunning({ pid }: { pid: number }): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('has a camera that turns to whoever gets the floor, comes back when it dies, and leaves no process behind', async () => {
  const clerk = await startDemo();
  await expect.poll(() => camera(clerk)?.state, soon).toBe('ready');
  const onAir = { state: 'ready', isOverview: true, producerId: expect.any(String) };
  await expect.poll(() => overviewCamera(clerk), soon).toMatchObject(onAir);
  const [chair, delegate] = [await person('chair Chủ tọa Mẫu'), await person('delegate Đại biểu Mẫu 3')];
  await dataOf(chair.send('meeting.open', {}));
  const [itemId = ''] = Object.keys(clerk.slices.agenda?.rows ?? {});
  await dataOf(chair.send('agenda.activate', { itemId, fromItemId: null }));
  await dataOf(delegate.send('floor.request', { personId }));
  await dataOf(chair.send('floor.grant', { personId }));
  const framed = { personId, shot: 'face', isFramed: true, producerId: expect.any(String) };
  await expect.poll(() => camera(clerk), soon).toMatchObject(framed);
  expect(overviewCamera(clerk)?.producerId).toBeNull();

  const before = camera(clerk)?.producerId;
  const room = descendantsOf(server.pid).find(({ command }) => command.includes('demo-main.ts'));
  process.kill(room?.pid ?? 0, 'SIGKILL');
  await expect.poll(() => server.output, soon).toContain('The room of the demo ended; it is started again');
  await expect.poll(() => camera(clerk)?.producerId, soon).not.toBe(before);
  await expect.poll(() => camera(clerk), soon).toMatchObject({ personId, isFramed: true });

  const all = descendantsOf(server.pid);
  expect(all.filter(({ command }) => command.startsWith('ffmpeg')).length).toBeGreaterThanOrEqual(3);
  expect(await server.kill('SIGINT')).toBe(0);
  await expect.poll(() => all.filter(isRunning), { timeout: 5_000 }).toEqual([]);
});

it('leaves no process behind when the server is killed', async () => {
  const clerk = await startDemo();
  await expect.poll(() => overviewCamera(clerk)?.producerId, soon).toEqual(expect.any(String));
  const all = descendantsOf(server.pid);
  await server.kill('SIGKILL');
  await expect.poll(() => all.filter(isRunning), { timeout: 10_000 }).toEqual([]);
});

it('says what it lacks where there is no ffmpeg, and the meeting is there all the same', async () => {
  const clerk = await startDemo({ PATH: '/nowhere' });
  expect(server.output).toContain('The demo has no room with a camera: ffmpeg is not installed.');
  await clerk.until(({ cameras }) => cameras);
  expect(clerk.slices.cameras?.rows).toEqual({});
  expect(descendantsOf(server.pid).some(({ command }) => command.includes('demo-main.ts'))).toBe(false);
});
