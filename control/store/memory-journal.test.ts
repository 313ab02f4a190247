import { describeJournal } from './journal-suite.ts';
import { MemoryJournal } from './memory-journal.ts';

describeJournal('MemoryJournal', async () => {
  const journal = new MemoryJournal();
  return { journal, reopen: async () => journal, end: () => journal.close() };
});
