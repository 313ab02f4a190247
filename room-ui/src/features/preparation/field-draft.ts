/**
 * A field that saves itself while others may change the same thing. It shows what is saved until somebody types; from then
 * on it shows what is typed until that was saved. `base` is the revision that the person typing has seen.
 */
import { isSame as isSameExactly } from './model.ts';

export type Draft<Value> = {
  value: Value;
  /** What was saved when this field last agreed with the server, and at which revision. */
  seen: Value;
  base: number;
  isFocused: boolean;
  /** Why the typed value is not saved; it stays in the field. */
  problem: string;
  /** What went out and was not seen to be saved yet. */
  sent: { value: Value } | null;
  /** Somebody else's value that arrived while this one was being typed. */
  foreign: { value: Value } | null;
};

export function newDraft<Value>(saved: Value, revision: number): Draft<Value> {
  return {
    value: saved,
    seen: saved,
    base: revision,
    isFocused: false,
    problem: '',
    sent: null,
    foreign: null,
  };
}

/** True while the field holds something that the server does not have. */
export function isDirty<Value>({ value, seen }: Draft<Value>): boolean {
  return !isSame(value, seen);
}

/** What is saved on the server has become this. */
export function withSaved<Value>(draft: Draft<Value>, saved: Value, revision: number): Draft<Value> {
  if (isSame(saved, draft.seen)) return { ...draft, base: revision, foreign: null };
  if (draft.sent && isSame(saved, draft.sent.value)) {
    return { ...draft, seen: saved, base: revision, sent: null, foreign: null };
  }
  if (!draft.isFocused && (!isDirty(draft) || draft.sent)) return newDraft(saved, revision);
  return isSame(saved, draft.foreign?.value) ? draft : { ...draft, foreign: { value: saved } };
}

export function withTyped<Value>(draft: Draft<Value>, value: Value): Draft<Value> {
  return { ...draft, value, problem: '' };
}

export function withFocus<Value>(draft: Draft<Value>): Draft<Value> {
  return { ...draft, isFocused: true };
}

/** Nothing was typed: the field shows again what is saved. */
export function withoutFocus<Value>(draft: Draft<Value>, saved: Value, revision: number): Draft<Value> {
  return isDirty(draft) ? { ...draft, isFocused: false } : newDraft(saved, revision);
}

export function withSent<Value>(draft: Draft<Value>): Draft<Value> {
  return { ...draft, sent: { value: draft.value }, problem: '' };
}

export function withProblem<Value>(draft: Draft<Value>, problem: string): Draft<Value> {
  return { ...draft, problem, sent: null };
}

/**
 * The server has taken it. If somebody else's value was there first, it kept both: this field then shows the other's,
 * and the own one stands below it as a conflict.
 */
export function withTaken<Value>(draft: Draft<Value>, saved: Value, revision: number): Draft<Value> {
  if (draft.foreign && !draft.isFocused) return newDraft(saved, revision);
  if (draft.sent && isSame(saved, draft.sent.value)) return withSaved(draft, saved, revision);
  return draft;
}

/**
 * While somebody else's newer value is there, saving waits until the person has finished, so that a conflict is noted
 * once and not at every pause in typing.
 */
export function savesWhileTyping<Value>(draft: Draft<Value>): boolean {
  return draft.foreign === null;
}

/** The server trims texts and composes their letters; that is no change. */
function isSame(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) => (typeof value === 'string' ? value.trim().normalize() : value);
  return isSameExactly(plain(one), plain(other));
}
