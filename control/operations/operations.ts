/** What keeps the house running beside the meetings: relays, connection tests, health and figures of this server. */
import type { CommandOutput } from '#contract';
import type { MediaPlane } from '#sfu';
import type { MeetingId } from '../domain/ids.ts';
import type { RollCallRow } from '../domain/roll-call.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';
import type { Registry } from '../service/registry.ts';
import type { ConnectionTests } from './connection-tests.ts';
import { exposition } from './exposition.ts';
import { type Health, readHealth } from './health.ts';
import { lastTests, measureRollCall, readLines } from './meeting-lines.ts';
import { CommandCounter, collectMetrics } from './metrics.ts';
import type { TurnServers } from './turn.ts';
import { WorkerLoads } from './worker-loads.ts';

type Board = CommandOutput<'operations.read'>;

type Deps = {
  plane: MediaPlane;
  tests: ConnectionTests;
  registry: Registry;
  turn: TurnServers;
  probeJournal(): Promise<unknown>;
  dataFolder: string;
  version: string;
  /** Asked for by `/metrics`; null: only this machine may read it. */
  metricsToken: string | null;
};

const sharedMs = 1_000;

export class Operations {
  readonly turn: TurnServers;
  readonly tests: ConnectionTests;
  readonly counter = new CommandCounter();
  readonly metricsToken: string | null;
  readonly #deps: Deps;
  readonly #workers: WorkerLoads;
  /** Several boards that look at about the same time share one look. */
  readonly #boards = new Map<MeetingId, { at: number; board: Promise<Board> }>();
  readonly #rollCalls = new Map<MeetingId, Promise<RollCallRow[]>>();

  constructor(deps: Deps) {
    this.#deps = deps;
    this.turn = deps.turn;
    this.metricsToken = deps.metricsToken;
    this.tests = deps.tests;
    this.#workers = new WorkerLoads(deps.plane);
  }

  health(): Promise<Health> {
    return readHealth(this.#deps);
  }

  board(meeting: LiveMeeting): Promise<Board> {
    const now = performance.now();
    for (const [id, { at }] of this.#boards) if (now - at > sharedMs) this.#boards.delete(id);
    const shared = this.#boards.get(meeting.id) ?? { at: now, board: this.#readBoard(meeting) };
    this.#boards.set(meeting.id, shared);
    return shared.board;
  }

  /** Those who ask while one is being held get the same. */
  async measureRollCall(meeting: LiveMeeting): Promise<RollCallRow[]> {
    const running = this.#rollCalls.get(meeting.id) ?? measureRollCall(meeting);
    this.#rollCalls.set(meeting.id, running);
    return running.finally(() => this.#rollCalls.delete(meeting.id));
  }

  async metricsText(): Promise<string> {
    const { plane, registry, dataFolder, version } = this.#deps;
    const families = await collectMetrics({
      version,
      plane,
      tests: this.tests,
      counter: this.counter,
      dataFolder,
      meetings: () => registry.meetings(),
      isReady: async () => (await this.health()).isReady,
    });
    return exposition(families);
  }

  async #readBoard(meeting: LiveMeeting): Promise<Board> {
    const [endpoints, workers] = await Promise.all([readLines(meeting), this.#workers.read(performance.now())]);
    return {
      endpoints,
      workers: workers.map(({ pid: _pid, startedAt: _startedAt, cpuSeconds: _cpuSeconds, ...shown }) => shown),
      tests: lastTests(meeting, this.tests, Date.now()),
      rollCall: meeting.state.rollCall,
    };
  }

  close(): void {
    this.tests.close();
    this.counter.close();
  }
}
