/** The agenda as a list with times: what was planned, what was used, and by how much it runs over. */
import type { AgendaRow } from '#contract';

export function itemsInOrder(rows: Record<string, AgendaRow>): AgendaRow[] {
  return Object.values(rows).sort((one, other) => one.position - other.position);
}

/** Time under discussion until now. */
export function usedMs(row: AgendaRow, now: number): number {
  return row.actualMs + (row.activeSince === null ? 0 : Math.max(0, now - row.activeSince));
}

export function overrunMs(row: AgendaRow, now: number): number {
  return Math.max(0, usedMs(row, now) - row.plannedMs);
}

/** The item that usually follows: the first one after the active one that is not done. */
export function nextItem(items: readonly AgendaRow[], activeItemId: string | null): AgendaRow | undefined {
  const activeIndex = items.findIndex((item) => item.id === activeItemId);
  return items.slice(activeIndex + 1).find((item) => item.status === 'pending');
}
