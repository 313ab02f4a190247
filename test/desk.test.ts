/** Preparing at the desk: the register, several bodies, templates, meetings like earlier ones, guests and large meetings. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, dataOf, enter, post, setUp, usualItem } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';
import { cpuNanoseconds } from './rig/process-cpu.ts';

let server: ServerProcess;
let desk: Client;
let bodyId: string;

const where = { address: '', bandwidthMbps: null, contactName: '', contactPhone: '' };
const common = { seatId: null, substituteForId: null };
const startsAt = 1_800_000_000_000;

beforeAll(async () => {
  server = await ServerProcess.start({ args: ['--no-demo'], env: { ROSTRUM_COMMANDS_PER_SECOND: '100000' } });
  desk = await setUp(server);
  bodyId = (await read()).bodies[0]?.id ?? '';
  const site = { id: 'hall', parentId: null, name: 'Hội trường', isChairSite: true, ...where };
  await dataOf(desk.send('site.add', { bodyId, site }));
  const seats = [1, 2].map((column) => ({ id: `s${column}`, siteId: 'hall', label: `Ghế ${column}`, row: 1, column }));
  await dataOf(desk.send('seat.add', { bodyId, seats }));
  for (const id of ['an', 'binh', 'chi']) await dataOf(desk.send('person.add', { bodyId, person: personOf(id) }));
});
afterAll(async () => {
  desk?.close();
  await server?.stop();
});

describe('the register', () => {
  it('keeps a site that is in use, and gives up one that is not', async () => {
    expect(await desk.send('site.remove', { bodyId, siteId: 'hall' })).toMatchObject(code('SITE_IN_USE'));
    const site = { id: 'spare', parentId: 'hall', name: 'Điểm cầu dự phòng', isChairSite: false, ...where };
    await dataOf(desk.send('site.add', { bodyId, site }));
    await dataOf(desk.send('site.remove', { bodyId, siteId: 'spare' }));
    expect((await read()).bodies[0]?.sites.map(({ id }) => id)).toEqual(['hall']);
  });

  it('is one of several: an administrator founds bodies and looks after all, a clerk after the own one', async () => {
    const other = { bodyId: 'other', name: 'Hội đồng Mẫu' };
    expect(await desk.send('body.rename', other)).toMatchObject(code('UNKNOWN_BODY'));
    await dataOf(desk.send('body.found', other));
    expect(await desk.send('body.found', other)).toMatchObject(code('ALREADY_EXISTS'));
    await dataOf(desk.send('body.rename', { bodyId: 'other', name: 'Hội đồng Mẫu 2' }));
    await dataOf(desk.send('person.add', { bodyId: 'other', person: { ...personOf('dao'), siteId: null } }));
    expect((await read()).bodies.map(({ name }) => name)).toEqual(['Cơ quan Mẫu', 'Hội đồng Mẫu 2']);

    const clerk = await accountAs('clerk', 'an');
    const seen = await dataOf(clerk.send('desk.read', {}));
    expect(seen.bodies.map(({ id }) => id)).toEqual([bodyId]);
    const refused = [
      await clerk.send('person.add', { bodyId: 'other', person: { ...personOf('x'), siteId: null } }),
      await clerk.send('body.found', { bodyId: 'third', name: 'Cơ quan thứ ba' }),
      await clerk.send('body.rename', { bodyId, name: 'Cơ quan khác' }),
      await clerk.send('meeting.create', { ...newMeeting(), bodyId: 'other' }),
      await clerk.send('link.list', {}),
    ];
    expect(refused.map((reply) => (reply.ok ? 'ok' : reply.error.code))).toEqual(refused.map(() => 'FORBIDDEN'));
    await dataOf(clerk.send('meeting.create', newMeeting()));
    clerk.close();
  });

  it('is closed to an account of a delegate', async () => {
    const delegate = await accountAs('delegate', 'binh');
    expect(await delegate.send('desk.read', {})).toMatchObject(code('FORBIDDEN'));
    expect(await delegate.send('person.remove', { bodyId, personId: 'an' })).toMatchObject(code('FORBIDDEN'));
    delegate.close();
  });
});

describe('a new meeting', () => {
  it('begins with a template that ships or one of the body', async () => {
    const { templates } = await read();
    expect(templates.map(({ id }) => id.startsWith('builtin-'))).toEqual([true, true, true]);
    const [shipped] = templates;
    const own = { ...shipped, id: 'own', name: 'Mẫu riêng', items: shipped?.items.slice(0, 2) ?? [] };
    await dataOf(desk.send('template.save', { bodyId, template: own as never }));
    for (const template of [shipped, own]) {
      const source = { kind: 'template', templateId: template?.id ?? '' } as const;
      const { meetingId } = await dataOf(desk.send('meeting.create', { ...newMeeting(), source }));
      expect(titlesOf(await watched(meetingId))).toEqual(template?.items.map(({ title }) => title));
    }
    await dataOf(desk.send('template.remove', { bodyId, templateId: 'own' }));
    const gone = { ...newMeeting(), source: { kind: 'template', templateId: 'own' } } as const;
    expect(await desk.send('meeting.create', gone)).toMatchObject(code('UNKNOWN_TEMPLATE'));
    expect((await read()).meetings.every(({ status }) => status === 'draft')).toBe(true);
  });

  it('like an earlier one has its agenda, its seats, and its participants as they are now', async () => {
    const { meetingId: earlierId } = await dataOf(desk.send('meeting.create', newMeeting()));
    const of = { meetingId: earlierId };
    const participants = [
      { personId: 'an', role: 'chair', isMember: true, ...common, seatId: 's1' },
      { personId: 'binh', role: 'delegate', isMember: true, ...common },
      { personId: 'chi', role: 'delegate', isMember: true, seatId: null, substituteForId: 'binh' },
    ] as const;
    await dataOf(desk.send('participant.add', { participants: [...participants] }, of));
    const guest = { personId: 'guest', name: 'Khách Mẫu', rank: 'TS', title: 'Chuyên gia', siteId: 'hall' };
    await dataOf(desk.send('participant.addGuest', guest, of));
    const item = { ...usualItem, itemId: 'one', title: 'Báo cáo', responsibleIds: ['binh', 'chi'] };
    await dataOf(desk.send('agenda.add', { ...item, startsAt: startsAt + 60_000 }, of));
    await dataOf(desk.send('person.remove', { bodyId, personId: 'binh' }));
    await dataOf(desk.send('person.change', { bodyId, person: { ...personOf('an'), name: 'Tên mới Mẫu' } }));
    await dataOf(desk.send('meeting.cancel', { reason: 'Hoãn' }, of));

    const source = { kind: 'meeting', meetingId: earlierId } as const;
    const later = { ...newMeeting(), plannedStartAt: startsAt + 1_000, source };
    const { meetingId } = await dataOf(desk.send('meeting.create', later));
    const { attendance, agenda } = await watched(meetingId);
    expect(Object.keys(attendance?.rows ?? {})).toEqual(['an', 'chi', 'guest']);
    expect(attendance?.rows.an).toMatchObject({ name: 'Tên mới Mẫu', role: 'chair', seatLabel: 'Ghế 1' });
    expect(attendance?.rows.chi).toMatchObject({ substituteForId: null });
    expect(attendance?.rows.guest).toMatchObject({ ...guest, isGuest: true, role: 'guest', isMember: false });
    const [row] = Object.values(agenda?.rows ?? {});
    expect(row).toMatchObject({ title: 'Báo cáo', responsibleIds: ['chi'], startsAt: startsAt + 61_000 });
    const summary = (await read()).meetings.find(({ id }) => id === meetingId);
    expect(summary).toMatchObject({ bodyId, place: 'Phòng 1', participantCount: 3, plannedEndAt: startsAt + 121_000 });
  });

  it('keeps who left the register, and guests, through a change', async () => {
    const { meetingId } = await dataOf(desk.send('meeting.create', newMeeting()));
    const chi = { personId: 'chi', role: 'delegate', isMember: true, ...common } as const;
    await dataOf(desk.send('participant.add', { participants: [chi] }, { meetingId }));
    const guest = { personId: 'guest', name: 'Khách Mẫu', rank: '', title: '', siteId: null };
    await dataOf(desk.send('participant.addGuest', guest, { meetingId }));
    await dataOf(desk.send('person.remove', { bodyId, personId: 'chi' }));
    for (const personId of ['chi', 'guest']) {
      const change = { personId, role: 'observer', isMember: false, ...common } as const;
      await dataOf(desk.send('participant.change', change, { meetingId }));
    }
    const { attendance } = await watched(meetingId);
    expect(attendance?.rows.chi).toMatchObject({ name: 'Đại biểu chi', role: 'observer', isGuest: false });
    expect(attendance?.rows.guest).toMatchObject({ name: 'Khách Mẫu', role: 'observer', isGuest: true });
  });
});

it('ends links and lets nobody in when the meeting is cancelled', async () => {
  const { meetingId } = await dataOf(desk.send('meeting.create', newMeeting()));
  const link = { for: { kind: 'room', siteId: 'hall' }, isOneTime: false } as const;
  const { url, siteId, personId } = await dataOf(desk.send('link.issue', link, { meetingId }));
  expect([siteId, personId]).toEqual(['hall', null]);
  const token = url.split('#')[1] ?? '';
  const an = { personId: 'an', role: 'chair', isMember: true, ...common } as const;
  await dataOf(desk.send('participant.add', { participants: [an] }, { meetingId }));
  await dataOf(desk.send('agenda.add', { ...usualItem, itemId: 'one', title: 'Khai mạc' }, { meetingId }));
  await dataOf(desk.send('meeting.convene', {}, { meetingId }));
  const page = await enter(server, token);
  const ended = new Promise((resolve) => page.socket.once('session.ended', resolve));
  await dataOf(desk.send('meeting.cancel', { reason: 'Bão' }, { meetingId }));
  expect(await ended).toBe('meetingClosed');
  expect((await post(server, 'join', { token })).body.error?.code).toBe('LINK_EXPIRED');
  page.close();
});

it('prepares a meeting of two thousand: participants, links, the desk and marks stay quick', async () => {
  const { meetingId } = await dataOf(desk.send('meeting.create', newMeeting()));
  const ids = Array.from({ length: 1_999 }, (_, index) => `many-${index}`);
  await Promise.all(ids.map((id) => dataOf(desk.send('person.add', { bodyId, person: personOf(id) }))));
  const member = { role: 'delegate', isMember: true, ...common } as const;
  const participants = [
    { personId: 'an', ...member, role: 'chair' as const },
    ...ids.map((personId) => ({ personId, ...member })),
  ];
  expect(await costMs(() => desk.send('participant.add', { participants }, { meetingId }))).toBeLessThan(2_000);
  const issue = () => desk.send('link.issueAll', {}, { meetingId });
  expect(await costMs(issue)).toBeLessThan(4_000);
  const [{ links }, again] = [await dataOf(issue()), await dataOf(issue())];
  expect(new Set(links.map(({ personId }) => personId)).size).toBe(2_000);
  expect(again).toEqual({ links });
  expect(await costMs(() => desk.send('desk.read', {}))).toBeLessThan(1_500);
  await dataOf(desk.send('agenda.add', { ...usualItem, itemId: 'one', title: 'Khai mạc' }, { meetingId }));
  await dataOf(desk.send('meeting.convene', {}, { meetingId }));
  const personIds = participants.map(({ personId }) => personId);
  const mark = { status: 'present', mode: 'inPerson' } as const;
  const marking = () => desk.send('attendance.markMany', { personIds, mark }, { meetingId });
  expect(await costMs(marking)).toBeLessThan(1_500);
  const page = await enter(server, links[7]?.url.split('#')[1]);
  await page.until(({ meeting }) => meeting?.head.quorum.present === 2_000);
  page.close();
}, 60_000);

async function read() {
  return dataOf(desk.send('desk.read', {}));
}

function newMeeting() {
  const source = { kind: 'empty' } as const;
  return {
    bodyId,
    title: 'Phiên họp Mẫu',
    place: 'Phòng 1',
    plannedStartAt: startsAt,
    quorumRuleId: 'simpleMajority' as const,
    source,
  };
}

function personOf(id: string) {
  return { id, name: `Đại biểu ${id}`, rank: '', title: '', siteId: 'hall', usualRole: 'delegate' as const };
}

/** What staff sees of a meeting. */
async function watched(meetingId: string) {
  await dataOf(desk.send('view.watch', { versions: {} }, { meetingId }));
  desk.slices = {};
  await desk.until(({ meeting, agenda, attendance }) => meeting && agenda && attendance);
  return desk.slices;
}

function titlesOf({ agenda }: Awaited<ReturnType<typeof watched>>): string[] {
  return Object.values(agenda?.rows ?? {}).map(({ title }) => title);
}

/** Somebody who signs in with an account of this role, after choosing a password. */
async function accountAs(role: 'clerk' | 'delegate', personId: string): Promise<Client> {
  const [login, password] = [`account-${role}`, 'một mật khẩu đủ dài'];
  const account = { accountId: login, bodyId, personId, login, role, password: 'mật khẩu ban đầu' };
  await dataOf(desk.send('account.create', account));
  const first = await signIn(login, account.password);
  const change = { currentPassword: account.password, newPassword: password };
  await dataOf(first.send('account.changePassword', change));
  first.close();
  return signIn(login, password);
}

async function signIn(login: string, password: string): Promise<Client> {
  const { body, cookie } = await post(server, 'login', { login, password });
  return Client.connect(server, { sessionKey: body.sessionKey, cookie });
}

/** Computing time of the server: on a busy machine the wall's clock says nothing of the code. */
async function costMs(act: () => Promise<{ ok: boolean }>): Promise<number> {
  const before = cpuNanoseconds(server.pid);
  expect(await act()).toMatchObject({ ok: true });
  return (cpuNanoseconds(server.pid) - before) / 1e6;
}

function code(expected: string) {
  return { ok: false, error: { code: expected } };
}
