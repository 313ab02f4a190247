/** Who was there, in words: counts and quorum first, then the members by site, then what the minutes must say by name. */
import type { MinutesDraft } from '../domain/minutes.ts';
import type { MinutesPerson } from '../domain/minutes-persons.ts';
import { type Fact, fact, listed } from './facts.ts';
import type { MinutesWords } from './words-vi.ts';

const collator = new Intl.Collator('vi', { numeric: true });

export function attendanceFacts(draft: MinutesDraft, words: MinutesWords): Fact[] {
  const persons = draft.persons.filter(wasThere);
  const members = draft.persons.filter(
    ({ isMember, isRemoved, stays }) => isMember && (!isRemoved || stays.length > 0),
  );
  const present = members.filter(wasThere);
  const inMode = (mode: string) => present.filter(({ stays }) => stays.at(-1)?.mode === mode);
  const [inRoom, online] = [inMode('inPerson'), inMode('online')];
  const away = members.filter((person) => !wasThere(person));
  const called = (person: MinutesPerson) => words.called(person);
  return [
    fact(words.members(members.length, inRoom.length, online.length, away.length)),
    ...quorumFacts(draft, words),
    ...listed(words.inRoom, bySite(inRoom, words)),
    ...listed(words.online, bySite(online, words)),
    ...listed(
      words.absent,
      away.flatMap((person) => (person.absence ? [words.absentWith(called(person), person.absence.reason)] : [])),
    ),
    ...listed(
      words.unmarked,
      bySite(
        away.filter(({ absence }) => !absence),
        words,
      ),
    ),
    ...listed(words.late, lateLines(persons, draft, words)),
    ...listed(
      words.moved,
      persons.flatMap((person) => movement(person, draft, words)),
    ),
    ...listed(words.substitutes, substitutes(draft.persons, words)),
    ...listed(
      words.others,
      persons
        .filter(({ isMember }) => !isMember)
        .map((person) =>
          words.otherPerson(called(person), [words.role(person.role), person.title].filter(Boolean).join(', ')),
        ),
    ),
  ];
}

function wasThere({ stays }: MinutesPerson): boolean {
  return stays.length > 0;
}

function quorumFacts({ quorum, openedAt }: MinutesDraft, words: MinutesWords): Fact[] {
  const { atOpening, lowest, article } = quorum;
  if (openedAt === null || !atOpening) return [];
  const facts = [fact(words.quorumAtOpening(atOpening))];
  if (lowest && lowest.at > openedAt) facts.push(fact(words.quorumLowest(lowest, words.clock(lowest.at))));
  return [...facts, fact(words.quorumRule(article))];
}

/** One line for each site, the names within it in the order of the Vietnamese alphabet by given name. */
function bySite(persons: readonly MinutesPerson[], words: MinutesWords): string[] {
  const sites = new Map<string, MinutesPerson[]>();
  for (const person of persons) {
    const found = sites.get(person.siteName);
    if (found) found.push(person);
    else sites.set(person.siteName, [person]);
  }
  return [...sites]
    .sort(([one], [other]) => collator.compare(one, other))
    .map(([site, of]) =>
      words.site(
        site,
        of.length,
        of
          .sort(byGivenName)
          .map((person) => words.called(person))
          .join(', '),
      ),
    );
}

function byGivenName(one: MinutesPerson, other: MinutesPerson): number {
  const given = ({ name }: MinutesPerson) => name.trim().split(/\s+/).at(-1) ?? '';
  return collator.compare(given(one), given(other)) || collator.compare(one.name, other.name);
}

function lateLines(persons: readonly MinutesPerson[], { openedAt }: MinutesDraft, words: MinutesWords): string[] {
  return persons.flatMap((person) => {
    const since = person.stays[0]?.from;
    const isLate = openedAt !== null && since !== undefined && since > openedAt;
    return isLate ? [words.lateAt(words.called(person), words.clock(since))] : [];
  });
}

/** When a person went and came back; changing from the room to online and back is neither. */
function movement(person: MinutesPerson, { openedAt }: MinutesDraft, words: MinutesWords): string[] {
  const parts = person.stays.flatMap(({ to }, index) => {
    const next = person.stays[index + 1];
    if (to === null || openedAt === null || to < openedAt || next?.from === to) return [];
    const left = words.leftAt(words.clock(to));
    return next ? [left, words.cameBackAt(words.clock(next.from))] : [left];
  });
  return parts.length > 0 ? [words.movements(words.called(person), parts)] : [];
}

function substitutes(persons: readonly MinutesPerson[], words: MinutesWords): string[] {
  return persons.flatMap((person) => {
    const other = persons.find(({ personId }) => personId === person.substituteForId);
    return other && !person.isRemoved ? [words.substitutesFor(words.called(person), words.called(other))] : [];
  });
}
