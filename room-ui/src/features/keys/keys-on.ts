/** The switch of this page's keys. */
import { createKeySwitch } from './key-switch.ts';

export const keysOn = createKeySwitch({
  // The browser may refuse the storage itself, not only what is written to it.
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, value),
});
