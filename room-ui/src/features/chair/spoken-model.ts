/** Speaking time by person, site and group, with the speech that is under way, and the budgets of sites and groups. */
import type { AttendanceRow, BudgetScope, FloorHead, Slices } from '#contract';
import { compareText } from '../../ui/format.ts';
import { formalName } from '../attendance/model.ts';
import { openMsAt } from '../floor/time.ts';

export type SpokenBy = 'person' | 'site' | 'group';

export type SpokenRow = {
  id: string;
  name: string;
  count: number;
  openMs: number;
  /** For what a budget can be set; null for a person. */
  scope: BudgetScope | null;
  budgetMs: number | null;
};

/**
 * Whoever has spoken longest comes first. Sites and groups are listed also before anybody of them spoke; their time stays
 * with them when the person belongs elsewhere by now, and what the chair says is not theirs.
 */
export function spokenBy(
  by: SpokenBy,
  names: Record<string, AttendanceRow>,
  speaking: Slices['speaking']['rows'],
  floor: Pick<FloorHead, 'speakers' | 'budgets'>,
  now: number,
): SpokenRow[] {
  const rows = new Map<string, SpokenRow>();
  const add = (place: SpokenRow | null, count: number, openMs: number) => {
    if (!place) return;
    const row = rows.get(place.id) ?? place;
    rows.set(place.id, { ...row, count: row.count + count, openMs: row.openMs + openMs });
  };
  for (const person of Object.values(names)) add(placeOf(by, person, floor), 0, 0);
  const counts = ({ kind }: { kind: 'chair' | 'speaker' }) => by === 'person' || kind === 'speaker';
  for (const ended of Object.values(speaking).filter(counts)) {
    const person = names[ended.personId];
    if (by !== 'person' || person) add(placeOf(by, { ...person, ...ended }, floor), ended.count, ended.openMs);
  }
  for (const speaker of floor.speakers.filter(counts)) {
    const person = names[speaker.personId];
    if (person) add(placeOf(by, person, floor), 1, openMsAt(speaker, now));
  }
  return [...rows.values()]
    .filter((row) => by !== 'person' || row.count > 0)
    .sort((one, other) => other.openMs - one.openMs || compareText(one.name, other.name));
}

/** In the order of these ids; what is new comes last. */
export function inOrder(rows: readonly SpokenRow[], ids: readonly string[]): SpokenRow[] {
  const placeOfId = ({ id }: SpokenRow) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return rows.toSorted((one, other) => placeOfId(one) - placeOfId(other));
}

type Placed = Pick<AttendanceRow, 'personId' | 'siteId' | 'siteName' | 'groupName'> & Partial<AttendanceRow>;

function placeOf(by: SpokenBy, person: Placed, { budgets }: Pick<FloorHead, 'budgets'>): SpokenRow | null {
  const empty = { count: 0, openMs: 0 };
  if (by === 'person') {
    return { ...empty, id: person.personId, name: formalName(person as AttendanceRow), scope: null, budgetMs: null };
  }
  if (by === 'site') {
    const { siteId, siteName } = person;
    if (!siteId) return null;
    const budget = budgets.find((other) => other.of === 'site' && other.siteId === siteId);
    return { ...empty, id: siteId, name: siteName, scope: { of: 'site', siteId }, budgetMs: budget?.budgetMs ?? null };
  }
  const { groupName } = person;
  if (!groupName) return null;
  const budget = budgets.find((other) => other.of === 'group' && other.groupName === groupName);
  return {
    ...empty,
    id: groupName,
    name: groupName,
    scope: { of: 'group', groupName },
    budgetMs: budget?.budgetMs ?? null,
  };
}
