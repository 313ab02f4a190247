/** Builds the page. The server sends a strict policy for scripts and styles, so nothing may be inlined. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { protocolVersion } from '#contract';
import { fontSubset } from './build/font-subset.ts';
import { leaveOut } from './build/leave-out.ts';
import { precompress } from './build/precompress.ts';
import { preloadDrawing } from './build/preload-drawing.ts';

/** What is needed before anything can be drawn: it must not wait for the code that draws. */
const start = [
  /preload-helper/,
  /src\/(main|pages)\.ts$/,
  /src\/i18n\/(language|translate)\.ts$/,
  /src\/session\/(store|session-keys|http|command-error|join-preview)\.ts$/,
  /src\/ui\/(format|moment-formats|once|fragment-token)\.ts$/,
];

/**
 * What several pages draw with, in one file: a page that loads thirty small ones waits for each of them on a slow link.
 * What only the desk uses is not among it.
 */
const kit = [
  /src\/apps\/App\.tsx$/,
  /node_modules\/(react|react-dom|scheduler)\//,
  /src\/ui\/(Button|Crash|Field|FieldFrame|LanguageMenu|Mark|Notices|Page|icons?|lazy-page)\.tsx$/,
  /src\/ui\/use-(layout|now|theme|title|wake-lock)\.ts$/,
  /src\/session\/(use-store|use-command|SessionContext|failure-text|device-memory|desk-memory|session-path)\.tsx?$/,
  /src\/media\/(own-media|local-media|tone|capture-error|device-choice|first-paint|early-link|watch-devices)\.ts$/,
  /src\/features\/(stage\/(Picture\.tsx|sites\.ts|brief-name\.ts)|controls\/lazy-part\.ts|minutes\/minutes-address\.ts)$/,
  /src\/features\/(floor\/(time|model)|(agenda|attendance)\/model)\.ts$/,
  /src\/apps\/meeting-code\.ts$/,
];

/** Small pieces that the meeting's page shares with what it loads later: a file of its own for each weighs more than itself. */
const meeting = [
  /src\/features\/(attendance\/board-address|operations\/operations-address|floor\/own-floor)\.ts$/,
  /src\/features\/stage\/(floating-picture|layout|view-choices|wall-mode)\.ts$/,
  /src\/features\/controls\/NewCount\.tsx$/,
];

/** The way in. */
const join = [/src\/apps\/Join\.tsx$/, /src\/features\/join\//, /src\/media\/(level-meter|use-devices)\.ts$/];

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [react(), leaveOut(), fontSubset(), preloadDrawing('/src/apps/App.tsx'), precompress()],
  // As a constant, because importing the contract itself would bring every schema into the page.
  define: { 'import.meta.env.PROTOCOL_VERSION': JSON.stringify(protocolVersion) },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome111', 'firefox120', 'safari16.4'],
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', priority: 2, test: (id) => start.some((part) => part.test(id)) },
            { name: 'join', test: (id) => join.some((part) => part.test(id)) },
            { name: 'meeting', test: (id) => meeting.some((part) => part.test(id)) },
            { name: 'kit', priority: 1, test: (id) => kit.some((part) => part.test(id)) },
          ],
        },
      },
    },
  },
});
