import { describe, expect, it } from 'vitest';
import { clockTime, compareNames, duration, fromLocalInput, isNamed, toLocalInput } from './format.ts';

describe('format', () => {
  it('shows the time in Viet Nam wherever the device is', () => {
    expect(clockTime(Date.UTC(2026, 10, 21, 20, 5))).toBe('03:05');
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
