/** Who chairs now, what this viewer can do about it, and who may chair. */
import type { AttendanceRow, Me, MeetingHead } from '#contract';
import { compareNames } from '../../ui/format.ts';
import { formalName } from '../attendance/model.ts';

export type AuthorityState =
  /** Nothing to say: the viewer chairs, or the meeting is not in session. */
  | { name: 'calm' }
  | { name: 'mayTakeBack'; by: string }
  | { name: 'without'; maySeat: boolean }
  /** Somebody else chairs; shown to those who run the meeting beside them. */
  | { name: 'other'; by: string };

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
  return me.isActingChair ? { name: 'calm' } : { name: 'other', by };
}

/** Deputies first, then members by name; only who is present. The server decides again. */
export function mayChair(names: Names, actingChairId: string | null): AttendanceRow[] {
  const weight = ({ role }: AttendanceRow) => (role === 'chair' ? 0 : role === 'deputy' ? 1 : 2);
  return Object.values(names)
    .filter(
      ({ personId, status, isMember, role }) =>
        personId !== actingChairId && status === 'present' && (isMember || role === 'deputy' || role === 'chair'),
    )
    .sort((one, other) => weight(one) - weight(other) || compareNames(one.name, other.name));
}
