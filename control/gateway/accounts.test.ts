import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountRole } from '#contract';
import { type DeskPage, ServedServer } from './served-harness.ts';

const firstPassword = 'mật khẩu lần đầu';
const ownPassword = 'mật khẩu của riêng tôi';
const refused = (code: string, more = {}) => ({ ok: false, error: { code, ...more } });

describe('an account', () => {
  let served: ServedServer;
  let admin: DeskPage;
  let bodyId: string;
  beforeAll(async () => {
    served = await ServedServer.start();
    admin = await served.connect(await served.setUp());
    bodyId = (await admin.run('home.read', {})).account.bodyId;
  });
  afterAll(() => served.stop());

  it('of the first administrator needs no other password, and starts on a page of its own', async () => {
    const home = await admin.run('home.read', {});
    expect(home).toMatchObject({
      account: { login: 'quantri', role: 'administrator', name: 'Quản trị Mẫu', mustChangePassword: false },
      meetings: [],
    });
  });

  it('is made for a person of the register, with a password for the first time only', async () => {
    await addAccount('thuky', 'clerk');
    const { accounts } = await admin.run('account.list', { bodyId });
    expect(accounts.find(({ login }) => login === 'thuky')).toMatchObject({ role: 'clerk', mustChangePassword: true });
    const page = await served.connect(await served.signIn('thuky', firstPassword));
    expect((await page.run('home.read', {})).account).toMatchObject({ name: 'Người thuky', mustChangePassword: true });
    expect(await page.send('desk.read', {})).toMatchObject(refused('PASSWORD_CHANGE_NEEDED'));
    const change = { currentPassword: firstPassword, newPassword: 'ngắn' };
    expect(await page.send('account.changePassword', change)).toMatchObject(
      refused('WEAK_PASSWORD', { field: 'newPassword' }),
    );
    await page.run('account.changePassword', { ...change, newPassword: ownPassword });
    expect((await page.run('desk.read', {})).bodies).toHaveLength(1);
  });

  it('is refused for a login that is taken, a weak password, and a person who is not there', async () => {
    const account = await addAccount('vanphong', 'clerk');
    const again = { ...account, accountId: 'other', password: firstPassword };
    expect(await admin.send('account.create', again)).toMatchObject(refused('ALREADY_EXISTS', { field: 'login' }));
    expect(await admin.send('account.create', { ...again, login: 'moi', password: 'ngắn' })).toMatchObject(
      refused('WEAK_PASSWORD', { field: 'password' }),
    );
    expect(await admin.send('account.create', { ...again, login: 'moi', personId: 'nobody' })).toMatchObject(
      refused('UNKNOWN_PERSON'),
    );
    expect(await admin.send('account.create', { ...account, password: firstPassword })).toEqual({ ok: true, data: {} });
  });

  it('that chooses another password ends its other sessions, and keeps this one', async () => {
    await addAccount('haimay', 'clerk');
    const credentials = await served.signIn('haimay', firstPassword);
    const [here, there] = [
      await served.connect(credentials),
      await served.connect(await served.signIn('haimay', firstPassword)),
    ];
    await here.run('account.changePassword', { currentPassword: firstPassword, newPassword: ownPassword });
    expect(await there.ended).toBe('revoked');
    expect((await here.run('home.read', {})).account.mustChangePassword).toBe(false);
    await expect(served.connect(credentials)).resolves.toBeDefined();
  });

  it('that is disabled is out at once, and cannot come back in', async () => {
    const { accountId } = await addAccount('nghiviec', 'clerk');
    const credentials = await served.signIn('nghiviec', firstPassword);
    const page = await served.connect(credentials);
    await admin.run('account.change', { accountId, role: 'clerk', isDisabled: true });
    expect(await page.ended).toBe('revoked');
    await expect(served.connect(credentials)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    const { body } = await served.post('login', { login: 'nghiviec', password: firstPassword });
    expect(body.error).toMatchObject({ code: 'WRONG_PASSWORD' });
  });

  it('whose password was reset is out at once, and begins anew', async () => {
    const { accountId } = await addAccount('quenmk', 'clerk');
    const page = await served.connect(await served.signIn('quenmk', firstPassword));
    await admin.run('account.resetPassword', { accountId, password: 'mật khẩu đặt lại' });
    expect(await page.ended).toBe('revoked');
    const again = await served.connect(await served.signIn('quenmk', 'mật khẩu đặt lại'));
    expect((await again.run('home.read', {})).account.mustChangePassword).toBe(true);
  });

  it('that gets another role acts by it at once; its pages connect anew', async () => {
    const { accountId } = await addAccount('doivaitro', 'clerk');
    const credentials = await served.signIn('doivaitro', firstPassword);
    const first = await served.connect(credentials);
    await first.run('account.changePassword', { currentPassword: firstPassword, newPassword: ownPassword });
    await first.run('desk.read', {});
    await admin.run('account.change', { accountId, role: 'delegate', isDisabled: false });
    await first.disconnected;
    const page = await served.connect(credentials);
    expect(await page.send('desk.read', {})).toMatchObject(refused('FORBIDDEN'));
    expect(await page.send('account.list', { bodyId })).toMatchObject(refused('FORBIDDEN'));
    expect((await page.run('home.read', {})).account.role).toBe('delegate');
  });

  it('of the last administrator cannot be given up', async () => {
    const { accountId } = (await admin.run('home.read', {})).account;
    const disabled = { accountId, role: 'administrator', isDisabled: true } as const;
    expect(await admin.send('account.change', disabled)).toMatchObject(refused('LAST_ADMINISTRATOR'));
  });

  it.each(['clerk', 'operator', 'delegate'] as const)('of the role %s does not look after accounts', async (role) => {
    const { accountId } = await addAccount(`khong-${role}`, role);
    const page = await served.connect(await served.signIn(`khong-${role}`, firstPassword));
    await page.run('account.changePassword', { currentPassword: firstPassword, newPassword: ownPassword });
    const replies = [
      await page.send('account.list', { bodyId }),
      await page.send('account.change', { accountId, role: 'administrator', isDisabled: false }),
      await page.send('account.resetPassword', { accountId, password: 'mật khẩu đặt lại' }),
    ];
    expect(replies.map((reply) => (reply.ok ? 'OK' : reply.error.code))).toEqual(Array(3).fill('FORBIDDEN'));
  });

  async function addAccount(login: string, role: AccountRole) {
    const personId = `p-${login}`;
    const person = {
      id: personId,
      name: `Người ${login}`,
      rank: '',
      title: '',
      siteId: null,
      usualRole: 'delegate',
    } as const;
    await admin.run('person.add', { bodyId, person });
    const account = { accountId: `a-${login}`, bodyId, personId, login, role };
    await admin.run('account.create', { ...account, password: firstPassword });
    return account;
  }
});
