/**
 * Reads the minutes of a meeting off its journal. Each version of the record is read once for all who ask, and while one
 * reading goes on nobody starts another of the same meeting.
 */
import { foldMinutes, type MinutesDraft, type MinutesRecord } from '../domain/minutes.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';
import type { Journal } from '../store/journal.ts';

export type ReadMinutes = { draft: MinutesDraft; isDamaged: boolean };
type ReadMeeting = Pick<LiveMeeting, 'id' | 'version' | 'fault'>;
type Known = { version: number; read: Promise<ReadMinutes> };

/** Enough for those that run at once; drafts of large meetings are some megabytes. */
const maxKept = 16;

export class MinutesReader {
  readonly #journal: Pick<Journal, 'read'>;
  readonly #known = new Map<string, Known>();

  constructor(journal: Pick<Journal, 'read'>) {
    this.#journal = journal;
  }

  /** As of the newest record. Rejects when the journal cannot be read. */
  read(meeting: ReadMeeting): Promise<ReadMinutes> {
    const { id, version } = meeting;
    const known = this.#known.get(id);
    if (known?.version === version) return known.read;
    const read = this.#fold(meeting);
    this.#keep(id, { version, read });
    // What failed is tried again by whoever asks next.
    read.catch(() => this.#known.get(id)?.read === read && this.#known.delete(id));
    return read;
  }

  async #fold({ id, fault }: ReadMeeting): Promise<ReadMinutes> {
    const contents = await this.#journal.read(`meeting/${id}`);
    const sound = (contents.records as MinutesRecord[]).filter(({ version }) => !fault || version < fault.version);
    return { draft: foldMinutes(id, sound), isDamaged: fault !== null };
  }

  #keep(id: string, known: Known): void {
    this.#known.delete(id);
    this.#known.set(id, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxKept && oldest !== undefined) this.#known.delete(oldest);
  }
}
