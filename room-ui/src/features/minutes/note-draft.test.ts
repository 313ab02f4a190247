import { describe, expect, it } from 'vitest';
import {
  isUnsaved,
  maySend,
  newNoteDraft,
  withChosenNote,
  withFailedNote,
  withSavedNote,
  withSentNote,
  withTypedNote,
} from './note-draft.ts';

const start = newNoteDraft({ text: 'cũ', revision: 1 });
const typed = withTypedNote(start, 'của tôi');
const theirs = { text: 'của họ', revision: 2 };

describe('a text of the minutes', () => {
  it('takes over what others save while nobody types here', () => {
    expect(withSavedNote(start, theirs)).toMatchObject({ value: 'của họ', base: 2, other: null });
  });

  it('is saved when its own text comes back, also when more was typed meanwhile', () => {
    const more = withTypedNote(withSentNote(typed), 'của tôi và thêm');
    const saved = withSavedNote(more, { text: 'của tôi', revision: 2 });
    expect(saved).toMatchObject({ value: 'của tôi và thêm', seen: 'của tôi', base: 2, sent: null });
    expect(maySend(saved)).toBe(true);
  });

  it('keeps both when somebody else was first, and sends nothing until one chose', () => {
    const both = withSavedNote(withFailedNote(withSentNote(typed), true), theirs);
    expect(both).toMatchObject({ value: 'của tôi', other: theirs, hasFailed: false });
    expect(maySend(both)).toBe(false);
    const typedOn = withTypedNote(both, 'của tôi nữa');
    expect(typedOn.other).toEqual(theirs);
  });

  it.each([
    ['own', 'của tôi', true],
    ['other', 'của họ', false],
    ['both', 'của họ\ncủa tôi', true],
  ] as const)('after the choice %j holds %j', (choice, value, isSending) => {
    const chosen = withChosenNote(withSavedNote(typed, theirs), choice);
    expect(chosen).toMatchObject({ value, base: 2, other: null });
    expect(maySend(chosen)).toBe(isSending);
  });

  it('shows the newest of several texts of others', () => {
    const newest = { text: 'của họ, sửa', revision: 3 };
    expect(withSavedNote(withSavedNote(typed, theirs), newest).other).toEqual(newest);
  });

  it('ignores news that it has already', () => {
    expect(withSavedNote(typed, { text: 'cũ', revision: 1 })).toBe(typed);
  });

  it('is not unsaved for letters that the server composes', () => {
    const composed = newNoteDraft({ text: 'Kết luận', revision: 1 });
    expect(isUnsaved(withTypedNote(composed, 'Kết luận'.normalize('NFD')))).toBe(false);
  });

  it('stays with its words when it could not be saved', () => {
    expect(withFailedNote(withSentNote(typed), false)).toMatchObject({ value: 'của tôi', hasFailed: true, sent: null });
  });
});
