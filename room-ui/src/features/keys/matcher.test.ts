import { describe, expect, it } from 'vitest';
import { type KeyPress, type KeySurroundings, matchKey } from './matcher.ts';

function press(code: string, part: Partial<KeyPress> = {}): KeyPress {
  return {
    code,
    keyCode: 0,
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    isComposing: false,
    isAltGraph: false,
    ...part,
  };
}

const ctrl = { ctrlKey: true };
const ctrlAlt = { ctrlKey: true, altKey: true };
const free: KeySurroundings = { scope: 'meeting', areKeysOn: true, isInField: false, isFocusFree: true };
const onButton = { ...free, isFocusFree: false };
const typing = { ...onButton, isInField: true };

describe('keys', () => {
  it('find what their combination means', () => {
    expect(matchKey(press('KeyD', ctrl), free)).toBe('microphone');
    expect(matchKey(press('KeyE', ctrl), onButton)).toBe('camera');
    expect(matchKey(press('KeyH', ctrlAlt), onButton)).toBe('floor');
    expect(matchKey(press('F2'), onButton)).toBe('bar');
    expect(matchKey(press('Slash', ctrl), free)).toBe('sheet');
  });

  it('need exactly their modifiers: Ctrl+Shift belongs to the input method', () => {
    expect(matchKey(press('KeyD'), free)).toBeNull();
    expect(matchKey(press('KeyD', { ...ctrl, shiftKey: true }), free)).toBeNull();
    expect(matchKey(press('KeyD', ctrlAlt), free)).toBeNull();
    expect(matchKey(press('KeyD', { ...ctrl, metaKey: true }), free)).toBeNull();
  });

  it('keep out of a word that is being composed', () => {
    expect(matchKey(press('KeyD', { ...ctrl, isComposing: true }), typing)).toBeNull();
    expect(matchKey(press('KeyD', { ...ctrl, keyCode: 229 }), typing)).toBeNull();
  });

  it('leave a field what is typed there, and work there where the combination types nothing', () => {
    expect(matchKey(press('KeyD', ctrl), typing)).toBe('microphone');
    expect(matchKey(press('KeyH', ctrlAlt), typing)).toBeNull();
    expect(matchKey(press('KeyH', { ...ctrlAlt, isAltGraph: true }), free)).toBeNull();
    expect(matchKey(press('Space'), { ...typing, isFocusFree: false })).toBeNull();
  });

  it('let the space bar press a button that has the focus', () => {
    expect(matchKey(press('Space'), onButton)).toBeNull();
    expect(matchKey(press('Space'), free)).toBe('talk');
  });

  it('are silent when they were turned off, but for the sheet and Esc', () => {
    const off = { ...free, areKeysOn: false };
    expect(matchKey(press('KeyD', ctrl), off)).toBeNull();
    expect(matchKey(press('Space'), off)).toBeNull();
    expect(matchKey(press('Slash', ctrl), off)).toBe('sheet');
    expect(matchKey(press('Escape'), off)).toBe('close');
  });

  it('of the board mean nothing outside it, and digits of the number pad are digits', () => {
    const board = { ...onButton, scope: 'board' } as const;
    expect(matchKey(press('Digit1'), onButton)).toBeNull();
    expect(matchKey(press('Digit1'), board)).toBe('boardInPerson');
    expect(matchKey(press('Numpad3'), board)).toBe('boardAbsent');
    expect(matchKey(press('Digit1'), { ...board, isInField: true })).toBeNull();
  });
});
