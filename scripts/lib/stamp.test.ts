import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashFile, hashTree, readStamp, writeStamp } from './stamp.js';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rostrum-stamp-'));
  mkdirSync(join(root, 'src/dist'), { recursive: true });
  writeFileSync(join(root, 'src/a.ts'), 'one');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const hash = () => hashTree(root, ['src', 'lock.json'], ['dist']);

test('a tree that nobody touched keeps its stamp', () => {
  const before = hash();
  expect(hash()).toBe(before);
});

test.each([
  ['a file grows', () => writeFileSync(join(root, 'src/a.ts'), 'longer')],
  ['a file is saved again', () => utimesSync(join(root, 'src/a.ts'), 1, 1)],
  ['a file is added', () => writeFileSync(join(root, 'src/b.ts'), '')],
  ['a file is removed', () => rmSync(join(root, 'src/a.ts'))],
  ['a path appears that was missing', () => writeFileSync(join(root, 'lock.json'), '{}')],
])('the stamp changes when %s', (_, change) => {
  const before = hash();
  change();
  expect(hash()).not.toBe(before);
});

test('what is built does not count as a source', () => {
  const before = hash();
  writeFileSync(join(root, 'src/dist/index.html'), '');
  expect(hash()).toBe(before);
});

test('a stamp is read back as written, and a missing one is empty', () => {
  const path = join(root, 'made/on/the/way');
  expect(readStamp(path)).toBe('');
  writeStamp(path, 'abc');
  expect(readStamp(path)).toBe('abc');
});

test('the same file for another processor has another hash', () => {
  const path = join(root, 'src/a.ts');
  expect(hashFile(path, 'x64')).not.toBe(hashFile(path, 'arm64'));
});
