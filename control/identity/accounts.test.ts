import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BodyId, PersonId } from '../domain/ids.ts';
import { MemoryJournal } from '../store/memory-journal.ts';
import { Accounts, demoBodyId } from './accounts.ts';
import { nobodysHash, verifyPassword } from './passwords.ts';

const clerk = {
  accountId: 'a1',
  login: 'thuky',
  bodyId: 'b1' as BodyId,
  personId: 'p1' as PersonId,
  role: 'administrator',
  mustChangePassword: false,
} as const;
const other = { ...clerk, accountId: 'a2', login: 'quantri' };
// Hashing has its own test, and takes long on purpose.
vi.mock('./passwords.ts', () => ({
  nobodysHash: 'hash of nobody',
  assertStrongPassword: () => {},
  hashPassword: async (password: string) => {
    if (password === 'ngắn') throw new Error('weak');
    return `hash of ${password}`;
  },
  verifyPassword: vi.fn(async (password: string, stored: string) => stored === `hash of ${password}`),
}));

const password = 'mật khẩu đủ dài';

describe('an account', () => {
  let store: MemoryJournal;
  let accounts: Accounts;
  beforeEach(async () => {
    vi.useFakeTimers();
    store = new MemoryJournal();
    accounts = await Accounts.load(store);
    await accounts.create(clerk, password);
  });
  afterEach(() => vi.useRealTimers());

  it('lets in who knows its password, also after a restart', async () => {
    expect(await accounts.signIn('thuky', password, 'here')).toMatchObject(clerk);
    expect(await (await Accounts.load(store)).signIn('thuky', password, 'here')).toMatchObject(clerk);
  });

  it('says the same of a wrong name and of a wrong password', async () => {
    const answers = await Promise.allSettled([
      accounts.signIn('thuky', 'sai mật khẩu rồi', 'here'),
      accounts.signIn('nobody', password, 'here'),
    ]);
    const said = answers.map((answer) => answer.status === 'rejected' && [answer.reason.code, answer.reason.message]);
    expect(said[0]).toEqual(['WRONG_PASSWORD', 'Name or password is wrong.']);
    expect(said[1]).toEqual(said[0]);
  });

  it('is closed after five failed attempts for a quarter of an hour, also to the right password', async () => {
    await fail(5);
    await expect(accounts.signIn('thuky', password, 'elsewhere')).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      retryAfterMs: expect.any(Number),
    });
    vi.advanceTimersByTime(900_000);
    await expect(accounts.signIn('thuky', password, 'elsewhere')).resolves.toMatchObject(clerk);
  });

  it('forgets failed attempts after the right password', async () => {
    await fail(4);
    await accounts.signIn('thuky', password, 'here');
    await fail(4);
    await expect(accounts.signIn('thuky', password, 'here')).resolves.toMatchObject(clerk);
  });

  it('has a login name of its own, also when two are made at once', async () => {
    const again = { ...clerk, accountId: 'a2', login: 'vanphong' };
    const results = await Promise.allSettled([
      accounts.create(again, password),
      accounts.create({ ...again, accountId: 'a3' }, password),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(accounts.create({ ...clerk, accountId: 'a4' }, password)).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      field: 'login',
    });
  });

  it('is not made with a password that is refused', async () => {
    const empty = await Accounts.load(new MemoryJournal());
    await expect(empty.create(clerk, 'ngắn')).rejects.toThrow('weak');
    expect([empty.isAdministratorMissing, accounts.isAdministratorMissing]).toEqual([true, false]);
  });

  it('can be made again without harm, as long as it is the same', async () => {
    await accounts.create(clerk, 'mật khẩu khác hẳn');
    expect(await accounts.signIn('thuky', password, 'here')).toMatchObject(clerk);
    const renamed = accounts.create({ ...clerk, login: 'thuky2' }, password);
    await expect(renamed).rejects.toMatchObject({ code: 'ALREADY_EXISTS', field: 'accountId' });
  });

  it('that is disabled is refused like one that is not there, and comes back', async () => {
    await accounts.create({ ...other, role: 'administrator' }, password);
    await accounts.change('a1', { role: 'administrator', isDisabled: true });
    await expect(accounts.signIn('thuky', password, 'here')).rejects.toMatchObject({
      code: 'WRONG_PASSWORD',
      message: 'Name or password is wrong.',
    });
    await accounts.change('a1', { role: 'clerk', isDisabled: false });
    expect(await accounts.signIn('thuky', password, 'here')).toMatchObject({ role: 'clerk' });
    await expect(accounts.change('a9', { role: 'clerk', isDisabled: false })).rejects.toMatchObject({
      code: 'UNKNOWN_ACCOUNT',
    });
  });

  it('of the last administrator stays one, also when two give it up at once', async () => {
    const resigned = { role: 'clerk', isDisabled: false } as const;
    await expect(accounts.change('a1', resigned)).rejects.toMatchObject({ code: 'LAST_ADMINISTRATOR' });
    await expect(accounts.change('a1', { ...resigned, role: 'administrator', isDisabled: true })).rejects.toMatchObject(
      {
        code: 'LAST_ADMINISTRATOR',
      },
    );
    await accounts.create({ ...other, role: 'administrator' }, password);
    const both = await Promise.allSettled([accounts.change('a1', resigned), accounts.change('a2', resigned)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('whose password was reset needs another, which only the person chooses', async () => {
    await accounts.resetPassword('a1', 'mật khẩu tạm thời');
    expect(accounts.find('a1')).toMatchObject({ mustChangePassword: true });
    await expect(accounts.changePassword('a1', password, 'mật khẩu mới nhất')).rejects.toMatchObject({
      code: 'WRONG_PASSWORD',
      field: 'currentPassword',
    });
    const same = accounts.changePassword('a1', 'mật khẩu tạm thời', 'mật khẩu tạm thời');
    await expect(same).rejects.toMatchObject({ code: 'WEAK_PASSWORD', field: 'newPassword' });
    await accounts.changePassword('a1', 'mật khẩu tạm thời', 'mật khẩu mới nhất');
    expect(await accounts.signIn('thuky', 'mật khẩu mới nhất', 'here')).toMatchObject({ mustChangePassword: false });
  });

  it('whose password was changed answers a repeat without a change', async () => {
    await accounts.changePassword('a1', password, 'mật khẩu mới nhất');
    await accounts.changePassword('a1', password, 'mật khẩu mới nhất');
    expect(await accounts.hasPassword('a1', 'mật khẩu mới nhất')).toBe(true);
  });

  it('is closed to guessing the current password too', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(accounts.changePassword('a1', 'sai mật khẩu rồi', 'mật khẩu mới nhất')).rejects.toThrow();
    }
    await expect(accounts.changePassword('a1', password, 'mật khẩu mới nhất')).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
    });
  });

  it('that an older version wrote is an administrator, or else a clerk', async () => {
    const { role: _role, mustChangePassword: _mustChange, ...old } = { ...clerk, passwordHash: `hash of ${password}` };
    await store.put('accounts', 'thuky', { ...old, isAdministrator: true });
    await store.put('accounts', 'cu', { ...old, accountId: 'a3', login: 'cu', isAdministrator: false });
    const loaded = await Accounts.load(store);
    expect(loaded.find('a1')).toEqual({ ...clerk, passwordHash: `hash of ${password}`, isDisabled: false });
    expect(loaded.find('a3')).toMatchObject({ role: 'clerk', isDisabled: false });
  });

  it('of the demo is open only while there is nothing but the demo', async () => {
    const demo = await Accounts.load(new MemoryJournal());
    await demo.create({ ...clerk, accountId: 'd1', login: 'demo', bodyId: demoBodyId }, password);
    await expect(demo.signIn('demo', password, 'here')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    demo.openDemo();
    expect(await demo.signIn('demo', password, 'here')).toMatchObject({ role: 'administrator' });
    expect(demo.isAdministratorMissing).toBe(true);
    await demo.create(clerk, password);
    await expect(demo.signIn('demo', password, 'here')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    // The demo's administrator does not stand in for the last one.
    await expect(demo.change('a1', { role: 'clerk', isDisabled: false })).rejects.toMatchObject({
      code: 'LAST_ADMINISTRATOR',
    });
  });

  it('that is not there takes as long to refuse as one that is', async () => {
    await expect(accounts.signIn('nobody', password, 'here')).rejects.toThrow();
    expect(verifyPassword).toHaveBeenLastCalledWith(password, nobodysHash);
  });

  async function fail(times: number): Promise<void> {
    for (let attempt = 0; attempt < times; attempt += 1) {
      await expect(accounts.signIn('thuky', 'sai mật khẩu rồi', 'here')).rejects.toMatchObject({
        code: 'WRONG_PASSWORD',
      });
    }
  }
});

it('an address that fails for many names is closed as well', async () => {
  const accounts = await Accounts.load(new MemoryJournal());
  const attempts = Array.from({ length: 51 }, (_, index) => accounts.signIn(`name-${index}`, password, 'one address'));
  const codes = (await Promise.allSettled(attempts)).map(
    (answer) => answer.status === 'rejected' && answer.reason.code,
  );
  expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(1);
});
