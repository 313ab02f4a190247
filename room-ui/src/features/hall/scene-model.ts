/** What the quiet scenes of the hall's display show of an agenda, of the attendance and of a message. Pure. */
import type { AgendaItemId, AgendaRow, AttendanceRow, DisplayRow } from '#contract';
import { compareText } from '../../ui/format.ts';
import { countsOf } from '../attendance/model.ts';
import type { SiteState } from '../stage/sites.ts';

const nextShown = 3;

export type NumberedItem = { number: number; row: AgendaRow };
export type AgendaWindow = {
  /** The item before the active one. */
  before: NumberedItem | undefined;
  active: NumberedItem | undefined;
  next: readonly NumberedItem[];
  /** How many more come after those. */
  moreCount: number;
};

/** A hall reads the active item, what was before it and what comes next; the rest is a count. */
export function agendaWindow(
  items: readonly AgendaRow[],
  activeItemId: AgendaItemId | null,
  limit = nextShown,
): AgendaWindow {
  const numbered = items.map((row, index) => ({ number: index + 1, row }));
  const index = numbered.findIndex(({ row }) => row.id === activeItemId);
  const open = numbered.slice(index + 1).filter(({ row }) => row.status === 'pending');
  return {
    before: index > 0 ? numbered[index - 1] : undefined,
    active: numbered[index],
    next: open.slice(0, limit),
    moreCount: Math.max(0, open.length - limit),
  };
}

export type PresenceCounts = {
  inPerson: number;
  online: number;
  absent: number;
  /** Of whom nothing was said. */
  unmarked: number;
  guests: number;
};

/** Members by how they are here, so that the counts add up to the members; guests who are here apart. */
export function presenceCounts(rows: readonly AttendanceRow[]): PresenceCounts {
  const members = countsOf(rows.filter(({ isMember }) => isMember));
  const guests = countsOf(rows.filter(({ isMember }) => !isMember));
  return {
    inPerson: members.inPerson,
    online: members.online,
    absent: members.absent + members.left,
    unmarked: members.unmarked,
    guests: guests.inPerson + guests.online,
  };
}

const sitesShown = 8;

/** Sites without a connection come first: with many, those are the ones that a hall must see. */
export function shownSites(
  sites: readonly SiteState[],
  limit = sitesShown,
): { sites: readonly SiteState[]; moreCount: number } {
  const inOrder = sites.toSorted((one, other) => Number(one.isConnected) - Number(other.isConnected));
  return { sites: inOrder.slice(0, limit), moreCount: Math.max(0, sites.length - limit) };
}

/** How large a message is set, so that all of it is on the wall. */
export function messageSize(text: string): 'short' | 'medium' | 'long' {
  const lines = text.split('\n').length;
  if (text.length <= 60 && lines <= 2) return 'short';
  return text.length <= 150 && lines <= 4 ? 'medium' : 'long';
}

/** The displays by name; several that came by one link have one name, so those are numbered. */
export function outputsInOrder(rows: readonly DisplayRow[]): { row: DisplayRow; name: string }[] {
  const inOrder = rows.toSorted(
    (one, other) => compareText(one.label, other.label) || compareText(one.endpointId, other.endpointId),
  );
  return inOrder.map((row) => {
    const same = inOrder.filter(({ label }) => label === row.label);
    return { row, name: same.length > 1 ? `${row.label} · ${same.indexOf(row) + 1}` : row.label };
  });
}
