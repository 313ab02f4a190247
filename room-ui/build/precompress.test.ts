import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { precompress } from './precompress.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rostrum-build-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('puts beside each built page and script its compressed forms, and none beside a font', async () => {
  writeFileSync(join(root, 'index.html'), '<!doctype html><script type="module" src="/main.js"></script>');
  writeFileSync(join(root, 'main.js'), "document.title = new URL('./letters.woff2', import.meta.url).href;");
  writeFileSync(join(root, 'letters.woff2'), Buffer.from([1, 2, 3]));
  const options = { outDir: 'dist', assetsInlineLimit: 0 };
  await build({ root, configFile: false, logLevel: 'silent', build: options, plugins: [precompress()] });
  const files = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).sort();
  const kinds = files.filter((file) => file.includes('.')).map((file) => file.replace(/^.*?\./, ''));
  expect(kinds.sort()).toEqual(['html', 'html.br', 'html.gz', 'js', 'js.br', 'js.gz', 'woff2']);
  const read = (end: string) => readFileSync(join(root, 'dist', files.find((file) => file.endsWith(end)) ?? end));
  expect(brotliDecompressSync(read('.js.br'))).toEqual(read('.js'));
  expect(gunzipSync(read('.html.gz'))).toEqual(read('.html'));
});
