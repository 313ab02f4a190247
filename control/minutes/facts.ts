/** Small pieces of which the facts of the minutes are put together. */
import type { MinutesDocument } from '#contract';
import type { MinutesSpan } from '../domain/minutes.ts';
import type { MinutesActor } from '../domain/minutes-persons.ts';
import type { MinutesName } from '../domain/minutes-speeches.ts';
import type { MinutesWords } from './words-vi.ts';

type Section = MinutesDocument['sections'][number];
export type Fact = Section['facts'][number];

export function fact(text: string): Fact {
  return { text, isPart: false };
}

/** A heading with what belongs to it; nothing where there is nothing. */
export function listed(heading: string, parts: readonly string[]): Fact[] {
  return parts.length === 0 ? [] : [fact(heading), ...parts.map((text) => ({ text, isPart: true }))];
}

/** `from … to …`, one after the other. */
export function spansText(spans: readonly Pick<MinutesSpan, 'from' | 'to'>[], words: MinutesWords): string {
  const { clock } = words;
  const one = ({ from, to }: Pick<MinutesSpan, 'from' | 'to'>) =>
    to === null ? words.since(clock(from)) : words.fromTo(clock(from), clock(to));
  return spans.map(one).join(words.and);
}

/** Says within a sentence who did it for whom; the sentence as it is where the chair did it themselves. */
export function withBy(sentence: string, by: MinutesActor | null, words: MinutesWords): string {
  return by ? `${sentence.replace(/\.$/, '')}${words.byFor(by)}.` : sentence;
}

/** With title and site, as somebody is presented. */
export function presented(who: MinutesName, words: MinutesWords): string {
  const place = [who.title, who.siteName].filter(Boolean).join(', ');
  return place ? `${words.called(who)} (${place})` : words.called(who);
}
