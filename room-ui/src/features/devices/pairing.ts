/**
 * A device that wants to be joined to a site: it shows a code until somebody at the desk has typed it in. A code that ran
 * out is followed by a new one; while the server is away, the page says so and goes on asking, less and less often.
 */
import type { HttpOutput } from '#contract';
import { createStore, type ReadableStore } from '../../session/store.ts';

export type PairingState =
  | { name: 'starting'; isServerAway: boolean }
  | { name: 'showing'; code: string; expiresAt: number; isServerAway: boolean }
  | { name: 'paired'; sessionKey: string };

export type PairingServer = {
  start(): Promise<HttpOutput<'pair/start'>>;
  status(pairingSecret: string): Promise<HttpOutput<'pair/status'>>;
};

export type Pairing = { state: ReadableStore<PairingState>; close(): void };

const pollMs = 2_000;
const longestPauseMs = 16_000;

export function openPairing(server: PairingServer): Pairing {
  const state = createStore<PairingState>({ name: 'starting', isServerAway: false });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  let failures = 0;
  let pairing: HttpOutput<'pair/start'> | null = null;

  async function step(): Promise<void> {
    try {
      if (pairing) await ask(pairing);
      else await begin();
      failures = 0;
    } catch {
      failures += 1;
      const old = state.get();
      // One lost request tells nothing; the code on the screen is still good.
      if (old.name !== 'paired' && failures > 1) state.set({ ...old, isServerAway: true });
    }
    if (isClosed || state.get().name === 'paired') return;
    timer = setTimeout(() => void step(), pauseMs(failures));
  }

  async function begin(): Promise<void> {
    pairing = await server.start();
    if (!isClosed)
      state.set({ name: 'showing', code: pairing.code, expiresAt: pairing.expiresAt, isServerAway: false });
  }

  async function ask({ pairingSecret, code, expiresAt }: HttpOutput<'pair/start'>): Promise<void> {
    const answer = await server.status(pairingSecret);
    if (isClosed) return;
    if (answer.state === 'paired' && answer.sessionKey) {
      state.set({ name: 'paired', sessionKey: answer.sessionKey });
    } else if (answer.state === 'expired') {
      pairing = null;
      await begin();
    } else {
      state.set({ name: 'showing', code, expiresAt, isServerAway: false });
    }
  }

  void step();
  return {
    state,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** Twice as long after each failure. */
export function pauseMs(failures: number): number {
  return Math.min(pollMs * 2 ** failures, longestPauseMs);
}

/** `123 456`: six digits are read out in two breaths. */
export function codeInGroups(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, '$1 ');
}

/** The six digits, however they were typed; null as long as they are not six. */
export function codeDigits(typed: string): string | null {
  const digits = typed.replace(/[\s.-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
