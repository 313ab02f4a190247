/** Who can present the item under discussion, and how many microphones are usual where all may speak. */
import type { AttendanceRow, PersonId } from '#contract';
import { rowsInOrder } from '../attendance/model.ts';

/** The modes of the floor open so many at once unless the chair says otherwise. */
export const usualLimit = 4;

export type Presenter = { row: AttendanceRow; isResponsible: boolean };

/** Those who are responsible for the item come first; only who is present can present. */
export function presentersOf(names: Record<string, AttendanceRow>, responsibleIds: readonly PersonId[]): Presenter[] {
  return rowsInOrder(names)
    .filter(({ status }) => status === 'present')
    .map((row) => ({ row, isResponsible: responsibleIds.includes(row.personId) }))
    .sort((one, other) => Number(other.isResponsible) - Number(one.isResponsible));
}
