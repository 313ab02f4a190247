/**
 * The facts of the minutes, read off the record of a meeting: attendance, chair, items, speeches, recesses, notices. The
 * same record always tells the same, and nothing that the clerk writes changes it. Pure; never throws for a record that
 * the meeting itself could read.
 */
import type { ItemVisibility } from './agenda.ts';
import type { AuthorityCause } from './authority.ts';
import type { FloorMode } from './floor.ts';
import type { AgendaItemId, MeetingId, PersonId } from './ids.ts';
import { meetingEvolver } from './meeting.ts';
import { isOver, isRunning, type Meeting, type MeetingEvent, newMeeting } from './meeting-state.ts';
import type { MinutesNotes } from './minutes-notes.ts';
import { actorInMinutes, type MinutesActor, type MinutesPerson, notePerson } from './minutes-persons.ts';
import {
  type MinutesName,
  type MinutesSpeech,
  type MinutesSums,
  nameOf,
  noteSpeech,
  speechesOn,
  sumsOf,
} from './minutes-speeches.ts';
import { quorumOfParticipants } from './participants.ts';
import { planOf } from './plan.ts';
import type { Quorum } from './quorum.ts';
import type { Actor } from './roles.ts';
import type { SpokenTime } from './speaking-statistics.ts';
import { upcastMeetingEvent } from './upcast.ts';

/** One fact as it stands in the journal. */
export type MinutesRecord = { version: number; at: number; actor: Actor; event: MeetingEvent };

/** `to` null: it goes on. */
export type MinutesSpan = { from: number; to: number | null; by: MinutesActor | null };
export type MinutesMode = { at: number; mode: FloorMode; presenter: MinutesName | null; by: MinutesActor | null };

export type MinutesItem = {
  id: AgendaItemId;
  title: string;
  visibility: ItemVisibility;
  /** Taken off the agenda after it had been under discussion. */
  isRemoved: boolean;
  stretches: readonly MinutesSpan[];
  modes: readonly MinutesMode[];
  speeches: readonly MinutesSpeech[];
};

export type MinutesChair = {
  /** Null: nobody chaired. */
  who: MinutesName | null;
  cause: AuthorityCause | null;
  from: number;
  to: number | null;
};

export type MinutesNotice = { at: number; text: string; by: MinutesActor | null };
export type MinutesClosedSession = MinutesSpan & { spoken: SpokenTime };

export type MinutesDraft = Pick<
  Meeting,
  'id' | 'bodyName' | 'title' | 'place' | 'status' | 'plannedStartAt' | 'openedAt' | 'closedAt'
> & {
  /** Of the last record that it tells. */
  version: number;
  plannedEndAt: number;
  packName: string;
  quorum: { article: string; atOpening: Quorum | null; lowest: (Quorum & { at: number }) | null; now: Quorum };
  persons: readonly MinutesPerson[];
  chairs: readonly MinutesChair[];
  items: readonly MinutesItem[];
  /** While nothing was under discussion. */
  otherSpeeches: readonly MinutesSpeech[];
  recesses: readonly MinutesSpan[];
  closedSessions: readonly MinutesClosedSession[];
  notices: readonly MinutesNotice[];
  sums: MinutesSums;
  notes: MinutesNotes;
};

/** What is gathered on the way through the record. */
type Gathered = {
  persons: Map<PersonId, MinutesPerson>;
  speeches: MinutesSpeech[];
  stretches: Map<AgendaItemId, MinutesSpan[]>;
  modes: (MinutesMode & { itemId: AgendaItemId | null })[];
  titles: Map<AgendaItemId, Pick<MinutesItem, 'id' | 'title' | 'visibility'>>;
  chairs: MinutesChair[];
  recesses: MinutesSpan[];
  closedSessions: MinutesSpan[];
  notices: MinutesNotice[];
  atOpening: Quorum | null;
  lowest: (Quorum & { at: number }) | null;
};

/** Reads record after record; `draft` tells what they say so far, and stays as it is while more are added. */
export type MinutesFold = { add(record: MinutesRecord): void; draft(): MinutesDraft };

export function minutesFold(id: MeetingId): MinutesFold {
  const gathered = nothingGathered();
  const evolve = meetingEvolver();
  let meeting = newMeeting(id);
  let version = 0;
  return {
    add({ at, actor, event: recorded, version: next }) {
      const event = upcastMeetingEvent(recorded);
      const before = meeting;
      meeting = evolve(before, event, at);
      version = next;
      notePerson(gathered.persons, event, at);
      const step = { before, after: meeting, event, at, by: actorInMinutes(actor, gathered.persons) };
      noteSpeech(gathered.speeches, event, { at, meeting, persons: gathered.persons, by: step.by });
      noteItems(gathered, step);
      noteCourse(gathered, step);
      noteQuorum(gathered, step);
    },
    draft: () => draftOf(meeting, gathered, version),
  };
}

export function foldMinutes(id: MeetingId, records: readonly MinutesRecord[]): MinutesDraft {
  const fold = minutesFold(id);
  for (const record of records) fold.add(record);
  return fold.draft();
}

function nothingGathered(): Gathered {
  return {
    persons: new Map(),
    speeches: [],
    stretches: new Map(),
    modes: [],
    titles: new Map(),
    chairs: [],
    recesses: [],
    closedSessions: [],
    notices: [],
    atOpening: null,
    lowest: null,
  };
}

/** Of `before` only what is no list of persons may be looked at. */
type Step = { before: Meeting; after: Meeting; event: MeetingEvent; at: number; by: MinutesActor | null };

function noteItems({ stretches, modes, titles, persons }: Gathered, { before, after, event, at, by }: Step): void {
  if (before.agenda !== after.agenda) {
    for (const { id, title, visibility } of after.agenda.items) titles.set(id, { id, title, visibility });
  }
  const [was, is] = [discussed(before), discussed(after)];
  if (was !== is) {
    if (was) end(stretches.get(was), at);
    if (is) stretches.set(is, [...(stretches.get(is) ?? []), { from: at, to: null, by }]);
  }
  if (event.type !== 'FloorModeSet') return;
  const { itemId, mode } = event;
  const presenter = mode.name === 'presentation' ? nameOf(persons.get(mode.presenterId)) : null;
  modes.push({ itemId, at, mode, presenter, by });
}

function noteCourse(gathered: Gathered, { before, after, event, at, by }: Step): void {
  const { chairs, recesses, closedSessions, notices, persons } = gathered;
  const [was, is] = [before.authority.actingChairId, after.authority.actingChairId];
  if (was !== is || event.type === 'MeetingOpened') {
    end(chairs, at);
    const { cause } = after.authority;
    const who = is ? nameOf(persons.get(is)) : null;
    if (!isOver(after.status)) chairs.push({ who, cause, from: at, to: null });
  }
  noteSpan(recesses, before.status === 'adjourned', after.status === 'adjourned', { from: at, to: null, by });
  noteSpan(closedSessions, before.closedSession !== null, after.closedSession !== null, { from: at, to: null, by });
  const isTold = event.type === 'DisplayNoticeShown' && !after.closedSession;
  if (isTold) notices.push({ at, text: event.text, by });
}

function noteSpan(spans: MinutesSpan[], was: boolean, is: boolean, begun: MinutesSpan): void {
  if (was === is) return;
  if (is) spans.push(begun);
  else end(spans, begun.from);
}

/** Counted when somebody comes or goes: the list of persons does not change otherwise. */
function noteQuorum(gathered: Gathered, { after, event, at }: Step): void {
  const isCounted = event.type === 'MeetingOpened' || event.type === 'AttendanceMarked';
  if (!isRunning(after.status) || !(isCounted || event.type.startsWith('Participant'))) return;
  const quorum = quorumOfParticipants(after.quorumRule, after.participants);
  if (event.type === 'MeetingOpened') gathered.atOpening = quorum;
  if (gathered.lowest && gathered.lowest.present <= quorum.present) return;
  gathered.lowest = { ...quorum, at };
}

function draftOf(meeting: Meeting, gathered: Gathered, version: number): MinutesDraft {
  const { id, bodyName, title, place, status, plannedStartAt, openedAt, closedAt } = meeting;
  const { atOpening, lowest, speeches, closedSessions } = gathered;
  return {
    ...{ id, bodyName, title, place, status, plannedStartAt, openedAt, closedAt, version },
    plannedEndAt: planOf(meeting.agenda, plannedStartAt).endAt,
    packName: meeting.rulePack.name,
    quorum: {
      article: meeting.quorumRule.article,
      atOpening,
      lowest,
      now: quorumOfParticipants(meeting.quorumRule, meeting.participants),
    },
    persons: [...gathered.persons.values()],
    chairs: [...gathered.chairs],
    items: itemsOf(meeting, gathered),
    otherSpeeches: speechesOn(speeches, null),
    recesses: [...gathered.recesses],
    closedSessions: closedSessions.map((span) => ({ ...span, spoken: spokenIn(span, speeches) })),
    notices: [...gathered.notices],
    sums: sumsOf(speeches),
    notes: meeting.minutesNotes,
  };
}

/** In the order of the agenda; an item that was discussed or spoken on, or written about, stays when it is removed. */
function itemsOf({ agenda, minutesNotes }: Meeting, { titles, stretches, modes, speeches }: Gathered): MinutesItem[] {
  const kept = new Set(agenda.items.map(({ id }) => id));
  const gone = [...titles.keys()].filter((id) => {
    const hasText = (minutesNotes.get(id)?.text ?? '') !== '';
    return !kept.has(id) && (stretches.has(id) || hasText || speeches.some(({ itemId }) => itemId === id));
  });
  return [...kept, ...gone].map((itemId) => ({
    ...(titles.get(itemId) ?? { id: itemId, title: '', visibility: 'staff' }),
    isRemoved: !kept.has(itemId),
    stretches: [...(stretches.get(itemId) ?? [])],
    modes: modes.filter((mode) => mode.itemId === itemId).map(({ itemId: _itemId, ...mode }) => mode),
    speeches: speechesOn(speeches, itemId),
  }));
}

function spokenIn({ from, to }: MinutesSpan, speeches: readonly MinutesSpeech[]): SpokenTime {
  const inside = speeches.filter(
    (speech) => speech.isInClosedSession && speech.from >= from && (to === null || speech.from <= to),
  );
  return { count: inside.length, openMs: inside.reduce((sum, { openMs }) => sum + (openMs ?? 0), 0) };
}

/** The item whose clock runs. */
function discussed({ status, agenda }: Meeting): AgendaItemId | null {
  return status === 'inSession' ? agenda.activeItemId : null;
}

/** Ends the last of these in place. */
function end<Span extends { to: number | null }>(spans: Span[] | undefined, at: number): void {
  const last = spans?.at(-1);
  if (spans && last?.to === null) spans[spans.length - 1] = { ...last, to: at };
}
