/** What is wrong with one device at the roll call, from what was seen of it look after look. Pure. */
import type { PeerStats } from '#sfu';
import type { RollCallFault, RollCallReceived, RollCallRow, RollCallSound } from '../domain/roll-call.ts';
import type { PageReport } from '../service/page-reports.ts';

/** One look. Null: nothing was there to be seen. */
export type DeviceLook = { stats: PeerStats | null; report: PageReport | null };

export type DeviceFacts = {
  isConnected: boolean;
  isSending: boolean;
  /** The loudest that the media plane heard of it; null: nothing. */
  peakDbov: number | null;
  /** The voice of another device went out during the test. */
  isVoiceElsewhere: boolean;
};

/** From here on speech breaks up, or an answer is noticeably late, or a picture breaks up. A bitrate says little: a still picture needs next to nothing. */
const lineLimits = { lossRatio: 0.03, roundTripMs: 300, pictureScore: 5 } as const;

/** Quieter is a fan, not a voice. */
export const voiceDbov = -50;

type Judged = Pick<RollCallRow, 'faults' | 'roundTripMs' | 'lossRatio' | 'pictureBps' | 'sound' | 'received'>;

export function judgeDevice(looks: readonly DeviceLook[], facts: DeviceFacts): Judged {
  const { isConnected, isSending } = facts;
  const known = looks.flatMap(({ stats }) => stats ?? []);
  const [first, last] = [known[0], known.at(-1)];
  const nothing = { roundTripMs: null, lossRatio: null, pictureBps: null, sound: null, received: null };
  if (!isConnected) return { faults: ['notConnected'], ...nothing };
  const lines = known.flatMap((stats) => stats.lines);
  if (!first || !last || lines.length === 0) return { faults: ['noMedia'], ...nothing };
  const roundTripMs = median(lines.flatMap((line) => line.roundTripMs ?? []));
  const lossRatio = lossOf(known);
  const pictureBps = isSending ? Math.max(...known.map(cameraBps)) : null;
  const hasPicture = cameraBytes(last) > cameraBytes(first);
  const sound = isSending ? judgeSound(first, last, facts.peakDbov) : null;
  const received = judgeReceived(looks, facts.isVoiceElsewhere);
  const faults: [RollCallFault, boolean][] = [
    ['noPicture', isSending && !hasPicture],
    ['noMicrophone', sound?.state === 'none'],
    ['noSound', sound?.state === 'noPackets' || (isSending && hasDeadMicrophone(first, last))],
    ['noPictureSeen', received?.framesPerSecond === 0],
    ['noSoundPlayed', received?.isSoundPlayed === false],
    ['highLoss', (lossRatio ?? 0) > lineLimits.lossRatio],
    ['slow', (roundTripMs ?? 0) > lineLimits.roundTripMs],
    ['weakPicture', hasPicture && cameraScore(last) < lineLimits.pictureScore],
  ];
  return {
    faults: faults.filter(([, isWrong]) => isWrong).map(([fault]) => fault),
    roundTripMs,
    lossRatio,
    pictureBps,
    sound,
    received,
  };
}

/** A closed microphone sends nothing, so nothing can be said of it but that it is there. */
function judgeSound(first: PeerStats, last: PeerStats, peakDbov: number | null): RollCallSound {
  const bytes = (stats: PeerStats) => microphones(stats).reduce((sum, { bytesReceived }) => sum + bytesReceived, 0);
  const levelDbov = peakDbov === null ? null : Math.round(peakDbov);
  if (microphones(last).length === 0) return { state: 'none', levelDbov: null };
  if (peakDbov !== null && peakDbov >= voiceDbov) return { state: 'heard', levelDbov };
  if (!microphones(last).some(({ isOpen }) => isOpen)) return { state: 'closed', levelDbov: null };
  return bytes(last) > bytes(first) ? { state: 'silent', levelDbov } : { state: 'noPackets', levelDbov: null };
}

/** Of one open microphone something arrives, of another of the same device nothing. */
function hasDeadMicrophone(first: PeerStats, last: PeerStats): boolean {
  const bytesBefore = new Map(microphones(first).map((one) => [one.producerId, one.bytesReceived]));
  const open = microphones(last).filter(({ isOpen }) => isOpen);
  const arriving = open.filter((one) => one.bytesReceived > (bytesBefore.get(one.producerId) ?? 0));
  return arriving.length > 0 && arriving.length < open.length;
}

function microphones({ producers }: PeerStats): PeerStats['producers'] {
  return producers.filter(({ source }) => source === 'microphone');
}

/** Null when the page did not answer twice: a device without a page, or one that is busy. */
function judgeReceived(looks: readonly DeviceLook[], isVoiceElsewhere: boolean): RollCallReceived | null {
  const answered = looks.flatMap(({ stats, report }) => (stats && report ? [{ stats, report }] : []));
  const [first, last] = [answered[0]?.report, answered.at(-1)?.report];
  if (!first || !last || first.at === last.at) return null;
  const sentTo = (kind: 'audio' | 'video') =>
    Math.max(
      ...answered.map(({ stats }) => stats.consumers.filter((one) => one.kind === kind && isFlowing(one)).length),
    );
  const frames = Math.max(0, last.received.framesDecoded - first.received.framesDecoded);
  const isPlayed = last.received.soundEnergy > first.received.soundEnergy;
  const seconds = (last.at - first.at) / 1_000;
  const pictures = sentTo('video');
  return {
    framesPerSecond: pictures > 0 ? Math.round(frames / seconds / pictures) : null,
    isSoundPlayed: isVoiceElsewhere && sentTo('audio') > 0 ? isPlayed : null,
  };
}

function isFlowing({ isPaused, bitrateBps }: PeerStats['consumers'][number]): boolean {
  return !isPaused && bitrateBps > 0;
}

/** Of a still picture few packets go, and one that is lost at one look is no poor line. */
function lossOf(known: readonly PeerStats[]): number | null {
  const lines = known.flatMap((stats) => stats.lines);
  return greatest(
    (['send', 'receive'] as const).flatMap((direction) => {
      const ratios = lines.flatMap((line) => (line.direction === direction ? (line.lossRatio ?? []) : []));
      return ratios.length > 0 ? [ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length] : [];
    }),
  );
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
