/** The agenda as a list with times: what was planned, what was used, by how much it runs over, and when it will end. */
import type { AgendaRow, MeetingHead, Slices } from '#contract';

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

export type ItemForecast = { beginsAt: number; endsAt: number };
type Planned = Pick<MeetingHead, 'status' | 'plannedStartAt'>;

/**
 * When each item that is not done will begin and end, from what is left: the active one takes the rest of its planned time,
 * the others theirs, and none begins before its fixed time. Before the meeting it begins as planned, or now if that is past.
 */
export function forecastOf(
  items: readonly AgendaRow[],
  { status, plannedStartAt }: Planned,
  now: number,
): Map<string, ItemForecast> {
  const forecast = new Map<string, ItemForecast>();
  if (status === 'closed' || status === 'cancelled' || status === 'none') return forecast;
  const isBefore = status === 'draft' || status === 'convened';
  let cursor = isBefore ? Math.max(now, plannedStartAt) : now;
  const isOpen = (item: AgendaRow) => item.status !== 'done';
  const inTurn = [...items].filter(isOpen).sort((one, other) => turnOf(one) - turnOf(other));
  for (const item of inTurn) {
    const leftMs = Math.max(0, item.plannedMs - usedMs(item, now));
    const beginsAt = item.status === 'active' ? cursor : Math.max(cursor, item.startsAt ?? 0);
    cursor = beginsAt + leftMs;
    forecast.set(item.id, { beginsAt, endsAt: cursor });
  }
  return forecast;
}

/** When the meeting will end as far as the agenda tells; null while there is nothing to tell it from. */
export function forecastEnd(items: readonly AgendaRow[], meeting: Planned, now: number): number | null {
  const ends = [...forecastOf(items, meeting, now).values()].map(({ endsAt }) => endsAt);
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** What is under discussion now comes before all that waits, wherever it stands in the list. */
function turnOf(item: AgendaRow): number {
  return item.status === 'active' ? -1 : item.position;
}
