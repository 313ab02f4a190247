/** Splits a list into lines and cells, tolerantly: what cannot be read is one fault, and the rest goes on. */
import { parse } from 'csv-parse/sync';
import { countKnownHeadings } from './columns.ts';

/** `line` is where it begins in the file, from 1; a cell in quotes may go over several. */
export type TextLine = { line: number; cells: string[] };
export type DelimitedText = { lines: TextLine[]; unclosedQuotes: { line: number; text: string }[] };

const delimiters = ['\t', ';', ','] as const;
type Delimiter = (typeof delimiters)[number];

const sampledLines = 30;
/** A quote that never closes takes the rest of the text with it; reading again from the next line has its price. */
const maxRecoveries = 10;

export function splitText(text: string): DelimitedText {
  const normalised = text.replaceAll(/\r\n?/g, '\n');
  const delimiter = detectDelimiter(normalised);
  const result: DelimitedText = { lines: [], unclosedQuotes: [] };
  let rest = normalised;
  let linesBefore = 0;
  for (let attempt = 0; attempt <= maxRecoveries; attempt += 1) {
    const { lines, brokenLine } = parsePart(rest, delimiter);
    for (const { line, cells } of lines) result.lines.push({ line: linesBefore + line, cells });
    if (brokenLine === null) break;
    const part = rest.split('\n');
    result.unclosedQuotes.push({ line: linesBefore + brokenLine, text: part[brokenLine - 1] ?? '' });
    rest = part.slice(brokenLine).join('\n');
    linesBefore += brokenLine;
  }
  return result;
}

type ParsedRecord = { record: string[]; info: { lines: number } };

function parsePart(text: string, delimiter: Delimiter): { lines: TextLine[]; brokenLine: number | null } {
  let isBroken = false;
  const records = parse(text, {
    delimiter,
    record_delimiter: '\n',
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    trim: true,
    skip_records_with_error: true,
    on_skip: () => {
      isBroken = true;
      return undefined;
    },
  }) as unknown as ParsedRecord[];
  let lineBefore = 0;
  const lines = records.map(({ record, info }) => {
    const line = lineBefore + 1;
    lineBefore = info.lines;
    return { line, cells: record };
  });
  return { lines, brokenLine: isBroken ? lineBefore + 1 : null };
}

/** The one that makes known headings of a line, else the one that is in most lines. */
function detectDelimiter(text: string): Delimiter {
  const lines = firstLines(text).map(withoutQuoted);
  let best: { delimiter: Delimiter; headings: number; uses: number } = { delimiter: ',', headings: -1, uses: -1 };
  for (const delimiter of delimiters) {
    const headings = Math.max(0, ...lines.map((line) => countKnownHeadings(line.split(delimiter))));
    const uses = lines.filter((line) => line.includes(delimiter)).length;
    if (headings > best.headings || (headings === best.headings && uses > best.uses)) {
      best = { delimiter, headings, uses };
    }
  }
  return best.delimiter;
}

function firstLines(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length && lines.length < sampledLines; ) {
    const end = text.indexOf('\n', start);
    lines.push(text.slice(start, end < 0 ? text.length : end));
    start = end < 0 ? text.length : end + 1;
  }
  return lines;
}

/** A heading in quotes is still a heading; a delimiter in quotes is none. */
function withoutQuoted(line: string): string {
  return line.replaceAll(/"([^"]*)"/g, (_quoted, inner: string) => inner.replaceAll(/[\t;,]/g, ' '));
}
