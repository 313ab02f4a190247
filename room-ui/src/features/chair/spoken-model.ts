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

/** Whoever has spoken longest comes first. Sites and groups are listed also before anybody of them spoke. */
export function spokenBy(
  by: SpokenBy,
  names: Record<string, AttendanceRow>,
  speaking: Slices['speaking']['rows'],
  floor: Pick<FloorHead, 'speakers' | 'budgets'>,
  now: number,
): SpokenRow[] {
  const rows = new Map<string, SpokenRow>();
  for (const person of Object.values(names)) {
    const place = placeOf(by, person, floor);
    if (!place) continue;
    const row = rows.get(place.id) ?? place;
    const ended = speaking[person.personId];
    const live = floor.speakers.filter(({ personId }) => personId === person.personId);
    row.count += (ended?.count ?? 0) + live.length;
    row.openMs += (ended?.openMs ?? 0) + live.reduce((sum, speaker) => sum + openMsAt(speaker, now), 0);
    rows.set(place.id, row);
  }
  return [...rows.values()]
    .filter((row) => by !== 'person' || row.count > 0)
    .sort((one, other) => other.openMs - one.openMs || compareText(one.name, other.name));
}

function placeOf(by: SpokenBy, person: AttendanceRow, { budgets }: Pick<FloorHead, 'budgets'>): SpokenRow | null {
  const empty = { count: 0, openMs: 0 };
  if (by === 'person') {
    return { ...empty, id: person.personId, name: formalName(person), scope: null, budgetMs: null };
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
