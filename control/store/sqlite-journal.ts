/** The journal in a SQLite file, written by its own thread (sqlite-thread.ts). Resolved means: on the disk. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { recordTexts } from './hash-chain.ts';
import {
  type AppendRequest,
  type Journal,
  JournalError,
  type RowStore,
  type StoredReply,
  type StreamContents,
  type StreamHead,
  type StreamName,
} from './journal.ts';
import { dataFileName } from './sqlite-schema.ts';
import type { ThreadAnswer, ThreadMessage, ThreadRequest } from './sqlite-thread.ts';

type Waiting = { resolve(value: unknown): void; reject(error: JournalError): void };

export class SqliteJournal implements Journal, RowStore {
  readonly #thread: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #outbox: ThreadMessage[] = [];
  #nextId = 1;
  #fault: JournalError | null = null;
  #closing: Promise<void> | null = null;

  /** Opens or makes the data file in `folder`. Rejects with `JournalError` when it cannot be opened. */
  static async open(folder: string): Promise<SqliteJournal> {
    const journal = new SqliteJournal(join(folder, dataFileName));
    await journal.streams();
    return journal;
  }

  private constructor(path: string) {
    this.#thread = new Worker(new URL('./sqlite-thread.ts', import.meta.url), { workerData: { path } });
    this.#thread.on('message', (answers: ThreadAnswer[]) => this.#settle(answers));
    this.#thread.on('error', (cause) => this.#fail(new JournalError('UNAVAILABLE', String(cause), { cause })));
    this.#thread.on('exit', () => this.#fail(new JournalError('UNAVAILABLE', 'The journal is closed.')));
  }

  async append(request: AppendRequest): Promise<number> {
    const { stream, expectedVersion, reply, isFinal } = request;
    const replyText = reply && { ...reply, body: JSON.stringify(reply.body) };
    const append = { stream, expectedVersion, texts: recordTexts(request), reply: replyText, isFinal };
    return (await this.#ask({ kind: 'append', append })) as number;
  }

  async read(stream: StreamName): Promise<StreamContents> {
    return (await this.#ask({ kind: 'read', stream })) as StreamContents;
  }

  async streams(): Promise<StreamHead[]> {
    return (await this.#ask({ kind: 'streams' })) as StreamHead[];
  }

  async commandKeys(stream: StreamName): Promise<string[]> {
    return (await this.#ask({ kind: 'commandKeys', stream })) as string[];
  }

  async findReply(stream: StreamName, commandKey: string): Promise<StoredReply | null> {
    return (await this.#ask({ kind: 'findReply', stream, commandKey })) as StoredReply | null;
  }

  async load(collection: string): Promise<Map<string, unknown>> {
    const rows = (await this.#ask({ kind: 'load', collection })) as [string, string][];
    return new Map(rows.map(([key, text]) => [key, JSON.parse(text)]));
  }

  async put(collection: string, key: string, value: unknown): Promise<void> {
    await this.#ask({ kind: 'put', collection, key, value: JSON.stringify(value) });
  }

  async remove(collection: string, key: string): Promise<void> {
    await this.#ask({ kind: 'remove', collection, key });
  }

  /** Waits for what was asked before, then closes the file. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (!this.#fault) await this.#ask({ kind: 'close' });
    await this.#thread.terminate();
  }

  #ask(request: ThreadRequest): Promise<unknown> {
    if (this.#fault) return Promise.reject(this.#fault);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // What comes in one turn of the loop crosses to the thread together and becomes one group.
      if (this.#outbox.length === 0) setImmediate(() => this.#send());
      this.#outbox.push({ id, request });
    });
  }

  #send(): void {
    this.#thread.postMessage(this.#outbox);
    this.#outbox = [];
  }

  #settle(answers: readonly ThreadAnswer[]): void {
    for (const answer of answers) {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.ok) waiting?.resolve(answer.value);
      else waiting?.reject(new JournalError(answer.reason, answer.message));
    }
  }

  #fail(error: JournalError): void {
    this.#fault ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#fault);
    this.#waiting.clear();
  }
}
