import { describe, expect, it } from 'vitest';
import { keys as en } from '../../i18n/en/keys.ts';
import { keys as vi } from '../../i18n/vi/keys.ts';
import { catalogue, type KeyEntry } from './catalogue.ts';

const entries: readonly KeyEntry[] = catalogue;

describe('catalogue of keys', () => {
  it('has no single letter and nothing with Shift', () => {
    for (const { code, words, isCtrl, isAlt } of entries) {
      if (/^Key[A-Z]$/.test(code)) expect(isCtrl || isAlt, words).toBe(true);
      expect(words).not.toMatch(/shift/i);
    }
  });

  it('writes each combination as it is', () => {
    for (const { code, words, isCtrl, isAlt } of entries) {
      expect(words.includes('Ctrl'), code).toBe(isCtrl);
      expect(words.includes('Alt'), code).toBe(isAlt);
    }
  });

  it('means one thing by each combination in its scope, and has each id once', () => {
    const combinations = entries.map(({ scope, code, isCtrl, isAlt }) => [scope, code, isCtrl, isAlt].join(' '));
    expect(new Set(combinations).size).toBe(entries.length);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  it('has words for each key in both languages', () => {
    for (const { id } of entries) {
      expect(vi, id).toHaveProperty(id);
      expect(en, id).toHaveProperty(id);
    }
  });

  it('lets the sheet be reached when all else is off', () => {
    expect(entries.filter(({ isAlwaysOn }) => isAlwaysOn).map(({ id }) => id)).toEqual(['sheet', 'close']);
  });
});
