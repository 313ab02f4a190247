/**
 * Sends the edits of one page in their order, knows whether all of them are saved, and takes them back. An edit that was
 * refused is never forgotten: its caller hears why, and what a field holds can be sent again.
 */
import { CommandError } from '../../session/command-error.ts';
import { createStore, type ReadableStore, type Store } from '../../session/store.ts';
import type { Prepared } from './model.ts';
import { type Call, callsOf, type Inverse, inverseOfAll, merged } from './undo.ts';

export type UndoStep = { id: number; label: string; inverse: Inverse; key: string; at: number };
export type SaveStatus = { state: 'saved' | 'saving' | 'failed'; atMs: number | null };
export type EditOptions = {
  /** What the undo button says. */
  label: string;
  /** The field that is saved: repeated edits are one step back, and a refused one counts as not saved. */
  key?: string;
  /** Where it is not what the single call would say. */
  inverse?: Inverse;
};

export type EditorPorts = {
  send: (call: Call) => Promise<unknown>;
  prepared: ReadableStore<Prepared>;
  now: () => number;
  wait: (ms: number) => Promise<void>;
};

/** Pauses in typing shorter than this do not make another step to undo. */
const oneEditMs = 20_000;
const mostSteps = 100;
const mostAttempts = 50;
const longestLagMs = 1_500;
const manyCalls = 20;
/** A long series leaves room for the other commands of this page. */
const paceMs = 30;

export class Editor {
  readonly status: Store<SaveStatus> = createStore<SaveStatus>({ state: 'saved', atMs: null });
  readonly steps: Store<readonly UndoStep[]> = createStore<readonly UndoStep[]>([]);
  /** How far a long series of commands has come. */
  readonly progress: Store<{ done: number; total: number } | null> = createStore<{
    done: number;
    total: number;
  } | null>(null);
  readonly #ports: EditorPorts;
  readonly #failed = new Map<string, () => Promise<unknown>>();
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #lastId = 0;

  constructor(ports: EditorPorts) {
    this.#ports = ports;
  }

  /** The meeting as it is now, which a page may not have drawn yet. */
  now(): Prepared {
    return this.#ports.prepared.get();
  }

  /** `make` is asked when its turn comes, so that it can look at the rows of then; null: there is nothing to do any more. */
  edit(make: () => Call | readonly Call[] | null, options: EditOptions): Promise<UndoStep | null> {
    const attempt = () =>
      this.#inTurn(async () => {
        const made = make();
        return made ? await this.#editNow('name' in made ? [made] : made, options) : null;
      }, options.key);
    const { key } = options;
    if (!key) return attempt();
    return attempt().then(
      (step) => {
        this.#failed.delete(key);
        this.#settle();
        return step;
      },
      (error: unknown) => {
        this.#failed.set(key, () => this.edit(make, options));
        this.#settle();
        throw error;
      },
    );
  }

  /** Several commands as one step. What was done before one of them was refused can still be taken back. */
  editAll(calls: readonly Call[], options: EditOptions): Promise<UndoStep | null> {
    return this.#inTurn(() => this.#editNow(calls, options));
  }

  /** The newest step, or the one named. False when there is nothing left to take back. */
  undo(id?: number): Promise<boolean> {
    return this.#inTurn(async () => {
      const steps = this.steps.get();
      const step = id === undefined ? steps.at(-1) : steps.find((other) => other.id === id);
      if (!step) return false;
      const calls = callsOf(step.inverse, this.#ports.prepared.get());
      await this.#sendAll(calls);
      this.steps.set(this.steps.get().filter((other) => other !== step));
      return calls.length > 0;
    });
  }

  /** Sends again what fields hold and the server did not take. */
  async retry(): Promise<void> {
    await Promise.allSettled([...this.#failed.values()].map((again) => again()));
  }

  /** What a field holds cannot be sent as it is. */
  miss(key: string, again: () => Promise<unknown>): void {
    this.#failed.set(key, again);
    this.#settle();
  }

  /** The field was put back: nothing of it is missing on the server. */
  forget(key: string): void {
    if (this.#failed.delete(key)) this.#settle();
  }

  async #editNow(calls: readonly Call[], options: EditOptions): Promise<UndoStep | null> {
    const before = this.#ports.prepared.get();
    const inverse = options.inverse ?? inverseOfAll(calls, before);
    const sent = { count: 0 };
    try {
      await this.#sendAll(calls, sent);
    } finally {
      if (inverse && sent.count > 0) this.#remember(inverse, options);
    }
    return (inverse && this.steps.get().at(-1)) ?? null;
  }

  #remember(inverse: Inverse, { label, key = '' }: EditOptions): void {
    const steps = this.steps.get();
    const at = this.#ports.now();
    const last = steps.at(-1);
    const isSameEdit = last !== undefined && key !== '' && last.key === key && at - last.at < oneEditMs;
    const one = isSameEdit ? merged(last.inverse, inverse) : null;
    if (last && one) {
      this.steps.set([...steps.slice(0, -1), { ...last, inverse: one, at }]);
    } else {
      this.#lastId += 1;
      this.steps.set([...steps, { id: this.#lastId, label, inverse, key, at }].slice(-mostSteps));
    }
  }

  async #sendAll(calls: readonly Call[], sent = { count: 0 }): Promise<void> {
    const isLong = calls.length >= manyCalls;
    try {
      for (const call of calls) {
        if (isLong) {
          this.progress.set({ done: sent.count, total: calls.length });
          await this.#ports.wait(paceMs);
        }
        await this.#sendPatiently(call);
        sent.count += 1;
      }
    } finally {
      if (isLong) this.progress.set(null);
    }
  }

  /** A long series is faster than the server takes commands: it says how long to wait. */
  async #sendPatiently(call: Call): Promise<void> {
    for (let attempts = 1; ; attempts += 1) {
      const revision = this.#revisionOf(call);
      try {
        await this.#ports.send(call);
        return await this.#waitForRow(call, revision);
      } catch (error) {
        const isTooFast = error instanceof CommandError && error.code === 'RATE_LIMITED';
        if (!isTooFast || attempts >= mostAttempts) throw error;
        await this.#ports.wait(error.reply?.retryAfterMs ?? 500);
      }
    }
  }

  /** The next edit of an item must be based on this one, else the server takes it for somebody else's. */
  async #waitForRow(call: Call, revision: number | undefined): Promise<void> {
    if (call.name !== 'agenda.change' || revision === undefined) return;
    const { prepared, wait } = this.#ports;
    let unsubscribe = () => undefined as unknown;
    const arrived = new Promise<void>((resolve) => {
      const look = () => (this.#revisionOf(call) ?? revision + 1) > revision && resolve();
      unsubscribe = prepared.subscribe(look);
      look();
    });
    await Promise.race([arrived, wait(longestLagMs)]);
    unsubscribe();
  }

  #revisionOf(call: Call): number | undefined {
    if (call.name !== 'agenda.change') return undefined;
    return this.#ports.prepared.get().items.find(({ id }) => id === call.input.itemId)?.revision;
  }

  #inTurn<Result>(work: () => Promise<Result>, key?: string): Promise<Result> {
    this.#waiting += 1;
    this.status.set({ ...this.status.get(), state: 'saving' });
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    const settle = () => {
      this.#waiting -= 1;
      if (!key) this.#settle();
    };
    void result.then(settle, settle);
    return result;
  }

  #settle(): void {
    if (this.#waiting > 0) return;
    const { atMs } = this.status.get();
    if (this.#failed.size > 0) this.status.set({ state: 'failed', atMs });
    else this.status.set({ state: 'saved', atMs: this.#ports.now() });
  }
}
