import { describe, expect, it } from 'vitest';
import { dateTimeMs, dayWords, parseDay, parseTime, timeWords } from './date-model.ts';

describe('day and time as they are typed', () => {
  it('understands a day however it is written here', () => {
    for (const typed of ['23/11/2026', '23-11-2026', '23.11.26', '23 11 2026', '23112026', ' 23/11/2026 ']) {
      expect(parseDay(typed), typed).toBe('2026-11-23');
    }
    expect(parseDay('1/2/2027')).toBe('2027-02-01');
  });

  it('takes no day that does not exist', () => {
    for (const typed of ['', '31/4/2026', '29/2/2026', '13/13/2026', '2026-11-23', '0/1/2026', 'mai']) {
      expect(parseDay(typed), typed).toBe(null);
    }
    expect(parseDay('29/2/2028')).toBe('2028-02-29');
  });

  it('understands a time however it is written here', () => {
    for (const typed of ['8:30', '08:30', '8h30', '8g30', '0830', '830', '8.30', '8H30']) {
      expect(parseTime(typed), typed).toBe('08:30');
    }
    expect(parseTime('8h')).toBe('08:00');
    expect(parseTime('14')).toBe('14:00');
    for (const typed of ['', '24:00', '8:60', '8:3', 'trưa']) expect(parseTime(typed), typed).toBe(null);
  });

  it('means the time in Viet Nam, there and back', () => {
    const timeMs = dateTimeMs('23/11/2026', '0h15');
    expect(timeMs).toBe(Date.UTC(2026, 10, 22, 17, 15));
    expect([dayWords(timeMs), timeWords(timeMs)]).toEqual(['23/11/2026', '00:15']);
    expect(dateTimeMs('23/11/2026', '')).toBe(null);
    expect([dayWords(null), timeWords(null)]).toEqual(['', '']);
  });
});
