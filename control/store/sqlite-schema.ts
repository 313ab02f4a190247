/** The tables of the data file and how to open it. Used by the writing thread and, read only, by `verify`. */
import { DatabaseSync } from 'node:sqlite';
import { openChain, type StoredRecord } from './hash-chain.ts';
import type { StreamContents, StreamHead, StreamName } from './journal.ts';

export const dataFileName = 'rostrum.db';

const schema = `
  CREATE TABLE IF NOT EXISTS streams (
    stream TEXT PRIMARY KEY, version INTEGER NOT NULL, hash TEXT NOT NULL, is_final INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS records (
    stream TEXT NOT NULL, version INTEGER NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (stream, version)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS replies (
    stream TEXT NOT NULL, command_key TEXT NOT NULL, input_hash TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (stream, command_key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rows (
    collection TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (collection, key)
  ) WITHOUT ROWID;
`;

/** Opens the file for writing: each commit reaches the disk before it returns (WAL, synchronous=FULL). */
export function openDataFile(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');
  database.exec(schema);
  return database;
}

/** Opens the file for reading beside a running server. */
export function openDataFileReadOnly(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true });
}

export function readStreams(database: DatabaseSync): StreamHead[] {
  const rows = database.prepare('SELECT stream, version, is_final FROM streams ORDER BY stream').all();
  return rows.map((row) => ({
    stream: row.stream as StreamName,
    version: Number(row.version),
    isFinal: row.is_final === 1,
  }));
}

export function readStream(database: DatabaseSync, stream: StreamName): StreamContents {
  const head = database.prepare('SELECT version, hash FROM streams WHERE stream = ?').get(stream);
  const rows = database
    .prepare('SELECT version, text, hash FROM records WHERE stream = ? ORDER BY version')
    .all(stream);
  const stored = rows.map(
    (row): StoredRecord => ({
      version: Number(row.version),
      text: String(row.text),
      hash: String(row.hash),
    }),
  );
  return openChain(stream, stored, head ? { version: Number(head.version), hash: String(head.hash) } : null);
}
