/**
 * What becomes of a change of an agenda item when several people edit at once. Each field counts by itself: one that
 * nobody else changed since the editor saw the item is taken over; one that somebody else did change keeps that value, and
 * the late one is noted beside it until somebody chooses. Nothing that was typed is lost.
 */
import type { AgendaContext, AgendaEvent, AgendaItem, ItemFields } from './agenda.ts';
import type { PersonId } from './ids.ts';
import { refuse } from './rejection.ts';

type Changes = Partial<ItemFields>;

export function decideItemChange(
  item: AgendaItem,
  { baseRevision, changes }: { baseRevision: number; changes: Changes },
  personId: PersonId | null,
): AgendaEvent[] {
  const wanted = differences(item, changes);
  const late = pick(wanted, (field) => isLate(item, field, baseRevision, personId));
  const timely = pick(wanted, (field) => !(field in late));
  const events: AgendaEvent[] = [];
  if (!isEmpty(timely)) events.push({ type: 'AgendaItemChanged', itemId: item.id, personId, changes: timely });
  if (!isEmpty(late) && !isNoted(item, late, personId)) {
    // Counted over the item's life, so that the id of a settled conflict never comes back.
    const conflictId = `conflict-${item.notedConflicts + 1}`;
    events.push({ type: 'AgendaConflictNoted', itemId: item.id, conflictId, personId, changes: late });
  }
  return events;
}

export function decideConflict(
  item: AgendaItem,
  { conflictId, keep }: { conflictId: string; keep: 'current' | 'other' },
  context: AgendaContext,
): AgendaEvent[] {
  const conflict = item.conflicts.find(({ id }) => id === conflictId) ?? refuse('UNKNOWN_CONFLICT');
  const resolved: AgendaEvent = { type: 'AgendaConflictResolved', itemId: item.id, conflictId, keep };
  if (keep === 'current') return [resolved];
  const { responsibleIds } = conflict.changes;
  // Somebody who was named then may have left the meeting since.
  const possible = responsibleIds
    ? { ...conflict.changes, responsibleIds: responsibleIds.filter((id) => context.isParticipant(id)) }
    : conflict.changes;
  const changes = differences(item, possible);
  if (isEmpty(changes)) return [resolved];
  return [{ type: 'AgendaItemChanged', itemId: item.id, personId: context.personId, changes }, resolved];
}

export function applyItemChange(item: AgendaItem, changes: Changes, personId: PersonId | null): AgendaItem {
  const revision = item.revision + 1;
  const changed = Object.keys(changes).map((field) => [field, { revision, personId }]);
  return {
    ...item,
    ...changes,
    revision,
    fieldRevisions: { ...item.fieldRevisions, ...Object.fromEntries(changed) },
  };
}

/** Whoever changed a field last may change it again, also from a page that has not heard of their own change yet. */
function isLate(item: AgendaItem, field: keyof ItemFields, baseRevision: number, personId: PersonId | null): boolean {
  const last = item.fieldRevisions[field];
  return last !== undefined && last.revision > baseRevision && (personId === null || last.personId !== personId);
}

function isNoted(item: AgendaItem, late: Changes, personId: PersonId | null): boolean {
  return item.conflicts.some(
    (conflict) =>
      conflict.personId === personId &&
      Object.keys(conflict.changes).length === Object.keys(late).length &&
      isEmpty(differences(conflict.changes, late)),
  );
}

/** The fields that would become another value. */
function differences(item: Changes, changes: Changes): Changes {
  return pick(changes, (field) => !isSame(item[field], changes[field]));
}

function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

function pick(changes: Changes, isWanted: (field: keyof ItemFields) => boolean): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([field]) => isWanted(field as keyof ItemFields)));
}

function isEmpty(changes: Changes): boolean {
  return Object.keys(changes).length === 0;
}
