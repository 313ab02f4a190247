/** What a table shows of its rows: which, in what order, and which of them are ticked. No React in it. */
import type { ReactNode } from 'react';
import { compareText, plainText } from './format.ts';
import type { Layout } from './use-layout.ts';

export type Column<Row> = {
  id: string;
  title: string;
  cell(row: Row): ReactNode;
  /** The cell as plain words, to sort, search and export by. */
  text?(row: Row): string;
  compare?(one: Row, other: Row): number;
  isNumeric?: boolean;
  /** A CSS grid track. */
  width?: string;
  /** The cell that says what the row is about. Without one it is the first column. */
  isRowHeader?: boolean;
  /** Left out on pages narrower than this. */
  shownFrom?: Layout;
};

export type Sort = { id: string; isDescending?: boolean };

const breadth: Record<Layout, number> = { narrow: 0, medium: 1, wide: 2 };

export function shownColumns<Row>(columns: readonly Column<Row>[], layout: Layout): Column<Row>[] {
  return columns.filter(({ shownFrom = 'narrow' }) => breadth[shownFrom] <= breadth[layout]);
}

export function headerColumn<Row>(columns: readonly Column<Row>[]): Column<Row> | undefined {
  return columns.find(({ isRowHeader }) => isRowHeader) ?? columns[0];
}

export function isSortable<Row>({ text, compare }: Column<Row>): boolean {
  return Boolean(text ?? compare);
}

/** A tap on a title sorts by it; the next one turns the order round. */
export function nextSort(sort: Sort | null, id: string): Sort {
  return sort?.id === id ? { id, isDescending: !sort.isDescending } : { id };
}

/** Rows that are equal keep their order, whichever way it goes. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort?.id);
  if (!column || !sort) return rows;
  const { text, compare } = column;
  const order = compare ?? (text && ((one: Row, other: Row) => compareText(text(one), text(other))));
  if (!order) return rows;
  return rows.toSorted(sort.isDescending ? (one, other) => order(other, one) : order);
}

/** The words of each row without marks, so that typing does not go through all of them anew. */
export function searchTexts<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Map<Row, string> {
  return new Map(rows.map((row) => [row, plainText(columns.map(({ text }) => text?.(row) ?? '').join(' '))]));
}

/** Rows that hold every word that was typed, in any of their columns. */
export function filterRows<Row>(rows: readonly Row[], texts: ReadonlyMap<Row, string>, query: string): readonly Row[] {
  const words = plainText(query).split(/\s+/).filter(Boolean);
  return words.length === 0 ? rows : rows.filter((row) => words.every((word) => texts.get(row)?.includes(word)));
}

export function toggled(keys: ReadonlySet<string>, key: string): Set<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** How many of the rows in sight are ticked. */
export function tickedState(keys: ReadonlySet<string>, shownKeys: readonly string[]): 'none' | 'some' | 'all' {
  const ticked = shownKeys.filter((key) => keys.has(key)).length;
  if (ticked === 0) return 'none';
  return ticked === shownKeys.length ? 'all' : 'some';
}

/** Ticks or unticks what is in sight and leaves the other ticks alone. */
export function toggledAll(keys: ReadonlySet<string>, shownKeys: readonly string[]): Set<string> {
  const next = new Set(keys);
  const isAll = tickedState(keys, shownKeys) === 'all';
  for (const key of shownKeys) {
    if (isAll) next.delete(key);
    else next.add(key);
  }
  return next;
}

/** Where a key leads from a row; null if it leads nowhere. */
export function nextRow(index: number, key: string, count: number, page: number): number | null {
  const wanted = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  }[key];
  if (wanted === undefined || count === 0) return null;
  return Math.max(0, Math.min(count - 1, wanted));
}
