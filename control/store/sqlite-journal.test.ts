import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../domain/roles.ts';
import { describeJournal } from './journal-suite.ts';
import { SqliteJournal } from './sqlite-journal.ts';

describeJournal('SqliteJournal', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-journal-'));
  let journal = await SqliteJournal.open(folder);
  return {
    journal,
    async reopen() {
      await journal.close();
      journal = await SqliteJournal.open(folder);
      return journal;
    },
    async end() {
      await journal.close();
      await rm(folder, { recursive: true });
    },
  };
});

describe('a damaged data file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rostrum-damage-'));
    const journal = await SqliteJournal.open(folder);
    const facts = ['a', 'b', 'c', 'd'].map((event) => ({ at: 1_763_700_000_000, actor: systemActor, event }));
    await journal.append({ stream: 'meeting/m1', expectedVersion: 0, facts, reply: null, isFinal: false });
    await journal.close();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each([
    ['changed', `UPDATE records SET text = replace(text, '"c"', '"C"') WHERE version = 3`, 3, 2],
    ['removed from the middle', 'DELETE FROM records WHERE version = 2', 2, 1],
    ['cut off at the end', 'DELETE FROM records WHERE version = 4', 4, 3],
    ['made again with its own hash', `UPDATE records SET hash = '00' WHERE version = 1`, 1, 0],
  ])('names the first record that was %s and reads those before it', async (_what, sql, version, sound) => {
    const database = new DatabaseSync(join(folder, 'rostrum.db'));
    database.exec(sql);
    database.close();
    const journal = await SqliteJournal.open(folder);
    const { records, fault } = await journal.read('meeting/m1');
    await journal.close();
    expect(fault?.version).toBe(version);
    expect(records).toHaveLength(sound);
  });

  it('answers UNAVAILABLE, not a crash, once it is closed', async () => {
    const journal = await SqliteJournal.open(folder);
    await journal.close();
    await journal.close();
    await expect(journal.read('meeting/m1')).rejects.toMatchObject({ reason: 'UNAVAILABLE' });
  });
});
