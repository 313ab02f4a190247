import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deskTexts } from './vi/desk-texts.ts';

const source = join(import.meta.dirname, '..');
const everybodysPages = ['Join', 'Meeting', 'Display', 'SessionPage', 'Login', 'NotFound'];

describe('the texts of the desk', () => {
  it('are asked for by no page that comes without them', () => {
    const found: string[] = [];
    for (const path of filesOf([
      join(source, 'main.ts'),
      ...everybodysPages.map((page) => join(source, `apps/${page}.tsx`)),
    ])) {
      const code = readFileSync(path, 'utf8');
      for (const group of Object.keys(deskTexts)) {
        const uses = code.match(new RegExp(`['\`]${group}\\.[\\w$]+`, 'g')) ?? [];
        found.push(...uses.map((use) => `${path.slice(source.length + 1)}: ${use.slice(1)}`));
      }
    }
    expect(found).toEqual([]);
  });
});

/** The files that come with these: what they import, and what they load later without the texts of the desk. */
function filesOf(roots: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path) || !existsSync(path) || path.includes('/i18n/')) return;
    seen.add(path);
    const code = readFileSync(path, 'utf8');
    const imports = [...code.matchAll(/(?:from|import) '(\.{1,2}\/[^']+\.tsx?)'/g)];
    const later = code.includes('loadDeskTexts') ? [] : [...code.matchAll(/import\('(\.{1,2}\/[^']+)'\)/g)];
    for (const [, target = ''] of [...imports, ...later]) visit(join(dirname(path), target));
  };
  for (const root of roots) visit(root);
  return seen;
}
