/** Reads a list of persons as far as that is possible without the register: encoding, lines, columns, cleaned cells. */
import type { ImportPreview } from '#contract';
import { type Heading, type ImportField, namesOnly, readHeading } from './columns.ts';
import { splitText, type TextLine } from './delimited-text.ts';
import { decodeText } from './encodings.ts';
import { cleanText } from './text-keys.ts';

export type ImportFault = ImportPreview['faults'][number];
/** A field is missing where the list has no such column, and empty where its cell is. */
export type ListRow = { line: number; name: string } & { [Field in Exclude<ImportField, 'name'>]?: string };
export type PersonList = Pick<ImportPreview, 'encoding' | 'columns' | 'faults'> & { rows: ListRow[] };

/** Titles of a list may stand above its heading. */
const headingWithin = 10;
const maxLength: Record<ImportField, number> = {
  name: 200,
  rank: 100,
  title: 300,
  site: 200,
  group: 100,
  seat: 200,
  role: 100,
  substituteFor: 200,
};

/** More lines than any register needs; reading them would keep all meetings of the server waiting. */
export const maxListLines = 10_000;

export function isListTooLong(bytes: Uint8Array): boolean {
  let lines = 0;
  // Line feeds, or the carriage returns of old files.
  for (const byte of bytes) if (byte === 0x0a || byte === 0x0d) lines += 1;
  return lines > 2 * maxListLines || (lines > maxListLines && !bytes.includes(0x0d));
}

/** Null when it is no list of persons: no column of names, or no text at all. */
export function readList(bytes: Uint8Array): PersonList | null {
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0')) return null;
  const { lines, unclosedQuotes } = splitText(text);
  const filled = lines
    .map(({ line, cells }) => ({ line, cells: cells.map(cleanText) }))
    .filter(({ cells }) => cells.some(Boolean));
  const found = findHeading(filled);
  if (!found) return null;
  const list: PersonList = { encoding, columns: found.heading.columns, rows: [], faults: [] };
  for (const line of found.lines) readLine(line, found.heading, list);
  for (const { line, text: value } of unclosedQuotes) {
    list.faults.push({ line, code: 'UNCLOSED_QUOTE', field: null, value: shortened(value), otherLine: null });
  }
  return list.rows.length + list.faults.length > 0 ? list : null;
}

function findHeading(lines: TextLine[]): { heading: Heading; lines: TextLine[] } | null {
  for (const [index, { cells }] of lines.slice(0, headingWithin).entries()) {
    const heading = readHeading(withoutEmptyEnd(cells));
    if (heading) return { heading, lines: lines.slice(index + 1) };
  }
  return isListOfNames(lines) ? { heading: namesOnly, lines } : null;
}

/** Lines of two to eight words and nothing beside them: names, as far as anybody can tell. */
function isListOfNames(lines: readonly TextLine[]): boolean {
  if (lines.length === 0 || lines.some(({ cells }) => cells.slice(1).some(Boolean))) return false;
  const names = lines.filter(({ cells }) => {
    const words = nameIn(cells[0] ?? '').split(' ');
    return words.length >= 2 && words.length <= 8 && words.every((word) => /^\p{L}[\p{L}\p{M}'’.-]*$/u.test(word));
  });
  return names.length * 2 > lines.length;
}

function readLine({ line, cells }: TextLine, { columns, cellsOf }: Heading, list: PersonList): void {
  const extra = cells.slice(columns.length).find(Boolean);
  if (extra !== undefined) {
    list.faults.push({ line, code: 'TOO_MANY_CELLS', field: null, value: shortened(extra), otherLine: null });
    return;
  }
  const row: ListRow = { line, name: '' };
  let hasText = false;
  for (const [field, indexes] of Object.entries(cellsOf) as [ImportField, readonly number[]][]) {
    const text = indexes
      .map((index) => cells[index] ?? '')
      .join(' ')
      .trim();
    row[field] = field === 'name' ? nameIn(text) : text;
    hasText ||= text !== '';
    if (text.length <= maxLength[field]) continue;
    list.faults.push({ line, code: 'TEXT_TOO_LONG', field, value: shortened(text), otherLine: null });
    return;
  }
  // A line that holds a number only is what a spreadsheet leaves behind.
  if (!hasText) return;
  if (row.name) list.rows.push(row);
  else list.faults.push({ line, code: 'NAME_MISSING', field: 'name', value: '', otherLine: null });
}

/** Pasted lists are often numbered. */
function nameIn(text: string): string {
  return text.replace(/^\d{1,4}\s?[.)]\s*/, '');
}

function withoutEmptyEnd(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex(Boolean) + 1);
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
