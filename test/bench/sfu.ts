/**
 * `npm run bench -- sfu`: CPU of the media workers for each forwarded packet, delay and loss, beside a bare mediasoup router
 * in the same run; a room over two workers; the server's own share; and how fast all streams flow again after a worker's
 * death. Packets are real SRTP, from a process of its own.
 */
import { loadavg } from 'node:os';
import { LoadedArena, type MeasuredWindow } from '../rig/loaded-arena.ts';
import { type Arena, openBareArena, openPlaneArena } from '../rig/media-arena.ts';
import type { Mesh } from '../rig/mesh.ts';
import { type Figure, median } from './report.ts';
import { measureServer } from './sfu-server.ts';

const windowMs = 4_000;
const rounds = 3;
/** What is compared is measured more often. */
const comparedRounds = 12;
const compared: Mesh = { senders: 10, receivers: 20 };
/** So many consumers that the first ten receivers fill the first worker, and the other ten go to the second. */
const halfOfConsumers = 100;

export async function benchSfu(): Promise<Figure[]> {
  const fanOut = await measureAlone({ senders: 1, receivers: 100 });
  const mesh10 = await measureAlone({ senders: 10, receivers: 10 });
  const { ours, bare, piped } = await compare();
  const mesh40 = await measureAlone({ senders: 10, receivers: 40 });
  assertPiped(piped);
  const ownWindows = [...fanOut, ...mesh10, ...ours, ...piped, ...mesh40];
  const sum = (of: (window: MeasuredWindow) => number) => ownWindows.reduce((total, window) => total + of(window), 0);
  const late = sum((window) => window.lateClientPackets);
  const cpu = (name: string, windows: readonly MeasuredWindow[]): Figure => ({
    name,
    value: medianOf(windows, (window) => window.cpuUsPerPacket),
    unit: 'µs',
    goal: null,
  });
  return [
    cpu('fanOut1x100CpuUsPerPacket', fanOut),
    cpu('mesh10x10CpuUsPerPacket', mesh10),
    cpu('mesh10x20CpuUsPerPacket', ours),
    cpu('mesh10x40CpuUsPerPacket', mesh40),
    cpu('bareMesh10x20CpuUsPerPacket', bare),
    cpu('pipedMesh10x20CpuUsPerPacket', piped),
    { name: 'overBarePercent', value: overheadPercent(ours, bare), unit: '%', goal: '<= 10' },
    { name: 'pipedOverheadPercent', value: overheadPercent(piped, ours), unit: '%', goal: '<= 10' },
    { name: 'addedDelayP50Ms', value: medianOf(ours, (window) => window.delayP50Ms), unit: 'ms', goal: null },
    { name: 'addedDelayP99Ms', value: medianOf(ours, (window) => window.delayP99Ms), unit: 'ms', goal: null },
    // What came as far as the load process and was not fetched there is no loss of the media workers'.
    {
      name: 'lostPackets',
      value: Math.max(0, sum((window) => window.lostPackets) - late),
      unit: 'packets',
      goal: '<= 0',
    },
    { name: 'workerSocketDrops', value: sum((window) => window.workerSocketDrops), unit: 'packets', goal: null },
    { name: 'lateClientPackets', value: late, unit: 'packets', goal: null },
    { name: 'receivedPackets', value: sum((window) => window.receivedPackets), unit: 'packets', goal: null },
    ...(await measureServer()),
    { name: 'machineLoad', value: loadavg()[0] ?? 0, unit: 'running', goal: null },
  ];
}

async function measureAlone(mesh: Mesh): Promise<MeasuredWindow[]> {
  const loaded = await LoadedArena.open(openPlaneArena, mesh);
  try {
    const windows: MeasuredWindow[] = [];
    for (let round = 0; round < rounds; round += 1) windows.push(await loaded.measure(windowMs));
    return windows;
  } finally {
    await loaded.close();
  }
}

/** All three stand ready and send by turns, so that what else the machine does hits them alike. */
async function compare(): Promise<Record<'ours' | 'bare' | 'piped', MeasuredWindow[]>> {
  await using opened = new AsyncDisposableStack();
  const open = async (openArena: () => Promise<Arena>) => {
    const loaded = await LoadedArena.open(openArena, compared);
    opened.defer(() => loaded.close());
    return loaded;
  };
  const sides = {
    ours: await open(openPlaneArena),
    bare: await open(openBareArena),
    piped: await open(() => openPlaneArena({ workerCount: 2, maxConsumersPerWorker: halfOfConsumers })),
  };
  const windows: Record<keyof typeof sides, MeasuredWindow[]> = { ours: [], bare: [], piped: [] };
  const names = ['ours', 'bare', 'piped'] as const;
  for (let round = 0; round < comparedRounds; round += 1) {
    // Each of them comes first, in the middle and last.
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] ?? 'ours';
      windows[name].push(await sides[name].measure(windowMs));
    }
  }
  return windows;
}

/** Of the windows of one round together, so that a busy moment of the machine does not fall on one side alone. */
function overheadPercent(windows: readonly MeasuredWindow[], base: readonly MeasuredWindow[]): number {
  const ratios = windows.map(
    ({ cpuUsPerPacket }, round) => cpuUsPerPacket / (base[round]?.cpuUsPerPacket ?? Number.NaN),
  );
  return (median(ratios) - 1) * 100;
}

function medianOf(windows: readonly MeasuredWindow[], pick: (window: MeasuredWindow) => number): number {
  return median(windows.map(pick));
}

/** A figure of a room over two workers that is on one would be nothing. */
function assertPiped(windows: readonly MeasuredWindow[]): void {
  const least = Math.min(...windows.map(({ workerShares }) => workerShares[1] ?? 0));
  if (!(least > 0.25)) throw new Error(`The second worker carried only ${Math.round(least * 100)} % of the room.`);
}
