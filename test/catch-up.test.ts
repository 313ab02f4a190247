/** A page that comes back gets what changed meanwhile and nothing else, also after a restart of the server. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, type Credentials, demoTokens, enter, join, usualItem } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

let server: ServerProcess;
let chair: Client;
let delegate: Client;
let chairCredentials: Credentials;

beforeAll(async () => {
  server = await ServerProcess.start();
  const tokens = await demoTokens(server);
  chairCredentials = await join(server, tokens.get('chair Chủ tọa Mẫu') ?? '');
  chair = await Client.connect(server, chairCredentials);
  delegate = await enter(server, tokens.get('delegate Đại biểu Mẫu 2'));
  for (const client of [chair, delegate]) {
    await client.until(
      ({ meeting, agenda, attendance, floor, media, me }) => meeting && agenda && attendance && floor && media && me,
    );
  }
  await chair.until(({ attendance }) => attendance?.rows['demo-person-4']?.status === 'present');
});
afterAll(async () => {
  chair?.close();
  delegate?.close();
  await server?.stop();
});

it('sends a change as a patch of one row to those who are there', async () => {
  const patches: unknown[] = [];
  delegate.onUpdates = (updates) => patches.push(...updates.filter(({ name }) => name === 'attendance'));
  await chair.send('attendance.mark', { personId: 'demo-person-7', mark: { status: 'absent', reason: 'công tác' } });
  await delegate.until(({ attendance }) => attendance?.rows['demo-person-7']?.status === 'absent');
  expect(patches).toEqual([
    {
      name: 'attendance',
      version: expect.any(Number),
      base: expect.any(Number),
      rows: { 'demo-person-7': { status: 'absent' } },
    },
  ]);
  await chair.until(({ attendance }) => attendance?.rows['demo-person-7']?.reason === 'công tác');
});

it('gives a page that comes back the slices that changed, whole', async () => {
  delegate.socket.disconnect();
  const itemId = Object.keys(chair.slices.agenda?.rows ?? {})[2] ?? '';
  await chair.send('agenda.select', { itemId });
  const names = namesOf(delegate);
  delegate.socket.connect();
  await delegate.until(({ agenda }) => agenda?.head.selectedItemId === itemId);
  expect(await names()).toEqual(['agenda', 'me', 'media', 'privateChat']);
});

it('names the same versions after a restart, so that the long slices are not sent twice', async () => {
  await server.kill('SIGKILL');
  const names = namesOf(chair);
  await server.restart();
  // What a mark of attendance may change counts as touched by each of them, also where nothing in it changed.
  expect(await names()).toEqual(['cameras', 'displays', 'floor', 'me', 'media', 'meeting', 'privateChat']);
  expect(await chair.send('meeting.open', {})).toMatchObject({ ok: true });
  await delegate.until(({ meeting }) => meeting?.head.status === 'inSession');
});

it('takes from a page what its new role may not see', async () => {
  const secret = { ...usualItem, title: 'Chỉ dành cho thư ký đoàn', visibility: 'staff' } as const;
  const clerk = await enter(server, (await demoTokens(server)).get('clerk Thư ký Mẫu'));
  await chair.send('agenda.add', { itemId: 'secret', ...secret });
  await clerk.until(({ agenda, me }) => agenda?.rows.secret && me);
  expect(JSON.stringify(delegate.slices)).not.toContain('secret');
  const personId = clerk.slices.me?.head.personId ?? '';
  const change = { personId, role: 'observer', isMember: false, seatId: null, substituteForId: null } as const;
  expect(await chair.send('participant.change', change)).toMatchObject({ ok: true });
  await clerk.until(({ agenda, me }) => me?.head.role === 'observer' && agenda && !agenda.rows.secret);
  await chair.send('agenda.change', { itemId: 'secret', baseRevision: 0, changes: { title: 'secret again' } });
  await chair.until(({ agenda }) => agenda?.rows.secret?.title === 'secret again');
  await chair.send('agenda.select', { itemId: Object.keys(clerk.slices.agenda?.rows ?? {})[0] ?? '' });
  await clerk.until(({ agenda }) => agenda?.head.selectedItemId);
  expect(JSON.stringify(clerk.slices)).not.toContain('secret');
  clerk.close();
});

it('gives everything to a page that holds nothing', async () => {
  const fresh = await Client.connect(server, chairCredentials);
  const names = namesOf(fresh);
  expect(await names()).toEqual([
    'agenda',
    'attendance',
    'cameras',
    'chat',
    'displays',
    'floor',
    'me',
    'media',
    'meeting',
    'minutes',
    'privateChat',
    'speaking',
    'waiting',
  ]);
  fresh.close();
});

/** The whole slices that a page gets from now until its own slice has come, which is sent last. */
function namesOf(client: Client): () => Promise<string[]> {
  const names = new Set<string>();
  const complete = new Promise<string[]>((resolve) => {
    client.onUpdates = (updates) => {
      for (const { name, base } of updates) if (base === null) names.add(name);
      if (names.has('me') && names.has('media')) resolve([...names].sort());
    };
  });
  return () => complete;
}
