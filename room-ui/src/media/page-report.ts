/** What this page tells of its own picture and sound when somebody looks after the lines: counters of its two transports. */
import type { types } from 'mediasoup-client';
import type { CommandInput } from '#contract';

export type PageReport = CommandInput<'media.report'>;
type Stat = { id: string; type: string; [field: string]: unknown };

/** `stats` of everything that is sent or received in a direction; null: there is no such transport. */
export type Counters = {
  send: readonly Stat[] | null;
  receive: readonly Stat[] | null;
  /** By producer, of pictures only. */
  sent: ReadonlyMap<string, readonly Stat[]>;
};

const noFrames = 0;

export function reportOf({ send, receive, sent }: Counters): PageReport {
  const lines: PageReport['lines'] = [];
  if (send) lines.push({ direction: 'send', relayProtocol: relayOf(send) });
  if (receive) lines.push({ direction: 'receive', relayProtocol: relayOf(receive) });
  return {
    sent: Array.from(sent, ([producerId, stats]) => ({ producerId, framesPerSecond: framesPerSecondOf(stats) })),
    lines,
    received: { framesDecoded: sumOf(receive, 'framesDecoded'), soundEnergy: sumOf(receive, 'totalAudioEnergy') },
  };
}

export async function statsOf(transport: Promise<types.Transport> | undefined): Promise<Stat[] | null> {
  const opened = await transport?.catch(() => undefined);
  return opened && !opened.closed ? list(await opened.getStats()) : null;
}

export async function picturesOf(producers: Iterable<types.Producer>): Promise<Map<string, Stat[]>> {
  const pictures = [...producers].filter(({ kind, closed }) => kind === 'video' && !closed);
  return new Map(
    await Promise.all(
      pictures.map(async (producer) => [producer.id, list(await producer.getStats())] as [string, Stat[]]),
    ),
  );
}

function list(stats: RTCStatsReport): Stat[] {
  return [...stats.values()];
}

/** Each layer has a rate of its own; the best of them is what others can get. */
function framesPerSecondOf(stats: readonly Stat[]): number {
  const rates = stats.flatMap(({ type, framesPerSecond }) =>
    type === 'outbound-rtp' && typeof framesPerSecond === 'number' ? [framesPerSecond] : [],
  );
  return Math.round(Math.max(noFrames, ...rates));
}

function relayOf(stats: readonly Stat[]): 'udp' | 'tcp' | 'tls' | null {
  const transport = stats.find(({ type }) => type === 'transport');
  const pair =
    stats.find(({ id }) => id === transport?.selectedCandidatePairId) ??
    stats.find(({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded');
  const local = stats.find(({ id }) => id === pair?.localCandidateId);
  if (local?.candidateType !== 'relay') return null;
  const { relayProtocol } = local;
  return relayProtocol === 'tcp' || relayProtocol === 'tls' ? relayProtocol : 'udp';
}

function sumOf(stats: readonly Stat[] | null, field: 'framesDecoded' | 'totalAudioEnergy'): number {
  return (stats ?? []).reduce((sum, stat) => sum + (stat.type === 'inbound-rtp' ? Number(stat[field] ?? 0) : 0), 0);
}
