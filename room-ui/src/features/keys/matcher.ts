/** Which key of the catalogue an event means, if any. Pure: what the page must know is passed in. */
import { catalogue, type KeyId, type KeyScope } from './catalogue.ts';

/** The part of a keyboard event that counts. */
export type KeyPress = {
  code: string;
  keyCode: number;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  /** The key at the right of the space bar, which reports itself as Ctrl+Alt on some systems. */
  isAltGraph: boolean;
};

export type KeySurroundings = {
  scope: KeyScope;
  areKeysOn: boolean;
  /** The focus is where text is typed. */
  isInField: boolean;
  /** Nothing has the focus that the space bar would press. */
  isFocusFree: boolean;
};

/** What browsers report for a key that an input method is still working with. */
const composingKeyCode = 229;

export function matchKey(press: KeyPress, surroundings: KeySurroundings): KeyId | null {
  if (press.isComposing || press.keyCode === composingKeyCode) return null;
  if (press.shiftKey || press.metaKey || press.isAltGraph) return null;
  const { scope, areKeysOn, isInField, isFocusFree } = surroundings;
  const code = press.code.replace(/^Numpad(\d)$/, 'Digit$1');
  const entry = catalogue.find(
    (candidate) =>
      candidate.scope === scope &&
      candidate.code === code &&
      candidate.isCtrl === press.ctrlKey &&
      candidate.isAlt === press.altKey,
  );
  if (!entry || (!areKeysOn && !entry.isAlwaysOn) || (isInField && !entry.worksInFields)) return null;
  // On a button the space bar presses the button.
  if (entry.id === 'talk' && !isFocusFree) return null;
  return entry.id;
}
