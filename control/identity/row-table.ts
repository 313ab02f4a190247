/** A collection of ordinary rows: read from memory, written through to the store, durable when the promise resolves. */
import type { RowStore } from '../store/journal.ts';

export class RowTable<Row> {
  readonly #store: RowStore;
  readonly #collection: string;
  readonly #rows: Map<string, Row>;

  /** `upcast` completes rows that an older version of the program wrote. */
  static async load<Row>(
    store: RowStore,
    collection: string,
    upcast: (stored: unknown) => Row = (stored) => stored as Row,
  ): Promise<RowTable<Row>> {
    const stored = await store.load(collection);
    return new RowTable(store, collection, new Map(Array.from(stored, ([key, row]) => [key, upcast(row)])));
  }

  private constructor(store: RowStore, collection: string, rows: Map<string, Row>) {
    this.#store = store;
    this.#collection = collection;
    this.#rows = rows;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  values(): IterableIterator<Row> {
    return this.#rows.values();
  }

  entries(): IterableIterator<[string, Row]> {
    return this.#rows.entries();
  }

  /** The row counts from this moment, so that nobody can use it twice while it is written; a failed write takes it back. */
  async put(key: string, row: Row): Promise<void> {
    const before = this.#rows.get(key);
    this.#rows.set(key, row);
    try {
      await this.#store.put(this.#collection, key, row);
    } catch (error) {
      if (before) this.#rows.set(key, before);
      else this.#rows.delete(key);
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.#store.remove(this.#collection, key);
    this.#rows.delete(key);
  }
}
