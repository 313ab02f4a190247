/** What a list changes in a meeting: who comes, where they sit, in which role, and for whom they stand in. */
import type { Body, Seat } from '../domain/body.ts';
import type { PersonId, SeatId, SiteId } from '../domain/ids.ts';
import type { Participant, ParticipantProfile, Participants } from '../domain/participants.ts';
import type { PersonRole } from '../domain/roles.ts';
import type { ImportFault } from './list.ts';
import type { PlacedRow } from './match-persons.ts';
import type { ImportPlan, PlannedRow } from './plan.ts';
import { matchKey } from './text-keys.ts';

type Place = Pick<ImportPlan['rows'][number], 'change' | 'siteName' | 'seatLabel' | 'role' | 'substituteFor'>;
export type MeetingPlan = {
  /** What the preview says of each row that will be taken over. */
  places: Map<PlacedRow, Place>;
  added: ParticipantProfile[];
  changed: ParticipantProfile[];
};

/** Those who have a say in the meeting; the others only attend. */
const memberRoles: readonly PersonRole[] = ['chair', 'deputy', 'delegate'];

type Draft = { planned: PlannedRow; before: Participant | undefined; after: ParticipantProfile };

export function planMeeting(
  rows: readonly PlannedRow[],
  body: Body,
  participants: Participants,
  faults: ImportFault[],
): MeetingPlan {
  const seats = seatFinder(body);
  const drafts = rows.flatMap((planned) => draftOf(planned, participants, body, seats, faults) ?? []);
  const seated = withoutTakenSeats(drafts, participants, faults);
  const complete = untilNoneFalls(seated, (left) =>
    withSubstitutes(withoutSecondChairs(left, participants, faults), participants, faults),
  );
  const plan: MeetingPlan = { places: new Map(), added: [], changed: [] };
  for (const { planned, before, after } of complete) {
    const isSame = before !== undefined && isSameProfile(before, after);
    if (!before) plan.added.push(after);
    else if (!isSame) plan.changed.push(after);
    const isAlready = isSame && planned.change === 'known';
    plan.places.set(planned.row, {
      change: isAlready ? 'already' : before && planned.change === 'known' ? 'changed' : planned.change,
      siteName: after.siteName,
      seatLabel: after.seatLabel,
      role: after.role,
      substituteFor: planned.row.substituteFor ?? '',
    });
  }
  return plan;
}

/** A participant keeps what the row says nothing of. */
function draftOf(
  planned: PlannedRow,
  participants: Participants,
  body: Body,
  findSeat: ReturnType<typeof seatFinder>,
  faults: ImportFault[],
): Draft | null {
  const { row, person, role: namedRole } = planned;
  const before = participants.get(person.id);
  const seat = row.seat ? findSeat(person.siteId, row.seat) : null;
  if (row.seat && !seat) {
    faults.push({ line: row.line, code: 'UNKNOWN_SEAT', field: 'seat', value: row.seat, otherLine: null });
    return null;
  }
  const role = namedRole ?? before?.role ?? person.usualRole;
  const isRoleNew = before?.role !== role;
  const siteId = seat?.siteId ?? person.siteId;
  const keepsSeat = !seat && before !== undefined && before.siteId === siteId;
  const after: ParticipantProfile = {
    personId: person.id,
    name: person.name,
    rank: person.rank,
    title: person.title,
    role,
    siteId,
    siteName: siteId ? (body.sites.get(siteId)?.name ?? '') : '',
    seatId: keepsSeat ? before.seatId : (seat?.id ?? null),
    seatLabel: keepsSeat ? before.seatLabel : (seat?.label ?? ''),
    isMember: before && !isRoleNew ? before.isMember : memberRoles.includes(role),
    isGuest: before?.isGuest ?? false,
    substituteForId: before?.substituteForId ?? null,
    groupName: row.group || (before?.groupName ?? ''),
  };
  return { planned, before, after };
}

function seatFinder({ seats }: Body): (siteId: SiteId | null, label: string) => Seat | null {
  const byPlace = new Map<string, Seat>();
  for (const seat of seats.values()) byPlace.set(`${seat.siteId} ${matchKey(seat.label)}`, seat);
  return (siteId, label) => byPlace.get(`${siteId} ${matchKey(label)}`) ?? null;
}

/** A seat that anybody has now counts as taken: whether its holder really moves depends on their own line. */
function withoutTakenSeats(drafts: readonly Draft[], participants: Participants, faults: ImportFault[]): Draft[] {
  const holders = new Map<SeatId, PersonId>();
  for (const { personId, seatId } of participants.values()) if (seatId) holders.set(seatId, personId);
  const lineOf = new Map<SeatId, number>();
  return drafts.filter(({ planned: { row }, after: { personId, seatId } }) => {
    if (!seatId || holders.get(seatId) === personId) return true;
    const otherLine = lineOf.get(seatId) ?? null;
    if (otherLine === null && !holders.has(seatId)) return lineOf.set(seatId, row.line);
    faults.push({ line: row.line, code: 'SEAT_TAKEN', field: 'seat', value: row.seat ?? '', otherLine });
    return false;
  });
}

/** A line that falls can take others with it: the substitute of a person who does not come. It ends after a few rounds. */
function untilNoneFalls(drafts: Draft[], check: (drafts: Draft[]) => Draft[]): Draft[] {
  const left = check(drafts);
  return left.length === drafts.length ? left : untilNoneFalls(left, check);
}

function withoutSecondChairs(drafts: readonly Draft[], participants: Participants, faults: ImportFault[]): Draft[] {
  const roleAfter = new Map(drafts.map(({ after }) => [after.personId, after.role]));
  let chairLine: number | null | undefined;
  for (const { personId, role } of participants.values()) {
    if (role === 'chair' && (roleAfter.get(personId) ?? 'chair') === 'chair') chairLine = null;
  }
  return drafts.filter(({ planned: { row }, before, after }) => {
    if (after.role !== 'chair' || before?.role === 'chair') return true;
    if (chairLine === undefined) {
      chairLine = row.line;
      return true;
    }
    const value = row.role || 'chair';
    faults.push({ line: row.line, code: 'SECOND_CHAIR', field: 'role', value, otherLine: chairLine });
    return false;
  });
}

/** "Dự thay" names a participant of the meeting or of the list, who has no other substitute. */
function withSubstitutes(drafts: readonly Draft[], participants: Participants, faults: ImportFault[]): Draft[] {
  const after = new Map<PersonId, ParticipantProfile>(participants);
  for (const draft of drafts) after.set(draft.after.personId, draft.after);
  const byName = Map.groupBy(after.values(), ({ name }) => matchKey(name));
  const standsIn = new Set(
    drafts.filter(({ planned }) => planned.row.substituteFor).map(({ after: { personId } }) => personId),
  );
  const substituteOf = new Map<PersonId, PersonId>();
  for (const { personId, substituteForId } of participants.values()) {
    if (substituteForId) substituteOf.set(substituteForId, personId);
  }
  return drafts.flatMap((draft) => {
    const { row } = draft.planned;
    if (!row.substituteFor) return draft;
    const { personId } = draft.after;
    const [other, ...more] = byName.get(matchKey(row.substituteFor)) ?? [];
    const isGood =
      other &&
      more.length === 0 &&
      other.personId !== personId &&
      !standsIn.has(other.personId) &&
      !other.substituteForId &&
      (substituteOf.get(other.personId) ?? personId) === personId &&
      !substituteOf.has(personId);
    if (isGood) {
      substituteOf.set(other.personId, personId);
      return { ...draft, after: { ...draft.after, substituteForId: other.personId } };
    }
    const value = row.substituteFor;
    faults.push({ line: row.line, code: 'UNKNOWN_SUBSTITUTED', field: 'substituteFor', value, otherLine: null });
    return [];
  });
}

function isSameProfile(before: ParticipantProfile, after: ParticipantProfile): boolean {
  return (Object.keys(after) as (keyof ParticipantProfile)[]).every((field) => before[field] === after[field]);
}
