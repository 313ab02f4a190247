/** Days and times as they are typed in haste, read as the time in Viet Nam. */
import { fromLocalInput, toLocalInput } from './format.ts';

/** `23/11/2026`, `23-11-26`, `23.11.2026` or `23112026` as `2026-11-23`; null if there is no such day. */
export function parseDay(typed: string): string | null {
  const text = typed.trim();
  const match =
    text.match(/^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})$/) ?? text.match(/^(\d{2})(\d{2})(\d{4})$/);
  if (!match) return null;
  const [day, month, year] = match.slice(1).map(Number) as [number, number, number];
  const fullYear = year < 100 ? 2000 + year : year;
  const date = new Date(Date.UTC(fullYear, month - 1, day));
  const isReal = date.getUTCFullYear() === fullYear && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** `8:30`, `08h30`, `8h`, `8g30` or `0830` as `08:30`; null if there is no such time. */
export function parseTime(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const match =
    text.match(/^(\d{1,2})\s*[:hg.]\s*(\d{2})?\s*'?$/) ?? text.match(/^(\d{1,2})(\d{2})$/) ?? text.match(/^(\d{1,2})$/);
  if (!match) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2] ?? 0);
  return hours < 24 && minutes < 60 ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` : null;
}

export function dateTimeMs(day: string, time: string): number | null {
  const parsedDay = parseDay(day);
  const parsedTime = parseTime(time);
  return parsedDay && parsedTime ? fromLocalInput(`${parsedDay}T${parsedTime}`) : null;
}

export function dayWords(timeMs: number | null): string {
  return timeMs === null ? '' : toLocalInput(timeMs).slice(0, 10).split('-').reverse().join('/');
}

export function timeWords(timeMs: number | null): string {
  return timeMs === null ? '' : toLocalInput(timeMs).slice(11, 16);
}
