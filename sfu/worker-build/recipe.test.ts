import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyPatch, patches, prepareSource, recipeHash } from './recipe.js';

const patch = { file: 'meson.build', find: 'old', replace: 'new $&' };
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rostrum-recipe-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('a patch replaces its text literally', () => {
  expect(applyPatch('an old text', patch)).toBe('an new $& text');
});

test('a patch whose text is not found fails loudly', () => {
  expect(() => applyPatch('another text', patch)).toThrow('found 0 times: old');
});

test('a patch whose text is found twice fails loudly', () => {
  expect(() => applyPatch('old and old', patch)).toThrow('found 2 times: old');
});

test('the patches fit the mediasoup that is installed, and no download is left in its source', () => {
  const target = join(dir, 'source');
  prepareSource(join(import.meta.dirname, '../../node_modules/mediasoup/worker'), target);

  expect(readFileSync(join(target, 'src/RTC/DtlsTransport.cpp'), 'utf8')).toContain('operationType & BIO_CB_RETURN');
  expect(existsSync(join(target, 'subprojects/openssl.wrap'))).toBe(false);
  expect(existsSync(join(target, 'subprojects/libsrtp3/include/srtp.h'))).toBe(true);
});

test('a source that changed under a patch stops the preparation', () => {
  const source = join(dir, 'worker');
  for (const { file } of patches) {
    mkdirSync(dirname(join(source, file)), { recursive: true });
    writeFileSync(join(source, file), 'something else');
  }
  expect(() => prepareSource(source, join(dir, 'target'))).toThrow("mediasoup's worker/meson.build does not fit");
});

test('the recipe has one short name', () => {
  expect(recipeHash()).toMatch(/^[0-9a-f]{12}$/);
  expect(recipeHash()).toBe(recipeHash());
});
