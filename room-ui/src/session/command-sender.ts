/**
 * Sends commands and waits for their replies. When the connection is lost before the reply came, the command goes out
 * again after the reconnect with the same commandId, which the server answers without doing it twice. A command that finds
 * the session run out waits until somebody has signed in again.
 */
import type { CommandInput, CommandName, CommandOutput, Envelope, Reply } from '#contract';
import { CommandError } from './command-error.ts';

/** One attempt; rejects when the connection broke or the reply did not come in time. */
export type SendOnce = (
  name: CommandName,
  envelope: Envelope<CommandName>,
  replyTimeoutMs?: number,
) => Promise<Reply<unknown>>;

export type CommandWire = {
  sendOnce: SendOnce;
  /** Resolves as soon as the connection is there, rejects when it will not come within the time given. */
  waitUntilOnline(timeoutMs: number): Promise<void>;
  now(): number;
  /** See `Expiry`: rejects when the page is left. */
  whenSignedIn(): Promise<boolean>;
  isExpired(): boolean;
  /** The server knows of no session. Answers whether signing in again can mend it. */
  expire(): boolean;
};

export type SendOptions = {
  /** For sessions of the desk: the meeting that the command is about. */
  meetingId?: string;
  /** How long to go on over lost connections. Zero for a single attempt. */
  patienceMs?: number;
  /** For what takes the server longer than usual. */
  replyTimeoutMs?: number;
};

const defaultPatienceMs = 30_000;
const pauseMs = 250;

export type SendCommand = <Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  options?: SendOptions,
) => Promise<CommandOutput<Name>>;

export function createCommandSender(wire: CommandWire): SendCommand {
  return async (name, input, { meetingId, patienceMs = defaultPatienceMs, replyTimeoutMs } = {}) => {
    const envelope = { commandId: crypto.randomUUID(), input, ...(meetingId ? { meetingId } : {}) };
    let giveUpAt = wire.now() + patienceMs;
    for (;;) {
      // The time that a person needs to sign in again is not the command's.
      if (await waitForSignIn(wire)) giveUpAt = wire.now() + patienceMs;
      const sendOnce = () => wire.sendOnce(name, envelope as Envelope<CommandName>, replyTimeoutMs);
      const reply = await attempt(wire, sendOnce, giveUpAt);
      if (reply?.ok) return reply.data as CommandOutput<typeof name>;
      if (reply?.error.code === 'NOT_SIGNED_IN' && wire.expire()) continue;
      if (reply) throw new CommandError(reply.error);
      if (wire.isExpired()) continue;
      if (wire.now() >= giveUpAt) throw new CommandError(null);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
}

async function waitForSignIn(wire: CommandWire): Promise<boolean> {
  try {
    return await wire.whenSignedIn();
  } catch {
    throw new CommandError(null);
  }
}

async function attempt(wire: CommandWire, sendOnce: () => Promise<Reply<unknown>>, giveUpAt: number) {
  try {
    await wire.waitUntilOnline(Math.max(0, giveUpAt - wire.now()));
    return await sendOnce();
  } catch {
    return undefined;
  }
}
