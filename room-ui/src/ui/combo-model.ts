/** Which of many items are offered for what was typed. */
import { plainText } from './format.ts';

export type ComboItem = { id: string; text: string; hint?: string };

/** Nobody reads more than this; typing one more letter is faster. */
const mostOffered = 50;

/** What begins with the words comes first, then what is called so, then what only its hint says. */
export function comboMatches(items: readonly ComboItem[], typed: string): ComboItem[] {
  const wanted = plainText(typed.trim());
  if (!wanted) return items.slice(0, mostOffered);
  const words = wanted.split(/\s+/);
  const ranks: [starting: ComboItem[], called: ComboItem[], hinted: ComboItem[]] = [[], [], []];
  for (const item of items) {
    const text = plainText(item.text);
    const all = `${text} ${plainText(item.hint ?? '')}`;
    if (text.startsWith(wanted)) ranks[0].push(item);
    else if (words.every((word) => text.includes(word))) ranks[1].push(item);
    else if (words.every((word) => all.includes(word))) ranks[2].push(item);
  }
  return ranks.flat().slice(0, mostOffered);
}
