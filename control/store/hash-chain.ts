/**
 * The hash chain of a stream: each record's hash covers its text and the hash before it, so a record that was changed,
 * removed or put in shows at its place. SHA-256 over bytes as stored; no second serialisation is involved in a check.
 */
import { createHash } from 'node:crypto';
import type { AppendRequest, JournalRecord, StreamContents, StreamName } from './journal.ts';

export type StoredRecord = { version: number; text: string; hash: string };

export function firstHash(stream: StreamName): string {
  return createHash('sha256').update(`rostrum journal 1\n${stream}`).digest('hex');
}

export function nextHash(previousHash: string, text: string): string {
  return createHash('sha256').update(previousHash).update('\n').update(text).digest('hex');
}

/** The texts to store for an append, in order. */
export function recordTexts({ expectedVersion, facts, reply }: AppendRequest): string[] {
  return facts.map(({ at, actor, event }, index) => {
    const record: JournalRecord = {
      version: expectedVersion + 1 + index,
      at,
      actor,
      commandKey: reply?.commandKey ?? null,
      event,
    };
    return JSON.stringify(record);
  });
}

/** Checks stored records against the chain and the head that the stream is known to have reached. */
export function openChain(
  stream: StreamName,
  stored: Iterable<StoredRecord>,
  head: { version: number; hash: string } | null,
): StreamContents {
  const records: JournalRecord[] = [];
  let hash = firstHash(stream);
  const faultAt = (version: number, reason: string) => ({ records, fault: { version, reason } });
  for (const { version, text, hash: storedHash } of stored) {
    const expected = records.length + 1;
    if (version !== expected) return faultAt(expected, 'the record is missing');
    hash = nextHash(hash, text);
    if (hash !== storedHash) return faultAt(expected, 'the record does not match its hash');
    const record = parseRecord(text);
    if (record?.version !== expected) return faultAt(expected, 'the record cannot be read');
    records.push(record);
  }
  const reached = head ?? { version: 0, hash };
  if (reached.version !== records.length) return faultAt(records.length + 1, 'the record is missing');
  if (reached.hash !== hash) return faultAt(records.length, 'the record does not match the head of the stream');
  return { records, fault: null };
}

function parseRecord(text: string): JournalRecord | null {
  try {
    return JSON.parse(text) as JournalRecord;
  } catch {
    return null;
  }
}
