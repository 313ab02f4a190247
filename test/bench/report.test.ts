import { expect, it } from 'vitest';
import { isMet, median, percentile, report } from './report.ts';

it('ends with one JSON line that says what was met', () => {
  const text = report('sample', [
    { name: 'fastMs', value: 41.234, unit: 'ms', goal: '<= 300' },
    { name: 'slowPerSecond', value: 2, unit: '1/s', goal: '>= 3' },
    { name: 'sizeBytes', value: 7, unit: 'B', goal: null },
  ]);
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  expect(JSON.parse(last)).toEqual({
    bench: 'sample',
    figures: [
      { name: 'fastMs', value: 41.23, unit: 'ms', goal: '<= 300', met: true },
      { name: 'slowPerSecond', value: 2, unit: '1/s', goal: '>= 3', met: false },
      { name: 'sizeBytes', value: 7, unit: 'B', goal: null, met: null },
    ],
  });
});

it('takes the nearest rank for a percentile', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([percentile(values, 0.5), percentile(values, 0.99), percentile([5], 0.99)]).toEqual([50, 99, 5]);
  expect(isMet(3, '<= 3')).toBe(true);
});

it('takes the middle, or what lies between the two in the middle', () => {
  expect([median([9, 1, 5]), median([4, 1, 2, 9]), median([7])]).toEqual([5, 3, 7]);
  expect(median([])).toBeNaN();
});
