/**
 * The thread that owns the data file. It takes all requests that wait, writes them in one transaction, and answers after
 * the commit, which is after the fsync: groups make durable writes cheap, and the signalling loop never waits for a disk.
 */
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { firstHash, nextHash } from './hash-chain.ts';
import type { StreamName } from './journal.ts';
import { openDataFile, readStream, readStreams } from './sqlite-schema.ts';

/** An append as text: copying strings between threads is cheaper than copying what they say. */
export type AppendTexts = {
  stream: StreamName;
  expectedVersion: number;
  texts: readonly string[];
  reply: { commandKey: string; inputHash: string; body: string } | null;
  isFinal: boolean;
};

export type ThreadRequest =
  | { kind: 'append'; append: AppendTexts }
  | { kind: 'put'; collection: string; key: string; value: string }
  | { kind: 'remove'; collection: string; key: string }
  | { kind: 'read'; stream: StreamName }
  | { kind: 'streams' }
  | { kind: 'commandKeys'; stream: StreamName }
  | { kind: 'findReply'; stream: StreamName; commandKey: string }
  | { kind: 'load'; collection: string }
  | { kind: 'close' };

export type ThreadMessage = { id: number; request: ThreadRequest };
export type ThreadAnswer = { id: number } & (
  | { ok: true; value: unknown }
  | { ok: false; reason: 'VERSION_CONFLICT' | 'UNAVAILABLE'; message: string }
);

/** How many requests share a transaction at most: keeps the wait of the first of them short. */
const maxGroupSize = 512;

class VersionConflict extends Error {}

class DataThread {
  readonly #database: DatabaseSync;
  readonly #statements;

  constructor(path: string) {
    this.#database = openDataFile(path);
    const prepare = (sql: string) => this.#database.prepare(sql);
    this.#statements = {
      head: prepare('SELECT version, hash FROM streams WHERE stream = ?'),
      setHead: prepare(
        `INSERT INTO streams VALUES (?, ?, ?, ?) ON CONFLICT (stream)
         DO UPDATE SET version = excluded.version, hash = excluded.hash, is_final = max(is_final, excluded.is_final)`,
      ),
      addRecord: prepare('INSERT INTO records VALUES (?, ?, ?, ?)'),
      addReply: prepare('INSERT INTO replies VALUES (?, ?, ?, ?)'),
      commandKeys: prepare('SELECT command_key FROM replies WHERE stream = ?'),
      findReply: prepare('SELECT input_hash, body FROM replies WHERE stream = ? AND command_key = ?'),
      load: prepare('SELECT key, value FROM rows WHERE collection = ?'),
      put: prepare('INSERT INTO rows VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'),
      remove: prepare('DELETE FROM rows WHERE collection = ? AND key = ?'),
    };
  }

  /** Answers a group of requests; the answers are given only when what they promise is on the disk. */
  handle(messages: readonly ThreadMessage[]): ThreadAnswer[] {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      const answers = messages.map(({ id, request }) => this.#answer(id, request));
      this.#database.exec('COMMIT');
      return answers;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      const message = error instanceof Error ? error.message : String(error);
      return messages.map(({ id }) => ({ id, ok: false, reason: 'UNAVAILABLE', message }));
    }
  }

  close(): void {
    this.#database.close();
  }

  #answer(id: number, request: ThreadRequest): ThreadAnswer {
    try {
      return { id, ok: true, value: this.#perform(request) };
    } catch (error) {
      // A conflict is found before anything was written and concerns one request; all else ends the whole group.
      if (error instanceof VersionConflict)
        return { id, ok: false, reason: 'VERSION_CONFLICT', message: error.message };
      throw error;
    }
  }

  #perform(request: ThreadRequest): unknown {
    const { commandKeys, findReply, load, put, remove } = this.#statements;
    switch (request.kind) {
      case 'append':
        return this.#append(request.append);
      case 'put':
        return void put.run(request.collection, request.key, request.value);
      case 'remove':
        return void remove.run(request.collection, request.key);
      case 'read':
        return readStream(this.#database, request.stream);
      case 'streams':
        return readStreams(this.#database);
      case 'commandKeys':
        return commandKeys.all(request.stream).map((row) => String(row.command_key));
      case 'findReply': {
        const row = findReply.get(request.stream, request.commandKey);
        const { commandKey } = request;
        return row ? { commandKey, inputHash: String(row.input_hash), body: JSON.parse(String(row.body)) } : null;
      }
      case 'load':
        return load.all(request.collection).map((row) => [String(row.key), String(row.value)]);
      case 'close':
        return undefined;
    }
  }

  #append({ stream, expectedVersion, texts, reply, isFinal }: AppendTexts): number {
    const head = this.#statements.head.get(stream);
    const version = Number(head?.version ?? 0);
    if (version !== expectedVersion) {
      throw new VersionConflict(`Expected version ${expectedVersion} of ${stream}, found ${version}.`);
    }
    let hash = head ? String(head.hash) : firstHash(stream);
    let next = version;
    for (const text of texts) {
      next += 1;
      hash = nextHash(hash, text);
      this.#statements.addRecord.run(stream, next, text, hash);
    }
    if (next > version) this.#statements.setHead.run(stream, next, hash, isFinal ? 1 : 0);
    if (reply) this.#statements.addReply.run(stream, reply.commandKey, reply.inputHash, reply.body);
    return next;
  }
}

function serve(): void {
  const port = parentPort;
  if (!port) throw new Error('sqlite-thread.ts runs as a worker thread.');
  const thread = new DataThread(String(workerData.path));
  port.on('message', (first: ThreadMessage[]) => {
    const group = [...first];
    while (group.length < maxGroupSize) {
      const waiting = receiveMessageOnPort(port);
      if (!waiting) break;
      group.push(...waiting.message);
    }
    const answers = thread.handle(group);
    if (group.some(({ request }) => request.kind === 'close')) thread.close();
    port.postMessage(answers);
  });
}

serve();
