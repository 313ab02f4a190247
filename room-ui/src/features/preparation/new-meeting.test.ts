import { describe, expect, it } from 'vitest';
import { isTimeless, monthOf, nextWorkingMorning, suggestTitle } from './new-meeting.ts';
import { mondayMorning } from './test-rows.ts';

const dayMs = 86_400_000;

describe('a new meeting', () => {
  it('begins at eight on the next working day in Viet Nam', () => {
    expect(nextWorkingMorning(mondayMorning)).toBe(mondayMorning + dayMs);
    const friday = mondayMorning + 4 * dayMs;
    for (const later of [0, dayMs, 2 * dayMs])
      expect(nextWorkingMorning(friday + later)).toBe(mondayMorning + 7 * dayMs);
  });

  it('counts the day by the clock of Viet Nam, also when it is still yesterday elsewhere', () => {
    const mondayHalfPastMidnight = mondayMorning - 7.5 * 3_600_000;
    expect(nextWorkingMorning(mondayHalfPastMidnight)).toBe(mondayMorning + dayMs);
  });

  it.each([
    ['Phiên họp thường kỳ tháng 10', 'Phiên họp thường kỳ tháng 11'],
    ['Phiên họp tháng 10/2025', 'Phiên họp tháng 11/2026'],
    ['Phiên họp tháng 10 năm 2025', 'Phiên họp tháng 11 năm 2026'],
    ['Giao ban quý III/2026', 'Giao ban quý IV/2026'],
    ['Giao ban quý 3 năm 2026', 'Giao ban quý 4 năm 2026'],
    ['Họp tổ chuyên đề số 10', 'Họp tổ chuyên đề số 10'],
  ])('"%s" becomes "%s"', (title, suggested) => {
    expect(suggestTitle(title, mondayMorning)).toBe(suggested);
  });

  it('knows a title that could be of any month, and the month to add to it', () => {
    expect(isTimeless('Phiên họp thường kỳ Ủy ban nhân dân')).toBe(true);
    for (const title of ['Phiên họp tháng 11', 'Giao ban quý IV', 'Họp tổ số 2']) expect(isTimeless(title)).toBe(false);
    expect(monthOf(mondayMorning)).toEqual({ month: 11, year: 2026 });
  });
});
