import { describe, expect, it, vi } from 'vitest';
import { MemoryJournal } from '../store/memory-journal.ts';
import { RowTable } from './row-table.ts';

describe('a table of rows', () => {
  it('is written through and read again', async () => {
    const store = new MemoryJournal();
    const table = await RowTable.load<number>(store, 'numbers');
    await table.put('one', 1);
    await table.put('two', 2);
    await table.remove('one');
    const again = await RowTable.load<number>(store, 'numbers');
    expect([again.size, again.get('one'), again.get('two'), [...again.values()]]).toEqual([1, undefined, 2, [2]]);
  });

  it('counts a row from the moment of writing, and takes it back when that failed', async () => {
    const store = new MemoryJournal();
    const table = await RowTable.load<number>(store, 'numbers');
    await table.put('old', 1);
    vi.spyOn(store, 'put').mockRejectedValue(new Error('disk full'));
    const writes = Promise.allSettled([table.put('old', 2), table.put('new', 3)]);
    expect([table.get('old'), table.get('new')]).toEqual([2, 3]);
    await writes;
    expect([table.get('old'), table.get('new')]).toEqual([1, undefined]);
  });

  it('keeps a row that could not be removed', async () => {
    const store = new MemoryJournal();
    const table = await RowTable.load<number>(store, 'numbers');
    await table.put('one', 1);
    vi.spyOn(store, 'remove').mockRejectedValueOnce(new Error('disk full'));
    await expect(table.remove('one')).rejects.toThrow('disk full');
    expect(table.get('one')).toBe(1);
  });
});
