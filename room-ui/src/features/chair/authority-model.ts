/** Who chairs now, what this viewer can do about it, and who may chair. */
import type { AttendanceRow, Me, MeetingHead } from '#contract';
import { compareNames } from '../../ui/format.ts';
import { formalName } from '../attendance/model.ts';

type AuthorityState =
  /** Nothing to say: it is the meeting's own chair who chairs, or it is not in session. */
  | { name: 'calm' }
  | { name: 'mayTakeBack'; by: string }
  | { name: 'without'; maySeat: boolean }
  /** The viewer chairs in the chair's place. */
  | { name: 'forChair' }
  /** Somebody else does; shown to those who run the meeting beside them. */
  | { name: 'other'; by: string };

/** More names than these make a menu that has to be searched. */
const mostByName = 4;

type Names = Record<string, AttendanceRow>;

export function authorityOf(
  me: Pick<Me, 'isActingChair' | 'mayTakeBack' | 'may'>,
  { status, actingChairId }: Pick<MeetingHead, 'status' | 'actingChairId'>,
  names: Names,
): AuthorityState {
  if (status !== 'inSession' && status !== 'adjourned') return { name: 'calm' };
  const by = actingChairId ? formalName(names[actingChairId]) : '';
  if (me.mayTakeBack) return { name: 'mayTakeBack', by };
  if (actingChairId === null) {
    return { name: 'without', maySeat: status === 'inSession' && me.may.includes('authority.seat') };
  }
  if (names[actingChairId]?.role === 'chair') return { name: 'calm' };
  return me.isActingChair ? { name: 'forChair' } : { name: 'other', by };
}

/**
 * Deputies first, then members by name; only who is present. While nobody chairs, the chair is away, and takes the place
 * back by a tap of their own. The server decides again.
 */
export function mayChair(names: Names, actingChairId: string | null): AttendanceRow[] {
  const weight = ({ role }: AttendanceRow) => (role === 'chair' ? 0 : role === 'deputy' ? 1 : 2);
  return Object.values(names)
    .filter(
      ({ personId, status, isMember, role }) =>
        personId !== actingChairId &&
        status === 'present' &&
        (role === 'chair' ? actingChairId !== null : isMember || role === 'deputy'),
    )
    .sort((one, other) => weight(one) - weight(other) || compareNames(one.name, other.name));
}

/** To whom the chair is given by name, without a list: the chair who is back and the deputies, else the first of the members. */
export function successorsOf(names: Names, actingChairId: string | null): AttendanceRow[] {
  const people = mayChair(names, actingChairId);
  const deputies = people.filter(({ role }) => role === 'chair' || role === 'deputy');
  return (deputies.length > 0 ? deputies : people.slice(0, 1)).slice(0, mostByName);
}
