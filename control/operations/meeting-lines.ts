/** The lines of a meeting's devices, as they are now and over some seconds: for the operator's board and the roll call. */
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandOutput } from '#contract';
import type { LineStats, PeerStats } from '#sfu';
import type { Endpoint } from '../domain/endpoints.ts';
import type { EndpointId } from '../domain/ids.ts';
import type { RollCallRow } from '../domain/roll-call.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';
import type { PageReport } from '../service/page-reports.ts';
import type { ConnectionTests, TestSubject } from './connection-tests.ts';
import { type DeviceLook, judgeDevice, voiceDbov } from './roll-call-judge.ts';

type Board = CommandOutput<'operations.read'>;

export async function readLines(meeting: LiveMeeting): Promise<Board['endpoints']> {
  meeting.askReports();
  return Promise.all(
    [...meeting.state.endpoints.keys()].map(async (endpointId) => {
      const stats = await meeting.media.stats(endpointId);
      const report = meeting.media.reports.of(endpointId);
      return {
        endpointId,
        connectedSince: meeting.connectedSince(endpointId),
        lines: stats?.lines.map((line) => boardLine(line, report)) ?? [],
        producers: stats?.producers.map((producer) => boardProducer(producer, report)) ?? [],
      };
    }),
  );
}

function boardLine(stats: LineStats, report: PageReport | null): Board['endpoints'][number]['lines'][number] {
  const { direction, protocol, iceState, bitrateBps, availableBps, roundTripMs, lossRatio } = stats;
  const isConnected = iceState === 'connected' || iceState === 'completed';
  const told = report?.lines.find((line) => line.direction === direction);
  const relayProtocol = told ? told.relayProtocol : undefined;
  return {
    direction,
    // A relay speaks UDP to this server, however the device reaches the relay.
    protocol: relayProtocol === 'tls' ? 'tcp' : (relayProtocol ?? protocol),
    isRelayed: told ? relayProtocol !== null : null,
    isConnected,
    bitrateBps,
    availableBps,
    roundTripMs,
    lossRatio,
  };
}

function boardProducer(
  { producerId, source, kind, isOpen, bitrateBps, score }: PeerStats['producers'][number],
  report: PageReport | null,
): Board['endpoints'][number]['producers'][number] {
  const framesPerSecond = report?.sent.find((sent) => sent.producerId === producerId)?.framesPerSecond ?? null;
  return { source, kind, isOpen, bitrateBps, score, framesPerSecond };
}

/** The last connection test of everybody who takes part, and of the sites' devices. */
export function lastTests({ state }: LiveMeeting, tests: ConnectionTests, now: number): Board['tests'] {
  const persons: TestSubject[] = [...state.participants.values()].map(({ personId, siteId }) => ({ personId, siteId }));
  const siteIds = new Set(persons.map(({ siteId }) => siteId));
  const devices = [...siteIds].map((siteId): TestSubject => ({ personId: null, siteId }));
  return [...persons, ...devices].flatMap((subject) => {
    const last = tests.lastOf(subject, now);
    return last ? [{ ...subject, ...last }] : [];
  });
}

const looks = 4;
const lookIntervalMs = 1_500;

/** Looks at every device several times within some seconds and says what is wrong with each. */
export async function measureRollCall(meeting: LiveMeeting): Promise<RollCallRow[]> {
  // A room agent is no place where somebody hears and is heard; its cameras have a list of their own.
  const endpoints = [...meeting.state.endpoints.values()].filter(({ kind }) => kind !== 'agent');
  const peaks = new Map<EndpointId, number>();
  const stopListening = meeting.media.listen((levels) => {
    for (const { peerId, levelDbov } of levels) {
      const endpointId = peerId as EndpointId;
      peaks.set(endpointId, Math.max(levelDbov, peaks.get(endpointId) ?? levelDbov));
    }
  });
  try {
    const seen: DeviceLook[][] = [];
    meeting.askReports();
    for (let look = 0; look < looks; look += 1) {
      if (look > 0) await delay(lookIntervalMs);
      seen.push(await Promise.all(endpoints.map(({ id }) => lookAt(meeting, id))));
      meeting.askReports();
    }
    return endpoints.map((endpoint, index) =>
      rollCallRow(
        meeting,
        endpoint,
        seen.flatMap((devices) => devices[index] ?? []),
        peaks,
      ),
    );
  } finally {
    stopListening();
  }
}

async function lookAt({ media }: LiveMeeting, endpointId: EndpointId): Promise<DeviceLook> {
  return { stats: await media.stats(endpointId), report: media.reports.of(endpointId) };
}

function rollCallRow(
  meeting: LiveMeeting,
  endpoint: Endpoint,
  seen: readonly DeviceLook[],
  peaks: ReadonlyMap<EndpointId, number>,
): RollCallRow {
  const { participants } = meeting.state;
  const { id, kind, siteId, label, personIds } = endpoint;
  const [person] = personIds.flatMap((personId) => participants.get(personId) ?? []);
  const siteName = [...participants.values()].find((one) => one.siteId === siteId)?.siteName ?? '';
  const judged = judgeDevice(seen, {
    isConnected: meeting.connectedSince(id) !== null,
    isSending: kind !== 'display' && endpoint.role !== 'observer',
    peakDbov: peaks.get(id) ?? null,
    isVoiceElsewhere: [...peaks].some(([other, peak]) => other !== id && peak >= voiceDbov),
  });
  return {
    endpointId: id,
    label: person?.name ?? label,
    siteId,
    siteName: siteName || (person?.siteName ?? ''),
    ...judged,
  };
}
