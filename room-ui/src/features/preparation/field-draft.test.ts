import { describe, expect, it } from 'vitest';
import {
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

const typing = withTyped(withFocus(newDraft('Khai mạc', 1)), 'Khai mạc phiên');

describe('a field that saves itself', () => {
  it('shows what others save while nobody types in it', () => {
    expect(withSaved(newDraft('Khai mạc', 1), 'Mở đầu', 2)).toMatchObject({ value: 'Mở đầu', base: 2 });
  });

  it('follows changes of other fields with its base, so that they are no conflict', () => {
    const draft = withSaved(typing, 'Khai mạc', 5);
    expect(draft).toMatchObject({ value: 'Khai mạc phiên', base: 5 });
    expect(savesWhileTyping(draft)).toBe(true);
  });

  it('keeps what is typed, and the base that was seen, when somebody else saves the same field', () => {
    const draft = withSaved(typing, 'Của thư ký B', 2);
    expect(draft).toMatchObject({ value: 'Khai mạc phiên', base: 1, foreign: { value: 'Của thư ký B' } });
    expect(savesWhileTyping(draft)).toBe(false);
  });

  it('shows the other text after both were kept', () => {
    const left = withoutFocus(withSaved(typing, 'Của thư ký B', 2), 'Của thư ký B', 2);
    expect(withTaken(withSent(left), 'Của thư ký B', 2)).toMatchObject({ value: 'Của thư ký B', base: 2 });
  });

  it('is clean again when its own text arrives, also while typing goes on', () => {
    const sent = withTyped(withSent(typing), 'Khai mạc phiên họp');
    const draft = withSaved(sent, 'Khai mạc phiên', 2);
    expect(draft).toMatchObject({ value: 'Khai mạc phiên họp', seen: 'Khai mạc phiên', base: 2 });
    expect(isDirty(draft)).toBe(true);
    expect(isDirty(withTyped(draft, 'Khai mạc phiên'))).toBe(false);
  });

  it('keeps a refused text with the reason, and drops the reason with the next letter', () => {
    const refused = withoutFocus(withProblem(withSent(typing), 'Chưa có tên'), 'Khai mạc', 1);
    expect(refused).toMatchObject({ value: 'Khai mạc phiên', problem: 'Chưa có tên' });
    expect(withSaved(refused, 'Của thư ký B', 2).value).toBe('Khai mạc phiên');
    expect(withTyped(refused, 'Khai').problem).toBe('');
  });

  it('shows what is saved when it is left without a change', () => {
    const draft = withSaved(withFocus(newDraft('Khai mạc', 1)), 'Của thư ký B', 2);
    expect(draft.value).toBe('Khai mạc');
    expect(withoutFocus(draft, 'Của thư ký B', 2)).toMatchObject({ value: 'Của thư ký B', base: 2 });
  });

  it('compares lists by what is in them', () => {
    expect(isDirty(withTyped(newDraft(['1'], 1), ['1']))).toBe(false);
  });

  it('takes a text that the server trimmed for its own', () => {
    const sent = withSent(withTyped(withFocus(newDraft('Khai', 1)), 'Khai mạc '));
    expect(withSaved(sent, 'Khai mạc', 2)).toMatchObject({ foreign: null, seen: 'Khai mạc', value: 'Khai mạc ' });
  });
});
