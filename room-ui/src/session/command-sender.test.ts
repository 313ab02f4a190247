import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandName, Envelope, PersonId, Reply } from '#contract';
import { type CommandWire, createCommandSender } from './command-sender.ts';

const input = { personId: 'p1' as PersonId };

/** A wire that answers what it is told to, attempt by attempt. */
function wireOf(answers: (Reply<unknown> | 'lost')[], isOnline = true) {
  const sent: Envelope<CommandName>[] = [];
  const wire: CommandWire = {
    now: () => Date.now(),
    async sendOnce(_name, envelope) {
      sent.push(envelope);
      const answer = answers.shift() ?? 'lost';
      if (answer === 'lost') throw new Error('disconnected');
      return answer;
    },
    async waitUntilOnline(timeoutMs) {
      if (isOnline) return;
      await new Promise((resolve) => setTimeout(resolve, timeoutMs));
      throw new Error('offline');
    },
  };
  return { wire, sent };
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
    const { wire, sent } = wireOf([], false);
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

  it('names the meeting for a session of the desk', async () => {
    const { wire, sent } = wireOf([{ ok: true, data: {} }]);
    await createCommandSender(wire)('meeting.convene', {}, { meetingId: 'm1' });
    expect(sent[0]?.meetingId).toBe('m1');
  });
});
