/**
 * Who in the register each row is about. A name and its site find a person; a name that moved finds one only where nobody
 * else can be meant. One person is never two rows.
 */
import type { Person } from '../domain/body.ts';
import type { SiteId } from '../domain/ids.ts';
import type { ListRow } from './list.ts';
import { matchKey } from './text-keys.ts';

/** A row whose site was found; null: the row names none. */
export type PlacedRow = ListRow & { siteId: SiteId | null };
export type Match =
  | { kind: 'known'; person: Person }
  | { kind: 'new' }
  | { kind: 'ambiguous' }
  /** The person of an earlier line. */
  | { kind: 'repeated'; otherLine: number };

export function matchPersons(rows: readonly PlacedRow[], persons: Iterable<Person>): Map<PlacedRow, Match> {
  const byName = Map.groupBy(persons, ({ name }) => matchKey(name));
  const matches = new Map<PlacedRow, Match>();
  const lineOf = new Map<Person, number>();
  for (const [name, namesakes] of Map.groupBy(rows, (row) => matchKey(row.name))) {
    matchNamesakes(dropRepeated(namesakes, matches), byName.get(name) ?? [], { matches, lineOf });
  }
  return matches;
}

type Found = { matches: Map<PlacedRow, Match>; lineOf: Map<Person, number> };

/** The same name at the same site twice is one person. */
function dropRepeated(rows: readonly PlacedRow[], matches: Map<PlacedRow, Match>): PlacedRow[] {
  const lineAt = new Map<SiteId | null, number>();
  return rows.filter((row) => {
    const otherLine = lineAt.get(row.siteId);
    if (otherLine === undefined) lineAt.set(row.siteId, row.line);
    else matches.set(row, { kind: 'repeated', otherLine });
    return otherLine === undefined;
  });
}

/** First those at their site, so that a row of another site cannot take their person. */
function matchNamesakes(rows: readonly PlacedRow[], persons: readonly Person[], { matches, lineOf }: Found): void {
  const bySite = Map.groupBy(persons, ({ siteId }) => siteId);
  const elsewhere: PlacedRow[] = [];
  for (const row of rows) {
    const candidates = row.siteId ? (bySite.get(row.siteId) ?? []) : [];
    if (candidates.length === 0) elsewhere.push(row);
    else matches.set(row, chosen(row, candidates, lineOf));
  }
  const free = persons.filter((person) => !lineOf.has(person));
  for (const row of elsewhere) {
    if (row.siteId && free.length > 0 && elsewhere.length > 1) matches.set(row, { kind: 'ambiguous' });
    else matches.set(row, row.siteId ? chosen(row, free, lineOf) : chosen(row, persons, lineOf));
  }
}

/** Several of one name are told apart by their titles. */
function chosen(row: PlacedRow, candidates: readonly Person[], lineOf: Map<Person, number>): Match {
  if (candidates.length === 0) return { kind: 'new' };
  const sameTitle = candidates.filter(({ title }) => row.title && matchKey(title) === matchKey(row.title));
  const [person, ...others] = candidates.length === 1 ? candidates : sameTitle;
  if (!person || others.length > 0) return { kind: 'ambiguous' };
  const otherLine = lineOf.get(person);
  if (otherLine !== undefined) return { kind: 'repeated', otherLine };
  lineOf.set(person, row.line);
  return { kind: 'known', person };
}
