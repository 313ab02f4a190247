/** What is wrong gets a code that says so, changes nothing, and disturbs nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#contract';
import { Client, dataOf, demoTokens, enter, join, post, postText, usualItem } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

let server: ServerProcess;
let tokens: Map<string, string>;
let chair: Client;
let delegate: Client;

beforeAll(async () => {
  server = await ServerProcess.start();
  tokens = await demoTokens(server);
  chair = await enter(server, tokens.get('chair Chủ tọa Mẫu'));
  delegate = await enter(server, tokens.get('delegate Đại biểu Mẫu 2'));
  await Promise.all([chair, delegate].map((client) => client.until(({ me, attendance }) => me && attendance)));
});
afterAll(async () => {
  chair?.close();
  delegate?.close();
  await server?.stop();
});

describe('a message that is wrong', () => {
  it('names a command that does not exist', async () => {
    expect(await chair.emit('floor.seize', { commandId: 'command-1', input: {} })).toMatchObject(
      code('UNKNOWN_COMMAND'),
    );
    expect(await chair.emit('constructor', { commandId: 'command-2', input: {} })).toMatchObject(
      code('UNKNOWN_COMMAND'),
    );
  });

  it.each([
    ['no envelope', undefined],
    ['no commandId', { input: {} }],
    ['a number for a title', { commandId: 'command-3', input: { ...usualItem, itemId: 'x', title: 7 } }],
    ['a field too many', { commandId: 'command-4', input: { ...usualItem, itemId: 'x', title: 't', more: 1 } }],
    ['no time', { commandId: 'command-5', input: { ...usualItem, itemId: 'x', title: 't', plannedMs: 0 } }],
    ['an id with a slash', { commandId: 'command-6', input: { ...usualItem, itemId: '../x', title: 't' } }],
    ['a title too long', { commandId: 'command-8', input: { ...usualItem, itemId: 'x', title: 'ă'.repeat(201) } }],
    ['a title of spaces', { commandId: 'command-9', input: { ...usualItem, itemId: 'x', title: '  ' } }],
    [
      'a day that is none',
      { commandId: 'command-10', input: { ...usualItem, itemId: 'x', title: 't', startsAt: 1e15 } },
    ],
  ])('names the field: %s', async (_what, payload) => {
    const reply = await chair.emit('agenda.add', payload);
    expect(reply).toMatchObject(code('INVALID_INPUT'));
    expect(reply).toHaveProperty('error.field');
    await expectNothingStored('x');
  });

  it('refuses more than 256 KiB with a code and goes on', async () => {
    const title = 'x'.repeat(limits.maxCommandBytes + 1);
    const input = { ...usualItem, itemId: 'large', title };
    expect(await chair.send('agenda.add', input)).toMatchObject(code('TOO_LARGE'));
    expect(await chair.send('view.resync', { versions: {} })).toMatchObject({ ok: true });
    await expectNothingStored('large');
  });

  it('closes a connection that sends more than 1 MiB at once', async () => {
    const client = await enter(server, tokens.get('delegate Đại biểu Mẫu 3'));
    const closed = new Promise((resolve) => client.socket.once('disconnect', resolve));
    client.socket.emit(
      'view.resync',
      { commandId: 'huge-one', input: { versions: { a: 'x'.repeat(limits.maxMessageBytes) } } } as never,
      () => {},
    );
    await closed;
    client.close();
  });

  it('takes binary data for what it is: no part of the protocol', async () => {
    const client = await enter(server, tokens.get('delegate Đại biểu Mẫu 3'));
    const closed = new Promise((resolve) => client.socket.once('disconnect', resolve));
    client.socket.emit('view.resync', { commandId: 'binary-1', input: Buffer.from('x') } as never, () => {});
    await closed;
    client.close();
  });
});

describe('text of people', () => {
  it('may be two hundred characters long', async () => {
    const title = 'ă'.repeat(200);
    expect(await chair.send('agenda.add', { ...usualItem, itemId: 'long', title })).toMatchObject({ ok: true });
    await delegate.until(({ agenda }) => agenda?.rows.long?.title === title);
  });

  it('is kept as it was typed, pictures and tags too', async () => {
    const title = '📋 Họp <script>alert("x")</script> & \'"; DROP TABLE records; -- \u202eđảo';
    await dataOf(chair.send('agenda.add', { ...usualItem, itemId: 'odd', title }));
    await delegate.until(({ agenda }) => agenda?.rows.odd?.title === title);
  });
});

describe('two people at once', () => {
  it('both keep what they typed: one as the value, the other as a conflict that staff alone sees', async () => {
    const clerk = await enter(server, tokens.get('clerk Thư ký Mẫu'));
    await dataOf(chair.send('agenda.add', { ...usualItem, itemId: 'both', title: 'Trước' }));
    const change = (title: string) => ({ itemId: 'both', baseRevision: 0, changes: { title } });
    await Promise.all([
      dataOf(chair.send('agenda.change', change('Của chủ tọa'))),
      dataOf(clerk.send('agenda.change', change('Của thư ký'))),
    ]);
    for (const page of [chair, clerk]) {
      await page.until(({ agenda }) => agenda?.rows.both?.conflicts.length === 1);
      const row = page.slices.agenda?.rows.both;
      expect([row?.title, row?.conflicts[0]?.changes.title].sort()).toEqual(['Của chủ tọa', 'Của thư ký']);
    }
    await delegate.until(({ agenda }) => agenda?.rows.both?.title.startsWith('Của'));
    expect(delegate.slices.agenda?.rows.both?.conflicts).toEqual([]);
    const conflictId = chair.slices.agenda?.rows.both?.conflicts[0]?.id ?? '';
    const resolve = { itemId: 'both', conflictId, keep: 'other' } as const;
    expect(await delegate.send('agenda.resolveConflict', resolve)).toMatchObject(code('FORBIDDEN'));
    await dataOf(clerk.send('agenda.resolveConflict', resolve));
    expect(await chair.send('agenda.resolveConflict', resolve)).toMatchObject(code('UNKNOWN_CONFLICT'));
    clerk.close();
  });

  it('may plan times that overlap: the plan says by how much', async () => {
    await delegate.until(({ meeting }) => meeting);
    const startsAt = delegate.slices.meeting?.head.plannedStartAt ?? 0;
    await dataOf(chair.send('agenda.add', { ...usualItem, itemId: 'overlap', title: 'Trùng giờ', startsAt }));
    await delegate.until(({ agenda }) => agenda?.rows.overlap);
    const row = delegate.slices.agenda?.rows.overlap;
    expect(row?.overlapMs).toBeGreaterThan(0);
    expect(row?.plannedStartAt).toBe(startsAt + (row?.overlapMs ?? 0));
  });

  it('may name as responsible only who takes part', async () => {
    const input = { ...usualItem, itemId: 'nobody', title: 'Của ai', responsibleIds: ['stranger'] };
    expect(await chair.send('agenda.add', input)).toMatchObject(code('NOT_A_PARTICIPANT'));
    await expectNothingStored('nobody');
  });
});

describe('somebody who may not', () => {
  it('refuses a chair’s command to a delegate and stores nothing', async () => {
    for (const name of ['meeting.open', 'meeting.close'] as const) {
      expect(await delegate.send(name, {})).toMatchObject(code('FORBIDDEN'));
    }
    const personId = delegate.slices.me?.head.personId ?? '';
    expect(await delegate.send('floor.grant', { personId })).toMatchObject(code('FORBIDDEN'));
    expect(await delegate.send('link.list', {})).toMatchObject(code('FORBIDDEN'));
    expect(await delegate.send('desk.read', {})).toMatchObject(code('FORBIDDEN'));
    const others = { personId: chair.slices.me?.head.personId ?? '', mark: { status: 'left' } } as const;
    expect(await delegate.send('attendance.mark', others)).toMatchObject(code('FORBIDDEN'));
    expect(await delegate.send('floor.request', { personId: others.personId })).toMatchObject(code('FORBIDDEN'));
    await delegate.until(({ meeting }) => meeting?.head.status === 'convened');
  });

  it('refuses commands of the server itself', async () => {
    const reply = await chair.emit('endpoint.leave', {
      commandId: 'command-7',
      input: { endpointId: 'e', cause: 'left' },
    });
    expect(reply).toMatchObject(code('UNKNOWN_COMMAND'));
  });

  it('refuses picture and sound from those who only look on', async () => {
    const display = await enter(server, tokens.get('display Hội trường trung tâm (mẫu)'));
    expect(await display.send('media.join', {})).toMatchObject({ ok: true });
    const produce = { transportId: 'any', source: 'camera', kind: 'video', rtpParameters: {} } as const;
    expect(await display.send('media.produce', produce)).toMatchObject(code('FORBIDDEN'));
    display.close();
  });

  it('refuses another meeting than that of the session', async () => {
    expect(await chair.send('meeting.open', {}, { meetingId: 'another' })).toMatchObject(code('FORBIDDEN'));
  });

  it('refuses a connection without, with a wrong, and with somebody else’s secret', async () => {
    const first = await join(server, tokens.get('delegate Đại biểu Mẫu 4') ?? '');
    const second = await join(server, tokens.get('delegate Đại biểu Mẫu 5') ?? '');
    for (const cookie of ['', `${first.cookie}x`, second.cookie]) {
      await expect(Client.connect(server, { sessionKey: first.sessionKey, cookie })).rejects.toMatchObject({
        code: 'NOT_SIGNED_IN',
      });
    }
  });

  it('refuses requests from another page', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    const answer = await post(server, 'join', { token: tokens.get('chair Chủ tọa Mẫu') ?? '' }, headers);
    expect([answer.status, answer.body.error?.code]).toEqual([403, 'WRONG_ORIGIN']);
  });
});

describe('a link', () => {
  it('is not used by looking at it, and a false one is refused', async () => {
    const token = tokens.get('delegate Đại biểu Mẫu 6') ?? '';
    const preview = await post(server, 'join/preview', { token });
    expect(preview.body).toMatchObject({ name: 'Đại biểu Mẫu 6', role: 'delegate', kind: 'personal' });
    expect(preview.cookie).toBe('');
    const altered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    expect((await post(server, 'join', { token: altered })).body.error?.code).toBe('BAD_LINK');
    expect((await post(server, 'join', { token: 'short' })).body.error).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.token',
    });
  });

  it('works once when it was made so, and not after it was revoked', async () => {
    const personId = delegate.slices.me?.head.personId ?? '';
    const issued = await chair.send('link.issue', { for: { kind: 'person', personId }, isOneTime: true });
    if (!issued.ok) throw new Error(issued.error.message);
    const token = issued.data.url.split('#')[1] ?? '';
    const answers = await Promise.all([post(server, 'join', { token }), post(server, 'join', { token })]);
    expect(answers.map(({ body }) => body.error?.code).sort()).toEqual(['LINK_USED', undefined]);
    const session = answers.find(({ body }) => !body.error);
    const page = await Client.connect(server, {
      sessionKey: session?.body.sessionKey ?? '',
      cookie: session?.cookie ?? '',
    });
    const ended = new Promise((resolve) => page.socket.once('session.ended', resolve));
    await chair.send('link.revoke', { linkId: issued.data.linkId });
    expect(await ended).toBe('revoked');
    page.close();
    expect((await post(server, 'join', { token })).body.error?.code).toBe('LINK_EXPIRED');
  });

  it('answers text that is no JSON, and too much of it, with a code', async () => {
    expect((await postText(server, '/api/join', '{')).body).toMatchObject({ error: { code: 'INVALID_INPUT' } });
    expect((await postText(server, '/api/join', `"${'x'.repeat(70_000)}"`)).body).toMatchObject({
      error: { code: 'TOO_LARGE' },
    });
  });
});

it('slows down one connection that floods, and nobody else', async () => {
  const flooder = await enter(server, tokens.get('delegate Đại biểu Mẫu 7'));
  await flooder.until(({ me }) => me);
  const flood = Array.from({ length: 1_000 }, () => flooder.send('view.resync', { versions: {} }));
  const others = [];
  for (let index = 0; index < 20; index += 1) others.push(await chair.send('view.resync', { versions: {} }));
  const replies = await Promise.all(flood);
  const refused = replies.filter((reply) => !reply.ok && reply.error.code === 'RATE_LIMITED');
  expect(refused.length).toBeGreaterThanOrEqual(1_000 - limits.commandBurst - 10 * limits.commandsPerSecond);
  expect(refused[0]).toHaveProperty('error.retryAfterMs');
  expect(others.every(({ ok }) => ok)).toBe(true);
  flooder.close();
});

it('lets two links in one browser be two people', async () => {
  const first = await join(server, tokens.get('delegate Đại biểu Mẫu 8') ?? '');
  const second = await join(server, tokens.get('delegate Đại biểu Mẫu 9') ?? '');
  const cookie = `${first.cookie}; ${second.cookie}`;
  const clients = await Promise.all(
    [first, second].map(({ sessionKey }) => Client.connect(server, { sessionKey, cookie })),
  );
  for (const client of clients) await client.until(({ me }) => me);
  expect(clients.map(({ slices }) => slices.me?.head.name)).toEqual(['Đại biểu Mẫu 8', 'Đại biểu Mẫu 9']);
  for (const client of clients) client.close();
});

it('ends links and sessions when the meeting closes', async () => {
  const ended = new Promise((resolve) => delegate.socket.once('session.ended', resolve));
  await chair.send('meeting.open', {});
  expect(await chair.send('meeting.close', {})).toMatchObject({ ok: true });
  expect(await ended).toBe('meetingClosed');
  const answer = await post(server, 'join', { token: tokens.get('delegate Đại biểu Mẫu 6') ?? '' });
  expect(answer.body.error?.code).toBe('LINK_EXPIRED');
});

function code(expected: string) {
  return { ok: false, error: { code: expected } };
}

async function expectNothingStored(itemId: string): Promise<void> {
  const fresh = await enter(server, tokens.get('clerk Thư ký Mẫu'));
  await fresh.until(({ agenda }) => agenda);
  expect(fresh.slices.agenda?.rows).not.toHaveProperty(itemId);
  fresh.close();
}
