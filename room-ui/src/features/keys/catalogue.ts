/**
 * All keys of the meeting's pages, in one place. No single letters, and never Ctrl+Shift: Vietnamese input methods switch
 * language with it. `code` is the place of a key on the keyboard, so that it is the same whatever layout is chosen.
 */
export type KeyScope = 'meeting' | 'board';

export type KeyEntry = {
  id: string;
  scope: KeyScope;
  code: string;
  isCtrl: boolean;
  isAlt: boolean;
  /** As it is written on the sheet and on the keys. */
  words: string;
  /** Works while somebody types: the combination means nothing there. */
  worksInFields: boolean;
  /** Stays on when the keys are turned off. */
  isAlwaysOn: boolean;
};

const plain = { isCtrl: false, isAlt: false, worksInFields: false, isAlwaysOn: false } as const;
const ctrl = { ...plain, isCtrl: true, worksInFields: true } as const;
/** On many keyboards this is how special letters are typed: never in a field. */
const ctrlAlt = { ...plain, isCtrl: true, isAlt: true } as const;

export const catalogue = [
  { ...ctrl, id: 'microphone', scope: 'meeting', code: 'KeyD', words: 'Ctrl + D' },
  { ...ctrl, id: 'camera', scope: 'meeting', code: 'KeyE', words: 'Ctrl + E' },
  { ...plain, id: 'talk', scope: 'meeting', code: 'Space', words: 'Space' },
  { ...ctrlAlt, id: 'floor', scope: 'meeting', code: 'KeyH', words: 'Ctrl + Alt + H' },
  { ...ctrlAlt, id: 'people', scope: 'meeting', code: 'KeyP', words: 'Ctrl + Alt + P' },
  { ...ctrlAlt, id: 'chat', scope: 'meeting', code: 'KeyC', words: 'Ctrl + Alt + C' },
  { ...ctrlAlt, id: 'minutes', scope: 'meeting', code: 'KeyB', words: 'Ctrl + Alt + B' },
  { ...ctrlAlt, id: 'invite', scope: 'meeting', code: 'KeyN', words: 'Ctrl + Alt + N' },
  { ...ctrlAlt, id: 'extend', scope: 'meeting', code: 'KeyX', words: 'Ctrl + Alt + X' },
  { ...plain, id: 'bar', scope: 'meeting', code: 'F2', words: 'F2', worksInFields: true },
  { ...ctrl, id: 'sheet', scope: 'meeting', code: 'Slash', words: 'Ctrl + /', isAlwaysOn: true },
  { ...plain, id: 'close', scope: 'meeting', code: 'Escape', words: 'Esc', worksInFields: true, isAlwaysOn: true },
  { ...plain, id: 'boardUp', scope: 'board', code: 'ArrowUp', words: '↑' },
  { ...plain, id: 'boardDown', scope: 'board', code: 'ArrowDown', words: '↓' },
  { ...plain, id: 'boardInPerson', scope: 'board', code: 'Digit1', words: '1' },
  { ...plain, id: 'boardOnline', scope: 'board', code: 'Digit2', words: '2' },
  { ...plain, id: 'boardAbsent', scope: 'board', code: 'Digit3', words: '3' },
  { ...plain, id: 'boardLeft', scope: 'board', code: 'Digit4', words: '4' },
  { ...plain, id: 'boardUnmarked', scope: 'board', code: 'Digit0', words: '0' },
] as const satisfies readonly KeyEntry[];

export type KeyId = (typeof catalogue)[number]['id'];
