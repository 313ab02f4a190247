/** Accounts of those who sign in at the desk. Failed attempts slow down the name and the address that they come from. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { AccountRole } from '../domain/account-roles.ts';
import type { BodyId, PersonId } from '../domain/ids.ts';
import { AppError } from '../errors.ts';
import type { RowStore } from '../store/journal.ts';
import { countAttempt } from './attempts.ts';
import { assertStrongPassword, hashPassword, nobodysHash, verifyPassword } from './passwords.ts';
import { RowTable } from './row-table.ts';

export type Account = {
  accountId: string;
  login: string;
  passwordHash: string;
  bodyId: BodyId;
  personId: PersonId;
  role: AccountRole;
  isDisabled: boolean;
  /** The password was given by an administrator: the person chooses another before anything else. */
  mustChangePassword: boolean;
};
export type NewAccount = Omit<Account, 'passwordHash' | 'isDisabled'>;

/** Rows of version 0.1 told administrators from others and no more. */
type OldAccount = Pick<Account, 'accountId' | 'login' | 'passwordHash' | 'bodyId' | 'personId'> & {
  isAdministrator: boolean;
};

/** The body of the demo. Its accounts come with it and go with it. */
export const demoBodyId = 'demo' as BodyId;

const quarterHourSeconds = 900;

export class Accounts {
  readonly #rows: RowTable<Account>;
  readonly #loginOfId: Map<string, string>;
  #isDemoOpen = false;
  readonly #attemptsOfName = new RateLimiterMemory({ points: 5, duration: quarterHourSeconds });
  readonly #attemptsOfAddress = new RateLimiterMemory({ points: 50, duration: quarterHourSeconds });

  static async load(store: RowStore): Promise<Accounts> {
    return new Accounts(await RowTable.load<Account>(store, 'accounts', upcast));
  }

  private constructor(rows: RowTable<Account>) {
    this.#rows = rows;
    this.#loginOfId = new Map([...rows.values()].map(({ accountId, login }) => [accountId, login]));
  }

  /** True until there is an administrator who is not the demo's. */
  get isAdministratorMissing(): boolean {
    for (const row of this.#rows.values()) {
      if (row.bodyId !== demoBodyId && isAdministrator(row)) return false;
    }
    return true;
  }

  /** Opens the demo's accounts. They are closed without it, and as soon as the server has an administrator of its own. */
  openDemo(): void {
    this.#isDemoOpen = true;
  }

  all(): Account[] {
    return [...this.#rows.values()].map((row) => this.#current(row));
  }

  /** The account, also a disabled one. */
  find(accountId: string): Account | null {
    const row = this.#rows.get(this.#loginOfId.get(accountId) ?? '');
    return row ? this.#current(row) : null;
  }

  /**
   * Throws `ALREADY_EXISTS`, `WEAK_PASSWORD`. The login name is the key, so two of one name cannot be made at once. To make
   * the same account again changes nothing.
   */
  async create(account: NewAccount, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    const known = this.find(account.accountId);
    if (known && known.login === account.login && known.bodyId === account.bodyId) return;
    if (known) throw new AppError('ALREADY_EXISTS', 'This account exists already.', { field: 'accountId' });
    if (this.#rows.get(account.login)) {
      throw new AppError('ALREADY_EXISTS', 'This login name is taken.', { field: 'login' });
    }
    this.#loginOfId.set(account.accountId, account.login);
    await this.#rows.put(account.login, { ...account, isDisabled: false, passwordHash });
  }

  /** Throws `UNKNOWN_ACCOUNT`, `LAST_ADMINISTRATOR`. */
  async change(accountId: string, changes: Pick<Account, 'role' | 'isDisabled'>): Promise<void> {
    const account = this.#get(accountId);
    const staysAdministrator = changes.role === 'administrator' && !changes.isDisabled;
    if (!staysAdministrator && this.#isLastAdministrator(account)) {
      throw new AppError('LAST_ADMINISTRATOR', 'This is the last administrator. Make another one first.');
    }
    await this.#rows.put(account.login, { ...account, ...changes });
  }

  /** For the first sign-in only: the person then chooses another. Throws `UNKNOWN_ACCOUNT`, `WEAK_PASSWORD`. */
  async resetPassword(accountId: string, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    const account = this.#get(accountId);
    await this.#rows.put(account.login, { ...account, passwordHash, mustChangePassword: true });
    await this.#attemptsOfName.delete(account.login);
  }

  /**
   * A person's own. Throws `WRONG_PASSWORD`, `TOO_MANY_ATTEMPTS`, `WEAK_PASSWORD`; a repeat of what was done already is
   * answered without a change.
   */
  async changePassword(accountId: string, currentPassword: string, newPassword: string): Promise<void> {
    const { login, passwordHash } = this.#get(accountId);
    assertStrongPassword(newPassword, 'newPassword');
    await countAttempt(this.#attemptsOfName, login);
    if (await verifyPassword(currentPassword, passwordHash)) {
      if (await verifyPassword(newPassword, passwordHash)) {
        throw new AppError('WEAK_PASSWORD', 'Choose a password that is not the one you have.', {
          field: 'newPassword',
        });
      }
      const newHash = await hashPassword(newPassword);
      const account = this.#get(accountId);
      // An administrator may have reset it meanwhile: then the one that was typed is not the current one any more.
      if (account.passwordHash !== passwordHash) throw wrongPassword();
      await this.#rows.put(login, { ...account, passwordHash: newHash, mustChangePassword: false });
    } else if (!(await verifyPassword(newPassword, passwordHash))) {
      throw wrongPassword();
    }
    await this.#attemptsOfName.delete(login);
  }

  /** For what was not typed by a person: counts no attempts. */
  async hasPassword(accountId: string, password: string): Promise<boolean> {
    const account = this.find(accountId);
    return account !== null && !account.isDisabled && (await verifyPassword(password, account.passwordHash));
  }

  /** Throws `WRONG_PASSWORD`, and `TOO_MANY_ATTEMPTS` before the password is even looked at. */
  async signIn(login: string, password: string, address: string): Promise<Account> {
    await countAttempt(this.#attemptsOfAddress, address);
    await countAttempt(this.#attemptsOfName, login);
    const row = this.#rows.get(login);
    const isRight = await verifyPassword(password, row?.passwordHash ?? nobodysHash);
    const account = row ? this.#current(row) : null;
    // Disabled is no other answer: who guesses learns nothing of which names are known.
    if (!account || !isRight || account.isDisabled) {
      throw new AppError('WRONG_PASSWORD', 'Name or password is wrong.');
    }
    await this.#attemptsOfName.delete(login);
    await this.#attemptsOfAddress.reward(address);
    return account;
  }

  /** Whoever was shown the demo's password must not come in where there is more than the demo. */
  #current(account: Account): Account {
    const isOpen = account.bodyId !== demoBodyId || (this.#isDemoOpen && this.isAdministratorMissing);
    return isOpen ? account : { ...account, isDisabled: true };
  }

  #get(accountId: string): Account {
    const account = this.#rows.get(this.#loginOfId.get(accountId) ?? '');
    if (!account) throw new AppError('UNKNOWN_ACCOUNT', 'This account does not exist.');
    return account;
  }

  /** Administrators of the demo are none for the others: the demo may end at any time. */
  #isLastAdministrator(account: Account): boolean {
    const isDemo = account.bodyId === demoBodyId;
    const peers = [...this.#rows.values()].filter(
      (other) => isAdministrator(other) && (other.bodyId === demoBodyId) === isDemo,
    );
    return isAdministrator(account) && peers.length === 1;
  }
}

function isAdministrator({ role, isDisabled }: Account): boolean {
  return role === 'administrator' && !isDisabled;
}

function wrongPassword(): AppError {
  return new AppError('WRONG_PASSWORD', 'The current password is wrong.', { field: 'currentPassword' });
}

function upcast(stored: unknown): Account {
  const row = stored as Account | OldAccount;
  if (!('isAdministrator' in row)) return row;
  const { isAdministrator: wasAdministrator, ...account } = row;
  return {
    ...account,
    role: wasAdministrator ? 'administrator' : 'clerk',
    isDisabled: false,
    mustChangePassword: false,
  };
}
