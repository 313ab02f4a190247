/**
 * Runs the commands of one stream: decide, append, evolve. Commands are decided one after the other on the newest state,
 * also while earlier ones are still being written, so that the disk takes them in groups. A caller hears of a command, and
 * `onCommit` of its facts, only when they are durable; if a write fails, everything that was decided upon it fails too.
 */
import type { Actor } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { Journal, JournalRecord, StreamFault, StreamName } from '../store/journal.ts';
import type { Clock } from './clock.ts';

export type Decider<State, Command, Event> = {
  decide(command: Command, state: State, context: { at: number; actor: Actor }): Event[];
  /** Answers what evolves one event after the other, each on its last answer; only the newest answer is looked at. */
  evolver(): (state: State, event: Event, at: number) => State;
  /** Completes the actor of a command, e.g. with the chair for whom a clerk acts. */
  actorFor(actor: Actor, command: Command, state: State): Actor;
  /** True when nothing can follow this event. */
  isFinal(event: Event): boolean;
};

export type CommittedEvent<Event> = { version: number; at: number; actor: Actor; event: Event };
export type Commit<State, Event> = { state: State; version: number; events: readonly CommittedEvent<Event>[] };

/** `commandKey` null: a command of the server itself, which is not repeated. */
export type Execution = { actor: Actor; commandKey: string | null; inputHash: string; reply: unknown };

type Stand<State> = { state: State; version: number };
type Options<State, Command, Event> = {
  stream: StreamName;
  initial: State;
  decider: Decider<State, Command, Event>;
  journal: Journal;
  clock: Clock;
};
type KnownCommand = { inputHash: string; reply: Promise<unknown> } | 'stored';

export class Aggregate<State, Command, Event> {
  readonly stream: StreamName;
  /** Where the record is damaged; commands are refused then, reading goes on. */
  readonly fault: StreamFault | null;
  onCommit: (commit: Commit<State, Event>) => void = () => {};
  readonly #decider: Decider<State, Command, Event>;
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #known: Map<string, KnownCommand>;
  /** What is durable, and what has been decided on top of it. */
  #durable: Stand<State>;
  #decided: Stand<State>;
  /** Raised when a write failed: decisions of an older generation rested on facts that never were. */
  #generation = 0;

  /** Reads the stream and brings the state up to date. `onReplay` sees each record on the way. */
  static async load<State, Command, Event>(
    options: Options<State, Command, Event>,
    onReplay: (record: JournalRecord<Event>) => void = () => {},
  ): Promise<Aggregate<State, Command, Event>> {
    const { records, fault } = await options.journal.read(options.stream);
    let stand: Stand<State> = { state: options.initial, version: 0 };
    let unreadable: StreamFault | null = null;
    const evolve = options.decider.evolver();
    for (const record of records as JournalRecord<Event>[]) {
      try {
        stand = { state: evolve(stand.state, record.event, record.at), version: record.version };
      } catch {
        // Whatever it is, later facts rest on it: nothing after it may be shown as true.
        unreadable = { version: record.version, reason: 'the record is of another version of the program' };
        break;
      }
      onReplay(record);
    }
    const keys = await options.journal.commandKeys(options.stream);
    return new Aggregate(options, stand, keys, unreadable ?? fault);
  }

  private constructor(
    options: Options<State, Command, Event>,
    stand: Stand<State>,
    commandKeys: readonly string[],
    fault: StreamFault | null,
  ) {
    this.stream = options.stream;
    this.fault = fault;
    this.#decider = options.decider;
    this.#journal = options.journal;
    this.#clock = options.clock;
    this.#durable = stand;
    this.#decided = stand;
    this.#known = new Map(commandKeys.map((key) => [key, 'stored']));
  }

  get state(): State {
    return this.#durable.state;
  }

  get version(): number {
    return this.#durable.version;
  }

  /**
   * Resolves with the reply when the facts are durable; a repeated `commandKey` gets its first reply. Rejects with
   * `Rejection` (the rules), or `AppError`: `COMMAND_ID_REUSED`, `MEETING_QUARANTINED`, `STORE_UNAVAILABLE`.
   * A command that is made of the state is made of the newest one, and not again for a repeat.
   */
  async execute(wanted: Command | ((state: State) => Command), execution: Execution): Promise<unknown> {
    if (this.fault) {
      throw new AppError('MEETING_QUARANTINED', `Record ${this.fault.version} is damaged: ${this.fault.reason}.`);
    }
    const { commandKey, inputHash } = execution;
    const known = commandKey === null ? undefined : this.#known.get(commandKey);
    if (commandKey !== null && known) return this.#repeat(commandKey, inputHash, known);
    const { state } = this.#decided;
    const command = isMaker(wanted) ? wanted(state) : wanted;
    const at = this.#clock.now();
    const actor = this.#decider.actorFor(execution.actor, command, state);
    const events = this.#decider.decide(command, state, { at, actor });
    if (commandKey === null) return this.#commit(events, at, actor, execution);
    const reply = this.#commit(events, at, actor, execution);
    this.#known.set(commandKey, { inputHash, reply });
    try {
      await reply;
      this.#known.set(commandKey, 'stored');
    } catch (error) {
      this.#known.delete(commandKey);
      throw error;
    }
    return reply;
  }

  async #repeat(commandKey: string, inputHash: string, known: KnownCommand): Promise<unknown> {
    const first = known === 'stored' ? await this.#stored(commandKey) : known;
    if (first.inputHash !== inputHash) {
      throw new AppError('COMMAND_ID_REUSED', 'This commandId was used for another command.');
    }
    return first.reply;
  }

  async #stored(commandKey: string): Promise<{ inputHash: string; reply: unknown }> {
    const stored = await this.#journal.findReply(this.stream, commandKey);
    if (!stored) throw new Error(`The reply to ${commandKey} is missing in ${this.stream}.`);
    return { inputHash: stored.inputHash, reply: stored.body };
  }

  async #commit(events: Event[], at: number, actor: Actor, execution: Execution): Promise<unknown> {
    const { commandKey, inputHash, reply } = execution;
    if (events.length === 0 && commandKey === null) return reply;
    const before = this.#decided;
    let { state } = before;
    const evolve = this.#decider.evolver();
    for (const event of events) state = evolve(state, event, at);
    const after: Stand<State> = { state, version: before.version + events.length };
    this.#decided = after;
    const generation = this.#generation;
    try {
      await this.#journal.append({
        stream: this.stream,
        expectedVersion: before.version,
        facts: events.map((event) => ({ at, actor, event })),
        reply: commandKey === null ? null : { commandKey, inputHash, body: reply },
        isFinal: events.some((event) => this.#decider.isFinal(event)),
      });
    } catch (cause) {
      // What was decided upon this cannot be written either: the journal refuses its version.
      if (generation === this.#generation) {
        this.#generation += 1;
        this.#decided = this.#durable;
      }
      throw new AppError('STORE_UNAVAILABLE', 'The record could not be written; nothing was changed.', { cause });
    }
    this.#durable = after;
    const committed = events.map((event, index) => ({ version: before.version + 1 + index, at, actor, event }));
    if (committed.length > 0) this.onCommit({ state, version: after.version, events: committed });
    return reply;
  }
}

function isMaker<State, Command>(wanted: Command | ((state: State) => Command)): wanted is (state: State) => Command {
  return typeof wanted === 'function';
}
