import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BodyId, PersonId } from '../domain/ids.ts';
import { MemoryJournal } from '../store/memory-journal.ts';
import { Accounts } from './accounts.ts';
import { nobodysHash, verifyPassword } from './passwords.ts';

const clerk = {
  accountId: 'a1',
  login: 'thuky',
  bodyId: 'b1' as BodyId,
  personId: 'p1' as PersonId,
  isAdministrator: true,
};
// Hashing has its own test, and takes long on purpose.
vi.mock('./passwords.ts', () => ({
  nobodysHash: 'hash of nobody',
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
    const results = await Promise.allSettled([accounts.create(again, password), accounts.create(again, password)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(accounts.create(clerk, password)).rejects.toMatchObject({ code: 'ALREADY_EXISTS', field: 'login' });
  });

  it('is not made with a password that is refused', async () => {
    const empty = await Accounts.load(new MemoryJournal());
    await expect(empty.create(clerk, 'ngắn')).rejects.toThrow('weak');
    expect([empty.isEmpty, accounts.isEmpty]).toEqual([true, false]);
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
