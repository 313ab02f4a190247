/** Who can present the item under discussion, and for how many microphones at once a discussion is opened. */
import type { AttendanceRow, PersonId } from '#contract';
import { rowsInOrder } from '../attendance/model.ts';

/** So many microphones at once are offered for an open discussion. */
export const microphoneCounts: readonly number[] = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20];

export type Presenter = { row: AttendanceRow; isResponsible: boolean };

/** Those who are responsible for the item come first; only who is present can present. */
export function presentersOf(names: Record<string, AttendanceRow>, responsibleIds: readonly PersonId[]): Presenter[] {
  return rowsInOrder(names)
    .filter(({ status }) => status === 'present')
    .map((row) => ({ row, isResponsible: responsibleIds.includes(row.personId) }))
    .sort((one, other) => Number(other.isResponsible) - Number(one.isResponsible));
}
