/**
 * The agenda of a meeting. *Active* is the item under discussion and runs its clock; *selected* is the item that the
 * chair shows or looks at. Choosing never starts a discussion.
 */
import type { AgendaItemId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';

/** Who sees an item: all who look on, only the members, or only those who run the meeting. */
export const itemVisibilities = ['public', 'member', 'staff'] as const;
export type ItemVisibility = (typeof itemVisibilities)[number];

export type AgendaItem = {
  id: AgendaItemId;
  title: string;
  plannedMs: number;
  visibility: ItemVisibility;
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

type ItemFields = { title: string; plannedMs: number; visibility: ItemVisibility };

export type AgendaCommand =
  | ({ type: 'agenda.add'; itemId: AgendaItemId } & ItemFields)
  | ({ type: 'agenda.change'; itemId: AgendaItemId } & ItemFields)
  | { type: 'agenda.move'; itemId: AgendaItemId; position: number }
  | { type: 'agenda.remove'; itemId: AgendaItemId }
  | { type: 'agenda.select'; itemId: AgendaItemId }
  | { type: 'agenda.activate'; itemId: AgendaItemId };

export type AgendaEvent =
  | ({ type: 'AgendaItemAdded'; itemId: AgendaItemId } & ItemFields)
  | ({ type: 'AgendaItemChanged'; itemId: AgendaItemId } & ItemFields)
  | { type: 'AgendaItemMoved'; itemId: AgendaItemId; position: number }
  | { type: 'AgendaItemRemoved'; itemId: AgendaItemId }
  | { type: 'AgendaItemSelected'; itemId: AgendaItemId }
  | { type: 'AgendaItemActivated'; itemId: AgendaItemId };

export function findItem(agenda: Agenda, itemId: AgendaItemId): AgendaItem | undefined {
  return agenda.items.find((item) => item.id === itemId);
}

export function decideAgenda(command: AgendaCommand, agenda: Agenda): AgendaEvent[] {
  const item = findItem(agenda, command.itemId);
  if (command.type === 'agenda.add') {
    if (item) refuse('ALREADY_EXISTS');
    const { title, plannedMs, visibility } = command;
    return [{ type: 'AgendaItemAdded', itemId: command.itemId, title, plannedMs, visibility }];
  }
  if (!item) refuse('UNKNOWN_ITEM');
  switch (command.type) {
    case 'agenda.change': {
      const { title, plannedMs, visibility } = command;
      return [{ type: 'AgendaItemChanged', itemId: item.id, title, plannedMs, visibility }];
    }
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
      return agenda.activeItemId === item.id ? [] : [{ type: 'AgendaItemActivated', itemId: item.id }];
    default:
      return assertNever(command);
  }
}

export function evolveAgenda(agenda: Agenda, event: AgendaEvent, at: number): Agenda {
  switch (event.type) {
    case 'AgendaItemAdded': {
      const { itemId, title, plannedMs, visibility } = event;
      const item: AgendaItem = {
        id: itemId,
        title,
        plannedMs,
        visibility,
        status: 'pending',
        actualMs: 0,
        activeSince: null,
      };
      return { ...agenda, items: [...agenda.items, item] };
    }
    case 'AgendaItemChanged': {
      const { title, plannedMs, visibility } = event;
      return changeItem(agenda, event.itemId, (item) => ({ ...item, title, plannedMs, visibility }));
    }
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

function changeItem(agenda: Agenda, itemId: AgendaItemId, change: (item: AgendaItem) => AgendaItem): Agenda {
  return { ...agenda, items: agenda.items.map((item) => (item.id === itemId ? change(item) : item)) };
}

function moveItem(items: readonly AgendaItem[], itemId: AgendaItemId, position: number): AgendaItem[] {
  const rest = items.filter((item) => item.id !== itemId);
  const moved = items.filter((item) => item.id === itemId);
  return [...rest.slice(0, position), ...moved, ...rest.slice(position)];
}
