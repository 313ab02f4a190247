/** Builds the page. The server sends a strict policy for scripts and styles, so nothing may be inlined. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { protocolVersion } from '#contract';
import { fontSubset } from './build/font-subset.ts';
import { precompress } from './build/precompress.ts';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [react(), fontSubset(), precompress()],
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
