/** A media server under load, measured over windows of time: CPU of its workers for each packet, delay, and what was lost where. */
import { setTimeout as delay } from 'node:timers/promises';
import { LoadClient } from './load-client.ts';
import type { Measured } from './load-messages.ts';
import type { Arena } from './media-arena.ts';
import { buildMesh, type Mesh } from './mesh.ts';
import { cpuNanoseconds, workersOf } from './process-cpu.ts';
import { droppedDatagrams } from './socket-drops.ts';

export type MeasuredWindow = Measured & {
  cpuUsPerPacket: number;
  /** Of the lost ones, those that reached the load process's sockets and were not fetched in time. */
  lateClientPackets: number;
  /** Datagrams that the kernel dropped before a worker that was not given its time could fetch them. */
  workerSocketDrops: number;
  /** How much of the workers' CPU each of them used, the busiest first. */
  workerShares: number[];
};

/** After a pause: streams are taken for dead meanwhile, and the workers say so when they come again. */
const settleMs = 1_000;
/** What was sent at the end of a window comes in after it. */
const drainMs = 100;

export class LoadedArena {
  readonly #arena: Arena;
  readonly #load: LoadClient;
  readonly #workers: readonly number[];

  /** Resolves when every stream has flowed; then nothing is sent until `measure`. */
  static async open(openArena: () => Promise<Arena>, mesh: Mesh): Promise<LoadedArena> {
    const others = workersOf(process.pid);
    const arena = await openArena();
    const load = new LoadClient();
    const loaded = new LoadedArena(
      arena,
      load,
      workersOf(process.pid).filter((pid) => !others.includes(pid)),
    );
    try {
      const { streams } = await buildMesh(arena, load, mesh);
      await load.awaitStreams(streams);
      await load.setSending(false);
      return loaded;
    } catch (error) {
      await loaded.close();
      throw error;
    }
  }

  private constructor(arena: Arena, load: LoadClient, workers: readonly number[]) {
    this.#arena = arena;
    this.#load = load;
    this.#workers = workers;
  }

  async measure(windowMs: number): Promise<MeasuredWindow> {
    await this.#load.setSending(true);
    await delay(settleMs);
    const clientDrops = droppedDatagrams(this.#load.pid);
    const workerDrops = this.#sumOverWorkers(droppedDatagrams);
    await this.#load.beginMeasure();
    const before = this.#workers.map(cpuNanoseconds);
    await delay(windowMs);
    const used = this.#workers.map((pid, index) => cpuNanoseconds(pid) - (before[index] ?? 0));
    const measured = await this.#load.endMeasure();
    await this.#load.setSending(false);
    await delay(drainMs);
    const total = used.reduce((sum, ns) => sum + ns, 0);
    return {
      ...measured,
      lateClientPackets: droppedDatagrams(this.#load.pid) - clientDrops,
      workerSocketDrops: this.#sumOverWorkers(droppedDatagrams) - workerDrops,
      cpuUsPerPacket: total / 1_000 / measured.receivedPackets,
      workerShares: used.map((ns) => ns / total).sort((one, other) => other - one),
    };
  }

  async close(): Promise<void> {
    await this.#load.close();
    await this.#arena.close();
  }

  #sumOverWorkers(of: (pid: number) => number): number {
    return this.#workers.reduce((sum, pid) => sum + of(pid), 0);
  }
}
