import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RulePacks } from './rule-packs.ts';

const board = readFileSync(join(import.meta.dirname, 'packs', 'board.yaml'), 'utf8');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('loads the packs that ship, and gives the usual one by the quorum rule', () => {
  const packs = RulePacks.load();
  expect(packs.list().map(({ id }) => id)).toEqual(['assembly', 'board']);
  expect(packs.usualFor('peoplesCouncil').id).toBe('assembly');
  expect(packs.usualFor('simpleMajority').id).toBe('board');
  expect(() => packs.get('none')).toThrow(expect.objectContaining({ code: 'UNKNOWN_RULE_PACK' }));
});

it('takes the own packs of a body beside them', () => {
  writeFileSync(join(folder, 'own.yaml'), board.replace('id: board', 'id: own').replace('name: ', 'name: Riêng '));
  writeFileSync(join(folder, 'notes.txt'), 'no pack');
  expect(RulePacks.load(folder).get('own').name).toMatch(/^Riêng/);
});

it('names every fault of every file with its line', () => {
  writeFileSync(join(folder, 'a.yaml'), board.replace('id: board', 'id: one').replace('lease: 20s', 'lease: 20'));
  writeFileSync(join(folder, 'b.yml'), board);
  const line = (text: string) => 1 + board.split('\n').findIndex((content) => content.startsWith(text));
  const load = () => RulePacks.load(folder);
  expect(load).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  expect(load).toThrow(`a.yaml:${line('lease')}: lease: a duration`);
  expect(load).toThrow(`b.yml:${line('id')}: id: another pack has the id board already`);
});

it('says that a folder is not there', () => {
  expect(() => RulePacks.load(join(folder, 'missing'))).toThrow(/--rules-dir: the folder .* cannot be read/);
});
