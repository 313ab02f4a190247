/** The preview of an import in numbers and words: what would change, and which lines would be left out and why. */
import type { ImportPreview } from '#contract';

export type ImportFault = ImportPreview['faults'][number];
export type ImportRow = ImportPreview['rows'][number];
type FaultCode = ImportFault['code'];

/** What is wrong, and what to do about it. */
export const faultTexts = {
  NAME_MISSING: 'preparation.faultNameMissing',
  TEXT_TOO_LONG: 'preparation.faultTextTooLong',
  UNKNOWN_SITE: 'preparation.faultUnknownSite',
  UNKNOWN_SEAT: 'preparation.faultUnknownSeat',
  SEAT_TAKEN: 'preparation.faultSeatTaken',
  UNKNOWN_ROLE: 'preparation.faultUnknownRole',
  REPEATED_PERSON: 'preparation.faultRepeatedPerson',
  AMBIGUOUS_PERSON: 'preparation.faultAmbiguousPerson',
  UNKNOWN_SUBSTITUTED: 'preparation.faultUnknownSubstituted',
  SECOND_CHAIR: 'preparation.faultSecondChair',
  TOO_MANY_CELLS: 'preparation.faultTooManyCells',
  UNCLOSED_QUOTE: 'preparation.faultUnclosedQuote',
} as const satisfies Record<FaultCode, string>;

export const remedyTexts = {
  NAME_MISSING: 'preparation.remedyNameMissing',
  TEXT_TOO_LONG: 'preparation.remedyTextTooLong',
  UNKNOWN_SITE: 'preparation.remedyUnknownSite',
  UNKNOWN_SEAT: 'preparation.remedyUnknownSeat',
  SEAT_TAKEN: 'preparation.remedySeatTaken',
  UNKNOWN_ROLE: 'preparation.remedyUnknownRole',
  REPEATED_PERSON: 'preparation.remedyRepeatedPerson',
  AMBIGUOUS_PERSON: 'preparation.remedyAmbiguousPerson',
  UNKNOWN_SUBSTITUTED: 'preparation.remedyUnknownSubstituted',
  SECOND_CHAIR: 'preparation.remedySecondChair',
  TOO_MANY_CELLS: 'preparation.remedyTooManyCells',
  UNCLOSED_QUOTE: 'preparation.remedyUnclosedQuote',
} as const satisfies Record<FaultCode, string>;

export const fieldTexts = {
  name: 'preparation.fieldName',
  rank: 'preparation.fieldRank',
  title: 'preparation.fieldTitle',
  site: 'preparation.fieldSite',
  group: 'preparation.fieldGroup',
  seat: 'preparation.fieldSeat',
  role: 'preparation.fieldRole',
  substituteFor: 'preparation.fieldSubstituteFor',
} as const;

export const changeTexts = {
  new: 'preparation.changeNew',
  changed: 'preparation.changeChanged',
  known: 'preparation.changeKnown',
  already: 'preparation.changeAlready',
} as const satisfies Record<ImportRow['change'], string>;

/** Null for UTF-8, which needs no word. */
export const encodingTexts = {
  'utf-8': null,
  'utf-16': 'preparation.encodingUtf16',
  'windows-1258': 'preparation.encodingWindows1258',
  tcvn3: 'preparation.encodingTcvn3',
} as const satisfies Record<ImportPreview['encoding'], string | null>;

export type ImportCounts = Record<ImportRow['change'] | 'faults', number>;

export function countsOf({ rows, faults }: ImportPreview): ImportCounts {
  const counts: ImportCounts = { new: 0, changed: 0, known: 0, already: 0, faults: new Set(linesOf(faults)).size };
  for (const { change } of rows) counts[change] += 1;
  return counts;
}

/** How many persons taking it over concerns: all into a meeting, else only those that change the register. */
export function takenOver(counts: ImportCounts, isForMeeting: boolean): number {
  return counts.new + counts.changed + (isForMeeting ? counts.known : 0);
}

/** Those that change something come first, in the order of the file. */
export function rowsInOrder(rows: readonly ImportRow[]): ImportRow[] {
  const rank: Record<ImportRow['change'], number> = { new: 0, changed: 0, known: 1, already: 2 };
  return rows.toSorted((one, other) => rank[one.change] - rank[other.change] || one.line - other.line);
}

function linesOf(faults: readonly ImportFault[]): number[] {
  return faults.map(({ line }) => line);
}
