import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCpuClock } from '../../test/harness/cpu-time.ts';
import { type Credentials, credentialsOf, type DeskPage, ServedServer } from './served-harness.ts';

const password = 'mật khẩu đủ dài';
const hourMs = 3_600_000;

describe('the start page of an account', () => {
  let served: ServedServer;
  let admin: DeskPage;
  let bodyId: string;
  let delegate: Credentials;
  beforeAll(async () => {
    served = await ServedServer.start();
    admin = await served.connect(await served.setUp());
    bodyId = (await admin.run('home.read', {})).account.bodyId;
    delegate = await addPerson('lan', 'delegate');
    await addPerson('minh', 'delegate');
  });
  afterAll(() => served.stop());

  it('shows the meetings of its person, and leads into one without a link', async () => {
    const meetingId = await prepare('Phiên họp A');
    const page = await served.connect(delegate);
    expect((await page.run('home.read', {})).meetings).toEqual([]);
    expect((await enter(delegate, meetingId)).body.error).toMatchObject({ code: 'NO_MEETING' });
    await admin.run('meeting.convene', {}, { meetingId });
    expect((await page.run('home.read', {})).meetings).toMatchObject([
      { id: meetingId, title: 'Phiên họp A', status: 'convened', place: 'Phòng 1', role: 'delegate' },
    ]);
    const meeting = (await page.run('home.read', {})).meetings[0];
    expect((meeting?.plannedEndAt ?? 0) - (meeting?.plannedStartAt ?? 0)).toBe(hourMs);
    const inside = await served.connect(credentialsOf(await enter(delegate, meetingId)));
    expect(await inside.send('floor.request', { personId: 'lan' })).toMatchObject({
      ok: false,
      error: { code: 'WRONG_STATUS' },
    });
    // The same link again: a person has one.
    await enter(delegate, meetingId);
    const { links } = await admin.run('link.list', {}, { meetingId });
    expect(links.filter(({ personId }) => personId === 'lan')).toHaveLength(1);
  });

  it('leads nobody into a meeting of others, nor into one that is over', async () => {
    const meetingId = await prepare('Phiên họp B', ['minh']);
    await admin.run('meeting.convene', {}, { meetingId });
    expect((await enter(delegate, meetingId)).body.error).toMatchObject({ code: 'FORBIDDEN' });
    expect((await enter(delegate, 'm-nothing')).body.error).toMatchObject({ code: 'UNKNOWN_MEETING' });
    const cancelled = await prepare('Phiên họp C');
    await admin.run('meeting.convene', {}, { meetingId: cancelled });
    await admin.run('meeting.cancel', { reason: 'Hoãn' }, { meetingId: cancelled });
    expect((await enter(delegate, cancelled)).body.error).toMatchObject({ code: 'LINK_EXPIRED' });
    const page = await served.connect(delegate);
    const statuses = (await page.run('home.read', {})).meetings.map(({ title, status }) => [title, status]);
    expect(statuses).toContainEqual(['Phiên họp C', 'cancelled']);
    expect(statuses.map(([title]) => title)).not.toContain('Phiên họp B');
  });

  it('lets nobody in by the key of a session alone', async () => {
    const meetingId = await prepare('Phiên họp D');
    await admin.run('meeting.convene', {}, { meetingId });
    const { sessionKey } = delegate;
    const answer = await served.post('enter', { sessionKey, meetingId }, { cookie: 'nothing=1' });
    expect([answer.status, answer.body.error?.code]).toEqual([401, 'NOT_SIGNED_IN']);
    const entered = credentialsOf(await enter(delegate, meetingId));
    // A session of a meeting leads into no other.
    const { body } = await served.post(
      'enter',
      { sessionKey: entered.sessionKey, meetingId },
      { cookie: entered.cookie },
    );
    expect(body.error).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('ends what was entered from it when the account ends', async () => {
    const meetingId = await prepare('Phiên họp E', ['minh', 'hoa']);
    await addPerson('hoa', 'delegate', 'hoa-account');
    await admin.run('participant.add', { participants: [choice('hoa')] }, { meetingId });
    await admin.run('meeting.convene', {}, { meetingId });
    const inside = await served.connect(credentialsOf(await enter(await served.signIn('hoa', password), meetingId)));
    await admin.run('account.change', { accountId: 'hoa-account', role: 'delegate', isDisabled: true });
    expect(await inside.ended).toBe('revoked');
  });

  it('is read fast, however many meetings there were', async () => {
    const page = await served.connect(delegate);
    for (let index = 0; index < 40; index += 1) {
      const meetingId = await prepare(`Phiên họp ${index}`);
      await admin.run('meeting.convene', {}, { meetingId });
      await admin.run('meeting.open', {}, { meetingId });
      await admin.run('meeting.close', {}, { meetingId });
    }
    const clock = startCpuClock();
    const { meetings } = await page.run('home.read', {});
    expect(clock.elapsedMs()).toBeLessThan(500);
    expect(meetings.filter(({ status }) => status === 'closed')).toHaveLength(40);
  });

  function enter({ sessionKey, cookie }: Credentials, meetingId: string) {
    return served.post('enter', { sessionKey, meetingId }, { cookie });
  }

  async function addPerson(id: string, role: 'delegate', accountId = `a-${id}`): Promise<Credentials> {
    const person = { id, name: `Đại biểu ${id}`, rank: '', title: '', siteId: null, usualRole: role } as const;
    await admin.run('person.add', { bodyId, person });
    await admin.run('account.create', { accountId, bodyId, personId: id, login: id, role, password: `${password} 1` });
    const first = await served.connect(await served.signIn(id, `${password} 1`));
    await first.run('account.changePassword', { currentPassword: `${password} 1`, newPassword: password });
    return served.signIn(id, password);
  }

  /** A draft with a chair and the persons named. */
  async function prepare(title: string, personIds: string[] = ['lan', 'minh']): Promise<string> {
    const plannedStartAt = 1_800_000_000_000;
    const source = { kind: 'empty' } as const;
    const more = { place: 'Phòng 1', plannedStartAt, quorumRuleId: 'simpleMajority', source } as const;
    const { meetingId } = await admin.run('meeting.create', { bodyId, title, ...more });
    const { personId } = (await admin.run('home.read', {})).account;
    const others = personIds.filter((id) => id !== 'hoa').map(choice);
    const participants = [{ ...choice(personId), role: 'chair' as const }, ...others];
    await admin.run('participant.add', { participants }, { meetingId });
    const item = { title: 'Thảo luận', plannedMs: hourMs, visibility: 'public', startsAt: null } as const;
    await admin.run('agenda.add', { itemId: 'i1', ...item, responsibleIds: [], position: null }, { meetingId });
    return meetingId;
  }
});

function choice(personId: string) {
  return { personId, role: 'delegate' as const, isMember: true, seatId: null, substituteForId: null };
}
