import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorMeanings } from '#contract';
import { fontCharacters } from '../../build/font-characters.ts';
import { coreTexts as enCore } from './en/core-texts.ts';
import { texts as en } from './en/texts.ts';
import { cameraTexts } from './vi/camera-texts.ts';
import { coreTexts } from './vi/core-texts.ts';
import { deskTexts } from './vi/desk-texts.ts';
import { hallTexts } from './vi/hall-texts.ts';
import { lineTexts } from './vi/line-texts.ts';
import { meetingTexts } from './vi/meeting-texts.ts';
import { refusalTexts } from './vi/refusal-texts.ts';
import { texts as vi } from './vi/texts.ts';

const languages = { vi, en };
const source = join(import.meta.dirname, '..');
const code = sourceFiles(source).map((path) => readFileSync(path, 'utf8'));

describe('texts', () => {
  it('has the same keys in both languages, in the same of the two parts', () => {
    expect(keysOf(en)).toEqual(keysOf(vi));
    expect(keysOf(enCore)).toEqual(keysOf(coreTexts));
  });

  it('has each group in one part only', () => {
    const later = { ...cameraTexts, ...hallTexts, ...lineTexts, ...meetingTexts, ...refusalTexts };
    expect(Object.keys({ ...deskTexts, ...later }).filter((group) => group in coreTexts)).toEqual([]);
    expect(Object.keys(later).filter((group) => group in deskTexts)).toEqual([]);
  });

  it('leaves no text empty and names the same values in both languages', () => {
    for (const key of keysOf(vi)) {
      expect(textAt(vi, key).trim(), key).not.toBe('');
      expect(textAt(en, key).trim(), key).not.toBe('');
      expect(placeholders(textAt(en, key)), key).toEqual(placeholders(textAt(vi, key)));
    }
  });

  it('has words for every code that the server can answer', () => {
    for (const [language, texts] of Object.entries(languages)) {
      const words = { ...texts.errors, ...texts.refusals };
      for (const name of Object.keys(errorMeanings)) expect(words, `${language} ${name}`).toHaveProperty(name);
    }
  });

  it('has no text that no page shows', () => {
    const asked = new Set(code.flatMap((text) => text.match(/(?<=')\w+\.\w+(?=')/g) ?? []));
    const starts = new Set(code.flatMap((text) => text.match(/(?<=`)\w+\.\w*(?=\$\{)/g) ?? []));
    const unused = keysOf(vi).filter((key) => {
      const name = isPlural(key) ? key.replace(/_(one|other)$/, '') : key;
      return !asked.has(name) && ![...starts].some((start) => key.startsWith(start));
    });
    expect(unused).toEqual([]);
  });

  it('has only characters that the fonts of the pages hold', () => {
    for (const texts of Object.values(languages)) {
      for (const key of keysOf(texts)) {
        const foreign = [...textAt(texts, key)].filter(
          (character) => !fontCharacters.includes(character) && character !== '\n',
        );
        expect(foreign, key).toEqual([]);
      }
    }
  });

  it('speaks without exclamation marks', () => {
    for (const texts of Object.values(languages)) {
      expect(keysOf(texts).filter((key) => textAt(texts, key).includes('!'))).toEqual([]);
    }
  });
});

function keysOf(texts: object): string[] {
  return Object.entries(texts)
    .flatMap(([part, group]) => Object.keys(group).map((key) => `${part}.${key}`))
    .sort();
}

function textAt(texts: object, key: string): string {
  const [part = '', name = ''] = key.split('.');
  return (texts as Record<string, Record<string, string>>)[part]?.[name] ?? '';
}

/** `found_one` and `found_other` are two forms of `found`; a role called `other` is none. */
function isPlural(key: string): boolean {
  return /_(one|other)$/.test(key) && textAt(vi, otherForm(key)) !== '';
}

function otherForm(key: string): string {
  return key.endsWith('_one') ? key.replace(/_one$/, '_other') : key.replace(/_other$/, '_one');
}

function placeholders(text: string): string[] {
  return (text.match(/\{\{\w+\}\}/g) ?? []).sort();
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.startsWith('i18n'))
    .map((path) => join(folder, path));
}
