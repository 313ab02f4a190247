/** How long and how often persons, sites and groups have spoken: advice for the chair, figures for the minutes. Pure. */
import { type Floor, openMsAt, type SpeakerPlace } from './floor.ts';
import type { PersonId } from './ids.ts';

export type SpokenTime = { count: number; openMs: number };

/** By person, speeches under way included. */
export function spokenByPerson(
  { speeches, speakers }: Pick<Floor, 'speeches' | 'speakers'>,
  at: number,
): Map<PersonId, SpokenTime> {
  const spoken = new Map<PersonId, SpokenTime>();
  const add = (personId: PersonId, openMs: number) => {
    const before = spoken.get(personId) ?? { count: 0, openMs: 0 };
    spoken.set(personId, { count: before.count + 1, openMs: before.openMs + openMs });
  };
  for (const { personId, openMs } of speeches) add(personId, openMs);
  for (const speaker of speakers) add(speaker.personId, openMsAt(speaker, at));
  return spoken;
}

/** By what `keyOf` names of the place where the speaker belonged then; without a key it is left out. The chair's own words count for the person only. */
export function spokenBy<Key>(
  floor: Pick<Floor, 'speeches' | 'speakers'>,
  keyOf: (place: SpeakerPlace) => Key | null,
  at: number,
): Map<Key, SpokenTime> {
  const spoken = new Map<Key, SpokenTime>();
  const add = (place: SpeakerPlace, openMs: number) => {
    const key = keyOf(place);
    if (key === null) return;
    const before = spoken.get(key) ?? { count: 0, openMs: 0 };
    spoken.set(key, { count: before.count + 1, openMs: before.openMs + openMs });
  };
  for (const { place, kind, openMs } of floor.speeches) if (kind === 'speaker') add(place, openMs);
  for (const speaker of floor.speakers) if (speaker.kind === 'speaker') add(speaker.place, openMsAt(speaker, at));
  return spoken;
}

/** What is left of the budgets that concern a place; below 0 when one is used up. */
export function budgetLeftMs(
  floor: Pick<Floor, 'budgets' | 'speeches' | 'speakers'>,
  place: SpeakerPlace,
  at: number,
): number[] {
  return floor.budgets.flatMap((budget) => {
    if (budget.of === 'site') {
      if (budget.siteId !== place.siteId) return [];
      const used = spokenBy(floor, ({ siteId }) => siteId, at).get(budget.siteId);
      return [budget.budgetMs - (used?.openMs ?? 0)];
    }
    if (!place.groupName || budget.groupName !== place.groupName) return [];
    const used = spokenBy(floor, ({ groupName }) => groupName || null, at).get(budget.groupName);
    return [budget.budgetMs - (used?.openMs ?? 0)];
  });
}
