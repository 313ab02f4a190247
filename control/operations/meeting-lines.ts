/** The lines of a meeting's devices, as they are now and over some seconds: for the operator's board and the roll call. */
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandOutput } from '#contract';
import type { LineStats, PeerStats } from '#sfu';
import type { Endpoint } from '../domain/endpoints.ts';
import type { RollCallFault, RollCallRow } from '../domain/roll-call.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';
import type { ConnectionTests, TestSubject } from './connection-tests.ts';

type Board = CommandOutput<'operations.read'>;

export async function readLines(meeting: LiveMeeting): Promise<Board['endpoints']> {
  return Promise.all(
    [...meeting.state.endpoints.keys()].map(async (endpointId) => {
      const stats = await meeting.media.stats(endpointId);
      return {
        endpointId,
        connectedSince: meeting.connectedSince(endpointId),
        lines: stats?.lines.map(boardLine) ?? [],
        producers:
          stats?.producers.map(({ source, kind, isOpen, bitrateBps, score }) => ({
            source,
            kind,
            isOpen,
            bitrateBps,
            score,
          })) ?? [],
      };
    }),
  );
}

function boardLine({ direction, protocol, iceState, bitrateBps, availableBps, roundTripMs, lossRatio }: LineStats) {
  const isConnected = iceState === 'connected' || iceState === 'completed';
  return { direction, protocol, isConnected, bitrateBps, availableBps, roundTripMs, lossRatio };
}

/** The last connection test of everybody who takes part, and of the sites' devices. */
export function lastTests({ state }: LiveMeeting, tests: ConnectionTests): Board['tests'] {
  const persons: TestSubject[] = [...state.participants.values()].map(({ personId, siteId }) => ({ personId, siteId }));
  const siteIds = new Set(persons.map(({ siteId }) => siteId));
  const devices = [...siteIds].map((siteId): TestSubject => ({ personId: null, siteId }));
  return [...persons, ...devices].flatMap((subject) => {
    const last = tests.lastOf(subject);
    return last ? [{ ...subject, ...last }] : [];
  });
}

const looks = 4;
const lookIntervalMs = 1_500;

/** Looks at every device several times within some seconds and says what is wrong with each. */
export async function measureRollCall(meeting: LiveMeeting): Promise<RollCallRow[]> {
  const endpoints = [...meeting.state.endpoints.values()];
  const seen: (PeerStats | null)[][] = [];
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await delay(lookIntervalMs);
    seen.push(await Promise.all(endpoints.map(({ id }) => meeting.media.stats(id))));
  }
  return endpoints.map((endpoint, index) =>
    rollCallRow(
      meeting,
      endpoint,
      seen.map((stats) => stats[index] ?? null),
    ),
  );
}

function rollCallRow(meeting: LiveMeeting, endpoint: Endpoint, seen: readonly (PeerStats | null)[]): RollCallRow {
  const { participants } = meeting.state;
  const { id, kind, siteId, label, personIds } = endpoint;
  const [person] = personIds.flatMap((personId) => participants.get(personId) ?? []);
  const siteName = [...participants.values()].find((one) => one.siteId === siteId)?.siteName ?? '';
  const isConnected = meeting.connectedSince(id) !== null;
  const judged = judgeDevice(seen, { isConnected, isSending: kind !== 'display' && endpoint.role !== 'observer' });
  return {
    endpointId: id,
    label: person?.name ?? label,
    siteId,
    siteName: siteName || (person?.siteName ?? ''),
    ...judged,
  };
}

/** From here on speech breaks up, or an answer is noticeably late, or a picture breaks up. A bitrate says little: a still picture needs next to nothing. */
const lineLimits = { lossRatio: 0.03, roundTripMs: 300, pictureScore: 5 } as const;

type Judged = Pick<RollCallRow, 'faults' | 'roundTripMs' | 'lossRatio' | 'pictureBps'>;

/** `seen`: one device, look after look. Pure. */
export function judgeDevice(
  seen: readonly (PeerStats | null)[],
  { isConnected, isSending }: { isConnected: boolean; isSending: boolean },
): Judged {
  const known = seen.filter((stats) => stats !== null);
  const [first, last] = [known[0], known.at(-1)];
  const nothing = { roundTripMs: null, lossRatio: null, pictureBps: null };
  if (!isConnected) return { faults: ['notConnected'], ...nothing };
  const lines = known.flatMap((stats) => stats.lines);
  if (!first || !last || lines.length === 0) return { faults: ['noMedia'], ...nothing };
  const roundTripMs = median(lines.flatMap((line) => line.roundTripMs ?? []));
  // Of a still picture few packets go, and one that is lost at one look is no poor line.
  const lossRatio = greatest(
    (['send', 'receive'] as const).flatMap((direction) => {
      const ratios = lines.flatMap((line) => (line.direction === direction ? (line.lossRatio ?? []) : []));
      return ratios.length > 0 ? [ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length] : [];
    }),
  );
  const pictureBps = isSending ? Math.max(...known.map(cameraBps)) : null;
  const hasPicture = cameraBytes(last) > cameraBytes(first);
  const faults: [RollCallFault, boolean][] = [
    ['noPicture', isSending && !hasPicture],
    ['noMicrophone', isSending && !last.producers.some(({ source }) => source === 'microphone')],
    ['highLoss', (lossRatio ?? 0) > lineLimits.lossRatio],
    ['slow', (roundTripMs ?? 0) > lineLimits.roundTripMs],
    ['weakPicture', hasPicture && cameraScore(last) < lineLimits.pictureScore],
  ];
  return {
    faults: faults.filter(([, isWrong]) => isWrong).map(([fault]) => fault),
    roundTripMs,
    lossRatio,
    pictureBps,
  };
}

function cameraBytes({ producers }: PeerStats): number {
  return producers.reduce((sum, { source, bytesReceived }) => sum + (source === 'camera' ? bytesReceived : 0), 0);
}

/** Of the camera that arrives worst, from 0 to 10. */
function cameraScore({ producers }: PeerStats): number {
  return Math.min(...producers.flatMap(({ source, score }) => (source === 'camera' ? [score] : [])));
}

function cameraBps({ producers }: PeerStats): number {
  return producers.reduce((sum, { source, bitrateBps }) => sum + (source === 'camera' ? bitrateBps : 0), 0);
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

function greatest(values: readonly number[]): number | null {
  return values.length > 0 ? Math.max(...values) : null;
}
