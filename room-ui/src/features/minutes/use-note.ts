/** The clerk's text of one section: saves itself after a pause in typing, when it is left, and when the page is left. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { CommandError } from '../../session/command-error.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import {
  isUnsaved,
  maySend,
  type NoteChoice,
  type NoteDraft,
  newNoteDraft,
  noNote,
  toBeSaved,
  withChosenNote,
  withFailedNote,
  withSavedNote,
  withSentNote,
  withTypedNote,
} from './note-draft.ts';

const pauseMs = 800;

/** `meetingId` is for a session of the desk. */
export function useNote(section: string, meetingId: string | null) {
  const { send, slices } = useSession();
  const row = useStore(slices).minutes?.rows[section];
  const [, redraw] = useState(0);
  const draft = useRef<NoteDraft>(newNoteDraft(row ?? noNote));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const update = useCallback((next: NoteDraft) => {
    draft.current = next;
    redraw((count) => count + 1);
  }, []);
  const isGone = useRef(false);
  const saveLater = useRef(async () => {});
  const save = useCallback(async () => {
    clearTimeout(timer.current);
    if (!maySend(draft.current)) return;
    const { base, value } = draft.current;
    const text = toBeSaved(value);
    update(withSentNote(draft.current));
    try {
      await send('minutes.write', { section, baseRevision: base, text }, meetingId ? { meetingId } : {});
      // Somebody may have written the very same: then nothing new comes.
      const saved = slices.get().minutes?.rows[section] ?? noNote;
      if (saved.text === text) update(withSavedNote(draft.current, saved));
      // Typed after it went out, right before the page was left: the slice tells its revision in a moment.
      if (isGone.current && isUnsaved(draft.current)) setTimeout(() => void saveLater.current(), pauseMs);
    } catch (error) {
      const isStale = error instanceof CommandError && error.code === 'STALE_TEXT';
      update(withFailedNote(draft.current, isStale));
    }
  }, [send, slices, section, meetingId, update]);
  useEffect(() => {
    if (row) update(withSavedNote(draft.current, row));
    // More was typed while the last one was on its way.
    if (maySend(draft.current) && !draft.current.hasFailed) timer.current = setTimeout(() => void save(), pauseMs);
    return () => clearTimeout(timer.current);
  }, [row, update, save]);
  saveLater.current = () => {
    draft.current = withSavedNote(draft.current, slices.get().minutes?.rows[section] ?? noNote);
    return save();
  };
  // What was typed is saved also when the page is closed right after it.
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      void save();
    };
  }, [save]);
  const isDirty = isUnsaved(draft.current);
  useEffect(() => {
    if (!isDirty) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', onLeave);
    return () => removeEventListener('beforeunload', onLeave);
  }, [isDirty]);
  return {
    draft: draft.current,
    isDirty,
    /** Who wrote the saved text, and when. */
    savedBy: row?.personId ?? null,
    savedAt: row?.at ?? null,
    type(value: string) {
      update(withTypedNote(draft.current, value));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pauseMs);
    },
    choose(choice: NoteChoice) {
      update(withChosenNote(draft.current, choice));
      void save();
    },
    saveNow: () => void save(),
  };
}
