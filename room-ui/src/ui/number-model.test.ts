import { afterEach, describe, expect, it } from 'vitest';
import { setFormatLanguage } from './format.ts';
import { clampNumber, numberWords, parseNumber, steppedNumber } from './number-model.ts';

afterEach(() => setFormatLanguage('vi'));

describe('numbers as they are typed', () => {
  it('reads dots as thousands and a comma as the fraction in Vietnamese', () => {
    expect(parseNumber('1.234,5')).toBe(1234.5);
    expect(parseNumber(' 12 000 ')).toBe(12_000);
    expect(parseNumber('-3')).toBe(-3);
    expect(parseNumber('')).toBe(null);
    expect(parseNumber('12a')).toBe(undefined);
  });

  it('reads them the other way round in English', () => {
    setFormatLanguage('en');
    expect(parseNumber('1,234.5')).toBe(1234.5);
    expect(numberWords(1234.5)).toBe('1,234.5');
  });

  it('reads back what it writes', () => {
    for (const language of ['vi', 'en'] as const) {
      setFormatLanguage(language);
      for (const value of [0, -7, 0.5, 999, 1_000, 1_234_567.125]) expect(parseNumber(numberWords(value))).toBe(value);
    }
    expect(numberWords(null)).toBe('');
  });

  it('steps within its limits and without crumbs', () => {
    const limits = { min: 0, max: 1, step: 0.1 };
    expect(steppedNumber(0.2, 1, limits)).toBe(0.3);
    expect(steppedNumber(0.95, 1, limits)).toBe(1);
    expect(steppedNumber(0, -1, limits)).toBe(0);
    expect(steppedNumber(null, 1, { min: 5, step: 5 })).toBe(5);
    expect(steppedNumber(null, -1, {})).toBe(0);
    expect(steppedNumber(0.25, 1, { step: 1 })).toBe(1.25);
    expect(clampNumber(7, {})).toBe(7);
  });
});
