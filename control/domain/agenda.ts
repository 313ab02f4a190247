/**
 * The agenda of a meeting. *Active* is the item under discussion and runs its clock; *selected* is the item that the
 * chair shows or looks at. Choosing never starts a discussion.
 */
import type { AgendaItemId, PersonId } from './ids.ts';
import { applyItemChange, decideConflict, decideItemChange } from './item-changes.ts';
import { assertNever, refuse } from './rejection.ts';
import type { Audience } from './roles.ts';

/** Who sees an item: all who look on, only the members, or only those who run the meeting. */
export const itemVisibilities = ['public', 'member', 'staff'] as const;
export type ItemVisibility = (typeof itemVisibilities)[number];

export type ItemFields = {
  title: string;
  plannedMs: number;
  visibility: ItemVisibility;
  /** A fixed time to begin; null: right after the item before. */
  startsAt: number | null;
  responsibleIds: readonly PersonId[];
};

/** Fields that came too late: somebody else had changed them meanwhile. Kept until somebody chooses. */
export type ItemConflict = { id: string; personId: PersonId | null; at: number; changes: Partial<ItemFields> };

export type AgendaItem = ItemFields & {
  id: AgendaItemId;
  /** Counts the changes of the item's fields. */
  revision: number;
  /** At which revision each field changed last, and by whom; what is missing never did. */
  fieldRevisions: Partial<Record<keyof ItemFields, { revision: number; personId: PersonId | null }>>;
  conflicts: readonly ItemConflict[];
  /** All that there ever were, settled ones too. */
  notedConflicts: number;
  status: 'pending' | 'active' | 'done';
  /** Time under discussion before `activeSince`; pauses of the meeting do not count. */
  actualMs: number;
  activeSince: number | null;
};

export type Agenda = {
  items: readonly AgendaItem[];
  activeItemId: AgendaItemId | null;
  selectedItemId: AgendaItemId | null;
};

export const emptyAgenda: Agenda = { items: [], activeItemId: null, selectedItemId: null };

/** `position` counts from 0; null: at the end. */
export type NewItem = ItemFields & { itemId: AgendaItemId; position: number | null };

export type AgendaCommand =
  | ({ type: 'agenda.add' } & NewItem)
  | { type: 'agenda.change'; itemId: AgendaItemId; baseRevision: number; changes: Partial<ItemFields> }
  | { type: 'agenda.resolveConflict'; itemId: AgendaItemId; conflictId: string; keep: 'current' | 'other' }
  | { type: 'agenda.move'; itemId: AgendaItemId; position: number }
  | { type: 'agenda.remove'; itemId: AgendaItemId }
  | { type: 'agenda.select'; itemId: AgendaItemId }
  /** `fromItemId`: what was under discussion when it was chosen. */
  | { type: 'agenda.activate'; itemId: AgendaItemId; fromItemId: AgendaItemId | null };

/** `personId` is the one who typed. */
type TypedChanges = { itemId: AgendaItemId; personId: PersonId | null; changes: Partial<ItemFields> };

export type AgendaEvent =
  | ({ type: 'AgendaItemAdded' } & NewItem)
  | ({ type: 'AgendaItemChanged' } & TypedChanges)
  | ({ type: 'AgendaConflictNoted'; conflictId: string } & TypedChanges)
  | { type: 'AgendaConflictResolved'; itemId: AgendaItemId; conflictId: string; keep: 'current' | 'other' }
  | { type: 'AgendaItemMoved'; itemId: AgendaItemId; position: number }
  | { type: 'AgendaItemRemoved'; itemId: AgendaItemId }
  | { type: 'AgendaItemSelected'; itemId: AgendaItemId }
  | { type: 'AgendaItemActivated'; itemId: AgendaItemId };

/** What the agenda must know of the rest of the meeting. `personId` is the one who acts. */
export type AgendaContext = { personId: PersonId | null; isParticipant(personId: PersonId): boolean };

const readers: Record<ItemVisibility, readonly Audience[]> = {
  public: ['staff', 'member', 'public'],
  member: ['staff', 'member'],
  staff: ['staff'],
};

export function isReadableBy({ visibility }: Pick<ItemFields, 'visibility'>, audience: Audience): boolean {
  return readers[visibility].includes(audience);
}

export function findItem(agenda: Agenda, itemId: AgendaItemId): AgendaItem | undefined {
  return agenda.items.find((item) => item.id === itemId);
}

export function decideAgenda(command: AgendaCommand, agenda: Agenda, context: AgendaContext): AgendaEvent[] {
  const item = findItem(agenda, command.itemId);
  if (command.type === 'agenda.add') {
    if (item) refuse('ALREADY_EXISTS');
    const { type: _type, ...added } = command;
    return [{ type: 'AgendaItemAdded', ...added, ...withResponsible(added, context) }];
  }
  if (!item) refuse('UNKNOWN_ITEM');
  switch (command.type) {
    case 'agenda.change': {
      const { baseRevision } = command;
      const changes = { ...command.changes, ...withResponsible(command.changes, context) };
      return decideItemChange(item, { baseRevision, changes }, context.personId);
    }
    case 'agenda.resolveConflict':
      return decideConflict(item, command, context);
    case 'agenda.move': {
      const position = Math.min(command.position, agenda.items.length - 1);
      return agenda.items.indexOf(item) === position ? [] : [{ type: 'AgendaItemMoved', itemId: item.id, position }];
    }
    case 'agenda.remove':
      if (agenda.activeItemId === item.id) refuse('ITEM_ACTIVE');
      return [{ type: 'AgendaItemRemoved', itemId: item.id }];
    case 'agenda.select':
      return agenda.selectedItemId === item.id ? [] : [{ type: 'AgendaItemSelected', itemId: item.id }];
    case 'agenda.activate':
      if (agenda.activeItemId === item.id) return [];
      if (agenda.activeItemId !== command.fromItemId) refuse('ITEM_CHANGED');
      return [{ type: 'AgendaItemActivated', itemId: item.id }];
    default:
      return assertNever(command);
  }
}

export function evolveAgenda(agenda: Agenda, event: AgendaEvent, at: number): Agenda {
  switch (event.type) {
    case 'AgendaItemAdded':
      return { ...agenda, items: insertAt(agenda.items, newItem(event), event.position) };
    case 'AgendaItemChanged':
      return changeItem(agenda, event.itemId, (item) => applyItemChange(item, event.changes, event.personId));
    case 'AgendaConflictNoted': {
      const { itemId, conflictId, personId, changes } = event;
      return changeItem(agenda, itemId, (item) => ({
        ...item,
        notedConflicts: item.notedConflicts + 1,
        conflicts: [...item.conflicts, { id: conflictId, personId, at, changes }],
      }));
    }
    case 'AgendaConflictResolved':
      return changeItem(agenda, event.itemId, (item) => ({
        ...item,
        conflicts: item.conflicts.filter(({ id }) => id !== event.conflictId),
      }));
    case 'AgendaItemMoved':
      return { ...agenda, items: moveItem(agenda.items, event.itemId, event.position) };
    case 'AgendaItemRemoved':
      return {
        ...agenda,
        items: agenda.items.filter((item) => item.id !== event.itemId),
        selectedItemId: agenda.selectedItemId === event.itemId ? agenda.activeItemId : agenda.selectedItemId,
      };
    case 'AgendaItemSelected':
      return { ...agenda, selectedItemId: event.itemId };
    case 'AgendaItemActivated': {
      const stopped = stopClock(agenda, at, 'done');
      const started = changeItem(stopped, event.itemId, (item) => ({ ...item, status: 'active', activeSince: at }));
      return { ...started, activeItemId: event.itemId, selectedItemId: event.itemId };
    }
    default:
      return assertNever(event);
  }
}

/** Stops the clock of the active item: it is done, or it stays active while the meeting pauses. */
export function stopClock(agenda: Agenda, at: number, status: 'active' | 'done'): Agenda {
  if (!agenda.activeItemId) return agenda;
  const stopped = changeItem(agenda, agenda.activeItemId, (item) => ({
    ...item,
    status,
    actualMs: item.actualMs + (item.activeSince === null ? 0 : Math.max(0, at - item.activeSince)),
    activeSince: null,
  }));
  return status === 'done' ? { ...stopped, activeItemId: null } : stopped;
}

/** Starts the clock of the active item again after a pause of the meeting. */
export function startClock(agenda: Agenda, at: number): Agenda {
  if (!agenda.activeItemId) return agenda;
  return changeItem(agenda, agenda.activeItemId, (item) => ({ ...item, activeSince: at }));
}

/** A person who is removed from the meeting answers for nothing any more. */
export function withoutResponsible(agenda: Agenda, personId: PersonId): Agenda {
  if (!agenda.items.some((item) => item.responsibleIds.includes(personId))) return agenda;
  const items = agenda.items.map((item) =>
    item.responsibleIds.includes(personId)
      ? { ...item, responsibleIds: item.responsibleIds.filter((id) => id !== personId) }
      : item,
  );
  return { ...agenda, items };
}

function newItem({ itemId, title, plannedMs, visibility, startsAt, responsibleIds }: NewItem): AgendaItem {
  return {
    id: itemId,
    title,
    plannedMs,
    visibility,
    startsAt,
    responsibleIds,
    revision: 0,
    fieldRevisions: {},
    conflicts: [],
    notedConflicts: 0,
    status: 'pending',
    actualMs: 0,
    activeSince: null,
  };
}

/** Each responsible person once. Throws `NOT_A_PARTICIPANT`. */
function withResponsible(
  { responsibleIds }: Partial<ItemFields>,
  { isParticipant }: AgendaContext,
): Partial<ItemFields> {
  if (!responsibleIds) return {};
  if (!responsibleIds.every((personId) => isParticipant(personId))) refuse('NOT_A_PARTICIPANT');
  return { responsibleIds: [...new Set(responsibleIds)] };
}

function changeItem(agenda: Agenda, itemId: AgendaItemId, change: (item: AgendaItem) => AgendaItem): Agenda {
  return { ...agenda, items: agenda.items.map((item) => (item.id === itemId ? change(item) : item)) };
}

function moveItem(items: readonly AgendaItem[], itemId: AgendaItemId, position: number): readonly AgendaItem[] {
  const moved = items.find((item) => item.id === itemId);
  const rest = items.filter((item) => item.id !== itemId);
  return moved ? insertAt(rest, moved, position) : items;
}

function insertAt(items: readonly AgendaItem[], item: AgendaItem, position: number | null): AgendaItem[] {
  return items.toSpliced(position ?? items.length, 0, item);
}
