import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HttpOutput } from '#contract';
import { codeDigits, codeInGroups, openPairing, type PairingServer, pauseMs } from './pairing.ts';

type Status = HttpOutput<'pair/status'>;

const waiting: Status = { state: 'waiting', sessionKey: null };
const expired: Status = { state: 'expired', sessionKey: null };
const paired: Status = { state: 'paired', sessionKey: 'k1' };

/** Answers in turn; the last one goes on. */
function serverOf(answers: (Status | 'away')[]): PairingServer & { starts: number; asked: string[] } {
  const server = {
    starts: 0,
    asked: [] as string[],
    async start() {
      server.starts += 1;
      return { pairingSecret: `secret${server.starts}`, code: `00000${server.starts}`, expiresAt: 600_000 };
    },
    async status(pairingSecret: string) {
      server.asked.push(pairingSecret);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (!answer || answer === 'away') throw new Error('away');
      return answer;
    },
  };
  return server;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('pairing', () => {
  it('shows a code, asks every two seconds, and ends with the session', async () => {
    const server = serverOf([waiting, waiting, paired]);
    const pairing = openPairing(server);
    await vi.advanceTimersByTimeAsync(0);
    expect(pairing.state.get()).toMatchObject({ name: 'showing', code: '000001', isServerAway: false });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(pairing.state.get()).toEqual({ name: 'paired', sessionKey: 'k1' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.asked).toHaveLength(3);
  });

  it('shows a new code as soon as one has run out', async () => {
    const server = serverOf([expired, waiting]);
    const pairing = openPairing(server);
    await vi.advanceTimersByTimeAsync(4_500);
    expect(pairing.state.get()).toMatchObject({ name: 'showing', code: '000002' });
    expect(server.asked.at(-1)).toBe('secret2');
  });

  it('says that the server is away, asks less often, and keeps the code', async () => {
    const server = serverOf(['away', 'away', 'away', waiting]);
    const pairing = openPairing(server);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(pairing.state.get()).toMatchObject({ isServerAway: false });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(pairing.state.get()).toMatchObject({ code: '000001', isServerAway: true });
    await vi.advanceTimersByTimeAsync(8_000 + 16_000);
    expect(pairing.state.get()).toMatchObject({ code: '000001', isServerAway: false });
    expect(server.starts).toBe(1);
  });

  it('asks no more when it is closed', async () => {
    const server = serverOf([waiting]);
    openPairing(server).close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.asked).toEqual([]);
  });
});

it('pauses longer after each failure, but never long', () => {
  expect([0, 1, 2, 3, 9].map(pauseMs)).toEqual([2_000, 4_000, 8_000, 16_000, 16_000]);
});

it('groups the digits of a code', () => {
  expect(codeInGroups('123456')).toBe('123 456');
});

it('reads the digits however they are typed', () => {
  expect(codeDigits(' 123 456 ')).toBe('123456');
  expect(codeDigits('123-456')).toBe('123456');
  expect(codeDigits('12345')).toBeNull();
  expect(codeDigits('12345a')).toBeNull();
});
