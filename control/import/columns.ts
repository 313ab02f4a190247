/** Which column of a list holds what, by its heading: Vietnamese with or without marks, or English. */
import type { ImportPreview } from '#contract';
import { roleOf } from './role-words.ts';
import { plainKey } from './text-keys.ts';

export type ImportColumns = ImportPreview['columns'];
export type ImportField = NonNullable<ImportColumns[number]['field']>;

/** `familyName` goes with a column of given names: many lists keep the two apart. */
type Meaning = ImportField | 'familyName' | 'givenName';

const headings: Record<Meaning, readonly string[]> = {
  name: [
    'ho va ten',
    'ho ten',
    'ho va ten dai bieu',
    'ten dai bieu',
    'dai bieu',
    'nguoi tham du',
    'thanh vien',
    'name',
    'full name',
    'delegate',
    'participant',
  ],
  familyName: [
    'ho',
    'ho dem',
    'ho lot',
    'ho va ten dem',
    'ho va ten lot',
    'ho va chu dem',
    'ho ten dem',
    'family name',
  ],
  givenName: ['ten', 'given name'],
  rank: [
    'cap bac',
    'quan ham',
    'cap ham',
    'hoc ham',
    'hoc vi',
    'hoc ham hoc vi',
    'cap bac hoc ham hoc vi',
    'trinh do',
    'rank',
    'degree',
    'academic degree',
    'academic title',
  ],
  title: ['chuc vu', 'chuc danh', 'chuc vu chuc danh', 'position', 'title', 'job title', 'office'],
  site: [
    'diem cau',
    'don vi',
    'co quan',
    'co quan don vi',
    'don vi cong tac',
    'noi cong tac',
    'ten don vi',
    'ten co quan',
    'ten diem cau',
    'site',
    'unit',
    'organisation',
    'organization',
    'department',
  ],
  group: ['to', 'to thao luan', 'doan', 'doan dai bieu', 'khoi', 'nhom', 'group', 'delegation'],
  seat: ['ghe', 'so ghe', 'vi tri', 'vi tri ngoi', 'cho ngoi', 'seat', 'seat number', 'seat no'],
  role: ['vai tro', 'tu cach', 'tu cach tham du', 'thanh phan', 'role'],
  substituteFor: [
    'du thay',
    'du thay cho',
    'thay cho',
    'di thay',
    'hop thay',
    'nguoi duoc thay',
    'substitute',
    'substitute for',
    'stands in for',
  ],
};

const meaningOfHeading = new Map(
  Object.entries(headings).flatMap(([meaning, words]) => words.map((word) => [word, meaning as Meaning] as const)),
);
/**
 * Longer ones first: "chức vụ chức danh" before "chức vụ". One word alone begins too many headings, and what is also a role
 * begins texts that are none.
 */
const beginnings = [...meaningOfHeading.keys()]
  .filter((words) => words.includes(' ') && !roleOf(words))
  .sort((a, b) => b.length - a.length);

export type Heading = {
  columns: ImportColumns;
  /** The columns whose texts make up a field, in their order. */
  cellsOf: Partial<Record<ImportField, readonly number[]>>;
};

export function countKnownHeadings(cells: readonly string[]): number {
  return cells.filter((cell) => meaningOf(cell) !== null).length;
}

/** Null when no column holds names. Of two columns that mean the same the first counts. */
export function readHeading(cells: readonly string[]): Heading | null {
  const meanings = cells.map(meaningOf);
  const nameColumns = nameColumnsIn(meanings);
  const [nameColumn] = nameColumns;
  if (nameColumn === undefined) return null;
  const isAlone = meanings.filter((meaning) => meaning !== null).length === nameColumns.length;
  // "Đại biểu" beside other cells is somebody's role more often than a heading.
  if (isAlone && cells.filter(Boolean).length > 1 && roleOf(cells[nameColumn] ?? '')) return null;
  const cellsOf: Partial<Record<ImportField, readonly number[]>> = { name: nameColumns };
  const columns = cells.map((heading, index): ImportColumns[number] => {
    if (nameColumns.includes(index)) return { heading, field: 'name' };
    const meaning = meanings[index] ?? null;
    if (!meaning || meaning === 'familyName' || meaning === 'givenName' || cellsOf[meaning]) {
      return { heading, field: null };
    }
    cellsOf[meaning] = [index];
    return { heading, field: meaning };
  });
  return { columns, cellsOf };
}

/** A list of names only, as it is pasted from a letter. */
export const namesOnly: Heading = { columns: [{ heading: '', field: 'name' }], cellsOf: { name: [0] } };

function nameColumnsIn(meanings: readonly (Meaning | null)[]): number[] {
  const whole = meanings.indexOf('name');
  if (whole >= 0) return [whole];
  const [family, given] = [meanings.indexOf('familyName'), meanings.indexOf('givenName')];
  if (given < 0) return [];
  return family < 0 ? [given] : [family, given];
}

function meaningOf(heading: string): Meaning | null {
  const key = plainKey(heading);
  const beginning = meaningOfHeading.has(key) ? key : beginnings.find((words) => key.startsWith(`${words} `));
  return beginning === undefined ? null : (meaningOfHeading.get(beginning) ?? null);
}
