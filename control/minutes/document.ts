/**
 * The minutes as a document: the facts of the record in words, section by section, with head and foot. Page, print and
 * DOCX show this one and nothing else. Pure.
 */
import type { MinutesDocument } from '#contract';
import type { MinutesChair, MinutesDraft, MinutesItem } from '../domain/minutes.ts';
import type { MinutesSum } from '../domain/minutes-speeches.ts';
import { attendanceFacts } from './attendance-facts.ts';
import { type Fact, fact, presented, spansText, withBy } from './facts.ts';
import { itemFacts, speechFacts } from './item-facts.ts';
import { isSameDay, momentOf, two } from './times.ts';
import { enWords } from './words-en.ts';
import { type MinutesWords, viWords } from './words-vi.ts';

export type MinutesLanguage = 'vi' | 'en';
type Section = MinutesDocument['sections'][number];

export function documentOf(draft: MinutesDraft, isDamaged: boolean, language: MinutesLanguage): MinutesDocument {
  const words = wordsOf(draft, language);
  const { bodyName, title, status, closedAt, version } = draft;
  return {
    version,
    isDamaged,
    isOver: status === 'closed' || status === 'cancelled',
    fileName: fileName(draft, words),
    head: {
      bodyName,
      number: words.number,
      nation: words.nation,
      motto: words.motto,
      kind: words.kind,
      subject: title,
    },
    sections: [
      section('opening', words.opening, openingFacts(draft, words), { isWritable: true }),
      section('attendance', words.attendance, attendanceFacts(draft, words), { isWritable: true }),
      ...itemSections(draft.items, words),
      ...courseSection(draft, words),
      statisticsSection(draft, words),
      section('closing', words.closing, closingFacts(draft, words), { isWritable: true }),
    ],
    ending: closedAt === null ? words.endingOpen : words.ending(closedAt),
    signatures: [
      { title: words.clerkSign, hint: words.clerkHint, name: signer(draft, 'clerk') },
      { title: words.chairSign, hint: words.chairHint, name: lastChair(draft) },
    ],
    recipients: [words.recipients, ...words.recipientLines],
  };
}

/** A time on another day than that of the opening says so. */
function wordsOf({ openedAt, plannedStartAt }: MinutesDraft, language: MinutesLanguage): MinutesWords {
  const words = language === 'vi' ? viWords : enWords;
  const clock = (ms: number) => (isSameDay(ms, openedAt ?? plannedStartAt) ? words.clock(ms) : words.clockAndDay(ms));
  return { ...words, clock };
}

/** Items that only staff see are on no paper. */
export function onPaper({ sections }: Pick<MinutesDocument, 'sections'>): Section[] {
  return sections.filter(({ isInternal }) => !isInternal);
}

function section(
  id: string,
  title: string,
  facts: Fact[],
  fields: Partial<Omit<Section, 'id' | 'title' | 'facts'>> = {},
): Section {
  return { id, title, facts, isWritable: false, isInternal: false, tables: [], ...fields };
}

function openingFacts(draft: MinutesDraft, words: MinutesWords): Fact[] {
  const { status, openedAt, plannedStartAt, place, chairs, persons, packName } = draft;
  const clerks = persons.filter(({ role, isRemoved }) => role === 'clerk' && !isRemoved);
  return [
    ...(openedAt === null ? [] : [fact(words.opened(openedAt))]),
    fact(words.planned(plannedStartAt)),
    ...(openedAt === null ? [fact(status === 'cancelled' ? words.cancelled : words.notOpened)] : []),
    ...(place ? [fact(words.place(place))] : []),
    ...chairs.map((chair, index) => fact(chairText(chair, index === 0, words))),
    ...(clerks.length > 0 ? [fact(words.clerks(clerks.map((person) => words.called(person)).join(', ')))] : []),
    fact(words.rules(packName)),
  ];
}

function chairText({ who, cause, from }: MinutesChair, isFirst: boolean, words: MinutesWords): string {
  if (isFirst) return who ? words.chair(presented(who, words)) : words.noChair;
  const at = words.clock(from);
  return who ? words.chairChanged(at, words.called(who), cause) : words.chairMissing(at, cause);
}

/** Numbers are those that everybody sees: an internal item has none. */
function itemSections(items: readonly MinutesItem[], words: MinutesWords): Section[] {
  let number = 0;
  return items.map((item) => {
    const isInternal = item.visibility === 'staff';
    if (!isInternal) number += 1;
    const title = isInternal ? words.internalItem(item.title) : words.item(number, item.title);
    return section(item.id, title, itemFacts(item, words), { isWritable: !item.isRemoved, isInternal });
  });
}

/** In the order of time; nothing where nothing of it happened. */
function courseSection(
  { recesses, closedSessions, notices, otherSpeeches }: MinutesDraft,
  words: MinutesWords,
): Section[] {
  const timed = [
    ...recesses.map((span) => ({
      at: span.from,
      text: withBy(words.recess(spansText([span], words)), span.by, words),
    })),
    ...closedSessions.map(({ spoken, ...span }) => ({
      at: span.from,
      text: withBy(
        words.closedSession(spansText([span], words), spoken.count, words.span(spoken.openMs)),
        span.by,
        words,
      ),
    })),
    ...notices.map(({ at, text, by }) => ({ at, text: withBy(words.notice(words.clock(at), text), by, words) })),
  ];
  const facts = [
    ...timed.sort((one, other) => one.at - other.at).map(({ text }) => fact(text)),
    ...speechFacts(otherSpeeches, words),
  ];
  return facts.length > 0 ? [section('course', words.course, facts)] : [];
}

function statisticsSection({ sums }: MinutesDraft, words: MinutesWords): Section {
  const { byPerson, bySite, byGroup, inClosedSession, total } = sums;
  const facts =
    total.count === 0
      ? [fact(words.noStatistics)]
      : [
          fact(words.statisticsTotal(total.count, words.span(total.openMs))),
          ...(inClosedSession.count > 0
            ? [fact(words.statisticsClosed(inClosedSession.count, words.span(inClosedSession.openMs)))]
            : []),
        ];
  const tables = [
    table(words.byPerson, words.columnName, byPerson, words),
    table(words.bySite, words.columnSite, bySite, words),
    table(words.byGroup, words.columnGroup, byGroup, words),
  ].filter(({ rows }) => rows.length > 0);
  return section('statistics', words.statistics, facts, { tables });
}

function table(
  title: string,
  column: string,
  sums: readonly MinutesSum[],
  words: MinutesWords,
): Section['tables'][number] {
  return {
    title,
    columns: [column, words.columnCount, words.columnTime],
    rows: sums.map(({ name, count, openMs }) => [name, String(count), words.span(openMs)]),
  };
}

function closingFacts({ closedAt, openedAt, status }: MinutesDraft, words: MinutesWords): Fact[] {
  if (status === 'cancelled') return [fact(words.cancelled)];
  if (closedAt !== null) return [fact(words.closed(closedAt))];
  return [fact(openedAt === null ? words.notOpened : words.notClosed)];
}

/** The one person of this role; nobody where there are several, as it is not known who signs. */
function signer({ persons }: MinutesDraft, role: 'clerk'): string {
  const found = persons.filter((person) => person.role === role && !person.isRemoved);
  const [one] = found;
  return one && found.length === 1 ? [one.rank, one.name].filter(Boolean).join(' ') : '';
}

/** Who chaired last. */
function lastChair({ chairs }: MinutesDraft): string {
  const last = chairs.findLast(({ who }) => who !== null)?.who;
  return last ? [last.rank, last.name].filter(Boolean).join(' ') : '';
}

/** "Biên bản 2026-11-22 Phiên họp tháng 11": what no file system takes is left out. */
function fileName({ title, openedAt, plannedStartAt }: MinutesDraft, words: MinutesWords): string {
  const { year, month, day } = momentOf(openedAt ?? plannedStartAt);
  const plain = title
    .replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${words.file} ${year}-${two(month)}-${two(day)} ${plain}`.slice(0, 120).replace(/[. ]+$/, '');
}
