/** The journal in memory: for fast tests. It keeps the same rules and the same chain as the SQLite one. */
import { firstHash, nextHash, openChain, recordTexts, type StoredRecord } from './hash-chain.ts';
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

type Stream = { records: StoredRecord[]; replies: Map<string, StoredReply>; isFinal: boolean };

export class MemoryJournal implements Journal, RowStore {
  readonly #streams = new Map<StreamName, Stream>();
  readonly #collections = new Map<string, Map<string, string>>();
  #isClosed = false;

  async append(request: AppendRequest): Promise<number> {
    if (this.#isClosed) throw new JournalError('UNAVAILABLE', 'The journal is closed.');
    const stream: Stream = this.#streams.get(request.stream) ?? { records: [], replies: new Map(), isFinal: false };
    const { length } = stream.records;
    if (length !== request.expectedVersion) {
      throw new JournalError('VERSION_CONFLICT', `Expected version ${request.expectedVersion}, found ${length}.`);
    }
    for (const [index, text] of recordTexts(request).entries()) {
      const hash = nextHash(stream.records.at(-1)?.hash ?? firstHash(request.stream), text);
      stream.records.push({ version: length + 1 + index, text, hash });
    }
    if (request.reply) stream.replies.set(request.reply.commandKey, structuredClone(request.reply));
    stream.isFinal ||= request.isFinal;
    this.#streams.set(request.stream, stream);
    return stream.records.length;
  }

  async read(name: StreamName): Promise<StreamContents> {
    const records = this.#streams.get(name)?.records ?? [];
    const last = records.at(-1);
    return openChain(name, records, last ? { version: last.version, hash: last.hash } : null);
  }

  async streams(): Promise<StreamHead[]> {
    return [...this.#streams].map(([stream, { records, isFinal }]) => ({ stream, version: records.length, isFinal }));
  }

  async commandKeys(stream: StreamName): Promise<string[]> {
    return [...(this.#streams.get(stream)?.replies.keys() ?? [])];
  }

  async findReply(stream: StreamName, commandKey: string): Promise<StoredReply | null> {
    return this.#streams.get(stream)?.replies.get(commandKey) ?? null;
  }

  async load(collection: string): Promise<Map<string, unknown>> {
    const rows = this.#collections.get(collection) ?? new Map<string, string>();
    return new Map([...rows].map(([key, text]) => [key, JSON.parse(text)]));
  }

  async put(collection: string, key: string, value: unknown): Promise<void> {
    const rows = this.#collections.get(collection) ?? new Map<string, string>();
    this.#collections.set(collection, rows.set(key, JSON.stringify(value)));
  }

  async remove(collection: string, key: string): Promise<void> {
    this.#collections.get(collection)?.delete(key);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }
}
