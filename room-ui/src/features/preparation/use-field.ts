/** A field of the preparation that saves itself: after a pause in typing, when it is left, and when the page is left. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AgendaRow, MeetingHead } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { failureText } from '../../session/failure-text.ts';
import {
  type Draft,
  isDirty,
  newDraft,
  savesWhileTyping,
  withFocus,
  withoutFocus,
  withProblem,
  withSaved,
  withSent,
  withTaken,
  withTyped,
} from './field-draft.ts';
import type { Prepared } from './model.ts';
import { usePreparation } from './PreparationContext.tsx';
import type { Call } from './undo.ts';

const pauseMs = 600;

type FieldOptions<Value> = {
  /** Names the field on this page: repeated edits of it are one step back. */
  key: string;
  /** The saved value and the revision of what it belongs to; null when that is gone. */
  read: (prepared: Prepared) => { saved: Value; revision: number } | null;
  /** What is wrong with the value, in words, before it is sent; empty if nothing is. */
  check: (value: Value) => string;
  call: (value: Value, baseRevision: number) => Call | readonly Call[];
  undoLabel: string;
};

export type Field<Value> = {
  value: Value;
  problem: string | undefined;
  /** What somebody else has saved here meanwhile. */
  foreign: Value | undefined;
  onChange: (value: Value) => void;
  /** Saves at once, for what is chosen and not typed. */
  onChoose: (value: Value) => void;
  onFocus: () => void;
  onBlur: () => void;
  saveNow: () => void;
};

export function useField<Value>(options: FieldOptions<Value>): Field<Value> {
  const { t } = useTranslation();
  const { editor, prepared } = usePreparation();
  const known = useRef(options.read(prepared));
  known.current = options.read(prepared) ?? known.current;
  if (!known.current) throw new Error(`There is nothing to show in the field ${options.key}.`);
  const { saved, revision } = known.current;
  const latest = useRef(options);
  latest.current = options;
  const draft = useRef<Draft<Value>>(newDraft(saved, revision));
  const [, redraw] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const update = useCallback((next: Draft<Value>) => {
    draft.current = next;
    redraw((count) => count + 1);
  }, []);
  useEffect(() => update(withSaved(draft.current, saved, revision)), [update, saved, revision]);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    const { key, check, undoLabel } = latest.current;
    if (!isDirty(draft.current)) return editor.forget(key);
    const wrong = check(draft.current.value);
    if (wrong) {
      editor.miss(key, save);
      return update(withProblem(draft.current, wrong));
    }
    const make = () => {
      // An edit before this one may have arrived and not been drawn yet.
      const now = latest.current.read(editor.now());
      if (now) update(withSaved(draft.current, now.saved, now.revision));
      if (!now || !isDirty(draft.current)) return null;
      update(withSent(draft.current));
      return latest.current.call(draft.current.value, draft.current.base);
    };
    try {
      await editor.edit(make, { label: undoLabel, key });
      const now = latest.current.read(editor.now());
      if (now) update(withTaken(draft.current, now.saved, now.revision));
    } catch (error) {
      update(withProblem(draft.current, failureText(t, error)));
    }
  }, [editor, update, t]);

  const onChange = (value: Value) => {
    update(withTyped(draft.current, value));
    clearTimeout(timer.current);
    if (savesWhileTyping(draft.current)) timer.current = setTimeout(() => void save(), pauseMs);
  };
  // What was typed is saved also when the part of the page is left right after it.
  useEffect(() => () => void (isDirty(draft.current) && !draft.current.problem && save()), [save]);
  return {
    value: draft.current.value,
    problem: draft.current.problem || undefined,
    foreign: draft.current.foreign?.value,
    onChange,
    onChoose(value) {
      update(withTyped(draft.current, value));
      void save();
    },
    onFocus: () => update(withFocus(draft.current)),
    onBlur() {
      update(withoutFocus(draft.current, saved, revision));
      void save();
    },
    saveNow: () => void save(),
  };
}

/** Reads one field of an item of the agenda. */
export function readItem<Value>(itemId: string, pick: (row: AgendaRow) => Value) {
  return ({ items }: Prepared) => {
    const row = items.find(({ id }) => id === itemId);
    return row ? { saved: pick(row), revision: row.revision } : null;
  };
}

/** Reads one field of the meeting, which has no revisions: the last one counts. */
export function readHead<Value>(pick: (head: MeetingHead) => Value) {
  return ({ head }: Prepared) => ({ saved: pick(head), revision: 0 });
}
