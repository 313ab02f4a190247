import { describe, expect, it } from 'vitest';
import type { MeetingId } from '../domain/ids.ts';
import type { StreamContents } from '../store/journal.ts';
import { MinutesReader } from './reader.ts';

const id = 'm1' as MeetingId;

describe('reading the minutes', () => {
  it('reads each version of a record once, whoever asks', async () => {
    const journal = journalOf([record(1, { type: 'MeetingConvened' })]);
    const reader = new MinutesReader(journal);
    const [one, other] = await Promise.all([
      reader.read({ id, version: 1, fault: null }),
      reader.read({ id, version: 1, fault: null }),
    ]);
    expect(one).toBe(other);
    expect(journal.reads).toBe(1);
    await reader.read({ id, version: 2, fault: null });
    expect(journal.reads).toBe(2);
  });

  it('tries again after a reading that failed', async () => {
    const journal = journalOf([]);
    journal.fails = true;
    const reader = new MinutesReader(journal);
    await expect(reader.read({ id, version: 1, fault: null })).rejects.toThrow('disk');
    journal.fails = false;
    await expect(reader.read({ id, version: 1, fault: null })).resolves.toMatchObject({ isDamaged: false });
  });

  it('of a damaged record tells what comes before the damage', async () => {
    const journal = journalOf([record(1, { type: 'MeetingConvened' }), record(2, { type: 'OfAnotherVersion' })]);
    const read = await new MinutesReader(journal).read({ id, version: 1, fault: { version: 2, reason: '' } });
    expect(read).toMatchObject({ isDamaged: true, draft: { version: 1, status: 'convened' } });
  });
});

function record(version: number, event: { type: string }) {
  const actor = { role: 'system', personId: null, endpointId: null, onBehalfOf: null } as const;
  return { version, at: version, actor, commandKey: null, event };
}

function journalOf(records: StreamContents['records']) {
  return {
    reads: 0,
    fails: false,
    async read(): Promise<StreamContents> {
      this.reads += 1;
      if (this.fails) throw new Error('disk');
      return { records, fault: null };
    },
  };
}
