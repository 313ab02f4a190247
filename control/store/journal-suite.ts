/** What every journal must do. Run by the test of each adapter; `reopen` gives a new journal on the same data. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../domain/roles.ts';
import type { AppendRequest, Journal, RowStore, StreamName } from './journal.ts';

export type JournalUnderTest = {
  journal: Journal & RowStore;
  reopen(): Promise<Journal & RowStore>;
  end(): Promise<void>;
};

export function describeJournal(name: string, open: () => Promise<JournalUnderTest>): void {
  describe(`${name} as a journal`, () => {
    let underTest: JournalUnderTest;
    let journal: Journal & RowStore;
    beforeEach(async () => {
      underTest = await open();
      journal = underTest.journal;
    });
    afterEach(() => underTest.end());

    it('gives back what was appended, in order, with versions from 1', async () => {
      expect(await journal.append(append(0, ['a', 'b']))).toBe(2);
      expect(await journal.append(append(2, ['c']))).toBe(3);
      const { records, fault } = await journal.read(stream);
      expect(fault).toBeNull();
      expect(records.map(({ version, event }) => [version, event])).toEqual([
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
      ]);
    });

    it('keeps Vietnamese text and every other character as it was', async () => {
      const text = 'Ủy ban nhân dân – phiên họp thứ ‘mười’ \u0000 🙂 \n "';
      await journal.append(append(0, [text]));
      expect((await journal.read(stream)).records[0]?.event).toBe(text);
    });

    it('refuses an append on a version that has passed, and writes nothing of it', async () => {
      await journal.append(append(0, ['a']));
      const late = journal.append({ ...append(0, ['x']), reply: { commandKey: 'late', inputHash: 'h', body: {} } });
      await expect(late).rejects.toMatchObject({ reason: 'VERSION_CONFLICT' });
      expect((await journal.read(stream)).records).toHaveLength(1);
      expect(await journal.findReply(stream, 'late')).toBeNull();
    });

    it('lets the others of a group through when one of them conflicts', async () => {
      const results = await Promise.allSettled([
        journal.append(append(0, ['a'])),
        journal.append(append(7, ['x'])),
        journal.append(append(1, ['b'])),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await journal.read(stream)).records.map(({ event }) => event)).toEqual(['a', 'b']);
    });

    it('keeps the first reply of a command with its facts', async () => {
      const reply = { commandKey: 's1:c1', inputHash: 'h1', body: { done: true } };
      await journal.append({ ...append(0, ['a']), reply });
      expect(await journal.findReply(stream, 's1:c1')).toEqual(reply);
      expect(await journal.commandKeys(stream)).toEqual(['s1:c1']);
      expect((await journal.read(stream)).records[0]?.commandKey).toBe('s1:c1');
    });

    it('keeps a reply that changed nothing', async () => {
      const reply = { commandKey: 's1:c2', inputHash: 'h2', body: {} };
      expect(await journal.append({ ...append(0, []), reply })).toBe(0);
      expect(await journal.findReply(stream, 's1:c2')).toEqual(reply);
    });

    it('lists its streams with version and end', async () => {
      await journal.append(append(0, ['a']));
      await journal.append({ ...append(0, ['b', 'c']), stream: 'body/b1', isFinal: true });
      expect(await journal.streams()).toEqual(
        expect.arrayContaining([
          { stream, version: 1, isFinal: false },
          { stream: 'body/b1', version: 2, isFinal: true },
        ]),
      );
    });

    it('reads an unknown stream as empty and sound', async () => {
      expect(await journal.read('meeting/none')).toEqual({ records: [], fault: null });
    });

    it('keeps ordinary rows, replaces and removes them', async () => {
      await journal.put('accounts', 'a', { name: 'một' });
      await journal.put('accounts', 'a', { name: 'hai' });
      await journal.put('accounts', 'b', { name: 'ba' });
      await journal.remove('accounts', 'b');
      expect(await journal.load('accounts')).toEqual(new Map([['a', { name: 'hai' }]]));
      expect(await journal.load('other')).toEqual(new Map());
    });

    it('holds everything when it is opened again', async () => {
      await journal.append({ ...append(0, ['a']), reply: { commandKey: 'k', inputHash: 'h', body: 1 } });
      await journal.put('rows', 'r', 1);
      const again = await underTest.reopen();
      expect((await again.read(stream)).records).toHaveLength(1);
      expect(await again.findReply(stream, 'k')).toEqual({ commandKey: 'k', inputHash: 'h', body: 1 });
      expect(await again.load('rows')).toEqual(new Map([['r', 1]]));
    });
  });
}

const stream: StreamName = 'meeting/m1';

function append(expectedVersion: number, events: unknown[]): AppendRequest {
  const facts = events.map((event) => ({ at: 1_763_700_000_000, actor: systemActor, event }));
  return { stream, expectedVersion, facts, reply: null, isFinal: false };
}
