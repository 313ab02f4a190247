/**
 * Devices that ask to be joined to a site. A device shows a short code and holds a long secret; whoever types the code at
 * the desk decides which site it is for. Kept in memory: after a restart a device simply shows a new code.
 */
import { randomInt } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import { countAttempt } from './attempts.ts';
import type { NewSession } from './sessions.ts';
import { randomId } from './tokens.ts';

type Pairing = {
  code: string;
  expiresAt: number;
  /** By the command that typed the code: a repeat of it is answered as before. */
  taken: { commandKey: string; made: Promise<NewSession> } | null;
  made: NewSession | null;
};
export type PairingStatus = { state: 'waiting' | 'expired' } | { state: 'paired'; made: NewSession };

const minuteMs = 60_000;
const codeLifeMs = 10 * minuteMs;
/** A device whose answer was lost asks again; whoever finds the secret later gets nothing. */
const answerLifeMs = minuteMs;
/** Ends before one in a hundred codes is open, so that guessing stays hopeless. */
const maxOpen = 1_000;

export class Pairings {
  readonly #bySecret = new Map<string, Pairing>();
  readonly #secretOfCode = new Map<string, string>();
  readonly #startsOfAddress = new RateLimiterMemory({ points: 20, duration: 600 });
  readonly #attemptsOfAccount = new RateLimiterMemory({ points: 10, duration: 600 });
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Throws `TOO_MANY_ATTEMPTS`. */
  async start(address: string): Promise<{ pairingSecret: string; code: string; expiresAt: number }> {
    await countAttempt(this.#startsOfAddress, address);
    this.#removeExpired();
    if (this.#bySecret.size >= maxOpen) {
      throw new AppError('TOO_MANY_ATTEMPTS', 'Too many devices wait to be joined.', { retryAfterMs: minuteMs });
    }
    const pairingSecret = randomId(32);
    const code = this.#newCode();
    const expiresAt = this.#now() + codeLifeMs;
    this.#bySecret.set(pairingSecret, { code, expiresAt, taken: null, made: null });
    this.#secretOfCode.set(code, pairingSecret);
    return { pairingSecret, code, expiresAt };
  }

  status(pairingSecret: string): PairingStatus {
    this.#removeExpired();
    const pairing = this.#bySecret.get(pairingSecret);
    if (!pairing) return { state: 'expired' };
    return pairing.made ? { state: 'paired', made: pairing.made } : { state: 'waiting' };
  }

  /**
   * Takes the device that shows this code and gives it the session that `make` makes. Throws `WRONG_CODE`, and
   * `TOO_MANY_ATTEMPTS` before the code is even looked at. When `make` fails the device waits on.
   */
  async pair(
    { accountId, commandKey, code }: { accountId: string; commandKey: string; code: string },
    make: () => Promise<NewSession>,
  ): Promise<NewSession> {
    await countAttempt(this.#attemptsOfAccount, accountId);
    this.#removeExpired();
    const pairing = this.#bySecret.get(this.#secretOfCode.get(code) ?? '');
    // Of two who type the same code the second is too late.
    if (!pairing || (pairing.taken && pairing.taken.commandKey !== commandKey)) {
      throw new AppError('WRONG_CODE', 'No device shows this code now.', { field: 'code' });
    }
    pairing.taken ??= { commandKey, made: this.#make(pairing, make) };
    const made = await pairing.taken.made;
    await this.#attemptsOfAccount.delete(accountId);
    return made;
  }

  async #make(pairing: Pairing, make: () => Promise<NewSession>): Promise<NewSession> {
    try {
      pairing.made = await make();
      pairing.expiresAt = this.#now() + answerLifeMs;
      return pairing.made;
    } catch (error) {
      pairing.taken = null;
      throw error;
    }
  }

  #newCode(): string {
    for (;;) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      if (!this.#secretOfCode.has(code)) return code;
    }
  }

  #removeExpired(): void {
    for (const [secret, { code, expiresAt }] of this.#bySecret) {
      if (expiresAt > this.#now()) continue;
      this.#bySecret.delete(secret);
      this.#secretOfCode.delete(code);
    }
  }
}
