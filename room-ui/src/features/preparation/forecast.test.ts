import { describe, expect, it } from 'vitest';
import { dayShiftMs, overlapOf, spanText, timeOnDayOf, totalMinutes } from './forecast.ts';
import { item, mondayMorning } from './test-rows.ts';

const hourMs = 3_600_000;

describe('the forecast of an agenda', () => {
  it('tells the span of an item in the time of Viet Nam', () => {
    expect(spanText(item('a', { plannedStartAt: mondayMorning + 900_000, plannedMs: 1_500_000 }))).toBe('08:15–08:40');
  });

  it('adds up the minutes', () => {
    expect(totalMinutes([item('a'), item('b', { plannedMs: 60_000 })])).toBe(16);
  });

  it('names both times of an overlap, and is silent without one', () => {
    const startsAt = mondayMorning + hourMs / 2;
    expect(overlapOf(item('a', { startsAt, overlapMs: 900_000 }))).toEqual({ start: '08:30', end: '08:45' });
    expect(overlapOf(item('a', { startsAt, overlapMs: 0 }))).toBeNull();
    expect(overlapOf(item('a', { overlapMs: 900_000 }))).toBeNull();
  });

  it('takes a time of day as one on the day of the meeting', () => {
    expect(timeOnDayOf(mondayMorning, '08:30')).toBe(mondayMorning + hourMs / 2);
    expect(timeOnDayOf(mondayMorning, '7h30')).toBe(mondayMorning - hourMs / 2);
    expect(timeOnDayOf(mondayMorning + 13 * hourMs, '00:15')).toBe(mondayMorning + 16.25 * hourMs);
  });

  it('refuses what is no time of day', () => {
    for (const text of ['', '8', '24:00', '08:60', 'tám giờ']) expect(timeOnDayOf(mondayMorning, text)).toBeNull();
  });

  it('moves fixed times by whole days only', () => {
    expect(dayShiftMs(mondayMorning, mondayMorning + 3 * hourMs)).toBe(0);
    expect(dayShiftMs(mondayMorning, mondayMorning + 49 * hourMs)).toBe(48 * hourMs);
    expect(dayShiftMs(mondayMorning, mondayMorning - 9 * hourMs)).toBe(-24 * hourMs);
  });
});
