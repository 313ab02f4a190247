import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandName, Envelope, PersonId, Reply } from '#contract';
import { type CommandWire, createCommandSender } from './command-sender.ts';
import { createExpiry } from './expiry.ts';

const input = { personId: 'p1' as PersonId };

const refusal: Reply<never> = { ok: false, error: { code: 'NOT_SIGNED_IN', message: 'm' } };

/** A wire that answers what it is told to, attempt by attempt. */
function wireOf(answers: (Reply<unknown> | 'lost')[], { isOnline = true, isDesk = false } = {}) {
  const sent: Envelope<CommandName>[] = [];
  const timeouts: (number | undefined)[] = [];
  const expiry = createExpiry();
  const wire: CommandWire = {
    now: () => Date.now(),
    async sendOnce(_name, envelope, replyTimeoutMs) {
      sent.push(envelope);
      timeouts.push(replyTimeoutMs);
      const answer = answers.shift() ?? 'lost';
      if (answer === 'lost') throw new Error('disconnected');
      return answer;
    },
    async waitUntilOnline(timeoutMs) {
      if (isOnline) return;
      await new Promise((resolve) => setTimeout(resolve, timeoutMs));
      throw new Error('offline');
    },
    whenSignedIn: expiry.whenSignedIn,
    isExpired: expiry.isExpired.get,
    expire() {
      if (isDesk) expiry.expire();
      return isDesk;
    },
  };
  return { wire, sent, timeouts, expiry };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('command sender', () => {
  it('answers the data of the reply', async () => {
    const { wire } = wireOf([{ ok: true, data: { x: 1 } }]);
    expect(await createCommandSender(wire)('floor.request', input)).toEqual({ x: 1 });
  });

  it('fails with the code of a refusal and does not try again', async () => {
    const { wire, sent } = wireOf([{ ok: false, error: { code: 'NOT_PRESENT', message: 'm' } }]);
    await expect(createCommandSender(wire)('floor.request', input)).rejects.toMatchObject({ code: 'NOT_PRESENT' });
    expect(sent).toHaveLength(1);
  });

  it('sends again with the same commandId when the reply was lost', async () => {
    const { wire, sent } = wireOf(['lost', { ok: true, data: {} }]);
    const reply = createCommandSender(wire)('floor.request', input);
    await vi.runAllTimersAsync();
    await reply;
    expect(sent).toHaveLength(2);
    expect(sent[0]?.commandId).toBe(sent[1]?.commandId);
  });

  it('makes a new commandId for each command', async () => {
    const { wire, sent } = wireOf([
      { ok: true, data: {} },
      { ok: true, data: {} },
    ]);
    const send = createCommandSender(wire);
    await send('floor.request', input);
    await send('floor.request', input);
    expect(sent[0]?.commandId).not.toBe(sent[1]?.commandId);
  });

  it('gives up after thirty seconds without a connection', async () => {
    const { wire, sent } = wireOf([], { isOnline: false });
    const reply = createCommandSender(wire)('floor.request', input);
    const outcome = expect(reply).rejects.toMatchObject({ code: 'LOST' });
    await vi.advanceTimersByTimeAsync(31_000);
    await outcome;
    expect(sent).toHaveLength(0);
  });

  it('tries once only without patience', async () => {
    const { wire, sent } = wireOf(['lost', { ok: true, data: {} }]);
    const reply = createCommandSender(wire)('media.join', {}, { patienceMs: 0 });
    await expect(reply).rejects.toMatchObject({ code: 'LOST' });
    expect(sent).toHaveLength(1);
  });

  it('waits longer for what takes the server longer', async () => {
    const { wire, timeouts } = wireOf([
      { ok: true, data: {} },
      { ok: true, data: {} },
    ]);
    const send = createCommandSender(wire);
    await send('media.join', {}, { patienceMs: 0, replyTimeoutMs: 95_000 });
    await send('media.join', {});
    expect(timeouts).toEqual([95_000, undefined]);
  });

  it('names the meeting for a session of the desk', async () => {
    const { wire, sent } = wireOf([{ ok: true, data: {} }]);
    await createCommandSender(wire)('meeting.convene', {}, { meetingId: 'm1' });
    expect(sent[0]?.meetingId).toBe('m1');
  });

  it('keeps a command of the desk while its session has run out, and sends it under the new one', async () => {
    const { wire, sent, expiry } = wireOf([refusal, { ok: true, data: { x: 2 } }], { isDesk: true });
    const reply = createCommandSender(wire)('floor.request', input);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sent).toHaveLength(1);
    expiry.renew();
    expect(await reply).toEqual({ x: 2 });
    expect(sent[0]?.commandId).toBe(sent[1]?.commandId);
  });

  it('keeps a command that was under way when the session ran out, however long nobody signs in', async () => {
    const { wire, sent, expiry } = wireOf(['lost', { ok: true, data: {} }], { isDesk: true });
    const sendOnce = wire.sendOnce;
    wire.sendOnce = (name, envelope) => {
      if (sent.length === 0) expiry.expire();
      return sendOnce(name, envelope);
    };
    const reply = createCommandSender(wire)('floor.request', input, { patienceMs: 0 });
    await vi.advanceTimersByTimeAsync(600_000);
    expiry.renew();
    expect(await reply).toEqual({});
  });

  it('lets the commands go that still wait when the page is left', async () => {
    const { wire, expiry } = wireOf([refusal], { isDesk: true });
    const reply = createCommandSender(wire)('floor.request', input);
    const outcome = expect(reply).rejects.toMatchObject({ code: 'LOST' });
    await vi.advanceTimersByTimeAsync(1_000);
    expiry.close();
    await outcome;
  });

  it('fails at once in a meeting, where nobody can sign in again', async () => {
    const { wire } = wireOf([refusal]);
    await expect(createCommandSender(wire)('floor.request', input)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});
