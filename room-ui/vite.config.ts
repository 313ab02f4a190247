/** Builds the page. The server sends a strict policy for scripts and styles, so nothing may be inlined. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { protocolVersion } from '#contract';
import { fontSubset } from './build/font-subset.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Once here instead of at each request. Fonts and pictures are compressed already. */
function precompress(folder: string): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    closeBundle() {
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(?:js|css|svg|html)$/.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const content = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(content, quality));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  root,
  base: '/',
  plugins: [react(), fontSubset(), precompress(join(root, 'dist'))],
  // As a constant, because importing the contract itself would bring every schema into the page.
  define: { 'import.meta.env.PROTOCOL_VERSION': JSON.stringify(protocolVersion) },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome111', 'firefox120', 'safari16.4'],
    reportCompressedSize: false,
  },
});
