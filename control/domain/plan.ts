/** The timetable that follows from the agenda's planned times. It foresees; what really took place is on the items. Pure. */
import type { Agenda } from './agenda.ts';
import type { AgendaItemId } from './ids.ts';

export type PlannedItem = {
  itemId: AgendaItemId;
  startAt: number;
  endAt: number;
  /** By how much what comes before reaches past the item's fixed time; 0: it does not. */
  overlapMs: number;
};
type Plan = { items: readonly PlannedItem[]; endAt: number };

/** An item begins at its fixed time, or right after the item before; where that one reaches past it, only then. */
export function planOf({ items }: Pick<Agenda, 'items'>, plannedStartAt: number): Plan {
  let freeAt = plannedStartAt;
  const planned = items.map(({ id, startsAt, plannedMs }): PlannedItem => {
    const overlapMs = startsAt === null ? 0 : Math.max(0, freeAt - startsAt);
    const startAt = Math.max(freeAt, startsAt ?? freeAt);
    freeAt = startAt + plannedMs;
    return { itemId: id, startAt, endAt: freeAt, overlapMs };
  });
  return { items: planned, endAt: freeAt };
}
