/** Previews of lists, kept until they are taken over: one per session, for a quarter of an hour, in memory only. */
import type { BodyId, MeetingId } from '../domain/ids.ts';
import { AppError } from '../errors.ts';
import type { PersonList } from '../import/list.ts';
import type { ImportPlan } from '../import/plan.ts';

export type AppliedImport = { created: number; changed: number; added: number };
export type KeptImport = {
  importId: string;
  bodyId: BodyId;
  meetingId: MeetingId | null;
  list: PersonList;
  /** What the person was shown. */
  plan: ImportPlan;
  /** True once the register holds the persons; a meeting that could not be written can be tried again. */
  isInRegister: boolean;
  /** The first answer, for a repeat. */
  applied: Promise<AppliedImport> | null;
};

const lifeMs = 15 * 60_000;
/** A list may be four megabytes; more than this many wait for nobody. */
const maxKept = 50;

export class ImportPreviews {
  readonly #kept = new Map<string, { kept: KeptImport; expiresAt: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  keep(sessionKey: string, kept: KeptImport): void {
    // Taken out first, so that the newest is always the last.
    this.#kept.delete(sessionKey);
    this.#kept.set(sessionKey, { kept, expiresAt: this.#now() + lifeMs });
    for (const [key, { expiresAt }] of this.#kept) {
      if (expiresAt > this.#now() && this.#kept.size <= maxKept) break;
      this.#kept.delete(key);
    }
  }

  /** Throws `IMPORT_EXPIRED` when the session has no such preview any more. */
  find(sessionKey: string, importId: string): KeptImport {
    const entry = this.#kept.get(sessionKey);
    if (!entry || entry.expiresAt <= this.#now() || entry.kept.importId !== importId) throw importExpired();
    return entry.kept;
  }
}

export function importExpired(): AppError {
  return new AppError('IMPORT_EXPIRED', 'This preview is not there any more, or does not hold. Load the list again.');
}
