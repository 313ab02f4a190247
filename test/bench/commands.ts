/**
 * `npm run bench -- commands`: how many commands a second become durable with views on, how fast one change reaches a
 * thousand pages over TLS, how long the server's loop is blocked meanwhile, and how fast a second start is.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FloorHead, SliceUpdate } from '#contract';
import { Client, join as joinByLink, speechOf } from '../harness/client.ts';
import { freePort } from '../harness/ports.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { type Change, connectAll, timeOfChange } from './fan-out.ts';
import { prepareMeeting } from './large-meeting.ts';
import { type Figure, percentile } from './report.ts';

const root = join(import.meta.dirname, '..', '..');
const warmUpMs = 2_000;
const measureMs = 8_000;
const changes = 100;

export async function benchCommands(): Promise<Figure[]> {
  return [await durableCommands(100), ...(await fanOut(1_000, 40)), await secondStart()];
}

function startServer(): Promise<ServerProcess> {
  return ServerProcess.start({
    args: ['--no-demo'],
    env: { ROSTRUM_COMMANDS_PER_SECOND: '1000000' },
    nodeArgs: ['--import', join(import.meta.dirname, 'loop-probe.ts')],
  });
}

/** Each page sends its next command when the last one was acknowledged; all pages get all views. */
async function durableCommands(pages: number): Promise<Figure> {
  const server = await startServer();
  const { delegateTokens } = await prepareMeeting(server, pages, 10);
  const clients = await connectAll(server, delegateTokens);
  let acknowledged = 0;
  let isOver = false;
  const work = clients.map(async (client) => {
    const personId = client.slices.me?.head.personId ?? '';
    for (let round = 0; !isOver; round += 1) {
      const mode = round % 2 === 0 ? 'inPerson' : 'online';
      const replies = [
        await client.send('attendance.mark', { personId, mark: { status: 'present', mode } }),
        await client.send(round % 2 === 0 ? 'floor.request' : 'floor.cancelRequest', { personId }),
      ];
      for (const reply of replies) if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
      acknowledged += replies.length;
    }
  });
  await wait(warmUpMs);
  const before = acknowledged;
  const startedAt = performance.now();
  await wait(measureMs);
  const perSecond = ((acknowledged - before) * 1_000) / (performance.now() - startedAt);
  isOver = true;
  await Promise.all(work);
  for (const client of clients) client.close();
  await server.stop();
  return { name: 'durableCommandsPerSecond', value: perSecond, unit: '1/s', goal: '>= 3000' };
}

/** One change at a time; its time is from the tap until the last of all pages shows it. */
async function fanOut(pages: number, items: number): Promise<Figure[]> {
  const server = await startServer();
  const { clerkToken, delegateTokens } = await prepareMeeting(server, pages, items);
  const clients = await connectAll(server, delegateTokens);
  const chair = await Client.connect(server, await joinByLink(server, clerkToken));
  await chair.until(({ me, floor }) => me && floor);
  // What joining caused must have gone out before the first change.
  await wait(3_000);
  await loopBlock(server);
  const bytesBefore = totalBytes(clients);
  const times: number[] = [];
  for (let index = 0; index < changes; index += 1)
    times.push(await timeOfChange(changeOf(index, chair, clients), clients));
  const bytesPerChange = (totalBytes(clients) - bytesBefore) / changes / clients.length;
  const blockedMs = await loopBlock(server);
  for (const client of [chair, ...clients]) client.close();
  await server.stop();
  return [
    { name: 'fanOut1000P50Ms', value: percentile(times, 0.5), unit: 'ms', goal: null },
    { name: 'fanOut1000P99Ms', value: percentile(times, 0.99), unit: 'ms', goal: '<= 300' },
    { name: 'loopBlockMaxMs', value: blockedMs, unit: 'ms', goal: '<= 100' },
    { name: 'bytesPerChange', value: bytesPerChange, unit: 'B', goal: null },
  ];
}

/** By turns the floor and attendance: somebody asks, is marked, gets the floor, gives it back. */
function changeOf(index: number, chair: Client, clients: readonly Client[]): Change {
  const delegate = clients[Math.floor(index / 4) % clients.length];
  const personId = delegate?.slices.me?.head.personId;
  if (!delegate || !personId) throw new Error('A delegate is missing.');
  const speaks = ({ speakers }: FloorHead) => speakers.some((speaker) => speaker.personId === personId);
  const inFloor = (isShown: (head: FloorHead) => boolean) => (update: SliceUpdate) =>
    update.name === 'floor' && update.head !== undefined && isShown(update.head);
  const steps: Change[] = [
    {
      act: () => delegate.send('floor.request', { personId }),
      isShownBy: (update) =>
        update.name === 'floor' && Object.values(update.rows ?? {}).some((row) => row?.personId === personId),
    },
    {
      act: () => chair.send('attendance.mark', { personId, mark: { status: 'present', mode: 'inPerson' } }),
      isShownBy: (update) => update.name === 'attendance' && update.rows?.[personId]?.mode === 'inPerson',
    },
    { act: () => chair.send('floor.grant', { personId }), isShownBy: inFloor(speaks) },
    {
      act: async () => delegate.send('floor.yield', { personId, speech: await speechOf(chair, personId) }),
      isShownBy: inFloor((head) => !speaks(head)),
    },
  ];
  return steps[index % 4] as Change;
}

/** The whole command as a person types it, when the set-up has nothing left to do. */
async function secondStart(): Promise<Figure> {
  const data = await mkdtemp(join(tmpdir(), 'rostrum-start-'));
  await startOnce(data);
  const times = [await startOnce(data), await startOnce(data), await startOnce(data)];
  await rm(data, { recursive: true, force: true });
  return { name: 'secondStartMs', value: percentile(times, 0.5), unit: 'ms', goal: '<= 3000' };
}

async function startOnce(data: string): Promise<number> {
  const options = ['--port', String(await freePort()), '--rtc-port', String(await freePort(2)), '--data', data];
  const startedAt = performance.now();
  const child = spawn('npm', ['start', '--', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.includes('is listening at')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}`)));
  });
  const elapsedMs = performance.now() - startedAt;
  // As Ctrl-C in a terminal does: to the whole group.
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await exited;
  return elapsedMs;
}

async function loopBlock(server: ServerProcess): Promise<number> {
  const seen = server.output.length;
  process.kill(server.pid, 'SIGUSR2');
  for (;;) {
    const found = /loopBlockMaxMs=([\d.]+)/.exec(server.output.slice(seen))?.[1];
    if (found) return Number(found);
    await wait(10);
  }
}

function totalBytes(clients: readonly Client[]): number {
  return clients.reduce((sum, client) => sum + client.bytesReceived, 0);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
