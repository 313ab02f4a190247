/** What happened on an agenda item, in words: when it was under discussion, how one spoke, and each speech in its order. */
import type { MinutesItem } from '../domain/minutes.ts';
import type { MinutesSpeech } from '../domain/minutes-speeches.ts';
import { type Fact, fact, presented, spansText, withBy } from './facts.ts';
import type { MinutesWords } from './words-vi.ts';

export function itemFacts(item: MinutesItem, words: MinutesWords): Fact[] {
  return [
    ...stretchFacts(item, words),
    ...(item.isRemoved ? [fact(words.itemRemoved)] : []),
    ...item.modes.map(({ at, mode, presenter, by }) =>
      fact(withBy(words.mode(words.clock(at), mode, presenter ? words.called(presenter) : ''), by, words)),
    ),
    ...speechFacts(item.speeches, words),
  ];
}

/** Each speech, and the sum of those that have ended. */
export function speechFacts(speeches: readonly MinutesSpeech[], words: MinutesWords): Fact[] {
  const ended = speeches.filter(({ openMs }) => openMs !== null);
  const total = ended.reduce((sum, { openMs }) => sum + (openMs ?? 0), 0);
  return [
    ...speeches.map((speech) => fact(speechText(speech, words))),
    ...(ended.length > 1 ? [fact(words.itemTotal(ended.length, words.span(total)))] : []),
  ];
}

function stretchFacts({ stretches }: MinutesItem, words: MinutesWords): Fact[] {
  const [first] = stretches;
  if (!first) return [fact(words.notDiscussed)];
  const spans = spansText(stretches, words);
  if (stretches.at(-1)?.to === null) return [fact(withBy(words.discussing(spans), first.by, words))];
  const total = stretches.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? from) - from), 0);
  return [fact(withBy(words.discussed(spans, words.span(total)), first.by, words))];
}

/** "Đại biểu … (chức vụ, điểm cầu) phát biểu: từ 09 giờ 05 phút đến 09 giờ 08 phút (3 phút 20 giây); …" */
function speechText(speech: MinutesSpeech, words: MinutesWords): string {
  const { who, kind, requestKind, answers, from, to, openMs, extendedMs, end } = speech;
  const name = kind === 'chair' ? words.chairSpoke(words.called(who)) : presented(who, words);
  const time =
    openMs === null
      ? words.speaking(words.clock(from))
      : words.spokeFor(words.clock(from), words.clock(to ?? from), words.span(openMs));
  const remarks = [
    extendedMs > 0 && words.extended(extendedMs),
    ...new Set(speech.pauses.map(({ cause }) => words.paused(cause))),
    end && words.ended(end),
  ].filter(Boolean);
  const text = words.spoke(name, requestKind, answers ? words.called(answers) : '', [time, ...remarks].join('; '));
  return withBy(`${text}.`, speech.by ?? speech.endedBy, words);
}
