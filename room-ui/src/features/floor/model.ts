/** The floor as a page shows it: the queue and who speaks. What it means for the viewer is in own-floor.ts. */
import type { AttendanceRow, FloorHead, PersonId, RequestKind, RequestRow, Slices } from '#contract';
import { formalName, substitutedName } from '../attendance/model.ts';
import { briefSiteName } from '../stage/brief-name.ts';
import type { SpeechClock } from './time.ts';

/** The floor slice with its requests in the order in which they are called. */
export type Floor = FloorHead & { requests: readonly RequestRow[] };

const ranks: Record<RequestKind, number> = { pointOfOrder: 0, reply: 1, explanation: 2, contribution: 3 };

type Names = Record<string, AttendanceRow>;

export type QueueEntry = {
  personId: PersonId;
  name: string;
  detail: string;
  /** Since when the person waits, or when the invitation ends. */
  state: { name: 'waiting'; place: number; requestId: number; since: number } | { name: 'invited'; expiresAt: number };
};

export type CurrentSpeaker = {
  personId: PersonId;
  speech: number;
  /** With the rank, as on the strap. */
  name: string;
  title: string;
  siteName: string;
  /** For whom the person stands in, or empty. */
  substituteFor: string;
  kind: 'chair' | 'speaker';
  clock: SpeechClock;
  isPaused: boolean;
};

export function floorOf({ head, rows }: Pick<Slices['floor'], 'head' | 'rows'>): Floor {
  const requests = Object.values(rows).sort(
    (one, other) => ranks[one.kind] - ranks[other.kind] || one.order - other.order,
  );
  return { ...head, requests };
}

/** Those invited first, because an answer is awaited, then those who wait, in the order of asking. */
export function queueOf(floor: Floor, names: Names): QueueEntry[] {
  const entry = (personId: PersonId, state: QueueEntry['state']): QueueEntry => {
    const row = names[personId];
    return { personId, name: formalName(row), detail: detailOf(row), state };
  };
  return [
    ...floor.invitations.map(({ personId, expiresAt }) => entry(personId, { name: 'invited', expiresAt })),
    ...floor.requests.map(({ personId, id: requestId, since }, index) =>
      entry(personId, { name: 'waiting', place: index + 1, requestId, since }),
    ),
  ];
}

/** The delegate who speaks comes before the chair, who may speak beside them. */
export function speakersOf(floor: FloorHead, names: Names): CurrentSpeaker[] {
  return floor.speakers
    .map((speaker) => {
      const { personId, speech, kind } = speaker;
      const row = names[personId];
      return {
        personId,
        speech,
        kind,
        clock: speaker,
        isPaused: speaker.pausedSince !== null,
        name: formalName(row),
        title: row?.title ?? '',
        siteName: row?.siteName ?? '',
        substituteFor: substitutedName(row, names),
      };
    })
    .sort((one, other) => Number(one.kind === 'chair') - Number(other.kind === 'chair'));
}

function detailOf(row: AttendanceRow | undefined): string {
  return [row?.title, briefSiteName(row?.siteName ?? '')].filter(Boolean).join(' · ');
}
