/** The speakers list as whoever chairs sees it: by the rank of the kinds, with figures of fairness beside each request. */
import type { AgendaItemId, AttendanceRow, PersonId, RequestKind, Slices } from '#contract';
import { formalName } from '../attendance/model.ts';
import { floorOf } from '../floor/model.ts';
import { briefSiteName } from '../stage/brief-name.ts';

type Names = Record<string, AttendanceRow>;
type Speaking = Slices['speaking']['rows'];

export type ChairRequest = {
  requestId: number;
  personId: PersonId;
  kind: RequestKind;
  name: string;
  title: string;
  /** Site and group: advice for who shall be heard. */
  from: string;
  /** In the whole list, from 1. */
  place: number;
  /** How often and how long the person has spoken in this meeting: advice only. */
  spokenCount: number;
  spokenMs: number;
  /** Before which request of its kind it stands when it moves up by one, or comes first; null where it cannot. */
  aboveId: number | null;
  firstId: number | null;
  /** What follows it within its kind, to put it back there. */
  belowId: number | null;
};

export type RequestGroup = { kind: RequestKind; requests: readonly ChairRequest[] };
export type Invited = { personId: PersonId; name: string; from: string; expiresAt: number };
type ChairQueue = { count: number; invited: readonly Invited[]; groups: readonly RequestGroup[] };

const kindsInRank: readonly RequestKind[] = ['pointOfOrder', 'reply', 'explanation', 'contribution'];

/** Requests for an item that is still to come stay away until it is under discussion. */
export function chairQueueOf(
  slice: Pick<Slices['floor'], 'head' | 'rows'>,
  activeItemId: AgendaItemId | null,
  names: Names,
  speaking: Speaking,
): ChairQueue {
  const floor = floorOf(slice);
  const requests = floor.requests.filter(({ itemId }) => itemId === null || itemId === activeItemId);
  const spoken = spokenByPerson(speaking);
  const rows = requests.map(({ id, personId, kind }, index): ChairRequest => {
    const same = requests.filter((other) => other.kind === kind);
    const at = same.findIndex((other) => other.id === id);
    return {
      requestId: id,
      personId,
      kind,
      place: index + 1,
      name: formalName(names[personId]),
      title: names[personId]?.title ?? '',
      from: fromOf(names[personId]),
      spokenCount: spoken.get(personId)?.count ?? 0,
      spokenMs: spoken.get(personId)?.openMs ?? 0,
      aboveId: same[at - 1]?.id ?? null,
      firstId: at > 1 ? (same[0]?.id ?? null) : null,
      belowId: same[at + 1]?.id ?? null,
    };
  });
  const invited = floor.invitations.map(({ personId, expiresAt }) => ({
    personId,
    expiresAt,
    name: formalName(names[personId]),
    from: fromOf(names[personId]),
  }));
  const groups = kindsInRank
    .map((kind) => ({ kind, requests: rows.filter((row) => row.kind === kind) }))
    .filter((group) => group.requests.length > 0);
  return { count: rows.length, invited, groups };
}

/** In all places and as chair. */
function spokenByPerson(speaking: Speaking): Map<PersonId, { count: number; openMs: number }> {
  const spoken = new Map<PersonId, { count: number; openMs: number }>();
  for (const { personId, count, openMs } of Object.values(speaking)) {
    const before = spoken.get(personId) ?? { count: 0, openMs: 0 };
    spoken.set(personId, { count: before.count + count, openMs: before.openMs + openMs });
  }
  return spoken;
}

/** Whole minutes as people say them: who spoke at all spoke for one. */
export function spokenMinutes(spokenMs: number): number {
  return spokenMs === 0 ? 0 : Math.max(1, Math.round(spokenMs / 60_000));
}

function fromOf(row: AttendanceRow | undefined): string {
  return [briefSiteName(row?.siteName ?? ''), row?.groupName].filter(Boolean).join(' · ');
}
