/** The floor as a page shows it: the queue, who speaks, and what the one big button means for this viewer now. */
import type {
  AttendanceRow,
  FloorHead,
  FloorStanding,
  Me,
  MeetingStatus,
  PersonId,
  RequestKind,
  RequestRow,
  Slices,
} from '#contract';
import { formalName, substitutedName } from '../attendance/model.ts';

/** The floor slice with its requests in the order in which they are called. */
export type Floor = FloorHead & { requests: readonly RequestRow[] };

const ranks: Record<RequestKind, number> = { pointOfOrder: 0, reply: 1, explanation: 2, contribution: 3 };

/** `place` counts from 1. */
type Standing =
  | Exclude<FloorStanding, { state: 'waiting' | 'none' }>
  | { state: 'none' }
  | { state: 'waiting'; place: number };

type Names = Record<string, AttendanceRow>;

export type QueueEntry = {
  personId: PersonId;
  name: string;
  detail: string;
  /** When the person asked, or when the invitation ends. */
  state: { name: 'waiting'; place: number; since: number } | { name: 'invited'; expiresAt: number };
};

export type CurrentSpeaker = {
  personId: PersonId;
  /** With the rank, as on the strap. */
  name: string;
  title: string;
  siteName: string;
  /** For whom the person stands in, or empty. */
  substituteFor: string;
  kind: 'chair' | 'speaker';
  since: number;
};

export type FloorButton =
  | { state: 'unavailable'; reason: 'notNow' | 'paused' }
  | { state: 'none'; personIds: readonly PersonId[]; isOwnGrant: boolean }
  | ({ personId: PersonId; name: string; isOther: boolean } & Exclude<Standing, { state: 'none' }>);

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
    ...floor.requests.map(({ personId, since }, index) =>
      entry(personId, { name: 'waiting', place: index + 1, since }),
    ),
  ];
}

/** The delegate who speaks comes before the chair, who may speak beside them. */
export function speakersOf(floor: FloorHead, names: Names): CurrentSpeaker[] {
  return floor.speakers
    .map(({ personId, kind, since }) => {
      const row = names[personId];
      return {
        personId,
        kind,
        since,
        name: formalName(row),
        title: row?.title ?? '',
        siteName: row?.siteName ?? '',
        substituteFor: substitutedName(row, names),
      };
    })
    .sort((one, other) => Number(one.kind === 'chair') - Number(other.kind === 'chair'));
}

/** Undefined for a viewer who never speaks here. A room's device stands for the persons whom it carries. */
export function floorButton(
  me: Me,
  floor: Floor,
  names: Names,
  status: MeetingStatus | 'none',
): FloorButton | undefined {
  const isOwnGrant = me.personId !== null && me.may.includes('floor.grant');
  if (!isOwnGrant && !me.may.includes('floor.request')) return undefined;
  const personIds = me.personId ? [me.personId] : me.personIds;
  const standings = personIds.map((personId) => ({ personId, standing: standingOf(personId, floor) }));
  const rank = { speaking: 0, invited: 1, waiting: 2, none: 3 } as const;
  const [foremost] = standings.toSorted((one, other) => rank[one.standing.state] - rank[other.standing.state]);
  if (foremost && foremost.standing.state !== 'none') {
    const { personId, standing } = foremost;
    return { personId, name: formalName(names[personId]), isOther: me.personId === null, ...standing };
  }
  if (status !== 'inSession') return { state: 'unavailable', reason: status === 'adjourned' ? 'paused' : 'notNow' };
  return { state: 'none', personIds, isOwnGrant };
}

function standingOf(personId: PersonId, floor: Floor): Standing {
  const speaker = floor.speakers.find((candidate) => candidate.personId === personId);
  if (speaker) return { state: 'speaking', since: speaker.since };
  const invitation = floor.invitations.find((candidate) => candidate.personId === personId);
  if (invitation) return { state: 'invited', expiresAt: invitation.expiresAt };
  const index = floor.requests.findIndex((request) => request.personId === personId);
  return index < 0 ? { state: 'none' } : { state: 'waiting', place: index + 1 };
}

function detailOf(row: AttendanceRow | undefined): string {
  return [row?.title, row?.siteName].filter(Boolean).join(' · ');
}

/** What the key for the floor does now; undefined where the button takes no tap either, or where it must be said for whom. */
export function floorKeyCommand(
  button: FloorButton | undefined,
): { name: FloorKeyCommandName; personId: PersonId } | undefined {
  switch (button?.state) {
    case 'none': {
      const [personId, ...others] = button.personIds;
      if (!personId || others.length > 0) return undefined;
      return { name: button.isOwnGrant ? 'floor.grant' : 'floor.request', personId };
    }
    case 'waiting':
      return { name: 'floor.cancelRequest', personId: button.personId };
    case 'invited':
      return { name: 'floor.accept', personId: button.personId };
    case 'speaking':
      return { name: 'floor.yield', personId: button.personId };
    default:
      return undefined;
  }
}

type FloorKeyCommandName = 'floor.grant' | 'floor.request' | 'floor.cancelRequest' | 'floor.accept' | 'floor.yield';
