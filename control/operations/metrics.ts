/** What `/metrics` tells: counts and sizes in base units. Nothing of it names a person, a meeting or a site. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MediaPlane, WorkerStats } from '#sfu';
import type { LiveMeeting } from '../service/live-meeting.ts';
import type { ConnectionTests } from './connection-tests.ts';
import type { MetricFamily, Sample } from './exposition.ts';
import { freeBytes } from './health.ts';

type Outcome = 'ok' | 'refused' | 'failed';

export type MetricSources = {
  version: string;
  plane: MediaPlane;
  tests: ConnectionTests;
  counter: CommandCounter;
  dataFolder: string;
  meetings(): Promise<LiveMeeting[]>;
  isReady(): Promise<boolean>;
};

/** Oftener, the looking itself was a tenth of what the server did in a quiet meeting. */
const loopLookMs = 500;

/** Counts the replies to commands, and watches how long the event loop is held up. */
export class CommandCounter {
  readonly counts: Record<Outcome, number> = { ok: 0, refused: 0, failed: 0 };
  readonly #loopDelay = monitorEventLoopDelay({ resolution: loopLookMs });

  constructor() {
    this.#loopDelay.enable();
  }

  /** `code` null: the command was carried out. */
  count(code: string | null): void {
    this.counts[code === null ? 'ok' : code === 'INTERNAL' || code === 'STORE_UNAVAILABLE' ? 'failed' : 'refused'] += 1;
  }

  /** How long the event loop was held up, since the start. Node counts the time from one look to the next. */
  loopDelaySeconds(percentile: number): number {
    return Math.max(0, this.#loopDelay.percentile(percentile) / 1e9 - loopLookMs / 1_000);
  }

  close(): void {
    this.#loopDelay.disable();
  }
}

export async function collectMetrics(sources: MetricSources): Promise<MetricFamily[]> {
  const [workers, meetings, isReady, free] = await Promise.all([
    sources.plane.workerStats().catch(() => []),
    sources.meetings(),
    sources.isReady(),
    freeBytes(sources.dataFolder),
  ]);
  return [
    ...processFamilies(sources, isReady),
    gauge(
      'rostrum_data_free_bytes',
      'Free space on the disk of the data folder.',
      free === null ? [] : [{ value: free }],
    ),
    ...commandFamilies(sources),
    ...meetingFamilies(meetings),
    ...testFamilies(sources.tests),
    ...workerFamilies(workers),
  ];
}

function processFamilies({ version, counter }: MetricSources, isReady: boolean): MetricFamily[] {
  const { user, system } = process.cpuUsage();
  const startedAt = Date.now() / 1_000 - process.uptime();
  return [
    gauge('rostrum_build_info', 'The version that runs.', [{ labels: { version }, value: 1 }]),
    gauge('rostrum_ready', '1 when a meeting can be held now, as /readyz says; else 0.', [{ value: Number(isReady) }]),
    gauge('rostrum_start_time_seconds', 'When the server started, in Unix time.', [{ value: startedAt }]),
    total('rostrum_cpu_seconds_total', 'CPU time of the server without its media workers.', [
      { value: (user + system) / 1e6 },
    ]),
    gauge('rostrum_resident_memory_bytes', 'Memory of the server without its media workers.', [
      { value: process.memoryUsage.rss() },
    ]),
    gauge('rostrum_event_loop_delay_seconds', 'How long the event loop was held up, since the start.', [
      { labels: { quantile: '0.5' }, value: counter.loopDelaySeconds(50) },
      { labels: { quantile: '0.99' }, value: counter.loopDelaySeconds(99) },
    ]),
  ];
}

function commandFamilies({ counter }: MetricSources): MetricFamily[] {
  const samples = Object.entries(counter.counts).map(([outcome, value]) => ({ labels: { outcome }, value }));
  return [total('rostrum_commands_total', 'Commands by outcome: ok, refused by a rule, failed by a fault.', samples)];
}

function meetingFamilies(meetings: readonly LiveMeeting[]): MetricFamily[] {
  const statuses = new Map<string, number>();
  let endpoints = 0;
  let connected = 0;
  for (const meeting of meetings) {
    statuses.set(meeting.state.status, (statuses.get(meeting.state.status) ?? 0) + 1);
    endpoints += meeting.state.endpoints.size;
    for (const endpointId of meeting.state.endpoints.keys())
      connected += Number(meeting.connectedSince(endpointId) !== null);
  }
  return [
    gauge(
      'rostrum_meetings',
      'Meetings that were read, by status.',
      [...statuses].map(([status, value]) => ({ labels: { status }, value })),
    ),
    gauge('rostrum_endpoints', 'Devices in meetings, those included that are away for a moment.', [
      { value: endpoints },
    ]),
    gauge('rostrum_endpoints_connected', 'Devices in meetings whose page is connected.', [{ value: connected }]),
    gauge('rostrum_meetings_damaged', 'Meetings whose record is damaged and that are read only.', [
      { value: meetings.filter(({ isQuarantined }) => isQuarantined).length },
    ]),
  ];
}

function testFamilies(tests: ConnectionTests): MetricFamily[] {
  const samples = Object.entries(tests.counts).map(([verdict, value]) => ({ labels: { verdict }, value }));
  return [
    gauge('rostrum_connection_tests_running', 'Connection tests that run now.', [{ value: tests.runningCount }]),
    total('rostrum_connection_tests_total', 'Connection tests that ended, by verdict.', samples),
  ];
}

function workerFamilies(workers: readonly WorkerStats[]): MetricFamily[] {
  const each = (value: (worker: WorkerStats) => number): Sample[] =>
    workers.map((worker, index) => ({ labels: { worker: String(index) }, value: value(worker) }));
  const spares = workers.filter(({ isSpare }) => isSpare).length;
  return [
    gauge('rostrum_media_workers', 'Media workers by what they are for.', [
      { labels: { kind: 'active' }, value: workers.length - spares },
      { labels: { kind: 'spare' }, value: spares },
    ]),
    total(
      'rostrum_media_worker_cpu_seconds_total',
      'CPU time of a media worker.',
      each((worker) => worker.cpuSeconds),
    ),
    gauge(
      'rostrum_media_worker_resident_memory_bytes',
      'Memory of a media worker.',
      each((worker) => worker.residentBytes),
    ),
    gauge(
      'rostrum_media_worker_rooms',
      'Rooms on a media worker.',
      each(({ rooms }) => rooms),
    ),
    gauge(
      'rostrum_media_worker_producers',
      'Pictures and sounds that a media worker takes in.',
      each((worker) => worker.producers),
    ),
    gauge(
      'rostrum_media_worker_consumers',
      'Pictures and sounds that a media worker passes on.',
      each((worker) => worker.consumers),
    ),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): MetricFamily {
  return { name, type: 'gauge', help, samples };
}

function total(name: string, help: string, samples: readonly Sample[]): MetricFamily {
  return { name, type: 'counter', help, samples };
}
