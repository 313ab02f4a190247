/**
 * `npm run bench -- sfu`: CPU of the media workers for each forwarded packet, delay and loss, beside a bare mediasoup router
 * in the same run; a room over two workers; the server's own share; and how fast all streams flow again after a worker's
 * death. Packets are real SRTP, from a process of its own.
 */
import { loadavg } from 'node:os';
import { LoadClient } from '../rig/load-client.ts';
import type { Measured } from '../rig/load-messages.ts';
import { type Arena, openBareArena, openPlaneArena } from '../rig/media-arena.ts';
import { buildMesh } from '../rig/mesh.ts';
import { cpuNanoseconds, workersOf } from '../rig/process-cpu.ts';
import { droppedDatagrams } from '../rig/socket-drops.ts';
import { type Figure, percentile } from './report.ts';
import { measureServer } from './sfu-server.ts';

const settleMs = 1_000;
const windowMs = 5_000;
const rounds = 3;

type Round = Measured & {
  cpuUsPerPacket: number;
  /** Of the lost ones, those that reached the load process's sockets and were not fetched in time. */
  lateClientPackets: number;
  /** Datagrams that the kernel dropped before a worker that was not given its time could fetch them. */
  workerSocketDrops: number;
};

export async function benchSfu(): Promise<Figure[]> {
  const fanOut = await repeat(() => run(openPlaneArena, 1, 100));
  const mesh10 = await repeat(() => run(openPlaneArena, 10, 10));
  // One after the other, so that what else the machine does hits all of them alike.
  const [ours, bare, piped]: Round[][] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    ours?.push(await run(openPlaneArena, 10, 20));
    bare?.push(await run(openBareArena, 10, 20));
    piped?.push(await run(() => openPlaneArena({ workerCount: 2, maxConsumersPerWorker: 100 }), 10, 20));
  }
  const mesh20 = median(ours ?? []);
  const mesh40 = await repeat(() => run(openPlaneArena, 10, 40));
  const ourRounds = ours ?? [];
  const all = [fanOut, mesh10, mesh20, mesh40];
  const missing = all.reduce((sum, round) => sum + round.lostPackets, 0);
  const late = all.reduce((sum, round) => sum + round.lateClientPackets, 0);
  const over = (rounds: readonly Round[], base: number) => (median(rounds).cpuUsPerPacket / base - 1) * 100;
  const us = (name: string, { cpuUsPerPacket }: Round): Figure => ({
    name,
    value: cpuUsPerPacket,
    unit: 'µs',
    goal: null,
  });
  return [
    us('fanOut1x100CpuUsPerPacket', fanOut),
    us('mesh10x10CpuUsPerPacket', mesh10),
    us('mesh10x20CpuUsPerPacket', mesh20),
    us('mesh10x40CpuUsPerPacket', mesh40),
    us('bareMesh10x20CpuUsPerPacket', median(bare ?? [])),
    { name: 'overBarePercent', value: over(ourRounds, median(bare ?? []).cpuUsPerPacket), unit: '%', goal: '<= 10' },
    { name: 'pipedOverheadPercent', value: over(piped ?? [], mesh20.cpuUsPerPacket), unit: '%', goal: '<= 10' },
    { name: 'addedDelayP50Ms', value: mesh20.delayP50Ms, unit: 'ms', goal: null },
    { name: 'addedDelayP99Ms', value: mesh20.delayP99Ms, unit: 'ms', goal: null },
    // What came as far as the load process and was not fetched there is no loss of the media workers'.
    { name: 'lostPackets', value: Math.max(0, missing - late), unit: 'packets', goal: '<= 0' },
    {
      name: 'workerSocketDrops',
      value: all.reduce((sum, round) => sum + round.workerSocketDrops, 0),
      unit: 'packets',
      goal: null,
    },
    { name: 'lateClientPackets', value: late, unit: 'packets', goal: null },
    {
      name: 'receivedPackets',
      value: all.reduce((sum, { receivedPackets }) => sum + receivedPackets * rounds, 0),
      unit: 'packets',
      goal: null,
    },
    ...(await measureServer()),
    { name: 'machineLoad', value: loadavg()[0] ?? 0, unit: 'running', goal: null },
  ];
}

/** Puts the load on a new arena, waits until every stream flows, and measures a window. */
async function run(open: () => Promise<Arena>, senders: number, receivers: number): Promise<Round> {
  const load = new LoadClient();
  const arena = await open();
  try {
    const { streams } = await buildMesh(arena, load, { senders, receivers });
    await load.awaitStreams(streams);
    await wait(settleMs);
    const workers = workersOf(process.pid);
    const cpu = () => workers.reduce((sum, pid) => sum + cpuNanoseconds(pid), 0);
    const dropsBefore = droppedDatagrams(load.pid);
    const workerDrops = () => workers.reduce((sum, pid) => sum + droppedDatagrams(pid), 0);
    const workerDropsBefore = workerDrops();
    await load.beginMeasure();
    const before = cpu();
    await wait(windowMs);
    const used = cpu() - before;
    const measured = await load.endMeasure();
    const lateClientPackets = droppedDatagrams(load.pid) - dropsBefore;
    const workerSocketDrops = workerDrops() - workerDropsBefore;
    return {
      ...measured,
      lateClientPackets,
      workerSocketDrops,
      cpuUsPerPacket: used / 1_000 / measured.receivedPackets,
    };
  } finally {
    await load.close();
    await arena.close();
  }
}

async function repeat(work: () => Promise<Round>): Promise<Round> {
  const results: Round[] = [];
  for (let round = 0; round < rounds; round += 1) results.push(await work());
  return median(results);
}

/** The middle of each figure; lost packets are added up, since none may be lost in any round. */
function median(results: readonly Round[]): Round {
  const middle = (pick: (round: Round) => number) => percentile(results.map(pick), 0.5);
  return {
    receivedPackets: middle((round) => round.receivedPackets),
    lostPackets: results.reduce((sum, round) => sum + round.lostPackets, 0),
    lateClientPackets: results.reduce((sum, round) => sum + round.lateClientPackets, 0),
    workerSocketDrops: results.reduce((sum, round) => sum + round.workerSocketDrops, 0),
    delayP50Ms: middle((round) => round.delayP50Ms),
    delayP99Ms: middle((round) => round.delayP99Ms),
    cpuUsPerPacket: middle((round) => round.cpuUsPerPacket),
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
