/**
 * Reads agenda items from lines as people write them: `Khai mạc 10 phút`, `2. Báo cáo 1 giờ 30 phút`, `Thảo luận 45`.
 * A number that belongs to the title ("quý 3", "năm 2026") is left there.
 */
import { maxItemMinutes, maxNameLength } from './model.ts';

export type QuickItem = { title: string; minutes: number };
export type QuickFault = { line: string; code: 'noTitle' | 'zeroMinutes' | 'tooManyMinutes' | 'tooLong' };

export const defaultMinutes = 15;

const bullet = /^\s*(?:[-–•*+]|\(?\d{1,3}[.)]|[IVX]{1,5}[.)])\s+/;
const hoursAndMinutes =
  /[\s(,–-]*(\d{1,2})\s*(?:giờ|h|hours?)\s*(?:(\d{1,2})\s*(?:phút|ph|p|min(?:utes?)?|['’′])?)?\)?$/iu;
const withUnit = /[\s([,–-]+(\d{1,5})\s*(?:phút|ph|p|min(?:utes?)?|['’′])\.?[\])]?$/iu;
const inBrackets = /\s*[[(](\d{1,5})[\])]$/;
const bareNumber = /\s+(\d{1,4})$/;
/** After these words a number names something and is no length of time. */
const numbered =
  /(?:^|\s)(?:năm|quý|tháng|ngày|tuần|số|khóa|khoá|kỳ|lần|thứ|đợt|mục|phần|điều|chương|khoản|nhóm|giai đoạn|year|quarter|no\.?|part|phase)$/iu;

export function parseQuickLines(text: string): { items: QuickItem[]; faults: QuickFault[] } {
  const items: QuickItem[] = [];
  const faults: QuickFault[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') continue;
    const item = parseQuickLine(line);
    const code = faultOf(item);
    if (code) faults.push({ line: line.trim(), code });
    else items.push(item);
  }
  return { items, faults };
}

function faultOf({ title, minutes }: QuickItem): QuickFault['code'] | null {
  if (title === '') return 'noTitle';
  if (title.length > maxNameLength) return 'tooLong';
  if (minutes < 1) return 'zeroMinutes';
  return minutes > maxItemMinutes ? 'tooManyMinutes' : null;
}

function parseQuickLine(line: string): QuickItem {
  // From a spreadsheet the cells come with tabs between them; the last one with a number is the length.
  const text = ` ${line.replace(bullet, '').trim()}`;
  const hours = text.match(hoursAndMinutes);
  if (hours) return { title: titleBefore(text, hours), minutes: Number(hours[1]) * 60 + Number(hours[2] ?? 0) };
  const exact = text.match(withUnit) ?? text.match(inBrackets);
  if (exact) return { title: titleBefore(text, exact), minutes: Number(exact[1]) };
  const bare = text.match(bareNumber);
  const title = bare ? titleBefore(text, bare) : '';
  const minutes = Number(bare?.[1]);
  const isOwnCell = bare?.[0].includes('\t') ?? false;
  if (bare && (isOwnCell || (!numbered.test(title) && minutes <= maxItemMinutes))) return { title, minutes };
  return { title: tidy(text), minutes: defaultMinutes };
}

function titleBefore(text: string, match: RegExpMatchArray): string {
  return tidy(text.slice(0, match.index));
}

function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\s,:;–-]+$/, '')
    .trim()
    .normalize();
}
