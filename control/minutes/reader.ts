/**
 * The minutes of meetings as they stand. The record of a meeting is read once, when somebody asks for its minutes; from
 * then on each fact is added as it comes, so that asking again costs neither journal nor fold.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MinutesDocument } from '#contract';
import { type MinutesFold, type MinutesRecord, minutesFold } from '../domain/minutes.ts';
import type { MinutesNotes } from '../domain/minutes-notes.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';
import type { Journal } from '../store/journal.ts';
import { documentOf, type MinutesLanguage } from './document.ts';

export type ReadMinutes = { document: MinutesDocument; notes: MinutesNotes };
type ReadMeeting = Pick<LiveMeeting, 'id' | 'fault' | 'onFacts'>;

type Followed = {
  meeting: ReadMeeting;
  fold: MinutesFold;
  /** Resolves when the record was read. */
  ready: Promise<void>;
  /** What came while it was read; null from then on. */
  waiting: MinutesRecord[] | null;
  /** By language, until the next fact. */
  told: Map<MinutesLanguage, ReadMinutes>;
};

/** Enough for those that run at once; large meetings are some megabytes. */
const maxFollowed = 16;
/** Records that are added in one turn, so that commands of meetings do not wait for a long record. */
const recordsPerTurn = 200;

export class MinutesReader {
  readonly #journal: Pick<Journal, 'read'>;
  readonly #followed = new Map<string, Followed>();

  constructor(journal: Pick<Journal, 'read'>) {
    this.#journal = journal;
  }

  /** As of the newest record. Rejects when the journal cannot be read. */
  async read(meeting: ReadMeeting, language: MinutesLanguage): Promise<ReadMinutes> {
    const followed = this.#followed.get(meeting.id) ?? this.#follow(meeting);
    await followed.ready;
    const known = followed.told.get(language);
    if (known) return known;
    const draft = followed.fold.draft();
    const read = { document: documentOf(draft, meeting.fault !== null, language), notes: draft.notes };
    followed.told.set(language, read);
    return read;
  }

  #follow(meeting: ReadMeeting): Followed {
    const { id } = meeting;
    const fold = minutesFold(id);
    const followed: Followed = { meeting, fold, ready: Promise.resolve(), waiting: [], told: new Map() };
    meeting.onFacts = (facts) => this.#add(followed, facts);
    followed.ready = this.#readRecord(followed);
    // What failed is tried again by whoever asks next.
    followed.ready.catch(() => this.#forget(followed));
    this.#followed.set(id, followed);
    const [oldest] = this.#followed.values();
    if (this.#followed.size > maxFollowed && oldest) this.#forget(oldest);
    return followed;
  }

  async #readRecord(followed: Followed): Promise<void> {
    const { meeting, fold } = followed;
    const { fault, id } = meeting;
    const { records } = await this.#journal.read(`meeting/${id}`);
    let version = 0;
    for (const [index, record] of (records as MinutesRecord[]).entries()) {
      if (fault && record.version >= fault.version) break;
      fold.add(record);
      ({ version } = record);
      if (index % recordsPerTurn === recordsPerTurn - 1) await nextTurn();
    }
    for (const record of followed.waiting ?? []) if (record.version > version) fold.add(record);
    followed.waiting = null;
  }

  #add(followed: Followed, facts: readonly MinutesRecord[]): void {
    followed.told.clear();
    if (followed.waiting) {
      followed.waiting.push(...facts);
      return;
    }
    try {
      for (const fact of facts) followed.fold.add(fact);
    } catch {
      // The facts are on the disk whatever the minutes make of them: whoever asks next reads them from there, and hears why.
      this.#forget(followed);
    }
  }

  #forget(followed: Followed): void {
    const { meeting } = followed;
    if (this.#followed.get(meeting.id) !== followed) return;
    this.#followed.delete(meeting.id);
    meeting.onFacts = null;
  }
}
