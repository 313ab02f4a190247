/** Written messages on the wire: who gets which, also after a reconnect, and that nobody else's socket carries a private one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reply } from '#contract';
import { administrator, Client, type Credentials, dataOf, demoTokens, join, post } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

const who = {
  chair: 'chair Chủ tọa Mẫu',
  clerk: 'clerk Thư ký Mẫu',
  two: 'delegate Đại biểu Mẫu 2',
  three: 'delegate Đại biểu Mẫu 3',
} as const;
type Name = keyof typeof who;

let server: ServerProcess;
let desk: Client;
const pages = {} as Record<Name, Client>;
const credentials = {} as Record<Name, Credentials>;
/** All that came over the wire to each page. */
const received: Record<string, string> = {};

beforeAll(async () => {
  server = await ServerProcess.start();
  const tokens = await demoTokens(server);
  for (const name of Object.keys(who) as Name[]) {
    credentials[name] = await join(server, tokens.get(who[name]) ?? '');
    pages[name] = await connect(name);
  }
  await dataOf(pages.chair.send('meeting.open', {}));
  desk = await openDesk();
});
afterAll(async () => {
  for (const page of [...Object.values(pages), desk]) page?.close();
  await server?.stop();
});

it('brings a message to all to everybody, as it was typed', async () => {
  const text = 'Kính thưa hội nghị,\n<b>xin</b> ý kiến 👍';
  await dataOf(pages.two.send('chat.send', { to: 'all', text: `  ${text.replace('\n', '\r\n')} ` }));
  for (const name of Object.keys(who) as Name[]) {
    await pages[name].until(({ chat }) => Object.values(chat?.rows ?? {}).some((row) => row.text === text));
  }
  expect(Object.values(pages.three.slices.chat?.rows ?? {})).toMatchObject([
    { number: 1, to: 'all', author: { name: 'Đại biểu Mẫu 2', role: 'delegate' }, at: expect.any(Number) },
  ]);
  await desk.until(({ chat }) => Object.values(chat?.rows ?? {}).length === 1);
});

it('brings a private one to its office and its author, as a patch, and to no other socket', async () => {
  await dataOf(pages.two.send('chat.send', { to: 'clerk', text: 'bimat-thuky' }));
  await dataOf(pages.two.send('chat.send', { to: 'chair', text: 'bimat-chutoa' }));
  await pages.clerk.until(({ privateChat }) => hasText(privateChat, 'bimat-thuky'));
  await pages.chair.until(({ privateChat }) => hasText(privateChat, 'bimat-chutoa'));
  await pages.two.until(
    ({ privateChat }) => hasText(privateChat, 'bimat-chutoa') && hasText(privateChat, 'bimat-thuky'),
  );
  await settle('Sau tin riêng');
  expect(carriers('bimat-thuky')).toEqual(['clerk', 'two']);
  expect(carriers('bimat-chutoa')).toEqual(['chair', 'two']);
  expect(received.clerk?.split('bimat-thuky').length).toBe(2);
});

it('gives each page its own again after a reconnect and after a restart, and no other', async () => {
  for (const name of Object.keys(received)) received[name] = '';
  await server.kill('SIGKILL');
  await server.restart();
  for (const name of Object.keys(who) as Name[]) {
    pages[name].close();
    pages[name] = await connect(name);
    await pages[name].until(({ me, chat, privateChat }) => me && chat && privateChat);
  }
  desk.close();
  desk = await openDesk();
  await settle('Sau khi khởi động lại');
  expect(carriers('bimat-thuky')).toEqual(['clerk', 'two']);
  expect(carriers('bimat-chutoa')).toEqual(['chair', 'two']);
  expect(Object.keys(pages.three.slices.privateChat?.rows ?? {})).toEqual([]);
});

it('follows the rule, which those who run the meeting set', async () => {
  expect(await code(pages.two.send('chat.setRule', { rule: 'off' }))).toBe('FORBIDDEN');
  await dataOf(pages.clerk.send('chat.setRule', { rule: 'staffOnly' }));
  await pages.three.until(({ chat }) => chat?.head.rule === 'staffOnly');
  expect(await code(pages.three.send('chat.send', { to: 'all', text: 'a' }))).toBe('CHAT_NOT_ALLOWED');
  expect(await code(pages.three.send('chat.send', { to: 'clerk', text: 'a' }))).toBe('ok');
  expect(await code(pages.clerk.send('chat.send', { to: 'all', text: 'a' }))).toBe('ok');
  await dataOf(pages.clerk.send('chat.setRule', { rule: 'off' }));
  expect(await code(pages.clerk.send('chat.send', { to: 'all', text: 'a' }))).toBe('CHAT_NOT_ALLOWED');
  await dataOf(pages.clerk.send('chat.setRule', { rule: 'everybody' }));
});

it('refuses what is no message, and too many of them', async () => {
  expect(await code(pages.three.send('chat.send', { to: 'all', text: ' \n ' }))).toBe('INVALID_INPUT');
  expect(await code(pages.three.send('chat.send', { to: 'all', text: 'x'.repeat(1_001) }))).toBe('INVALID_INPUT');
  expect(await code(desk.emit('chat.send', envelope({ to: 'all', text: 'từ bàn' })))).toBe('FORBIDDEN');
  const codes: string[] = [];
  for (let number = 0; number < 10; number += 1) {
    codes.push(await code(pages.three.send('chat.send', { to: 'chair', text: `${number}` })));
  }
  expect(codes.filter((each) => each === 'RATE_LIMITED').length).toBeGreaterThan(2);
  const refusal = await pages.three.send('chat.send', { to: 'chair', text: 'nữa' });
  expect(refusal).toMatchObject({ ok: false, error: { retryAfterMs: expect.any(Number) } });
  expect(await code(pages.two.send('chat.send', { to: 'all', text: 'người khác vẫn gửi được' }))).toBe('ok');
});

function hasText(slice: { rows: Record<string, { text: string }> } | undefined, text: string): boolean {
  return Object.values(slice?.rows ?? {}).some((row) => row.text === text);
}

/** A message to all that has come to everybody: what was sent before it has come too. */
async function settle(text: string): Promise<void> {
  await dataOf(pages.chair.send('chat.send', { to: 'all', text }));
  for (const page of [...Object.values(pages), desk]) await page.until(({ chat }) => hasText(chat, text));
}

function carriers(text: string): string[] {
  return Object.keys(received)
    .filter((name) => received[name]?.includes(text))
    .sort();
}

async function connect(name: Name): Promise<Client> {
  return record(name, await Client.connect(server, credentials[name]));
}

function record(name: string, client: Client): Client {
  received[name] = `${received[name] ?? ''}${JSON.stringify(client.slices)}`;
  client.onUpdates = (updates) => {
    received[name] += JSON.stringify(updates);
  };
  return client;
}

/** The demo's account at the desk looks on at the meeting. */
async function openDesk(): Promise<Client> {
  const { body } = await post(server, 'welcome', { key: server.secretOf('welcome') });
  const { login, password } = body.account ?? administrator;
  const session = await post(server, 'login', { login, password });
  const { sessionKey } = session.body;
  const client = record('desk', await Client.connect(server, { sessionKey, cookie: session.cookie }));
  const { meetings } = await dataOf(client.send('desk.read', {}));
  meetingId = meetings[0]?.id ?? '';
  await dataOf(client.send('view.watch', { versions: {} }, { meetingId }));
  await client.until(({ chat }) => chat);
  return client;
}

let meetingId = '';

function envelope(input: object): object {
  return { commandId: crypto.randomUUID(), input, meetingId };
}

async function code(reply: Promise<Reply<unknown>>): Promise<string> {
  const answer = await reply;
  return answer.ok ? 'ok' : answer.error.code;
}
