/** The pages, built anew and served on this machine only, for tests that look at single pieces in a real browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import sirv from 'sirv';
import { build } from 'vite';
import { fontSubset } from '../../../build/font-subset.ts';

export type GallerySite = { origin: string; close(): Promise<void> };

export async function openGallerySite(): Promise<GallerySite> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-gallery-'));
  await build({
    // Not the settings of the real build: they write beside the real pages.
    configFile: false,
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    plugins: [react(), fontSubset()],
    define: { 'import.meta.env.PROTOCOL_VERSION': '1' },
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    logLevel: 'error',
  });
  const server = createServer(sirv(folder, { single: true }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}
