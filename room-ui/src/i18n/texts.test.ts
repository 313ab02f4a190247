import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorMeanings } from '#contract';
import { texts as en } from './en/texts.ts';
import { texts as vi } from './vi/texts.ts';

const languages = { vi, en };
const source = join(import.meta.dirname, '..');

describe('texts', () => {
  it('has the same keys in both languages', () => {
    expect(keysOf(en)).toEqual(keysOf(vi));
  });

  it('leaves no text empty and names the same values in both languages', () => {
    for (const key of keysOf(vi)) {
      expect(textAt(vi, key), key).not.toBe('');
      expect(placeholders(textAt(en, key)), key).toEqual(placeholders(textAt(vi, key)));
    }
  });

  it('has words for every code that the server can answer', () => {
    for (const [language, texts] of Object.entries(languages)) {
      for (const code of Object.keys(errorMeanings)) expect(texts.errors, `${language} ${code}`).toHaveProperty(code);
    }
  });

  it('has no text that no page shows', () => {
    const code = sourceFiles(source)
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    const unused = keysOf(vi).filter((key) => {
      const [part = ''] = key.split('.');
      return !code.includes(`'${key}'`) && !code.includes(`\`${part}.\${`);
    });
    expect(unused).toEqual([]);
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

function placeholders(text: string): string[] {
  return (text.match(/\{\{\w+\}\}/g) ?? []).sort();
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('i18n'))
    .map((path) => join(folder, path));
}
