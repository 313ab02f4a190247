import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fontCharacters } from './font-characters.ts';
import { fontPath, makeFonts } from './font-subset.ts';

beforeAll(makeFonts);

describe('the fonts of the pages', () => {
  it.each([400, 600])('are one small file for the weight %i', (weight) => {
    const font = readFileSync(fontPath(weight));
    expect(font.subarray(0, 4).toString('latin1')).toBe('wOF2');
    expect(font.length).toBeLessThan(16_000);
  });

  it('hold the whole Vietnamese alphabet with its tones', () => {
    const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
    for (const vowel of 'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY') {
      for (const tone of tones) expect(fontCharacters).toContain((vowel + tone).normalize('NFC'));
    }
    for (const letter of 'đĐ₫…–“”') expect(fontCharacters).toContain(letter);
  });

  it('are made once and kept', async () => {
    const before = readFileSync(fontPath(400));
    await makeFonts();
    expect(existsSync(fontPath(400))).toBe(true);
    expect(readFileSync(fontPath(400)).equals(before)).toBe(true);
  });
});
