/**
 * What taking over a list would change: in the register, and in a meeting where one is named. Pure, so that the same list
 * can be planned again before it is taken over, to see whether the answer is still the same.
 */
import type { ImportPreview } from '#contract';
import type { Body, Person } from '../domain/body.ts';
import type { PersonId, SeatId, SiteId } from '../domain/ids.ts';
import type { ParticipantProfile, Participants } from '../domain/participants.ts';
import type { PersonRole } from '../domain/roles.ts';
import type { ImportField } from './columns.ts';
import type { ImportFault, ListRow, PersonList } from './list.ts';
import { type Match, matchPersons, type PlacedRow } from './match-persons.ts';
import { planMeeting } from './plan-meeting.ts';
import { roleOf } from './role-words.ts';
import { matchKey } from './text-keys.ts';

export type ImportTarget = {
  body: Body;
  /** Of the meeting that the persons are added to; null: only the register is concerned. */
  participants: Participants | null;
  /** The id of the person whom a line makes: the same each time. */
  newPersonId(line: number): PersonId;
};

export type ImportPlan = Pick<ImportPreview, 'rows' | 'faults'> & {
  /** New ones, and those that change, for the register. */
  persons: Person[];
  added: ParticipantProfile[];
  changed: ParticipantProfile[];
  /** What the meeting's part rests on: it can be planned again alone, once the register holds the persons. */
  planned: PlannedRow[];
};

/** A row that will be taken over, unless its seat or the person that it stands in for cannot be found. */
export type PlannedRow = {
  row: PlacedRow;
  person: Person;
  change: 'new' | 'changed' | 'known';
  /** As the row says; null where it says nothing. */
  role: PersonRole | null;
};

export function planImport(list: PersonList, target: ImportTarget): ImportPlan {
  const faults = [...list.faults];
  const planned = planRows(list, target, faults);
  const meeting = target.participants ? planMeeting(planned, target.body, target.participants, faults) : null;
  const taken = meeting ? planned.filter(({ row }) => meeting.places.has(row)) : planned;
  const persons = taken.filter(({ change }) => change !== 'known').map(({ person }) => person);
  faults.sort((a, b) => a.line - b.line);
  return {
    rows: taken.map((plannedRow) => ({
      ...previewRow(plannedRow, target.body),
      ...(meeting?.places.get(plannedRow.row) ?? {}),
    })),
    faults,
    persons,
    added: meeting?.added ?? [],
    changed: meeting?.changed ?? [],
    planned,
  };
}

function planRows(list: PersonList, target: ImportTarget, faults: ImportFault[]): PlannedRow[] {
  const { body } = target;
  const siteIds = uniqueIds(body.sites.values());
  const placed = list.rows.flatMap((row) => placedRow(row, siteIds, faults) ?? []);
  const matches = matchPersons(placed, body.persons.values());
  return placed.flatMap((row) => {
    const role = row.role ? roleOf(row.role) : null;
    if (row.role && !role) {
      faults.push(faultOf(row, 'UNKNOWN_ROLE', 'role', row.role));
      return [];
    }
    return plannedRow(row, matches.get(row) ?? { kind: 'new' }, role, target, faults) ?? [];
  });
}

function placedRow(row: ListRow, siteIds: ReadonlyMap<string, SiteId | null>, faults: ImportFault[]): PlacedRow | null {
  if (!row.site) return { ...row, siteId: null };
  const siteId = siteIds.get(matchKey(row.site));
  if (siteId) return { ...row, siteId };
  faults.push(faultOf(row, 'UNKNOWN_SITE', 'site', row.site));
  return null;
}

function plannedRow(
  row: PlacedRow,
  match: Match,
  role: PersonRole | null,
  { participants, newPersonId }: ImportTarget,
  faults: ImportFault[],
): PlannedRow | null {
  switch (match.kind) {
    case 'ambiguous':
      faults.push(faultOf(row, 'AMBIGUOUS_PERSON', 'name', row.name));
      return null;
    case 'repeated':
      faults.push(faultOf(row, 'REPEATED_PERSON', 'name', row.name, match.otherLine));
      return null;
    case 'new': {
      const { rank = '', title = '', siteId } = row;
      const usualRole = role ?? 'delegate';
      const person = { id: newPersonId(row.line), name: row.name, rank, title, siteId, usualRole };
      return { row, person, change: 'new', role };
    }
    case 'known': {
      // In a list for a meeting the role is that of the meeting.
      const person = changedPerson(match.person, row, participants ? null : role);
      return { row, person, change: person === match.person ? 'known' : 'changed', role };
    }
  }
}

/** Empty cells leave what is there; the name stays as the register writes it. */
function changedPerson(person: Person, row: PlacedRow, role: PersonRole | null): Person {
  const after: Person = {
    ...person,
    rank: row.rank || person.rank,
    title: row.title || person.title,
    siteId: row.siteId ?? person.siteId,
    usualRole: role ?? person.usualRole,
  };
  const fields = ['rank', 'title', 'siteId', 'usualRole'] as const;
  return fields.every((field) => after[field] === person[field]) ? person : after;
}

function previewRow({ row, person, change }: PlannedRow, { sites }: Body): ImportPlan['rows'][number] {
  const siteName = person.siteId ? (sites.get(person.siteId)?.name ?? '') : '';
  const { name, rank, title, usualRole: role } = person;
  return { line: row.line, change, name, rank, title, siteName, seatLabel: '', role, substituteFor: '' };
}

export function faultOf(
  { line }: { line: number },
  code: ImportFault['code'],
  field: ImportField,
  value: string,
  otherLine: number | null = null,
): ImportFault {
  return { line, code, field, value, otherLine };
}

/** By name; null where two bear the same one. */
function uniqueIds<Id extends SiteId | SeatId>(entries: Iterable<{ id: Id; name: string }>): Map<string, Id | null> {
  const ids = new Map<string, Id | null>();
  for (const { id, name } of entries) {
    const key = matchKey(name);
    ids.set(key, ids.has(key) ? null : id);
  }
  return ids;
}
