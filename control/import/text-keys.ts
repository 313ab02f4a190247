/** How texts of a list are cleaned, and by what they are compared. */

/** Also out: marks that nobody sees and that make equal names differ. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out
const unseen = /[\u0000-\u0008\u000E-\u001F\u007F\u00AD\u200B-\u200F\u2060\uFEFF]/g;

/** One line, one space between words. Nothing else is touched: text that a spreadsheet would compute stays text. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replaceAll(unseen, '').replaceAll(/\s+/g, ' ').trim();
}

/** Two names are the same when their keys are. */
export function matchKey(text: string): string {
  return cleanText(text).toLowerCase();
}

/** Without tone marks, signs and case: for words that people write in many ways. */
export function plainKey(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
