/**
 * Makes the pages' two fonts from the whole ones, so that one small file per weight holds all that Vietnamese and English
 * need: half of the usual split in two files by alphabet, and with the right distances between letters of both.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import { fontCharacters } from './font-characters.ts';

const require = createRequire(import.meta.url);
const folder = join(import.meta.dirname, '../../node_modules/.cache/rostrum-fonts');
const wholeFonts = {
  400: '@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
  600: '@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf',
};
/** Digits of one width, distances between letters, and marks on letters. */
const keepFeatures = ['tnum', 'kern', 'mark', 'mkmk', 'ccmp'];

/** In a style sheet, `@fonts/be-vietnam-pro-<weight>.woff2` is the font made here. */
export function fontSubset(): Plugin {
  return {
    name: 'font-subset',
    config: () => ({
      resolve: { alias: { '@fonts': folder } },
      server: { fs: { allow: [join(import.meta.dirname, '..'), folder] } },
    }),
    buildStart: makeFonts,
    // The font of all running text is wanted with the first words: the browser need not wait for the style sheet.
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((name) => /\b400-[\w-]+\.woff2$/.test(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${name}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
    },
  };
}

export function fontPath(weight: number | string): string {
  return join(folder, `be-vietnam-pro-${weight}.woff2`);
}

/** Makes them unless they are there as this recipe would make them. */
export async function makeFonts(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [weight, path] of Object.entries(wholeFonts)) await makeFont(weight, require.resolve(path));
}

async function makeFont(weight: string, wholePath: string): Promise<void> {
  const path = fontPath(weight);
  const recipe = JSON.stringify({ fontCharacters, keepFeatures, wholePath });
  const recipePath = `${path}.recipe`;
  if (existsSync(path) && existsSync(recipePath) && readFileSync(recipePath, 'utf8') === recipe) return;
  const options = { targetFormat: 'woff2', keepFeatures, noHinting: true } as const;
  writeFileSync(path, await subsetFont(readFileSync(wholePath), fontCharacters, options));
  writeFileSync(recipePath, recipe);
}
