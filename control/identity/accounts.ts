/** Accounts of those who prepare meetings. Failed attempts slow down the name and the address that they come from. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { BodyId, PersonId } from '../domain/ids.ts';
import { AppError } from '../errors.ts';
import type { RowStore } from '../store/journal.ts';
import { hashPassword, nobodysHash, verifyPassword } from './passwords.ts';
import { RowTable } from './row-table.ts';

export type Account = {
  accountId: string;
  login: string;
  passwordHash: string;
  bodyId: BodyId;
  personId: PersonId;
  isAdministrator: boolean;
};

const quarterHourSeconds = 900;

export class Accounts {
  readonly #rows: RowTable<Account>;
  readonly #attemptsOfName = new RateLimiterMemory({ points: 5, duration: quarterHourSeconds });
  readonly #attemptsOfAddress = new RateLimiterMemory({ points: 50, duration: quarterHourSeconds });

  static async load(store: RowStore): Promise<Accounts> {
    return new Accounts(await RowTable.load<Account>(store, 'accounts'));
  }

  private constructor(rows: RowTable<Account>) {
    this.#rows = rows;
  }

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  /** Throws `ALREADY_EXISTS`, `WEAK_PASSWORD`. The login name is the key, so two of one name cannot be made at once. */
  async create(account: Omit<Account, 'passwordHash'>, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    if (this.#rows.get(account.login))
      throw new AppError('ALREADY_EXISTS', 'This login name is taken.', { field: 'login' });
    await this.#rows.put(account.login, { ...account, passwordHash });
  }

  /** Throws `WRONG_PASSWORD`, and `TOO_MANY_ATTEMPTS` before the password is even looked at. */
  async signIn(login: string, password: string, address: string): Promise<Account> {
    await this.#count(this.#attemptsOfAddress, address);
    await this.#count(this.#attemptsOfName, login);
    const account = this.#rows.get(login);
    const isRight = await verifyPassword(password, account?.passwordHash ?? nobodysHash);
    if (!account || !isRight) throw new AppError('WRONG_PASSWORD', 'Name or password is wrong.');
    await this.#attemptsOfName.delete(login);
    await this.#attemptsOfAddress.reward(address);
    return account;
  }

  async #count(limiter: RateLimiterMemory, key: string): Promise<void> {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterMs = refusal.msBeforeNext;
      throw new AppError('TOO_MANY_ATTEMPTS', 'Too many failed attempts.', { retryAfterMs });
    }
  }
}
