/** The floor, its authority and the closed session on the wire: what is refused, what comes by itself, and what leaks not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonId, Reply } from '#contract';
import { type Client, dataOf, demoTokens, enter, speechOf } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

let server: ServerProcess;
let tokens: Map<string, string>;
let chair: Client;
let clerk: Client;
let deputy: Client;
let one: Client;
let two: Client;
let display: Client;
let chairPerson: PersonId;
const [onePerson, twoPerson, absentPerson, deputyPerson] = [4, 5, 9, 3].map(
  (number) => `demo-person-${number}` as PersonId,
) as [PersonId, PersonId, PersonId, PersonId];

const comeIn = (who: string) => enter(server, tokens.get(who));
const code = async (reply: Promise<Reply<unknown>>) => {
  const answer = await reply;
  return answer.ok ? 'ok' : answer.error.code;
};
const rows = (client: Client) => Object.values(client.slices.floor?.rows ?? {});
const row = (client: Client, personId: PersonId) =>
  Object.values(client.slices.media?.rows ?? {}).find(({ personIds }) => personIds.includes(personId));

beforeAll(async () => {
  server = await ServerProcess.start();
  tokens = await demoTokens(server);
  [chair, clerk, deputy, one, two] = await Promise.all([
    comeIn('chair Chủ tọa Mẫu'),
    comeIn('clerk Thư ký Mẫu'),
    comeIn('deputy Đại biểu Mẫu 1'),
    comeIn('delegate Đại biểu Mẫu 2'),
    comeIn('delegate Đại biểu Mẫu 3'),
  ]);
  const wall = [...tokens.keys()].find((who) => who.startsWith('display '));
  display = await comeIn(wall ?? '');
  await Promise.all(
    [chair, clerk, deputy, one, two, display].map((client) => client.until(({ me, floor }) => me && floor)),
  );
  chairPerson = chair.slices.me?.head.personId as PersonId;
  await dataOf(chair.send('meeting.open', {}));
  const [item] = Object.keys(chair.slices.agenda?.rows ?? {});
  await dataOf(chair.send('agenda.activate', { itemId: item ?? '', fromItemId: null }));
});
afterAll(async () => {
  for (const client of [chair, clerk, deputy, one, two, display]) client?.close();
  await server?.stop();
});

describe('bad input', () => {
  it('asks twice', async () => {
    expect(await code(one.send('floor.request', { personId: onePerson }))).toBe('ok');
    expect(await code(one.send('floor.request', { personId: onePerson }))).toBe('ALREADY_WAITING');
    expect(await code(one.send('floor.request', { personId: onePerson, kind: 'pointOfOrder' }))).toBe('ok');
    await clerk.until(() => rows(clerk).length === 2);
    expect(await code(one.send('floor.request', { personId: twoPerson }))).toBe('FORBIDDEN');
  });

  it('answers a speech that was never given', async () => {
    expect(await code(two.send('floor.request', { personId: twoPerson, kind: 'reply' }))).toBe('NOTHING_TO_ANSWER');
    const answer = { personId: twoPerson, kind: 'reply', answersSpeech: 99 } as const;
    expect(await code(two.send('floor.request', answer))).toBe('NOTHING_TO_ANSWER');
  });

  it('gives the floor to somebody who is not there, or to nobody', async () => {
    expect(await code(chair.send('floor.grant', { personId: absentPerson }))).toBe('NOT_PRESENT');
    expect(await code(chair.send('floor.grant', { personId: 'nobody' }))).toBe('NOT_A_PARTICIPANT');
    expect(await code(chair.send('floor.grant', { personId: twoPerson, requestId: 1 }))).toBe('NOT_WAITING');
  });

  it('reorders or strikes the queue as a delegate', async () => {
    const [first] = rows(one);
    const about = { personId: onePerson, requestId: first?.id ?? 0 };
    expect(await code(one.send('floor.moveRequest', { ...about, beforeId: null }))).toBe('FORBIDDEN');
    expect(await code(two.send('floor.dropRequest', { ...about, reason: 'của tôi trước' }))).toBe('FORBIDDEN');
    expect(await code(two.send('floor.cancelRequest', about))).toBe('FORBIDDEN');
    expect(await code(two.send('floor.setMode', { itemId: null, mode: { name: 'automatic' } }))).toBe('FORBIDDEN');
    const [order, contribution] = rows(clerk).toSorted((a, b) => b.id - a.id);
    const across = { personId: onePerson, requestId: contribution?.id ?? 0, beforeId: order?.id ?? 0 };
    expect(await code(clerk.send('floor.moveRequest', across))).toBe('RANK_FIXED');
  });

  it('names times and numbers that are negative or absurd', async () => {
    for (const addMs of [-60_000, 0, 0.5, 3_600_000, Number.NaN]) {
      expect(await code(chair.send('floor.extend', { personId: onePerson, speech: 1, addMs }))).toBe('INVALID_INPUT');
    }
    for (const limit of [0, -1, 21, 1.5]) {
      expect(await code(chair.send('floor.setMode', { itemId: null, mode: { name: 'open', limit } }))).toBe(
        'INVALID_INPUT',
      );
    }
    for (const budgetMs of [-1, 0, 90_000_000]) {
      const scope = { of: 'group', groupName: 'Tổ 1' } as const;
      expect(await code(chair.send('floor.setBudget', { scope, budgetMs }))).toBe('INVALID_INPUT');
    }
    expect(await code(chair.send('display.showNotice', { text: 'x'.repeat(301) }))).toBe('INVALID_INPUT');
    const long = { section: 'opening', baseRevision: 0, text: 'x'.repeat(20_001) };
    expect(await code(clerk.send('minutes.write', long))).toBe('INVALID_INPUT');
    expect(await code(clerk.send('minutes.write', { ...long, section: 'elsewhere', text: 'x' }))).toBe('UNKNOWN_ITEM');
    expect(
      await code(one.emit('floor.request', { commandId: 'c-12345678', input: { personId: onePerson, kind: 'x' } })),
    ).toBe('INVALID_INPUT');
    expect(await code(clerk.emit('authority.lapse', { commandId: 'c-12345679', input: {} }))).toBe('UNKNOWN_COMMAND');
  });

  it('uses the token of a display for commands', async () => {
    const { endpointId } = display.slices.me?.head ?? { endpointId: '' };
    for (const reply of [
      display.send('floor.request', { personId: onePerson }),
      display.send('floor.grant', { personId: onePerson }),
      display.send('display.setScene', { endpointId, scene: 'idle' }),
      display.send('display.showNotice', { text: 'Tôi là màn hình' }),
      display.send('meeting.adjourn', {}),
      display.send('authority.takeBack', { fromId: null }),
      display.send('minutes.write', { section: 'opening', baseRevision: 0, text: 'x' }),
      display.send('chat.send', { to: 'all', text: 'x' }),
      display.send('participant.remove', { personId: onePerson }),
    ]) {
      expect(await code(reply)).toBe('FORBIDDEN');
    }
  });

  it('speaks on when the floor was taken back', async () => {
    await dataOf(one.send('media.join', {}));
    await dataOf(chair.send('floor.grant', { personId: onePerson }));
    await clerk.until(() => row(clerk, onePerson)?.isMicrophoneOpen);
    const speech = await speechOf(chair, onePerson);
    await dataOf(chair.send('floor.withdraw', { personId: onePerson, speech }));
    await clerk.until(() => row(clerk, onePerson)?.isMicrophoneOpen === false);
    await dataOf(one.send('media.setMuted', { isMuted: true }));
    await dataOf(one.send('media.setMuted', { isMuted: false }));
    await dataOf(one.send('view.resync', { versions: {} }));
    await one.until(({ me }) => me?.head.standing.state !== 'speaking');
    expect(row(one, onePerson)?.isMicrophoneOpen).toBe(false);
    expect(await code(one.send('floor.yield', { personId: onePerson, speech }))).toBe('NOT_SPEAKING');
    expect(await code(one.send('floor.accept', { personId: onePerson, expiresAt: 0 }))).toBe('NOT_INVITED');
  });

  it('names rules that this server does not have', async () => {
    const changes = { rulePackId: 'own-rules' };
    expect(await code(clerk.send('meeting.change', { changes }))).toBe('UNKNOWN_RULE_PACK');
    expect(await code(clerk.send('meeting.change', { changes: { rulePackId: 'assembly' } }))).toBe('WRONG_STATUS');
  });
});

describe('two pages of the chair', () => {
  let other: Client;
  /** The second delegate speaks; answers which speech it is, as both pages show it. */
  const letSpeak = async () => {
    await dataOf(two.send('floor.request', { personId: twoPerson }));
    await dataOf(chair.send('floor.grant', { personId: twoPerson }));
    const [speech] = await Promise.all([speechOf(chair, twoPerson), speechOf(other, twoPerson)]);
    return { personId: twoPerson, speech };
  };
  const speaks = () => chair.slices.floor?.head.speakers.some(({ personId }) => personId === twoPerson);

  beforeAll(async () => {
    other = await comeIn('chair Chủ tọa Mẫu');
    await other.until(({ me, floor }) => me && floor);
  });
  afterAll(() => other?.close());

  it('end one speech, and the late one of them ends no other', async () => {
    const before = await letSpeak();
    expect(await Promise.all([chair, other].map((page) => code(page.send('floor.withdraw', before))))).toEqual([
      'ok',
      'NOT_SPEAKING',
    ]);
    await chair.until(() => !speaks());
    await other.until(({ floor }) => floor?.head.speakers.length === 0);
    const now = await letSpeak();
    expect(now.speech).toBeGreaterThan(before.speech);
    for (const late of ['floor.withdraw', 'floor.pause', 'floor.resume'] as const) {
      expect(await code(other.send(late, before))).toBe('SPEECH_OVER');
    }
    expect(await code(other.send('floor.extend', { ...before, addMs: 60_000 }))).toBe('SPEECH_OVER');
    expect(await code(two.send('floor.yield', before))).toBe('SPEECH_OVER');
    await dataOf(chair.send('view.resync', { versions: {} }));
    await chair.until(speaks);
    expect(await code(other.send('floor.withdraw', now))).toBe('ok');
  });

  it('go on to two items at once: the second is told, and shows what the first has chosen', async () => {
    const [first = null, ...others] = Object.keys(chair.slices.agenda?.rows ?? {});
    const goTo = (page: Client, itemId: string | undefined) =>
      code(page.send('agenda.activate', { itemId: itemId ?? '', fromItemId: first }));
    expect(await Promise.all([goTo(chair, others[0]), goTo(other, others[1])])).toEqual(['ok', 'ITEM_CHANGED']);
    await other.until(({ agenda }) => agenda?.head.activeItemId === others[0]);
    const mode = { name: 'automatic' } as const;
    expect(await code(other.send('floor.setMode', { itemId: first, mode }))).toBe('ITEM_CHANGED');
    expect(await code(one.send('floor.request', { personId: onePerson, itemId: first ?? '' }))).toBe('ITEM_CHANGED');
    await dataOf(chair.send('agenda.activate', { itemId: first ?? '', fromItemId: others[0] ?? null }));
    await other.until(({ agenda }) => agenda?.head.activeItemId === first);
  });
});

describe('authority', () => {
  it('is handed over, refused to the chair meanwhile, and taken back by one command', async () => {
    await dataOf(chair.send('authority.handOver', { personId: deputyPerson, fromId: chairPerson }));
    await chair.until(({ me, meeting }) => me?.head.mayTakeBack && meeting?.head.actingChairId === deputyPerson);
    expect(await code(chair.send('floor.setPriority', { isOn: true }))).toBe('NOT_ACTING_CHAIR');
    expect(await code(two.send('authority.takeBack', { fromId: deputyPerson }))).toBe('FORBIDDEN');
    expect(await code(clerk.send('authority.seat', { personId: twoPerson }))).toBe('CHAIR_TAKEN');
    expect(await code(deputy.send('floor.setPriority', { isOn: true }))).toBe('ok');
    await dataOf(chair.send('authority.takeBack', { fromId: deputyPerson }));
    await chair.until(({ me }) => me?.head.isActingChair && !me.head.mayTakeBack);
    await dataOf(chair.send('floor.setPriority', { isOn: false }));
  });

  it('gives a delegate in the chair the slices of staff, and takes them away again', async () => {
    await dataOf(chair.send('authority.handOver', { personId: twoPerson, fromId: chairPerson }));
    await two.until(({ me, waiting }) => me?.head.isActingChair && waiting?.head.rule);
    expect(await code(two.send('display.showNotice', { text: 'Xin mời các đại biểu vào chỗ' }))).toBe('ok');
    await display.until(({ displays, me }) => displays?.head.notice && me?.head.scene === 'message');
    await one.until(({ displays }) => displays?.head.notice);
    expect(one.slices.displays?.rows).toEqual({});
    expect(await code(chair.send('authority.takeBack', { fromId: deputyPerson }))).toBe('CHAIR_CHANGED');
    await dataOf(chair.send('authority.takeBack', { fromId: twoPerson }));
    await two.until(({ me, waiting }) => me?.head.isActingChair === false && waiting?.head.rule === null);
    expect(await code(two.send('display.clearNotice', {}))).toBe('FORBIDDEN');
    await dataOf(clerk.send('display.clearNotice', {}));
  });
});

describe('a closed session', () => {
  it('puts guests, observers and displays outside, and not one word of it reaches them', async () => {
    const guestPerson = 'guest-1' as PersonId;
    const guest = { personId: guestPerson, name: 'Khách Mẫu', rank: '', title: '', siteId: null, groupName: 'Khách' };
    await dataOf(clerk.send('participant.addGuest', guest));
    const observer = { role: 'observer', isMember: false, seatId: null, substituteForId: null } as const;
    await dataOf(clerk.send('participant.change', { personId: 'demo-person-12', ...observer }));
    const guestLink = await dataOf(
      clerk.send('link.issue', { for: { kind: 'person', personId: guestPerson }, isOneTime: false }),
    );
    const outside = [
      await enter(server, guestLink.url.split('#')[1]),
      await comeIn('delegate Đại biểu Mẫu 10'),
      display,
    ];
    const received = outside.map((client) => {
      const packets: string[] = [];
      client.socket.onAny((...packet) => packets.push(JSON.stringify(packet)));
      return packets;
    });
    await Promise.all(outside.map((client) => client.until(({ me, agenda }) => me?.head.waiting === null && agenda)));
    await dataOf(clerk.send('closedSession.begin', {}));
    await Promise.all(outside.map((client) => client.until(({ me }) => me?.head.waiting?.isSessionClosed)));
    for (const packets of received) packets.length = 0;

    const secret = 'Điều chỉ người trong phòng họp kín được biết';
    await dataOf(clerk.send('chat.send', { to: 'all', text: secret }));
    await dataOf(clerk.send('display.showNotice', { text: secret }));
    // Of the two requests that stand, the foremost.
    await dataOf(chair.send('floor.grant', { personId: onePerson }));
    await dataOf(clerk.send('minutes.write', { section: 'opening', baseRevision: 0, text: secret }));
    const itemId = 'secret-item';
    const item = {
      itemId,
      title: secret,
      plannedMs: 60_000,
      visibility: 'public',
      startsAt: null,
      position: null,
    } as const;
    await dataOf(clerk.send('agenda.add', { ...item, responsibleIds: [] }));
    await one.until(({ chat, agenda, me }) => chat && agenda?.rows[itemId] && me?.head.standing.state === 'speaking');
    for (const client of outside) expect(await code(client.send('view.resync', { versions: {} }))).toBe('ok');
    for (const client of outside) expect(await code(client.send('media.join', {}))).toBe('NOT_ADMITTED');
    await Promise.all(received.map((packets, index) => outside[index]?.until(() => packets.length > 0)));
    for (const packets of received) {
      const text = packets.join('\n');
      const leaked = [secret, itemId, onePerson, '"floor"', '"media"', '"agenda"', '"chat"', '"minutes"', '"displays"'];
      expect(leaked.filter((words) => text.includes(words))).toEqual([]);
    }
    expect(one.slices.minutes?.rows).toEqual({});

    const since = chair.slices.meeting?.head.sessionClosedSince ?? 0;
    expect(await code(chair.send('closedSession.end', { since: since - 1 }))).toBe('SESSION_CHANGED');
    await dataOf(chair.send('closedSession.end', { since }));
    await Promise.all(
      outside.map((client) => client.until(({ me, agenda }) => me?.head.waiting === null && agenda?.rows[itemId])),
    );
    for (const client of outside.slice(0, 2)) client.close();
  });
});

it('keeps what the clerk wrote apart from what another wrote meanwhile', async () => {
  const write = (text: string, baseRevision: number) =>
    code(clerk.send('minutes.write', { section: 'closing', baseRevision, text }));
  expect(await write('Bản thứ nhất', 0)).toBe('ok');
  expect(await write('Bản thứ hai', 0)).toBe('STALE_TEXT');
  expect(await write('Bản thứ hai', 1)).toBe('ok');
  await clerk.until(({ minutes }) => minutes?.rows.closing?.revision === 2);
});
