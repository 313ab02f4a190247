import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MinutesDocument, PersonRole } from '#contract';
import { type Credentials, credentialsOf, type DeskPage, ServedServer } from './served-harness.ts';

const roles = ['chair', 'clerk', 'delegate', 'guest', 'observer'] as const;
type Who = (typeof roles)[number] | 'display';
const secret = 'Việc nội bộ';
const forbidden = { ok: false, error: { code: 'FORBIDDEN' } };

describe('the minutes of a meeting', () => {
  let served: ServedServer;
  let desk: DeskPage;
  let deskCredentials: Credentials;
  let bodyId: string;
  let meetingId: string;
  const credentials = new Map<Who, Credentials>();
  const pages = new Map<Who, DeskPage>();
  const pageOf = (who: Who) => pages.get(who) as DeskPage;

  beforeAll(async () => {
    served = await ServedServer.start();
    deskCredentials = await served.setUp();
    desk = await served.connect(deskCredentials);
    bodyId = (await desk.run('home.read', {})).account.bodyId;
    meetingId = await prepare();
    for (const who of [...roles, 'display'] as const) await join(who);
    await desk.run('meeting.open', {}, { meetingId });
    await pageOf('chair').run('agenda.activate', { itemId: 'i1', fromItemId: null });
    await pageOf('delegate').run('floor.request', { personId: 'delegate' });
    await pageOf('clerk').run('floor.grant', { personId: 'delegate' });
    await pageOf('delegate').run('floor.yield', { personId: 'delegate', speech: 1 });
  });
  afterAll(() => served.stop());

  it('tell those who run it what happened, as of the newest record', async () => {
    for (const page of [pageOf('chair'), pageOf('clerk')]) {
      const facts = factsOf(await page.run('minutes.read', { language: 'vi' }));
      expect(facts).toMatch(
        /Đại biểu Người delegate phát biểu: .*do Thư ký Người clerk thực hiện thay Chủ tọa Người chair/,
      );
      expect(facts).toContain(secret);
    }
    const before = await desk.run('minutes.read', { language: 'vi' }, { meetingId });
    await pageOf('chair').run('meeting.adjourn', {});
    const after = await desk.run('minutes.read', { language: 'vi' }, { meetingId });
    expect(after.version).toBeGreaterThan(before.version);
    expect(factsOf(after)).toContain('Tạm nghỉ');
    await pageOf('chair').run('meeting.resume', {});
  });

  it.each(['delegate', 'guest', 'observer', 'display'] as const)('tell a %s nothing', async (who) => {
    const page = pageOf(who);
    await pageOf('clerk')
      .run('minutes.write', { section: 'opening', baseRevision: 0, text: 'chỉ thư ký' })
      .catch(() => {});
    expect(await page.send('minutes.read', { language: 'vi' })).toMatchObject(forbidden);
    expect(await page.send('minutes.write', { section: 'opening', baseRevision: 1, text: 'x' })).toMatchObject(
      forbidden,
    );
    const file = await download(credentials.get(who));
    expect([file.status, file.body.error?.code]).toEqual([403, 'FORBIDDEN']);
    await page.run('view.resync', { versions: {} });
    await expect.poll(() => page.slices.some(({ name }) => name === 'minutes')).toBe(true);
    const seen = JSON.stringify(page.slices);
    expect(seen).not.toContain('chỉ thư ký');
    expect(seen).not.toContain(secret);
  });

  it('are a file with a Vietnamese name, for those who may read them', async () => {
    for (const who of [credentials.get('chair'), credentials.get('clerk'), deskCredentials]) {
      const { status, headers, bytes } = await download(who);
      expect([status, bytes.subarray(0, 2).toString()]).toEqual([200, 'PK']);
      expect(headers['content-type']).toContain('wordprocessingml.document');
      const disposition = String(headers['content-disposition']);
      expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/);
      expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toMatch(/^Biên bản .* Phiên họp mẫu\.docx$/);
    }
  });

  it('are no file for somebody without the session’s secret, of another meeting, or with a bad question', async () => {
    const clerk = credentials.get('clerk');
    expect((await download({ sessionKey: clerk?.sessionKey ?? '', cookie: '' })).status).toBe(401);
    expect((await download(clerk, 'm-another')).body.error?.code).toBe('FORBIDDEN');
    expect((await download(deskCredentials, 'm-another')).body.error?.code).toBe('UNKNOWN_MEETING');
    const answer = await served.send<object>('GET', '/api/minutes.docx?session=x&meeting=y&language=fr');
    expect([answer.status, answer.body.error?.field]).toEqual([400, 'language']);
  });

  it('belong to their body: a clerk of another one and an operator at the desk are refused', async () => {
    const other = 'b-other';
    await desk.run('body.found', { bodyId: other, name: 'Cơ quan khác' });
    for (const [login, role, ofBody] of [
      ['thuky-khac', 'clerk', other],
      ['kythuat', 'operator', bodyId],
    ] as const) {
      const account = await signIn(login, role, ofBody);
      const page = await served.connect(account);
      expect(await page.send('minutes.read', { language: 'vi' }, { meetingId })).toMatchObject(forbidden);
      expect((await download(account)).status).toBe(403);
    }
  });

  it('keep both texts when two wrote: the second is told, and nothing is lost', async () => {
    const write = (page: DeskPage, baseRevision: number, text: string, more = {}) =>
      page.send('minutes.write', { section: 'i1', baseRevision, text }, more);
    expect(await write(pageOf('clerk'), 0, 'một')).toMatchObject({ ok: true });
    expect(await write(desk, 0, 'hai', { meetingId })).toMatchObject({ ok: false, error: { code: 'STALE_TEXT' } });
    expect(await write(desk, 1, 'một và hai', { meetingId })).toMatchObject({ ok: true });
  });

  it('have the same facts whatever was written, and are finished at the desk after the meeting', async () => {
    await pageOf('chair').run('meeting.close', {});
    const before = await desk.run('minutes.read', { language: 'vi' }, { meetingId });
    await desk.run('minutes.write', { section: 'closing', baseRevision: 0, text: 'Đã thông qua.' }, { meetingId });
    const { version, ...after } = await desk.run('minutes.read', { language: 'vi' }, { meetingId });
    expect(version).toBe(before.version + 1);
    expect({ ...after, version: before.version }).toEqual(before);
    expect(before).toMatchObject({ isOver: true });
    expect((await download(deskCredentials)).status).toBe(200);
  });

  function download(who: Credentials | undefined, meeting = meetingId) {
    const query = new URLSearchParams({ session: who?.sessionKey ?? '', meeting, language: 'vi' });
    return served.send<object>('GET', `/api/minutes.docx?${query}`, '', { cookie: who?.cookie ?? '' });
  }

  async function prepare(): Promise<string> {
    const source = { kind: 'empty' } as const;
    const fields = { title: 'Phiên họp mẫu', place: 'Phòng 1', plannedStartAt: 1_800_000_000_000 };
    const made = await desk.run('meeting.create', { bodyId, ...fields, quorumRuleId: 'simpleMajority', source });
    for (const role of roles) {
      const person = { id: role, name: `Người ${role}`, rank: '', title: '', siteId: null, usualRole: role };
      await desk.run('person.add', { bodyId, person });
    }
    const participants = roles.map((role: PersonRole) => {
      return { personId: role, role, isMember: role !== 'guest', seatId: null, substituteForId: null };
    });
    await desk.run('participant.add', { participants }, made);
    const item = { plannedMs: 60_000, startsAt: null, responsibleIds: [], position: null };
    await desk.run('agenda.add', { itemId: 'i1', title: 'Thảo luận', visibility: 'public', ...item }, made);
    await desk.run('agenda.add', { itemId: 'i2', title: secret, visibility: 'staff', ...item }, made);
    await desk.run('meeting.convene', {}, made);
    return made.meetingId;
  }

  async function join(who: Who): Promise<void> {
    const wanted =
      who === 'display' ? ({ kind: 'display', siteId: null } as const) : ({ kind: 'person', personId: who } as const);
    const { url } = await desk.run('link.issue', { for: wanted, isOneTime: false }, { meetingId });
    const joined = credentialsOf(await served.post('join', { token: url.split('#')[1] ?? '' }));
    credentials.set(who, joined);
    pages.set(who, await served.connect(joined));
  }

  async function signIn(login: string, role: 'clerk' | 'operator', ofBody: string): Promise<Credentials> {
    const [given, own] = ['mật khẩu được cấp', 'mật khẩu tự chọn'];
    const person = { id: login, name: login, rank: '', title: '', siteId: null, usualRole: 'clerk' } as const;
    await desk.run('person.add', { bodyId: ofBody, person });
    const account = { accountId: login, bodyId: ofBody, personId: login, login, role, password: given };
    await desk.run('account.create', account);
    const first = await served.connect(await served.signIn(login, given));
    await first.run('account.changePassword', { currentPassword: given, newPassword: own });
    return served.signIn(login, own);
  }
});

function factsOf({ sections }: MinutesDocument): string {
  return sections.flatMap(({ title, facts }) => [title, ...facts.map(({ text }) => text)]).join('\n');
}
