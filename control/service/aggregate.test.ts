import { describe, expect, it, vi } from 'vitest';
import { type Actor, systemActor } from '../domain/roles.ts';
import type { AppendRequest } from '../store/journal.ts';
import { MemoryJournal } from '../store/memory-journal.ts';
import { Aggregate, type Decider } from './aggregate.ts';

const sum: Decider<number, number, number> = {
  decide: (command, state) => {
    if (command === state) throw new Error('refused');
    return command === 0 ? [] : [command];
  },
  evolver: () => (state, event) => state + event,
  actorFor: (actor) => actor,
  isFinal: () => false,
};

describe('an aggregate', () => {
  it('decides on what was decided before, also while that is being written', async () => {
    const aggregate = await load(new MemoryJournal());
    await Promise.all([aggregate.execute(1, own('a')), aggregate.execute(2, own('b')), aggregate.execute(5, own('c'))]);
    expect(aggregate.state).toBe(8);
    expect(aggregate.version).toBe(3);
  });

  it('tells of facts only when they are durable, in order', async () => {
    const journal = new SlowJournal();
    const aggregate = await load(journal);
    const seen: number[] = [];
    aggregate.onCommit = ({ version }) => seen.push(version);
    const both = Promise.all([aggregate.execute(1, own('a')), aggregate.execute(2, own('b'))]);
    expect(aggregate.state).toBe(0);
    expect(seen).toEqual([]);
    journal.letThrough();
    await both;
    expect(seen).toEqual([1, 2]);
  });

  it('answers a repeated command with its first reply, in flight, later, and after a restart', async () => {
    const journal = new MemoryJournal();
    const aggregate = await load(journal);
    const [first, inFlight] = await Promise.all([
      aggregate.execute(1, { ...own('a'), reply: 'first' }),
      aggregate.execute(1, { ...own('a'), reply: 'second' }),
    ]);
    const later = await aggregate.execute(1, { ...own('a'), reply: 'third' });
    const restarted = await load(journal);
    const afterRestart = await restarted.execute(1, { ...own('a'), reply: 'fourth' });
    expect([first, inFlight, later, afterRestart]).toEqual(['first', 'first', 'first', 'first']);
    expect(restarted.state).toBe(1);
  });

  it('answers a repeat even when the rules would refuse it by now', async () => {
    const aggregate = await load(new MemoryJournal());
    await aggregate.execute(4, { ...own('a'), reply: 'done' });
    expect(await aggregate.execute(4, own('a'))).toBe('done');
  });

  it('makes a command of the newest state, and not again for a repeat', async () => {
    const aggregate = await load(new MemoryJournal());
    const double = (state: number) => state * 2;
    await Promise.all([aggregate.execute(3, own('a')), aggregate.execute(double, own('b'))]);
    expect(aggregate.state).toBe(9);
    const refusing = () => {
      throw new Error('it would be refused by now');
    };
    expect(await aggregate.execute(refusing, own('b'))).toBe(await aggregate.execute(double, own('b')));
    expect(aggregate.state).toBe(9);
  });

  it('refuses a commandId that comes back with another input', async () => {
    const aggregate = await load(new MemoryJournal());
    await aggregate.execute(1, own('a'));
    await expect(aggregate.execute(2, { ...own('a'), inputHash: 'other' })).rejects.toMatchObject({
      code: 'COMMAND_ID_REUSED',
    });
  });

  it('forgets everything that rested on a write that failed, and goes on', async () => {
    const journal = new MemoryJournal();
    const aggregate = await load(journal);
    vi.spyOn(journal, 'append').mockRejectedValueOnce(new Error('disk full'));
    const results = await Promise.allSettled([aggregate.execute(1, own('a')), aggregate.execute(2, own('b'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(aggregate.state).toBe(0);
    await aggregate.execute(1, own('a'));
    expect([aggregate.state, aggregate.version]).toEqual([1, 1]);
  });
});

class SlowJournal extends MemoryJournal {
  #gate = Promise.withResolvers<void>();
  letThrough(): void {
    this.#gate.resolve();
  }
  override async append(request: AppendRequest): Promise<number> {
    await this.#gate.promise;
    return super.append(request);
  }
}

const actor: Actor = systemActor;

function own(commandKey: string) {
  return { actor, commandKey, inputHash: 'same', reply: {} };
}

function load(journal: MemoryJournal) {
  return Aggregate.load({ stream: 'meeting/m', initial: 0, decider: sum, journal, clock: { now: () => 1 } });
}
