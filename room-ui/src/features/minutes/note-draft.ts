/**
 * The clerk's text of one section while it is typed and others may write the same one. `base` is the revision that the
 * text rests on. Nothing that somebody wrote is lost: where two texts meet, both are kept until the clerk has chosen.
 */
export type SavedNote = { text: string; revision: number };

export type NoteDraft = {
  value: string;
  /** The saved text that `value` was made from. */
  seen: string;
  base: number;
  /** What is on its way. */
  sent: string | null;
  /** Somebody else's text that was saved meanwhile. */
  other: SavedNote | null;
  hasFailed: boolean;
};

export const noNote: SavedNote = { text: '', revision: 0 };

export function newNoteDraft({ text, revision }: SavedNote): NoteDraft {
  return { value: text, seen: text, base: revision, sent: null, other: null, hasFailed: false };
}

/** True while the field holds something that the server does not have. */
export function isUnsaved({ value, seen }: NoteDraft): boolean {
  return toBeSaved(value) !== seen;
}

/** True when it may go out now. */
export function maySend(draft: NoteDraft): boolean {
  return isUnsaved(draft) && draft.sent === null && draft.other === null;
}

/** As the server keeps it. */
export function toBeSaved(value: string): string {
  return value.replaceAll('\r\n', '\n').normalize();
}

/** The server has this now. */
export function withSavedNote(draft: NoteDraft, saved: SavedNote): NoteDraft {
  const { text, revision } = saved;
  if (draft.sent === text) return { ...draft, seen: text, base: revision, sent: null, other: null, hasFailed: false };
  if (revision <= draft.base) return draft;
  if (!isUnsaved(draft)) return newNoteDraft(saved);
  if (toBeSaved(draft.value) === text) return { ...newNoteDraft(saved), value: draft.value };
  return { ...draft, other: saved };
}

export function withTypedNote(draft: NoteDraft, value: string): NoteDraft {
  return { ...draft, value, hasFailed: false };
}

export function withSentNote(draft: NoteDraft): NoteDraft {
  return { ...draft, sent: toBeSaved(draft.value), hasFailed: false };
}

/** It was refused or did not arrive. A text that came too late waits for the other one to be shown. */
export function withFailedNote(draft: NoteDraft, isStale: boolean): NoteDraft {
  return { ...draft, sent: null, hasFailed: !isStale };
}

export type NoteChoice = 'own' | 'other' | 'both';

/** The clerk has read both texts. */
export function withChosenNote(draft: NoteDraft, choice: NoteChoice): NoteDraft {
  const { value, other } = draft;
  if (!other) return draft;
  const chosen = { own: value, other: other.text, both: `${other.text}\n${value}` }[choice];
  return { ...newNoteDraft(other), value: chosen };
}
