/** Times, numbers and names as they are written in Viet Nam, in the words of the page's language. */
import { type Moment, momentFormats } from './moment-formats.ts';
import { once } from './once.ts';

/** Viet Nam has one time and no summer time. */
const offsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;
const collator = once(() => new Intl.Collator('vi', { numeric: true }));
let formats: Moment = momentFormats('vi');

/** Called with the page's language before it is drawn. */
export function setFormatLanguage(language: 'vi' | 'en'): void {
  formats = momentFormats(language);
}

/** `08:30` */
export function clockTime(timeMs: number): string {
  return formats.clock().format(timeMs);
}

/** `23/11/2026` */
export function dayOnly(timeMs: number): string {
  return formats.day().format(timeMs);
}

/** `08:30 23/11/2026` in Vietnamese, `23/11/2026, 08:30` in English. */
export function dayAndTime(timeMs: number): string {
  const [clock, day] = [clockTime(timeMs), dayOnly(timeMs)];
  return formats.language === 'vi' ? `${clock} ${day}` : `${day}, ${clock}`;
}

/** `Thứ Hai, 23/11/2026` */
export function weekdayAndDay(timeMs: number): string {
  return `${capital(formats.weekday().format(timeMs))}, ${dayOnly(timeMs)}`;
}

/** `Hôm nay`, `Ngày mai`, `Hôm qua`; the weekday and day for all others. */
export function relativeDay(timeMs: number, nowMs: number): string {
  const days = dayNumber(timeMs) - dayNumber(nowMs);
  return Math.abs(days) <= 1 ? capital(formats.relative().format(days, 'day')) : weekdayAndDay(timeMs);
}

/** True when both are the same day in Viet Nam. */
export function isSameDay(oneMs: number, otherMs: number): boolean {
  return dayNumber(oneMs) === dayNumber(otherMs);
}

/** `25 phút`, `25 minutes` */
export function minutes(count: number): string {
  return formats.minute().format(count);
}

/** `1.234,5` in Vietnamese, `1,234.5` in English. */
export function numberText(value: number): string {
  return formats.number().format(value);
}

/** The signs that part thousands and fractions. */
export function numberSigns(): { group: string; decimal: string } {
  return formats.language === 'vi' ? { group: '.', decimal: ',' } : { group: ',', decimal: '.' };
}

/** `04:05`, or `1:04:05` from an hour on. */
export function duration(spanMs: number): string {
  const seconds = Math.max(0, Math.floor(spanMs / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Lists of names go by given name, then by the rest. */
export function compareNames(one: string, other: string): number {
  return collator().compare(givenName(one), givenName(other)) || collator().compare(one, other);
}

/** The order of the Vietnamese alphabet, and of numbers within words: `Ghế 2` before `Ghế 10`. */
export function compareText(one: string, other: string): number {
  return collator().compare(one, other);
}

/** Finds a name as people type it in haste: without its marks, in any case. */
export function isNamed({ name }: { name: string }, query: string): boolean {
  return plainText(name).includes(plainText(query.trim()));
}

/** Without marks and in small letters, to search in. */
export function plainText(text: string): string {
  return text.toLocaleLowerCase('vi').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}

/** The value of a field for date and time, which has no time zone of its own, read as the time in Viet Nam. */
export function fromLocalInput(value: string): number {
  return Date.parse(`${value}:00+07:00`);
}

export function toLocalInput(timeMs: number): string {
  return new Date(timeMs + offsetMs).toISOString().slice(0, 16);
}

function givenName(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? '';
}

function dayNumber(timeMs: number): number {
  return Math.floor((timeMs + offsetMs) / dayMs);
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
