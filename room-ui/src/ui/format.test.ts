import { afterEach, describe, expect, it } from 'vitest';
import { startCpuClock } from '../../../test/harness/cpu-time.ts';
import {
  clockTime,
  compareNames,
  compareText,
  dayAndTime,
  dayOnly,
  duration,
  fromLocalInput,
  isNamed,
  isSameDay,
  minutes,
  numberText,
  relativeDay,
  setFormatLanguage,
  toLocalInput,
  weekdayAndDay,
} from './format.ts';

/** 23 November 2026, 00:30 in Viet Nam; in Europe it is still the day before. */
const nightMs = Date.UTC(2026, 10, 22, 17, 30);
const dayMs = 86_400_000;

afterEach(() => setFormatLanguage('vi'));

describe('format', () => {
  it('shows the time in Viet Nam wherever the device is', () => {
    expect(clockTime(Date.UTC(2026, 10, 21, 20, 5))).toBe('03:05');
    expect(dayOnly(nightMs)).toBe('23/11/2026');
    expect(dayAndTime(nightMs)).toBe('00:30 23/11/2026');
    expect(weekdayAndDay(nightMs)).toBe('Thứ Hai, 23/11/2026');
  });

  it('writes English with English words, the day before the month and 24 hours', () => {
    setFormatLanguage('en');
    expect(clockTime(Date.UTC(2026, 10, 21, 13, 5))).toBe('20:05');
    expect(dayAndTime(nightMs)).toBe('23/11/2026, 00:30');
    expect(weekdayAndDay(nightMs)).toBe('Monday, 23/11/2026');
    expect(minutes(25)).toBe('25 minutes');
    expect(numberText(1_234.5)).toBe('1,234.5');
    expect(relativeDay(nightMs + dayMs, nightMs)).toBe('Tomorrow');
  });

  it('names days near by, by the day in Viet Nam', () => {
    expect(relativeDay(nightMs + 23 * 3_600_000, nightMs)).toBe('Hôm nay');
    expect(relativeDay(nightMs + dayMs, nightMs)).toBe('Ngày mai');
    expect(relativeDay(nightMs - 3_600_000, nightMs)).toBe('Hôm qua');
    expect(relativeDay(nightMs + 2 * dayMs, nightMs)).toBe('Thứ Tư, 25/11/2026');
    expect(isSameDay(nightMs, nightMs - 3_600_000)).toBe(false);
  });

  it('writes numbers and minutes as in Viet Nam', () => {
    expect(numberText(1_234.5)).toBe('1.234,5');
    expect(numberText(2_000_000)).toBe('2.000.000');
    expect(minutes(25)).toBe('25 phút');
  });

  it('writes a duration with minutes and seconds, and hours when there are any', () => {
    expect(duration(-5)).toBe('00:00');
    expect(duration(252_900)).toBe('04:12');
    expect(duration(3_845_000)).toBe('1:04:05');
  });

  it('sorts names by given name in the order of the Vietnamese alphabet', () => {
    const names = ['Người Ở Đâu', 'Người Ở Anh', 'Người Ở Ân', 'Ai Ở Anh', 'Người Ở Dung'];
    expect(names.toSorted(compareNames)).toEqual([
      'Ai Ở Anh',
      'Người Ở Anh',
      'Người Ở Ân',
      'Người Ở Dung',
      'Người Ở Đâu',
    ]);
  });

  it('puts each letter with a mark of its own behind the one without', () => {
    // a ă â · d đ e ê · o ơ · u ư: letters, while the tones only part what is equal otherwise.
    const given = ['Ánh', 'Ăn', 'Ân', 'Dũng', 'Đan', 'En', 'Êm', 'Oanh', 'Ơn', 'Út', 'Ư'];
    const names = given.map((word) => `Đặng Thị ${word}`);
    expect(names.toReversed().toSorted(compareNames)).toEqual(names);
    expect(['Mã', 'Ma', 'Mạ', 'Má', 'Mà', 'Mả'].toSorted(compareNames)).toEqual(['Ma', 'Mà', 'Mả', 'Mã', 'Má', 'Mạ']);
  });

  it('sorts the same given names by the names before them', () => {
    const names = ['Trần Thị Ánh', 'Đặng Thị Ánh', 'Đặng Bích Ánh', 'Dương Thị Ánh', ' Đỗ Ánh '];
    expect(names.toSorted(compareNames).at(-1)).toBe('Trần Thị Ánh');
    expect(compareNames('Dương Thị Ánh', 'Đặng Thị Ánh')).toBeLessThan(0);
    expect(compareNames('Đặng Bích Ánh', 'Đặng Thị Ánh')).toBeLessThan(0);
    expect(compareNames('', 'Ánh')).toBeLessThan(0);
  });

  it('does not care whether marks are part of their letters', () => {
    expect(compareNames('Đặng Thị Ánh'.normalize('NFD'), 'Đặng Thị Ánh')).toBe(0);
    expect(isNamed({ name: 'Đỗ Thị Ửng'.normalize('NFD') }, 'Ửng')).toBe(true);
  });

  it('sorts numbers within words as numbers', () => {
    expect(['Ghế 10', 'Ghế 2', 'Ghế 1'].toSorted(compareText)).toEqual(['Ghế 1', 'Ghế 2', 'Ghế 10']);
  });

  it('sorts two thousand names while the person still looks at the title', () => {
    const given = ['Ánh', 'Đan', 'Dũng', 'Ơn', 'Ư', 'Êm', 'Oanh', 'Út'];
    const names = Array.from({ length: 2_000 }, (_, index) => `Mẫu ${(index * 7_919) % 2_000} ${given[index % 8]}`);
    const clock = startCpuClock();
    const sorted = names.toSorted(compareNames);
    expect(clock.elapsedMs()).toBeLessThan(400);
    expect(sorted[0]).toMatch(/Ánh$/);
    expect(sorted.at(-1)).toMatch(/Ư$/);
  });

  it('reads a field for date and time as the time in Viet Nam', () => {
    const timeMs = Date.UTC(2026, 10, 21, 1, 30);
    expect(toLocalInput(timeMs)).toBe('2026-11-21T08:30');
    expect(fromLocalInput('2026-11-21T08:30')).toBe(timeMs);
  });

  it('finds a name typed without its marks', () => {
    expect(isNamed({ name: 'Đỗ Thị Ửng' }, 'do thi')).toBe(true);
    expect(isNamed({ name: 'Đỗ Thị Ửng' }, ' ỬNG ')).toBe(true);
    expect(isNamed({ name: 'Đỗ Thị Ửng' }, 'dang')).toBe(false);
  });
});
