/** The waiting room on the wire: what a device gets and may do that has to be let in, and how it comes in and out. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reply } from '#contract';
import { Client, type Credentials, dataOf, demoTokens, enter, join } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

let server: ServerProcess;
let clerk: Client;
let tokens: Map<string, string>;
let outside: Client;
let credentials: Credentials;
/** All that ever came to the page outside. */
let received = '';

const tokenOf = (who: string) => tokens.get(who) ?? '';
const code = async (reply: Promise<Reply<unknown>>) => {
  const answer = await reply;
  return answer.ok ? 'ok' : answer.error.code;
};

beforeAll(async () => {
  server = await ServerProcess.start();
  tokens = await demoTokens(server);
  clerk = await enter(server, tokenOf('clerk Thư ký Mẫu'));
  await clerk.until(({ me, waiting, meeting }) => me && waiting && meeting);
  await dataOf(clerk.send('meeting.setAdmission', { admission: 'nobody' }));
  await dataOf(clerk.send('chat.send', { to: 'all', text: 'Tin chỉ dành cho người trong phòng' }));
});
afterAll(async () => {
  for (const client of [clerk, outside]) client?.close();
  await server?.stop();
});

it('puts who comes into a locked meeting in the list of the clerk', async () => {
  credentials = await join(server, tokenOf('delegate Đại biểu Mẫu 2'));
  outside = await connect(credentials);
  await outside.until(({ me }) => me?.head.waiting);
  await clerk.until(({ waiting }) => Object.keys(waiting?.rows ?? {}).length === 1);
  expect(Object.values(clerk.slices.waiting?.rows ?? {})).toMatchObject([
    { name: 'Đại biểu Mẫu 2', role: 'delegate', isDenied: false, isRemoved: false },
  ]);
  expect(clerk.slices.attendance?.rows['demo-person-4']?.status).not.toBe('present');
  expect(Object.values(clerk.slices.media?.rows ?? {}).map(({ label }) => label)).toEqual(['Thư ký Mẫu']);
});

it('tells the page outside who it is and what it waits for, and not one byte of the meeting', async () => {
  expect(outside.slices.me?.head).toMatchObject({ name: 'Đại biểu Mẫu 2', may: [], waiting: { isLocked: true } });
  // Everything that would go to somebody in the meeting.
  const [item] = Object.keys(clerk.slices.agenda?.rows ?? {});
  await dataOf(clerk.send('agenda.select', { itemId: item ?? '' }));
  await dataOf(
    clerk.send('attendance.mark', { personId: 'demo-person-6', mark: { status: 'present', mode: 'online' } }),
  );
  await dataOf(clerk.send('chat.send', { to: 'all', text: 'Một tin nữa' }));
  expect(await code(outside.send('view.resync', { versions: {} }))).toBe('ok');
  await outside.until(() => received.split('"me"').length > 2);
  expect(Object.keys(outside.slices)).toEqual(['me']);
  const hidden = [
    'agenda',
    'attendance',
    '"floor"',
    '"media"',
    '"chat"',
    'privateChat',
    'Tin chỉ dành',
    'Một tin nữa',
    'Đại biểu Mẫu 3',
    'demo-person-6',
    ...Object.values(clerk.slices.agenda?.rows ?? {}).map(({ title }) => title),
  ];
  expect(hidden.filter((words) => received.includes(words))).toEqual([]);
});

it('refuses all that a device outside might ask for', async () => {
  const personId = 'demo-person-4';
  const mark = { status: 'present', mode: 'online' } as const;
  expect(await code(outside.send('attendance.mark', { personId, mark }))).toBe('NOT_ADMITTED');
  expect(await code(outside.send('media.join', {}))).toBe('NOT_ADMITTED');
  expect(await code(outside.send('floor.request', { personId }))).toBe('NOT_ADMITTED');
  expect(await code(outside.send('chat.send', { to: 'clerk', text: 'Cho tôi vào' }))).toBe('NOT_ADMITTED');
  const { endpointId } = outside.slices.me?.head ?? { endpointId: '' };
  expect(await code(outside.send('admission.admit', { endpointIds: [endpointId] }))).toBe('NOT_ADMITTED');
});

it('keeps its place through a reload and a restart of the server', async () => {
  const since = outside.slices.me?.head.waiting?.since;
  outside.close();
  outside = await connect(credentials);
  await outside.until(({ me }) => me?.head.waiting?.since === since);
  await server.kill('SIGKILL');
  await server.restart();
  await outside.until(() => received.split('"hello"').length > 3);
  await outside.until(({ me }) => me?.head.waiting?.since === since);
  await clerk.until(({ waiting }) => Object.keys(waiting?.rows ?? {}).length === 1);
  expect(Object.keys(outside.slices)).toEqual(['me']);
});

it('says that it was denied, with the words of whoever did', async () => {
  const { endpointId } = outside.slices.me?.head ?? { endpointId: '' };
  await dataOf(clerk.send('admission.deny', { endpointId, reason: 'Nhầm phiên họp' }));
  await outside.until(({ me }) => me?.head.waiting?.denied?.reason === 'Nhầm phiên họp');
  await clerk.until(({ waiting }) => waiting?.rows[endpointId]?.isDenied);
});

it('comes in by itself when it is let in, and gets everything', async () => {
  const { endpointId } = outside.slices.me?.head ?? { endpointId: '' };
  await dataOf(clerk.send('admission.admit', { endpointIds: [endpointId] }));
  await outside.until(({ me, agenda, chat }) => me?.head.waiting === null && agenda && chat);
  expect(Object.values(outside.slices.chat?.rows ?? {}).map(({ text }) => text)).toContain('Một tin nữa');
  expect(outside.slices.waiting).toMatchObject({ head: { rule: null }, rows: {} });
  await clerk.until(
    ({ waiting, attendance }) =>
      Object.keys(waiting?.rows ?? {}).length === 0 && attendance?.rows['demo-person-4']?.status === 'present',
  );
});

it('stays in through a reload and a restart, though the meeting is locked', async () => {
  outside.close();
  outside = await connect(credentials);
  await outside.until(({ me, agenda }) => me?.head.waiting === null && agenda);
  await server.kill('SIGKILL');
  await server.restart();
  outside.close();
  outside = await connect(credentials);
  await outside.until(({ me, agenda }) => me?.head.waiting === null && agenda);
});

it('is out at once when it is removed, and waits with a new device too, also in an open meeting', async () => {
  await dataOf(clerk.send('meeting.setAdmission', { admission: 'everyone' }));
  const { endpointId } = outside.slices.me?.head ?? { endpointId: '' };
  received = '';
  await dataOf(clerk.send('endpoint.remove', { endpointId, reason: 'Nhầm phòng' }));
  await outside.until(({ me }) => me?.head.waiting?.removed?.reason === 'Nhầm phòng');
  await dataOf(clerk.send('chat.send', { to: 'all', text: 'Sau khi rời phòng' }));
  const phone = await enter(server, tokenOf('delegate Đại biểu Mẫu 2'));
  await phone.until(({ me }) => me?.head.waiting?.removed);
  expect(received).not.toContain('Sau khi rời phòng');
  await clerk.until(({ attendance }) => attendance?.rows['demo-person-4']?.status === 'left');
  await dataOf(clerk.send('admission.admit', { endpointIds: [endpointId] }));
  await outside.until(({ me, chat }) => me?.head.waiting === null && chat);
  phone.close();
});

it('removes nobody who runs the meeting', async () => {
  const { endpointId } = clerk.slices.me?.head ?? { endpointId: '' };
  expect(await code(clerk.send('endpoint.remove', { endpointId }))).toBe('NOT_REMOVABLE');
  expect(await code(outside.send('endpoint.remove', { endpointId }))).toBe('FORBIDDEN');
});

/** Writes down each packet of the page, as it comes over the wire. */
async function connect(from: Credentials): Promise<Client> {
  const client = await Client.connect(server, from);
  client.socket.onAny((name, ...args) => {
    received += JSON.stringify([name, ...args]);
  });
  // What came before the listener was there.
  received += JSON.stringify(['hello', client.hello, client.slices]);
  return client;
}
