/**
 * The journal port: one append-only, hash-chained stream per meeting and per body. A fact exists once `append` has
 * resolved: it is then on the disk. Both adapters pass journal-suite.ts.
 */
import type { Actor } from '../domain/roles.ts';

/** `meeting/<id>` or `body/<id>`. */
export type StreamName = `${'meeting' | 'body'}/${string}`;

/** One fact as it stands in a stream. `at` is UTC milliseconds, `version` counts from 1. */
export type JournalRecord<Event = unknown> = {
  version: number;
  at: number;
  actor: Actor;
  commandKey: string | null;
  event: Event;
};

/** The first reply to a command, kept with its facts so that a repeat gets the same answer. */
export type StoredReply = { commandKey: string; inputHash: string; body: unknown };

export type AppendRequest = {
  stream: StreamName;
  /** The version of the stream on which the facts were decided; 0 for a new stream. */
  expectedVersion: number;
  facts: readonly { at: number; actor: Actor; event: unknown }[];
  reply: StoredReply | null;
  /** True when the stream ends here: a start does not read it again. */
  isFinal: boolean;
};

export type StreamHead = { stream: StreamName; version: number; isFinal: boolean };

/** Where a stream is damaged: the records before `version` are sound. */
export type StreamFault = { version: number; reason: string };
export type StreamContents = { records: JournalRecord[]; fault: StreamFault | null };

export interface Journal {
  /**
   * Writes facts and reply in one transaction and resolves with the new version after its fsync.
   * Rejects with `JournalError`: `VERSION_CONFLICT` (the stream moved on, or a predecessor failed), `UNAVAILABLE`.
   */
  append(request: AppendRequest): Promise<number>;
  /** Reads and checks a whole stream. An unknown stream is empty and sound. */
  read(stream: StreamName): Promise<StreamContents>;
  streams(): Promise<StreamHead[]>;
  /** The keys of all commands that a stream has answered. */
  commandKeys(stream: StreamName): Promise<string[]>;
  findReply(stream: StreamName, commandKey: string): Promise<StoredReply | null>;
  close(): Promise<void>;
}

/** Ordinary rows outside the journal: accounts, sessions, links. Durable when the promise resolves. */
export interface RowStore {
  load(collection: string): Promise<Map<string, unknown>>;
  put(collection: string, key: string, value: unknown): Promise<void>;
  remove(collection: string, key: string): Promise<void>;
}

export type JournalErrorReason = 'VERSION_CONFLICT' | 'UNAVAILABLE';

export class JournalError extends Error {
  override name = 'JournalError';
  readonly reason: JournalErrorReason;

  constructor(reason: JournalErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
