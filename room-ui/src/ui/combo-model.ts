/** Which of many items are offered for what was typed. */
import { plainText } from './format.ts';

export type ComboItem = { id: string; text: string; hint?: string };

/** Nobody reads more than this; typing one more letter is faster. */
const mostOffered = 50;

/** Items that begin with what was typed come before those that only contain it. */
export function comboMatches(items: readonly ComboItem[], typed: string): ComboItem[] {
  const wanted = plainText(typed.trim());
  if (!wanted) return items.slice(0, mostOffered);
  const words = wanted.split(/\s+/);
  const starting: ComboItem[] = [];
  const containing: ComboItem[] = [];
  for (const item of items) {
    const text = plainText(`${item.text} ${item.hint ?? ''}`);
    if (!words.every((word) => text.includes(word))) continue;
    (text.startsWith(wanted) ? starting : containing).push(item);
  }
  return [...starting, ...containing].slice(0, mostOffered);
}
