import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Pairings } from './pairings.ts';
import type { NewSession } from './sessions.ts';

const made = { session: { key: 's1' }, secret: 'x' } as NewSession;
const minuteMs = 60_000;
const by = (accountId: string, code: string, commandKey = accountId) => ({ accountId, commandKey, code });

describe('a device that shows a code', () => {
  let now: number;
  let pairings: Pairings;
  beforeEach(() => {
    now = 1_000_000;
    pairings = new Pairings(() => now);
  });

  it('waits, and gets its session when somebody types the code', async () => {
    const { pairingSecret, code, expiresAt } = await pairings.start('here');
    expect(code).toMatch(/^[0-9]{6}$/);
    expect(Buffer.from(pairingSecret, 'base64url')).toHaveLength(32);
    expect(expiresAt).toBe(now + 10 * minuteMs);
    expect(pairings.status(pairingSecret)).toEqual({ state: 'waiting' });
    expect(await pairings.pair(by('a1', code), async () => made)).toBe(made);
    expect(pairings.status(pairingSecret)).toEqual({ state: 'paired', made });
  });

  it('can ask again when the answer was lost, within a minute', async () => {
    const { pairingSecret, code } = await pairings.start('here');
    await pairings.pair(by('a1', code), async () => made);
    now += minuteMs - 1;
    expect(pairings.status(pairingSecret).state).toBe('paired');
    now += 1;
    expect(pairings.status(pairingSecret)).toEqual({ state: 'expired' });
  });

  it('is forgotten after ten minutes', async () => {
    const { pairingSecret, code } = await pairings.start('here');
    now += 10 * minuteMs;
    expect(pairings.status(pairingSecret)).toEqual({ state: 'expired' });
    await expect(pairings.pair(by('a1', code), async () => made)).rejects.toMatchObject({ code: 'WRONG_CODE' });
    expect(pairings.status('nothing')).toEqual({ state: 'expired' });
  });

  it('is joined once, also when two type its code at once', async () => {
    const { code } = await pairings.start('here');
    const make = vi.fn(async () => made);
    const both = await Promise.allSettled([pairings.pair(by('a1', code), make), pairings.pair(by('a2', code), make)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('is answered for as before when the same command is repeated', async () => {
    const { code } = await pairings.start('here');
    const make = vi.fn(async () => made);
    await pairings.pair(by('a1', code), make);
    expect(await pairings.pair(by('a1', code), make)).toBe(made);
    await expect(pairings.pair(by('a1', code, 'another'), make)).rejects.toMatchObject({ code: 'WRONG_CODE' });
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('waits on when it could not be joined', async () => {
    const { pairingSecret, code } = await pairings.start('here');
    const failing = async () => {
      throw new Error('disk full');
    };
    await expect(pairings.pair(by('a1', code), failing)).rejects.toThrow('disk full');
    expect(pairings.status(pairingSecret)).toEqual({ state: 'waiting' });
    await expect(pairings.pair(by('a1', code), async () => made)).resolves.toBe(made);
  });

  it('has a code that no other device shows', async () => {
    const codes = new Set<string>();
    for (let index = 0; index < 500; index += 1) codes.add((await pairings.start(`address ${index}`)).code);
    expect(codes.size).toBe(500);
  });

  it('is not found by guessing: an account has ten attempts, an address twenty codes', async () => {
    await pairings.start('here');
    const guesses = [];
    for (let index = 0; index < 11; index += 1) {
      guesses.push(await pairings.pair(by('a1', 'no such'), async () => made).catch(({ code }) => code));
    }
    expect(guesses).toEqual([...Array(10).fill('WRONG_CODE'), 'TOO_MANY_ATTEMPTS']);
    for (let index = 1; index < 20; index += 1) await pairings.start('here');
    await expect(pairings.start('here')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await expect(pairings.start('elsewhere')).resolves.toBeDefined();
  });
});
