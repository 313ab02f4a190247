/**
 * For the minutes: who spoke when and how long, each as they were called at that moment, and the sums of it. What was said
 * in a closed session is counted and names nobody.
 */
import type { FloorEndCause, PauseCause, Speaker } from './floor.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import type { Meeting, MeetingEvent } from './meeting-state.ts';
import type { MinutesActor, MinutesPerson } from './minutes-persons.ts';
import type { Role } from './roles.ts';
import type { SpokenTime } from './speaking-statistics.ts';

/** A person as they were called then. */
export type MinutesName = {
  name: string;
  rank: string;
  title: string;
  role: Role;
  siteName: string;
  groupName: string;
};

export type MinutesPause = { cause: PauseCause; from: number; to: number | null };

export type MinutesSpeech = Pick<Speaker, 'personId' | 'kind' | 'itemId' | 'speech' | 'requestKind' | 'budgetMs'> & {
  who: MinutesName;
  /** Whose speech this one answers. */
  answers: MinutesName | null;
  from: number;
  /** Null: it goes on. */
  to: number | null;
  /** How long its microphone was open, as the record says at its end; null: it goes on. */
  openMs: number | null;
  extendedMs: number;
  pauses: readonly MinutesPause[];
  end: FloorEndCause | null;
  /** Who gave the floor for the chair, and who ended the speech for the chair. */
  by: MinutesActor | null;
  endedBy: MinutesActor | null;
  isInClosedSession: boolean;
};

export type MinutesSum = SpokenTime & { name: string };
export type MinutesSums = {
  byPerson: readonly MinutesSum[];
  bySite: readonly MinutesSum[];
  byGroup: readonly MinutesSum[];
  inClosedSession: SpokenTime;
  total: SpokenTime;
};

/** Changes `speeches` in place; `meeting` is after the event. */
export function noteSpeech(
  speeches: MinutesSpeech[],
  event: MeetingEvent,
  { at, meeting, persons, by }: SpeechContext,
): void {
  if (event.type === 'FloorGranted') {
    const { personId, kind, itemId, requestKind, budgetMs, answersSpeech } = event;
    const answered = speeches.find(({ speech }) => speech === answersSpeech);
    endOf(speeches, personId, (speech) => ({ ...speech, to: at }));
    speeches.push({
      ...{ personId, kind, itemId, requestKind, budgetMs, by },
      speech: meeting.floor.speechCount,
      who: nameOf(persons.get(personId)),
      answers: answered && !answered.isInClosedSession ? answered.who : null,
      from: at,
      to: null,
      openMs: null,
      extendedMs: 0,
      pauses: [],
      end: null,
      endedBy: null,
      isInClosedSession: meeting.closedSession !== null,
    });
  }
  if (event.type === 'FloorExtended') {
    const { personId, addMs } = event;
    endOf(speeches, personId, (speech) => ({ ...speech, extendedMs: speech.extendedMs + addMs }));
  }
  if (event.type === 'FloorPaused') {
    const pause = { cause: event.cause, from: at, to: null };
    endOf(speeches, event.personId, (speech) => ({ ...speech, pauses: [...speech.pauses, pause] }));
  }
  if (event.type === 'FloorResumed') {
    const { cause } = event;
    endOf(speeches, event.personId, (speech) => ({ ...speech, pauses: resumed(speech.pauses, cause, at) }));
  }
  if (event.type === 'FloorEnded') {
    const { openMs, cause: end } = event;
    endOf(speeches, event.personId, (speech) => ({ ...speech, to: at, openMs, end, endedBy: by }));
  }
}
type SpeechContext = {
  at: number;
  meeting: Meeting;
  persons: ReadonlyMap<PersonId, MinutesPerson>;
  by: MinutesActor | null;
};

/** Of speeches that have ended. The chair's own words count for the person only, not for a site or a group. */
export function sumsOf(speeches: readonly MinutesSpeech[]): MinutesSums {
  const sums = { person: new Map<string, MinutesSum>(), site: new Map(), group: new Map() };
  let [inClosedSession, total]: SpokenTime[] = [none, none];
  for (const { personId, kind, who, openMs, isInClosedSession } of speeches) {
    if (openMs === null) continue;
    total = plus(total, openMs);
    if (isInClosedSession) {
      inClosedSession = plus(inClosedSession, openMs);
      continue;
    }
    add(sums.person, personId, [who.rank, who.name].filter(Boolean).join(' '), openMs);
    if (kind === 'chair') continue;
    if (who.siteName) add(sums.site, who.siteName, who.siteName, openMs);
    if (who.groupName) add(sums.group, who.groupName, who.groupName, openMs);
  }
  return {
    byPerson: inOrder(sums.person),
    bySite: inOrder(sums.site),
    byGroup: inOrder(sums.group),
    inClosedSession: inClosedSession ?? none,
    total: total ?? none,
  };
}

const none: SpokenTime = { count: 0, openMs: 0 };

function plus(time: SpokenTime | undefined, openMs: number): SpokenTime {
  const { count, openMs: before } = time ?? none;
  return { count: count + 1, openMs: before + openMs };
}

function add(sums: Map<string, MinutesSum>, key: string, name: string, openMs: number): void {
  sums.set(key, { name, ...plus(sums.get(key), openMs) });
}

/** Who spoke longest comes first; otherwise in the order of speaking. */
function inOrder(sums: ReadonlyMap<string, MinutesSum>): MinutesSum[] {
  return [...sums.values()].sort((one, other) => other.openMs - one.openMs);
}

/** Speeches of one item in the order of speaking, without those of which only the time is told. */
export function speechesOn(speeches: readonly MinutesSpeech[], itemId: AgendaItemId | null): MinutesSpeech[] {
  return speeches.filter((speech) => speech.itemId === itemId && !speech.isInClosedSession);
}

export function nameOf(person: MinutesPerson | undefined): MinutesName {
  if (!person) return { name: '', rank: '', title: '', role: 'delegate', siteName: '', groupName: '' };
  const { name, rank, title, role, siteName, groupName } = person;
  return { name, rank, title, role, siteName, groupName };
}

function resumed(pauses: readonly MinutesPause[], cause: PauseCause, at: number): MinutesPause[] {
  return pauses.map((pause) => (pause.cause === cause && pause.to === null ? { ...pause, to: at } : pause));
}

/** The speech that the person gives now, if any. */
function endOf(speeches: MinutesSpeech[], personId: PersonId, make: (speech: MinutesSpeech) => MinutesSpeech): void {
  const index = speeches.findLastIndex((speech) => speech.personId === personId && speech.to === null);
  const speech = speeches[index];
  if (speech) speeches[index] = make(speech);
}
