/** The agenda as a list with times: what was planned, what was used, and by how much it runs over. */
import type { AgendaRow, Slices } from '#contract';

type AgendaHead = Slices['agenda']['head'];

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

/** The item to go on to: the one that was chosen on purpose, else the first after the active one that is not done. */
export function nextItem(
  items: readonly AgendaRow[],
  { activeItemId, selectedItemId }: AgendaHead,
): AgendaRow | undefined {
  const selected = items.find((item) => item.id === selectedItemId);
  if (selected && selected.id !== activeItemId) return selected;
  const activeIndex = items.findIndex((item) => item.id === activeItemId);
  return items.slice(activeIndex + 1).find((item) => item.status === 'pending');
}
