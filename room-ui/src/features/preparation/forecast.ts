/** The planned times of an agenda as the server adds them up, in the form in which they are shown. */
import type { AgendaRow } from '#contract';
import { clockTime } from '../../ui/format.ts';
import { minuteMs } from './model.ts';

/** `08:15–08:40` */
export function spanText({ plannedStartAt, plannedMs }: Pick<AgendaRow, 'plannedStartAt' | 'plannedMs'>): string {
  return `${clockTime(plannedStartAt)}–${clockTime(plannedStartAt + plannedMs)}`;
}

export function minutesOf(spanMs: number): number {
  return Math.round(spanMs / minuteMs);
}

export function totalMinutes(items: readonly Pick<AgendaRow, 'plannedMs'>[]): number {
  return minutesOf(items.reduce((sum, { plannedMs }) => sum + plannedMs, 0));
}

/** An item with a fixed time that the items before it reach past: its own time, and when they really end. */
export function overlapOf({ startsAt, overlapMs }: Pick<AgendaRow, 'startsAt' | 'overlapMs'>): {
  start: string;
  end: string;
} | null {
  if (startsAt === null || overlapMs <= 0) return null;
  return { start: clockTime(startsAt), end: clockTime(startsAt + overlapMs) };
}

const dayMs = 86_400_000;
const zoneMs = 7 * 3_600_000;

/** By how much fixed times must move with a meeting that goes to another day in Viet Nam. */
export function dayShiftMs(oldStartAt: number, newStartAt: number): number {
  const day = (timeMs: number) => Math.floor((timeMs + zoneMs) / dayMs);
  return (day(newStartAt) - day(oldStartAt)) * dayMs;
}

/** The time of day `08:30` on the day of the meeting; before the meeting's own start it is meant for the next day. */
export function timeOnDayOf(meetingStartAt: number, clock: string): number | null {
  const match = clock.match(/^(\d{1,2})[:hg.](\d{2})$/);
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return null;
  const midnight = Math.floor((meetingStartAt + zoneMs) / dayMs) * dayMs - zoneMs;
  const at = midnight + (Number(match[1]) * 60 + Number(match[2])) * minuteMs;
  const isLateMeeting = meetingStartAt - midnight >= 18 * 3_600_000;
  return at < meetingStartAt && isLateMeeting ? at + dayMs : at;
}
