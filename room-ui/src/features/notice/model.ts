/** Who chairs as everybody should know it: nothing while it is the one whom the meeting names as its chair. Pure. */
import type { AttendanceRow, Me, MeetingHead } from '#contract';
import { formalName } from '../attendance/model.ts';

export type Chairing = { by: 'self' | 'nobody' } | { by: 'other'; name: string };

type ChairingFacts = {
  meeting: Pick<MeetingHead, 'status' | 'actingChairId'>;
  names: Record<string, AttendanceRow>;
  me: Pick<Me, 'personId'>;
};

/** Null: the meeting's chair chairs, or it is not under way. */
export function unusualChair({ meeting, names, me }: ChairingFacts): Chairing | null {
  const { status, actingChairId } = meeting;
  if (status !== 'inSession' && status !== 'adjourned') return null;
  if (actingChairId === null) return { by: 'nobody' };
  const row = names[actingChairId];
  if (!row || row.role === 'chair') return null;
  return actingChairId === me.personId ? { by: 'self' } : { by: 'other', name: formalName(row) };
}
