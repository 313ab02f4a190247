/**
 * What the clerk writes beside the facts of the minutes: free text per section. The facts come from the record and are
 * never changed by it.
 */
import type { PersonId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';

/** `opening`, `attendance`, `closing`, or an agenda item's id. */
export type MinutesSection = string;
export type MinutesNote = { text: string; revision: number; personId: PersonId | null; at: number };
export type MinutesNotes = ReadonlyMap<MinutesSection, MinutesNote>;

/** `baseRevision` is the one that the writer saw, 0 for a section without text. */
export type MinutesCommand = { type: 'minutes.write'; section: MinutesSection; baseRevision: number; text: string };
export type MinutesEvent = { type: 'MinutesWritten'; section: MinutesSection; personId: PersonId | null; text: string };

/** Throws `STALE_TEXT` when somebody else wrote meanwhile: the page keeps both and lets the clerk choose. */
export function decideMinutes(
  { section, baseRevision, text }: MinutesCommand,
  notes: MinutesNotes,
  { personId, isItem }: { personId: PersonId | null; isItem(section: MinutesSection): boolean },
): MinutesEvent[] {
  const note = notes.get(section);
  // The text of an item that was removed since stays open to its writer.
  if (!note && !isFixed(section) && !isItem(section)) refuse('UNKNOWN_ITEM');
  if (note?.text === text || (!note && text === '')) return [];
  if ((note?.revision ?? 0) !== baseRevision) refuse('STALE_TEXT');
  return [{ type: 'MinutesWritten', section, personId, text }];
}

function isFixed(section: MinutesSection): boolean {
  return section === 'opening' || section === 'attendance' || section === 'closing';
}

export function evolveMinutes(notes: MinutesNotes, event: MinutesEvent, at: number): MinutesNotes {
  if (event.type !== 'MinutesWritten') return assertNever(event.type);
  const { section, personId, text } = event;
  return new Map(notes).set(section, { text, revision: (notes.get(section)?.revision ?? 0) + 1, personId, at });
}
